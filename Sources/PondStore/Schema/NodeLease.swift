import PondCore
import Synchronization

/// This process's number among all nodes that write to the database, leased for a minute at a time.
///
/// It is taken and prolonged before write transactions, because ids are made nowhere else. A transaction lasts seconds
/// and the lease is prolonged with forty of them to spare; who is stopped inside a transaction for longer is cut off by
/// PostgreSQL, and on SQLite holds the write lock, so that nobody else can take the number. The database's clock
/// decides.
final class NodeLease: Sendable {
    private struct Held {
        var number: Int
        var keptAt: ContinuousClock.Instant
    }

    static let leaseMilliseconds: Int64 = 60_000
    static let renewAfter: Duration = .seconds(20)

    let ids: IDGenerator
    private let token = Int64.random(in: 1...Int64.max)
    private let held = Mutex<Held?>(nil)

    init(clock: WallClock) {
        ids = IDGenerator(node: 0, clock: clock)
    }

    /// Makes sure that the lease holds for the length of a transaction; where it must write, in a transaction of its
    /// own.
    /// - Throws: `StoreError.noNodeFree`.
    func keep(_ connection: any Connection) throws {
        try held.withLock { held in
            let now = ContinuousClock.now
            if let held, now - held.keptAt < Self.renewAfter { return }
            let number = try connection.transaction {
                if let held, try prolong(held.number, connection) { return held.number }
                return try acquire(connection)
            }
            ids.move(to: number)
            held = Held(number: number, keptAt: now)
        }
    }

    /// Frees the number for others.
    func release(_ connection: any Connection) throws {
        guard let number = held.withLock({ $0?.number }) else { return }
        try connection.execute("UPDATE nodes SET lease_until = 0 WHERE number = \(number) AND token = \(token)")
    }

    private func prolong(_ number: Int, _ connection: any Connection) throws -> Bool {
        let until: SQL = "\(connection.dialect.now) + \(Self.leaseMilliseconds)"
        return try connection.execute(
            "UPDATE nodes SET lease_until = \(until) WHERE number = \(number) AND token = \(token)") == 1
    }

    /// Takes the number that has been free for longest, so that a late write of its last holder is long past.
    private func acquire(_ connection: any Connection) throws -> Int {
        let now = connection.dialect.now
        let free: SQL = "SELECT number FROM nodes WHERE lease_until < \(now) ORDER BY lease_until, number LIMIT 1"
        let lock: SQL = connection.dialect == .postgres ? " FOR UPDATE SKIP LOCKED" : ""
        guard let number = try connection.query(free + lock, { Int($0.integer(0)) }).first else {
            throw StoreError.noNodeFree
        }
        try connection.execute(
            """
            UPDATE nodes SET token = \(token), lease_until = \(now) + \(Self.leaseMilliseconds)
            WHERE number = \(number)
            """)
        return number
    }
}
