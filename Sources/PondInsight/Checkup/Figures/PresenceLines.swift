/// Tells join lines of presence from those of membership.
///
/// On IRC, and wherever its lines were carried to, people "join" whenever their connection does: nobody becomes a
/// member by it and nobody leaves the group. Decided by the lines alone, never by the platform's name, so that one
/// conversation gives the same newcomers in every format.
enum PresenceLines {
    /// Joining again within a day: members of a group do that by mistake only.
    private static let rejoinsMin = 5
    private static let rejoinShareMin = 0.05
    /// Some exporters write one join twice at once.
    private static let rejoinMillisecondsMin: Int64 = 60_000
    private static let channelShareMin = 0.5
    private static let wordings = [" has joined #", " has left #", " has quit"]

    /// What one chat shows of comings and goings.
    private struct Traffic {
        var lines = 0
        var channelLines = 0
        var joins = 0
        var rejoins = 0
        var lastJoin: [Int32: Int64] = [:]

        var isPresence: Bool {
            let isOfChannel = lines > 0 && Double(channelLines) >= channelShareMin * Double(lines)
            return isOfChannel || rejoins >= rejoinsMin && Double(rejoins) >= rejoinShareMin * Double(joins)
        }
    }

    /// Whether the line itself says that it is about a connection: `nick [host] has joined #channel`.
    static func namesChannel(_ text: String) -> Bool {
        wordings.contains { text.contains($0) }
    }

    /// Chats whose comings and goings are of presence.
    /// - Parameter events: in order of time, each with its chat.
    static func chats(_ events: [(chat: Int32, event: NoticeEvent)]) -> Set<Int32> {
        var traffic: [Int32: Traffic] = [:]
        for (chat, event) in events where event.isComingOrGoing {
            traffic[chat, default: Traffic()].lines += 1
            if event.namesChannel { traffic[chat]?.channelLines += 1 }
            guard event.kind != .left else { continue }
            traffic[chat]?.joins += 1
            if let last = traffic[chat]?.lastJoin[event.person] {
                let gap = event.time - last
                if gap >= rejoinMillisecondsMin, gap <= LocalClock.dayMilliseconds { traffic[chat]?.rejoins += 1 }
            }
            traffic[chat]?.lastJoin[event.person] = event.time
        }
        return Set(traffic.filter(\.value.isPresence).keys)
    }
}

extension NoticeEvent {
    var isComingOrGoing: Bool { kind == .joined || kind == .joinedUnvouched || kind == .left }
}
