import PondCore

/// What all formats share while a file is read: where records go, what was counted, and the chat that is open.
final class ChatReadState {
    let options: ChatExportOptions
    let clock: LocalClock
    let names = NameTable()
    private let path: String
    private let receive: (ChatRecord) throws -> Void

    /// The archive's entry that is being read; nil for a plain file.
    var entry: String?
    /// When the entry was last written: the only hint where a format leaves out the year.
    var modifiedAt = Timestamp(milliseconds: 0)
    /// The channel of the IRC log read last, for logs of one archive that never name theirs.
    var lastIRCChannel: String?
    /// What the archive's directory files told (Slack's users, an exporter's manifest).
    let directory = ArchiveDirectory()

    /// Entries of the archive, of whatever kind; 1 for a plain file.
    var entryCount = 0
    /// Whether an entry is an archive itself.
    var holdsArchive = false

    private var format: ChatFormat?
    private(set) var messages = 0
    private(set) var skippedCount = 0
    private var skips: [ChatReadSkip] = []
    private var warnings: [ChatReadWarning] = []
    private var chats: [ChatInfo] = []
    private var chatPlaces: [ChatKey: Int] = [:]
    private var otherChats: [String] = []
    private var isWanted = true
    private(set) var chat: ChatInfo?
    /// Posts of the open chat's people that were handed out.
    private var posts: [String: ChatPerson.Role] = [:]
    private var lastSentAt = Timestamp(milliseconds: .min)

    /// Names of chats that an error lists.
    private static let chatNamesMax = 20

    private struct ChatKey: Hashable {
        var platform: String
        var key: String
    }

    init(path: String, options: ChatExportOptions, receive: @escaping (ChatRecord) throws -> Void) {
        self.path = path
        self.options = options
        self.receive = receive
        clock = LocalClock(timeZone: options.timeZone)
    }

    /// The last part of the path.
    var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }

    func begin(_ format: ChatFormat) {
        if self.format == nil { self.format = format }
    }

    /// Announces the chat that following records belong to. Announcing the open one again does nothing.
    func open(_ info: ChatInfo) throws {
        guard info != chat else { return }
        chat = info
        posts.removeAll()
        lastSentAt = Timestamp(milliseconds: .min)
        isWanted = options.chat.map { [info.name, info.sourceID, info.title].contains($0) } ?? true
        guard isWanted else {
            if otherChats.count < Self.chatNamesMax, !otherChats.contains(info.title) { otherChats.append(info.title) }
            return
        }
        let key = ChatKey(platform: info.platform, key: info.key)
        if chatPlaces[key] == nil {
            chatPlaces[key] = chats.count
            chats.append(info)
        }
        try receive(.chat(info))
    }

    func handOut(_ person: ChatPerson) throws {
        if isWanted { try receive(.person(person)) }
    }

    /// Hands out the post of somebody whom no member list names, once for each post they hold.
    func handOut(_ role: ChatPerson.Role, of sender: ChatSender) throws {
        guard posts.updateValue(role, forKey: sender.key) != role else { return }
        try handOut(ChatPerson(accountID: sender.accountID, name: sender.name, role: role, isListed: false))
    }

    /// `line` is where the message begins, counted from 1.
    func handOut(_ message: ChatMessage, line: Int) throws {
        guard isWanted else { return }
        if message.sentAt < lastSentAt { warn(.datesGoBackwards, line: line) }
        lastSentAt = message.sentAt
        messages += 1
        try receive(.message(message))
    }

    /// Counts something that is left out.
    func skip(line: Int?, expected: ChatExpectation) {
        skippedCount += 1
        if skips.count < options.skipsListedMax {
            skips.append(ChatReadSkip(entry: entry, line: line, expected: expected))
        }
    }

    func warn(_ kind: ChatReadWarning.Kind, line: Int?, count: Int = 1) {
        if let index = warnings.firstIndex(where: { $0.kind == kind }) {
            warnings[index].count += count
        } else {
            warnings.append(ChatReadWarning(kind: kind, count: count, entry: entry, line: line))
        }
    }

    /// - Throws: `unknownFormat`, `archiveEmpty` or `archiveInArchive` when no entry was understood, `chatNotFound`
    ///   when none of the chats was wanted.
    func report() throws -> ChatReadReport {
        guard let format else {
            if entryCount == 0 { throw ChatReadFailure(code: .archiveEmpty, expected: .export) }
            if holdsArchive { throw ChatReadFailure(code: .archiveInArchive, expected: .exportUnpacked) }
            throw ChatReadFailure(code: .unknownFormat, expected: .knownFormat)
        }
        if let wanted = options.chat, chats.isEmpty {
            throw ChatReadFailure(code: .chatNotFound, expected: .chat(wanted, known: otherChats))
        }
        var report = ChatReadReport(format: format)
        report.messages = messages
        report.chats = chats
        report.skippedCount = skippedCount
        report.skips = skips
        report.warnings = warnings
        return report
    }

    func error(_ failure: ChatReadFailure) -> ChatReadError {
        ChatReadError(
            code: failure.code, path: path, entry: entry, line: failure.line, expected: failure.expected,
            messagesRead: messages, skippedCount: skippedCount)
    }
}
