import PondCommunity
import PondCore
import PondExchange
import PondStore

/// Whom the lines of an import call, by the names that the group has known so far.
struct ImportMentions: Sendable {
    private static let recencyMilliseconds = Int64(MentionReader.recencyMinutes) * 60_000

    private let reader = MentionReader()
    private var names = NameIndex()
    private var members: [ID<Member>] = []
    private var spokeAt: [Int64] = []
    private var numbers: [ID<Member>: Int32] = [:]

    /// Knows nobody.
    init() {}

    /// Starts with the names that the group knows already.
    init(community: ID<Community>, group: ID<Group>, in transaction: ReadTransaction) throws {
        // Joined here: in the middle of an import the server's statistics are old, and a join may take it minutes.
        let inside = Set(
            try transaction.query(
                "SELECT member_id FROM group_members WHERE community_id = \(community) AND group_id = \(group)"
            ) { $0.integer(0) })
        _ = try transaction.query(
            "SELECT name, member_id FROM member_aliases WHERE community_id = \(community) ORDER BY id"
        ) { row in
            if inside.contains(row.integer(1)) { learn(row.text(0), ID(row.integer(1))) }
        }
    }

    mutating func learn(_ name: String, _ member: ID<Member>) {
        let number = number(of: member)
        if names.find(name) != number { names.add(name, of: number) }
    }

    /// The members that a line calls.
    mutating func read(_ message: ChatMessage, author: ID<Member>) -> [ID<Member>] {
        let speaker = number(of: author)
        let now = message.sentAt.milliseconds
        defer { spokeAt[Int(speaker)] = now }
        guard message.kind == .text || message.kind == .reply else { return [] }
        var text = message.text
        let calls = text.withUTF8 { bytes in
            reader.read(bytes, names: names, speaker: speaker) { called in
                let last = spokeAt[Int(called)]
                return last != .min && now - last <= Self.recencyMilliseconds
            }
        }
        return calls.people.map { members[Int($0)] }
    }

    private mutating func number(of member: ID<Member>) -> Int32 {
        if let known = numbers[member] { return known }
        let number = Int32(truncatingIfNeeded: members.count)
        members.append(member)
        spokeAt.append(.min)
        numbers[member] = number
        return number
    }
}
