package import PondCommunity
package import PondCore
package import PondExchange

/// What an export holds, as far as reading it tells.
package struct UploadFinding: Codable, Sendable {
    /// One of its chats.
    package struct Chat: Codable, Hashable, Sendable {
        /// `ChatInfo.place`.
        package let place: String
        package let name: String
        package let platform: String
        let sourceID: String?
        let kind: ChatInfo.Kind
        package var messageCount: Int
        package var peopleCount: Int

        private var info: ChatInfo { ChatInfo(platform: platform, sourceID: sourceID, name: name, kind: kind) }

        /// What to call it, also where it has no name.
        package var title: String { info.title }

        /// The group that it belongs to by itself; nil when one would be made.
        package func ownGroup(among groups: [Group]) -> Group? { ImportTarget.group(of: info, among: groups) }
    }

    /// More chats are counted together in the last one.
    package static let chatCountMax = 500
    package static let skipsListedMax = 1_000

    package let format: ChatFormat
    package let chats: [Chat]
    package let messageCount: Int
    package let peopleCount: Int
    package let firstAt: Timestamp?
    package let lastAt: Timestamp?
    package let skippedCount: Int
    package let warnings: [ChatReadWarning]
    /// Zone in which it was read.
    package let timeZone: String
    /// Messages by hour of the day in that zone.
    package let hours: [Int]

    /// The hour at which the five quietest hours begin; nil with too few messages to tell.
    ///
    /// People sleep at night: where this is not in the night, the zone is probably wrong.
    package var quietFrom: Int? {
        guard messageCount >= Self.quietMessagesMin else { return nil }
        let sums = (0..<24).map { start in (0..<Self.quietHours).reduce(0) { $0 + hours[(start + $1) % 24] } }
        return sums.indices.min { sums[$0] < sums[$1] }
    }

    /// Whether the quiet hours are such as the night has them.
    package var isNightPlausible: Bool { quietFrom.map { $0 >= 22 || $0 <= 5 } ?? true }

    package static let quietHours = 5
    private static let quietMessagesMin = 300
}

/// Reads an export through, without writing anything.
struct UploadInspection {
    private struct ChatTally {
        var chat: UploadFinding.Chat
        var people: Set<String> = []
    }

    private var order: [String] = []
    private var tallies: [String: ChatTally] = [:]
    private var current = ""
    private var people: Set<String> = []
    private var firstAt: Timestamp?
    private var lastAt: Timestamp?
    private var hours = Array(repeating: 0, count: 24)
    private var messageCount = 0
    private var zone: HourOfDay

    init(timeZone: String) {
        zone = HourOfDay(timeZone)
    }

    mutating func add(_ record: ChatRecord) {
        switch record {
        case .chat(let info): begin(info)
        case .person(let person): count(person.key)
        case .message(let message):
            messageCount += 1
            tallies[current]?.chat.messageCount += 1
            if let sender = message.sender { count(sender.key) }
            firstAt = min(firstAt ?? message.sentAt, message.sentAt)
            lastAt = max(lastAt ?? message.sentAt, message.sentAt)
            hours[zone.hour(of: message.sentAt)] += 1
        }
    }

    private mutating func begin(_ info: ChatInfo) {
        let isFull = order.count >= UploadFinding.chatCountMax && tallies[info.place] == nil
        current = isFull ? order.last ?? "" : info.place
        guard tallies[current] == nil else { return }
        order.append(current)
        tallies[current] = ChatTally(
            chat: .init(
                place: info.place, name: info.name, platform: info.platform, sourceID: info.sourceID, kind: info.kind,
                messageCount: 0, peopleCount: 0))
    }

    private mutating func count(_ person: String) {
        people.insert(person)
        tallies[current]?.people.insert(person)
    }

    func finding(_ report: ChatReadReport, timeZone: String) -> UploadFinding {
        let chats = order.compactMap { tallies[$0] }.map { tally in
            var chat = tally.chat
            chat.peopleCount = tally.people.count
            return chat
        }
        return UploadFinding(
            format: report.format, chats: chats, messageCount: messageCount, peopleCount: people.count,
            firstAt: firstAt, lastAt: lastAt, skippedCount: report.skippedCount, warnings: report.warnings,
            timeZone: timeZone, hours: hours)
    }
}
