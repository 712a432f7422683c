import Foundation
import PondCore
import Synchronization

/// PostgreSQL's monthly partitions of the event log: this month's and the next two are made before they are needed.
final class EventPartitions: Sendable {
    private static let monthsAhead = 2

    private let clock: WallClock
    /// Months since year 0 for which the partitions were made.
    private let preparedMonth = Mutex<Int>(0)

    init(clock: WallClock) {
        self.clock = clock
    }

    func keep(_ connection: any Connection) throws {
        guard connection.dialect == .postgres else { return }
        let month = Self.month(of: clock.now())
        guard month > preparedMonth.withLock({ $0 }) else { return }
        try connection.transaction {
            _ = try connection.query("SELECT pg_advisory_xact_lock(\(EventWriter.lockKey))") { _ in 0 }
            for month in month...(month + Self.monthsAhead) { try create(month, connection) }
        }
        preparedMonth.withLock { $0 = month }
    }

    /// A month whose first events lie in `events_rest` already, because a clock was wrong, stays there.
    private func create(_ month: Int, _ connection: any Connection) throws {
        let from = Self.start(of: month).milliseconds
        let until = Self.start(of: month + 1).milliseconds
        let name = "events_\(month / 12)_\(month % 12 + 1)"
        let stray: SQL = "SELECT 1 FROM events_rest WHERE at >= \(from) AND at < \(until) LIMIT 1"
        guard try connection.query(stray, { _ in 0 }).isEmpty else { return }
        try connection.script(
            "CREATE TABLE IF NOT EXISTS \(name) PARTITION OF events FOR VALUES FROM (\(from)) TO (\(until))")
    }

    private static var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }

    static func month(of time: Timestamp) -> Int {
        let parts = calendar.dateComponents([.year, .month], from: time.date)
        return (parts.year ?? 1970) * 12 + (parts.month ?? 1) - 1
    }

    static func start(of month: Int) -> Timestamp {
        let parts = DateComponents(year: month / 12, month: month % 12 + 1, day: 1)
        let seconds = calendar.date(from: parts)?.timeIntervalSince1970 ?? 0
        return Timestamp(seconds: Int64(seconds))
    }
}

/// What has to hold before a write transaction of a lane begins; both parts look only into memory most of the time.
/// Each lane keeps its own, so that none waits for another's round trip.
struct Upkeep: Sendable {
    let lease: NodeLease
    let partitions: EventPartitions

    init(clock: WallClock) {
        lease = NodeLease(clock: clock)
        partitions = EventPartitions(clock: clock)
    }

    func keep(_ connection: any Connection) throws {
        try lease.keep(connection)
        try partitions.keep(connection)
    }
}
