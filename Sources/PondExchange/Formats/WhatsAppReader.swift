import PondCore

/// WhatsApp's text export, from Android and from iOS, in any language's date layout.
///
/// Lines without `Name: ` are said by WhatsApp itself; iOS gives those a mark (U+200E) and the group's name, or since
/// 2024 that of the person whom they are about.
final class WhatsAppReader {
    private let state: ChatReadState
    private let message: TextMessage

    init(_ state: ChatReadState) {
        self.state = state
        message = TextMessage(state)
    }

    func read(_ stream: ByteStream) throws {
        let layout = stream.head.withUnsafeBufferPointer { WhatsAppLayout(head: $0) }
        let name = stream.head.withUnsafeBufferPointer(Self.createdName) ?? layout.groupName ?? fileTitle
        try state.open(ChatInfo(platform: "whatsapp", sourceID: nil, name: name, kind: .group))
        let lines = LineReader(stream, state)
        if layout.isGuessed { state.warn(.dateOrderGuessed, line: 1) }
        while let line = try lines.next() {
            guard let opening = WhatsAppLine(line) else {
                message.add(line, number: lines.number, expected: .shape("date, time - Name: text"))
                continue
            }
            guard let date = layout.date(opening) else {
                try message.end()
                state.skip(line: lines.number, expected: .dateInOrder)
                continue
            }
            try begin(opening, layout, state.clock.timestamp(date, opening.time), lines.number)
        }
        try message.end()
    }

    /// What WhatsApp calls an export, or the archive around its `_chat.txt`: the chat's name stands beside some words,
    /// here in the languages of our readers.
    private var fileTitle: String {
        let names = [state.fileName, state.entry.map { $0.split(separator: "/").last.map(String.init) ?? "" }]
        return names.compactMap { $0 }.lazy.compactMap(Self.title).first ?? ""
    }

    private static func title(_ file: String) -> String? {
        var name = file[...]
        for suffix in [".txt", ".zip"] where name.hasSuffix(suffix) { name = name.dropLast(suffix.count) }
        // Of a second download.
        if let copy = name.firstMatch(of: /\ \(\d+\)$/) { name = name[..<copy.range.lowerBound] }
        for (start, end) in titles where name.hasPrefix(start) && name.hasSuffix(end) {
            let title = name.dropFirst(start.count).dropLast(end.count).trimmingPrefix { $0 == " " }
            if !title.isEmpty { return String(title) }
        }
        return nil
    }

    private static let titles = [
        ("WhatsApp Chat with ", ""), ("WhatsApp Chat - ", ""), ("WhatsApp Chat mit ", ""), ("WhatsApp-Chat mit ", ""),
        ("Chat de WhatsApp con ", ""), ("Discussion WhatsApp avec ", ""), ("Conversa do WhatsApp com ", ""),
        ("与", "的 WhatsApp 聊天"), ("與", "的 WhatsApp 對話"), ("WhatsApp 聊天 - ", ""),
    ]

    private func begin(_ line: WhatsAppLine, _ layout: WhatsAppLayout, _ sentAt: Timestamp, _ number: Int) throws {
        guard let (name, text) = Self.split(line, layout) else {
            var rest = line.rest
            if line.isBracketed, let colon = rest.index(of: ": \u{200E}") { rest = rest.dropping(colon + 2) }
            rest = Self.withoutMark(rest)
            try message.begin(nil, sentAt, rest, line: number)
            if let founder = Self.founder(rest) { try state.handOut(.owner, of: founder) }
            return
        }
        let sender = ChatSender(accountID: nil, name: state.names.string(name))
        try message.begin(sender, sentAt, Self.withoutMark(text), line: number)
    }

    private static func withoutMark(_ text: Bytes) -> Bytes {
        text.hasPrefix("\u{200E}") ? text.dropping(3) : text
    }

    /// Nil for what WhatsApp itself says.
    private static func split(_ line: WhatsAppLine, _ layout: WhatsAppLayout) -> (name: Bytes, text: Bytes)? {
        guard let (name, text) = ColonName.split(line.rest), !isAboutGroup(name) else { return nil }
        let person = WhatsAppName.plain(name)
        guard line.isBracketed, text.hasPrefix("\u{200E}"), !WhatsAppLayout.isPersonal(text.dropping(3)) else {
            return (person, text)
        }
        let isOfGroup = layout.groupName.map { $0.utf8.elementsEqual(name) } ?? true
        return isOfGroup || LabelledNotice.isTold(text, label: person) ? nil : (person, text)
    }

    private static let createdSigns: [StaticString] = [
        " created group ", " created this group", "创建了群组", "建立了群組", "创建了此群组",
    ]

    /// Who made the group owns it. The exporting person is called `You` here and by name elsewhere: nobody, then.
    private static func founder(_ text: Bytes) -> ChatSender? {
        guard let hit = createdSigns.lazy.compactMap({ text.index(of: $0) }).first else { return nil }
        let name = WhatsAppName.plain(NoticeWording.unquoted(text.slice(0, hit)))
        let selves: [StaticString] = ["You", "你", "您"]
        guard name.count > 0, name.count <= 192, !selves.contains(where: { name.equals($0) }) else { return nil }
        return ChatSender(accountID: nil, name: name.string)
    }

    /// `阿泽 changed the group name from "A: B"`: the colon belongs to what was named.
    private static func isAboutGroup(_ name: Bytes) -> Bool {
        guard name.contains("\"") || name.contains("“") || name.contains("「") else { return false }
        let signs: [StaticString] = [" changed the ", " created group", "创建了", "更改了", "建立了", "變更了", "变更了"]
        return signs.contains { name.contains($0) }
    }

    /// The name in `… created group "Name"`.
    private static func createdName(_ head: Bytes) -> String? {
        for sign in createdSigns {
            guard let hit = head.index(of: sign) else { continue }
            let rest = head.dropping(hit + sign.utf8CodeUnitCount)
            let line = rest.slice(0, rest.index(of: 0x0A) ?? rest.count).trimmed
            let name = NoticeWording.unquoted(line)
            if name.count > 0, name.count <= 192 { return name.string }
        }
        return nil
    }
}
