import PondCore
package import PondExchange

/// Takes records in the order of the files and makes a checkup of them.
///
/// Files follow each other, each begun by `beginExport`; what two of them hold of one group (`ChatInfo.isSame`) counts
/// once. Nothing of a text is kept but a few bounded samples: memory is some seventy bytes a message.
package struct CheckupBuilder {
    private(set) var options: CheckupOptions
    var people: PeopleIndex
    var columns = MessageColumns()
    private(set) var chats: [ChatInfo] = []
    private(set) var chatOfPart: [Int32] = []
    /// The part that holds a chat of the export being read, by the chat's number.
    private var partOfChat: [Int32: Int32] = [:]
    private var part: Int32 = 0
    /// What their export calls them, of parts that are taken for a chat of another export without being sure.
    private var uncertainParts: [Int32: String] = [:]
    private var fingerprint = LineFingerprint()
    private(set) var events: [NoticeEvent] = []
    /// Comings and goings that no line tells.
    var memberEvents: [NoticeEvent] = []
    /// Members of a community that lives here, and whether they are there.
    var residence: [(person: Int32, isThere: Bool)] = []
    private(set) var kept = KeptLines()
    /// Calls beyond a line's first, as pairs of row and person.
    private(set) var furtherCalls: [(row: Int32, person: Int32)] = []
    /// Calls of names that nobody bore yet.
    private(set) var unknownCalls: [(row: Int32, name: String)] = []
    private(set) var renames = 0
    private var mentions = MentionReader()
    private var recent = RecentLines()

    static let unknownCallsMax = 50_000

    package init(options: CheckupOptions) {
        self.options = options
        people = PeopleIndex(sharesAccounts: options.accountsAreMembers)
    }

    /// What the readers recognised, known only after the reading.
    package mutating func setFormats(_ formats: [String]) {
        options.formats = formats
    }

    /// Says that what follows comes from another export.
    package mutating func beginExport() {
        partOfChat = [:]
        fingerprint = LineFingerprint()
        recent = RecentLines()
    }

    package mutating func add(_ record: ChatRecord) {
        switch record {
        case .chat(let chat): begin(chat)
        case .person(let person): list(person)
        case .message(let message): read(message)
        }
    }

    private mutating func begin(_ chat: ChatInfo) {
        recent = RecentLines()
        people.begin(platform: chat.platform)
        let isUncertain = same(as: chat).map { !chat.isSurely(chats[$0]) } ?? false
        let number = number(of: chat)
        if let known = partOfChat[number] {
            part = known
            return
        }
        part = Int32(chatOfPart.count)
        partOfChat[number] = part
        if isUncertain { uncertainParts[part] = chat.name }
        chatOfPart.append(number)
    }

    /// An export that does not say for sure which chat it holds is taken for what another one holds; when hardly
    /// anybody speaks in both, it is another.
    /// - Throws: `AppError.severalChats` with the names that are known.
    func checkUncertainParts() throws {
        guard !options.mergesPlatforms, !uncertainParts.isEmpty else { return }
        var speakers = [Set<Int32>](repeating: [], count: chatOfPart.count)
        for row in 0..<columns.count where columns.person[row] >= 0 {
            speakers[Int(columns.part[row])].insert(columns.person[row])
        }
        for (part, name) in uncertainParts.sorted(by: { $0.key < $1.key }) {
            let own = speakers[Int(part)]
            let chat = Int(chatOfPart[Int(part)])
            let others = chatOfPart.indices.filter { $0 != Int(part) && Int(chatOfPart[$0]) == chat }
            let rest = others.reduce(into: Set<Int32>()) { $0.formUnion(speakers[$1]) }
            let shared = own.intersection(rest).count
            guard
                ChatCrowd.areStrangers(shared: shared, sizes: (own.count, rest.count), platform: chats[chat].platform)
            else { continue }
            let names = chats.map(\.name).filter { !$0.isEmpty }
            throw AppError(code: .severalChats, values: names + [name.isEmpty || names.contains(name) ? "?" : name])
        }
    }

    private func same(as chat: ChatInfo) -> Int? {
        chats.firstIndex { $0.isSame(as: chat, acrossPlatforms: options.mergesPlatforms) }
    }

    private mutating func number(of chat: ChatInfo) -> Int32 {
        guard let known = same(as: chat) else {
            chats.append(chat)
            return Int32(chats.count - 1)
        }
        if chats[known].ownerID == nil, chats[known].platform == chat.platform {
            chats[known].ownerID = chat.ownerID
        }
        if chats[known].name.isEmpty {
            chats[known].name = chat.name
            chats[known].sourceID = chat.sourceID ?? chats[known].sourceID
        }
        return Int32(known)
    }

    private mutating func list(_ listed: ChatPerson) {
        let person = people.person(accountID: listed.accountID, name: listed.name)
        if listed.isListed { people[person].isListed = true }
        if listed.role != .member { people[person].role = listed.role }
        for alias in listed.aliases { people.addAlias(alias, of: person) }
    }

    private mutating func read(_ message: ChatMessage) {
        if chatOfPart.isEmpty {
            begin(ChatInfo(platform: "", sourceID: nil, name: "", kind: .group))
        }
        var text = message.text
        let isSystem = message.kind == .system || message.sender == nil
        let features = text.withUTF8 { LineFeatures(bytes: $0, kind: isSystem ? .system : message.kind) }
        var person = MessageColumns.nobody
        if !isSystem, let sender = message.sender {
            person = people.person(accountID: sender.accountID, name: sender.name)
            people[person].hasSpoken = true
        }
        note(message, features: features)
        append(message, text: &text, person: person, features: features)
        if person >= 0 { people[person].lastSpokeAt = message.sentAt.milliseconds }
    }

    private mutating func append(
        _ message: ChatMessage, text: inout String, person: Int32, features: LineFeatures
    ) {
        var flags = features.flags
        let time = message.sentAt.milliseconds
        let row = Int32(truncatingIfNeeded: columns.count)
        var called = MessageColumns.nobody
        if person >= 0, message.kind == .text || message.kind == .reply {
            let recency = Int64(options.thresholds.mentionRecencyMinutes) * 60_000
            let calls = text.withUTF8 {
                mentions.read($0, names: people.names, speaker: person) { called in
                    let last = people[called].lastSpokeAt
                    return last != .min && time - last <= recency
                }
            }
            called = calls.people.first ?? MessageColumns.nobody
            for other in calls.people.dropFirst() { furtherCalls.append((row, other)) }
            for name in calls.unknown where unknownCalls.count < Self.unknownCallsMax {
                unknownCalls.append((row, name))
            }
            if recent.isRepeat(hash: features.hash, person: person, units: features.units, time: time) {
                flags.insert([.repeated, .chatter])
                flags.remove([.value, .question])
            }
            kept.keep(text, person: person, time: time, flags: flags, message: message.storedID)
        }
        columns.time.append(time)
        columns.person.append(person)
        columns.kind.append(UInt8(truncatingIfNeeded: message.kind.rawValue))
        columns.appendFlags(flags, isCommand: text.withUTF8 { Bots.isCommand($0) })
        columns.fields.append(features.fields)
        columns.textHash.append(features.hash)
        columns.sketch.append(features.sketch)
        columns.fingerprint.append(fingerprint.next(message, author: Int64(person), chat: Int64(part)))
        columns.sourceHash.append(message.sourceID.map(sourceHash) ?? 0)
        appendReply(person >= 0 ? message.reply : nil)
        columns.called.append(called)
        columns.part.append(part)
    }

    private mutating func appendReply(_ reply: ChatReply?) {
        switch reply {
        case nil:
            columns.replyHash.append(0)
            columns.quoted.append(MessageColumns.nobody)
        case .sourceID(let id):
            columns.replyHash.append(sourceHash(id))
            columns.quoted.append(MessageColumns.nobody)
        case .quote(let name, _):
            columns.replyHash.append(0)
            columns.quoted.append(name.map { people.person(namedInNotice: $0) } ?? MessageColumns.nobody)
        }
    }

    /// Ids are unique within their chat only.
    private func sourceHash(_ id: String) -> UInt64 {
        ByteHash.of(id, salt: UInt64(chatOfPart[Int(part)]) + 1)
    }

    private mutating func note(_ message: ChatMessage, features: LineFeatures) {
        let time = message.sentAt.milliseconds
        let row = Int32(truncatingIfNeeded: columns.count)
        func event(_ kind: NoticeEvent.Kind, _ person: Int32) -> NoticeEvent {
            NoticeEvent(time: time, kind: kind, person: person, row: row)
        }
        func coming(_ kind: NoticeEvent.Kind, _ person: Int32) -> NoticeEvent {
            var event = event(kind, person)
            event.namesChannel = PresenceLines.namesChannel(message.text)
            return event
        }
        switch message.notice {
        case .joined(let names, let inviter):
            // Who came unvouched is told only where a line names the code or link: many say just that somebody came.
            let isUnvouched = inviter == nil && features.flags.contains(.entrance)
            for name in names {
                let person = people.person(namedInNotice: name)
                events.append(coming(isUnvouched ? .joinedUnvouched : .joined, person))
                if features.flags.contains(.door) { events.append(event(.approved, person)) }
            }
        case .left(let names):
            for name in names { events.append(coming(.left, people.person(namedInNotice: name))) }
        case .removed(let names, _):
            for name in names { events.append(event(.removed, people.person(namedInNotice: name))) }
        case .redPacketOpened(let name, _):
            events.append(event(.redPacketOpened, people.person(namedInNotice: name)))
        case .renamed:
            renames += 1
        case .announcement, .recalled, nil:
            break
        }
    }
}
