import PondCore
import Synchronization

/// A write lane's number among all that write to the database, leased for a minute at a time.
///
/// It is taken and prolonged before write transactions, because ids are made nowhere else. A transaction lasts seconds
/// and the lease is prolonged with forty of them to spare; who is stopped inside a transaction for longer is cut off by
/// PostgreSQL, and on SQLite holds the write lock, so that nobody else can take the number. The database's clock
/// decides.
///
/// With the number a stretch of milliseconds is reserved for ids. Whoever takes the number later begins behind it,
/// so ids differ although a clock was set back meanwhile.
final class NodeLease: Sendable {
    private struct Held {
        var number: Int
        var keptAt: ContinuousClock.Instant
        /// The end of the stretch that is reserved for ids.
        var idsUntil: Int64
    }

    static let leaseMilliseconds: Int64 = 60_000
    static let renewAfter: Duration = .seconds(20)
    /// Longer than a lease, so that the stretch is used up only by a clock that leaps.
    static let stretchMilliseconds: Int64 = 120_000

    let ids: IDGenerator
    private let token = Int64.random(in: 1...Int64.max)
    /// Used by the lane's thread, and by whoever closes the lane.
    private let held = Mutex<Held?>(nil)

    init(clock: WallClock) {
        ids = IDGenerator(node: 0, clock: clock)
    }

    var isHeld: Bool { held.withLock { $0 != nil } }

    /// Makes sure that the lease holds for the length of a transaction; where it must write, in a transaction of its
    /// own.
    /// - Throws: `StoreError.noNodeFree`.
    func keep(_ connection: any Connection) throws {
        let last = held.withLock { $0 }
        let now = ContinuousClock.now
        let position = ids.position
        if let last, now - last.keptAt < Self.renewAfter, position < last.idsUntil { return }
        let (number, idsFrom, idsUntil) = try connection.transaction {
            let idsUntil = position + Self.stretchMilliseconds
            if let last, try prolong(last.number, idsUntil: idsUntil, connection) {
                return (last.number, Int64(0), idsUntil)
            }
            return try acquire(position: position, connection)
        }
        ids.move(to: number, after: idsFrom, until: idsUntil)
        held.withLock { $0 = Held(number: number, keptAt: now, idsUntil: idsUntil) }
    }

    /// Frees the number for others.
    func release(_ connection: any Connection) throws {
        guard let number = held.withLock({ $0?.number }) else { return }
        try connection.execute(
            """
            UPDATE nodes SET lease_until = 0, ids_until = \(ids.lastMillisecond)
            WHERE number = \(number) AND token = \(token)
            """)
    }

    private func prolong(_ number: Int, idsUntil: Int64, _ connection: any Connection) throws -> Bool {
        try connection.execute(
            """
            UPDATE nodes SET lease_until = \(connection.dialect.now) + \(Self.leaseMilliseconds),
                ids_until = \(idsUntil)
            WHERE number = \(number) AND token = \(token)
            """) == 1
    }

    /// Takes the number that has been free for longest, so that a late write of its last holder is long past, and the
    /// stretch behind its last one.
    private func acquire(
        position: Int64, _ connection: any Connection
    ) throws -> (number: Int, idsFrom: Int64, idsUntil: Int64) {
        let now = connection.dialect.now
        let free = try connection.query(
            """
            SELECT number, ids_until FROM nodes WHERE lease_until < \(now)
            ORDER BY lease_until, number LIMIT 1\(connection.dialect.skipLocked)
            """
        ) { row in (number: Int(row.integer(0)), idsUntil: row.integer(1)) }
        guard let (number, idsFrom) = free.first else { throw StoreError.noNodeFree }
        let idsUntil = max(position, idsFrom) + Self.stretchMilliseconds
        try connection.execute(
            """
            UPDATE nodes SET token = \(token), lease_until = \(now) + \(Self.leaseMilliseconds), ids_until = \(idsUntil)
            WHERE number = \(number)
            """)
        return (number, idsFrom, idsUntil)
    }
}
