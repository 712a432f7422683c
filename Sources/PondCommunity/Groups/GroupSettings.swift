package import PondCore
import PondStore

/// The rules of a group.
package struct GroupSettings: Hashable, Sendable {
    package let description: String
    /// 0 is no slow mode.
    package let slowModeSeconds: Int
    package let quietHours: QuietHours?
    /// Members may come in by themselves.
    package let isOpen: Bool
    /// Nothing is said in it any more, and its history stays.
    package let archivedAt: Timestamp?
}

/// Somebody's row in a group.
package struct GroupMembership: Hashable, Sendable {
    package let joinedAt: Timestamp
    /// The last entry of the time line that they have seen.
    package let read: TimelinePlace
}

/// A place in a group's time line, which is read by time and then by id.
package struct TimelinePlace: Hashable, Comparable, Sendable {
    package let at: Timestamp
    package let id: Int64

    package init(at: Timestamp, id: Int64) {
        self.at = at
        self.id = id
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.at, left.id) < (right.at, right.id)
    }
}

extension TimelinePlace: LosslessStringConvertible {
    /// `1760000000000-42`, as cursors are written.
    package var description: String { "\(at.milliseconds)-\(id)" }

    package init?(_ description: String) {
        let parts = description.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let at = Int64(parts[0]), let id = Int64(parts[1]), at >= 0, id >= 0 else {
            return nil
        }
        self.init(at: Timestamp(milliseconds: at), id: id)
    }
}

/// A row of `groups`, with the reader's membership where they have one.
struct GroupRow: Decodable {
    static let columns: SQL = """
        g.id, g.name, g.platform, g.source_id, g.kind, g.description, g.slow_mode_seconds, g.quiet_from_minute, \
        g.quiet_until_minute, g.is_open, g.archived_at, p.joined_at, p.read_at, p.read_id
        """

    let id: ID<Group>
    let name: String
    let platform: String
    let sourceId: String?
    let kind: String
    let description: String
    let slowModeSeconds: Int
    let quietFromMinute: Int?
    let quietUntilMinute: Int?
    let isOpen: Bool
    let archivedAt: Timestamp?
    let joinedAt: Timestamp?
    let readAt: Timestamp?
    let readId: Int64?

    var group: Group { Group(id: id, name: name, platform: platform, sourceID: sourceId, kind: kind) }

    var settings: GroupSettings {
        let quiet = quietFromMinute.flatMap { from in
            quietUntilMinute.flatMap { QuietHours(fromMinute: from, untilMinute: $0) }
        }
        return GroupSettings(
            description: description, slowModeSeconds: slowModeSeconds, quietHours: quiet, isOpen: isOpen,
            archivedAt: archivedAt)
    }

    var membership: GroupMembership? {
        guard let joinedAt, let readAt, let readId else { return nil }
        return GroupMembership(joinedAt: joinedAt, read: TimelinePlace(at: readAt, id: readId))
    }
}
