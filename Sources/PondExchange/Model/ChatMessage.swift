package import PondCore

/// One line of a chat export, whatever the format, in one shape.
package struct ChatMessage: Hashable, Sendable {
    /// Who said it; nil for a system line.
    package var sender: ChatSender?
    /// Whom the export names as the sender of a system line. They have not spoken: it is kept for an export alone.
    package var label: ChatSender?
    package var sentAt: Timestamp
    package var kind: ChatMessageKind
    /// The number of a ChatLab type that Pond does not know; `kind` is `.other` then.
    package var unknownKind: Int16?
    /// What was said, without the sender's name. Placeholders such as `[图片]` stay as the exporter wrote them.
    package var text: String
    /// The platform's own id of the message, where the format has one; unique within its chat.
    package var sourceID: String?
    package var reply: ChatReply?
    /// What a system line tells, where its wording or structure was understood.
    package var notice: ChatNotice?
    /// The id under which a database keeps it; nil for a line of a file.
    package var storedID: Int64?

    package init(
        sender: ChatSender?,
        sentAt: Timestamp,
        kind: ChatMessageKind,
        text: String,
        sourceID: String? = nil,
        reply: ChatReply? = nil,
        notice: ChatNotice? = nil
    ) {
        self.sender = sender
        self.sentAt = sentAt
        self.kind = kind
        self.text = text
        self.sourceID = sourceID
        self.reply = reply
        self.notice = notice
    }
}

/// The author as the export names them.
package struct ChatSender: Hashable, Sendable {
    /// The platform's account id (wxid, QQ number, `user123`); nil where the format carries names alone.
    package var accountID: String?
    /// The name shown beside the message, which may change over time.
    package var name: String

    package init(accountID: String?, name: String) {
        self.accountID = accountID
        self.name = name
    }

    /// What tells two people apart in one chat: the account id, else the name.
    package var key: String { accountID ?? name }
}

/// Kinds of line, numbered as ChatLab 0.0.2 numbers them; the numbers are stored.
package enum ChatMessageKind: Int16, CaseIterable, Hashable, Codable, Sendable {
    case text = 0
    case image = 1
    case voice = 2
    case video = 3
    case file = 4
    case sticker = 5
    case link = 7
    case location = 8
    case redPacket = 20
    case transfer = 21
    case poke = 22
    case call = 23
    case share = 24
    case reply = 25
    case forward = 26
    case contact = 27
    case system = 80
    case recall = 81
    case other = 99
}

/// What a message answers.
package enum ChatReply: Hashable, Codable, Sendable {
    /// The platform's id of the message that is answered.
    case sourceID(String)
    /// Only the words of the answered message, and perhaps its author's name, are in the export.
    case quote(name: String?, text: String)
}

/// What a system line tells. Names are as written in the line.
package enum ChatNotice: Hashable, Codable, Sendable {
    /// `names` came in; `inviter` brought them or let them in, so somebody vouched for them. Where a line tells only
    /// the post of whoever agreed, that word stands there (`管理员`).
    ///
    /// Nil for those who came by a link or a QR code, even where the line says whose code it was: who shared one has
    /// not chosen who comes.
    case joined(names: [String], inviter: String?)
    case left(names: [String])
    /// `names` were removed by `remover`, where told.
    case removed(names: [String], remover: String?)
    /// `name` opened the red packet of `owner`.
    case redPacketOpened(name: String, owner: String?)
    case announcement
    case recalled(name: String?)
    /// The group bears this name from here on.
    case renamed(name: String)
}
