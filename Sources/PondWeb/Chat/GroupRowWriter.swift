import PondCommunity
import PondCore
import PondTalk

/// Writes groups as rows of a list: what is new, and the last line. Where something happened last comes first.
struct GroupRowWriter {
    let side: ChatSide
    let now: Timestamp
    let language: ReportLanguage

    func rows(_ overview: [GroupOverview], current: ID<Group>? = nil) -> [GroupRow] {
        overview.sorted(by: Self.isEarlier).map { row($0, isCurrent: $0.group.group.id == current) }
    }

    private func row(_ entry: GroupOverview, isCurrent: Bool) -> GroupRow {
        let group = entry.group
        let address = "\(side.groups(group.community.id))/\(group.group.id)"
        let lines = EntryWriter(group: group, address: address, language: language, now: now)
        return GroupRow(
            address: address, name: group.group.name, initial: String(group.group.name.prefix(1)),
            isCurrent: isCurrent, last: entry.last.map { lines.summary($0) },
            time: entry.last.map {
                ShownTime($0.place.at, now: now, timeZone: group.community.timeZone, language)
            },
            unread: entry.unread.count > 0 ? entry.unread.text : nil, isMentioned: entry.isMentioned,
            isArchived: group.settings.archivedAt != nil)
    }

    /// Archived groups come last, and before them those that one only oversees.
    private static func isEarlier(_ left: GroupOverview, _ right: GroupOverview) -> Bool {
        func rank(_ entry: GroupOverview) -> Int {
            entry.group.settings.archivedAt != nil ? 2 : entry.group.membership == nil ? 1 : 0
        }
        guard rank(left) == rank(right) else { return rank(left) < rank(right) }
        let times = (left.last?.place.at.milliseconds ?? 0, right.last?.place.at.milliseconds ?? 0)
        return times.0 == times.1 ? left.group.group.id < right.group.group.id : times.0 > times.1
    }
}
