import PondStore
import PondTalk

extension ShellCounts {
    /// What waits in conversations.
    static func ofTalk(_ database: Database) -> ShellCounts {
        let reports = Reports(database)
        let reading = ReadPositions(database)
        return ShellCounts(
            openReports: { try await reports.openCount(as: $0) }, unread: { try await reading.unreadTotal(of: $0) })
    }
}
