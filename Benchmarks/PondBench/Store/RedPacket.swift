import PondStore

/// A red packet as the peers have it: a claim is a row that nobody can have twice, the next of the shares that were
/// split beforehand, two ledger entries that sum to 0, and a balance.
struct RedPacket: Sendable {
    private static let shareCount = 400_000
    private static let sharesInStatement = 50_000
    private static let amountTotal: Int64 = 1_000_000_000
    /// People are drawn from so many, as the peers do: now and then one tries twice.
    private static let peopleCount: Int64 = 10_000_000

    let id: Int64

    static func randomPerson() -> Int64 {
        Int64.random(in: 1...peopleCount)
    }

    func fill(_ database: Database) async throws {
        for first in stride(from: 1, through: Self.shareCount, by: Self.sharesInStatement) {
            try await database.write { [id] transaction in
                try transaction.execute(
                    """
                    INSERT INTO bench_shares (packet_id, number, amount)
                    WITH RECURSIVE counter (n) AS (
                        SELECT CAST(\(first) AS BIGINT) UNION ALL
                        SELECT n + 1 FROM counter WHERE n < CAST(\(first + Self.sharesInStatement - 1) AS BIGINT))
                    SELECT CAST(\(id) AS BIGINT), n, 1 + (n * 7919) % 200 FROM counter
                    """)
            }
        }
        try await database.write { [id] transaction in
            try transaction.execute(
                "INSERT INTO bench_packets (id, next_share, amount_left) VALUES (\(id), 1, \(Self.amountTotal))")
        }
    }

    /// - Returns: the amount that each person got, 0 for one who had claimed before.
    func claim(_ transaction: WriteTransaction, _ people: [Int64]) throws -> [Int64] {
        // The packet's row first: it keeps other nodes out until the commit.
        let next = try transaction.count(
            "UPDATE bench_packets SET next_share = next_share WHERE id = \(id) RETURNING next_share")
        var seen = try claimed(people, transaction)
        let fresh = people.filter { seen.insert($0).inserted }
        let shares = try transaction.query(
            """
            SELECT number, amount FROM bench_shares WHERE packet_id = \(id) AND number >= \(next)
            ORDER BY number LIMIT \(fresh.count)
            """
        ) { Share(number: $0.integer(0), amount: $0.integer(1)) }
        let claims = zip(fresh, shares).map { Claim(id: transaction.newEventID(), person: $0, share: $1) }
        guard !claims.isEmpty else { return people.map { _ in 0 } }
        try write(claims, next: next, transaction)
        let amounts = Dictionary(uniqueKeysWithValues: claims.map { ($0.person, $0.share.amount) })
        return people.map { amounts[$0] ?? 0 }
    }

    /// What does not add up; empty when all is well.
    func faults(_ transaction: ReadTransaction) throws -> [String] {
        let sum = try transaction.count("SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM bench_entries")
        let claims = try transaction.count("SELECT count(*) FROM bench_claims WHERE packet_id = \(id)")
        let taken = try transaction.count("SELECT next_share - 1 FROM bench_packets WHERE id = \(id)")
        let marked = try transaction.count(
            "SELECT count(*) FROM bench_shares WHERE packet_id = \(id) AND claimed_by IS NOT NULL")
        var faults: [String] = []
        if sum != 0 { faults.append("ledger entries sum to \(sum)") }
        if claims != taken || marked != taken {
            faults.append("\(claims) claims, \(marked) shares marked, \(taken) shares taken")
        }
        return faults
    }

    private struct Share {
        let number: Int64
        let amount: Int64
    }

    private struct Claim {
        let id: Int64
        let person: Int64
        let share: Share
    }

    private func claimed(_ people: [Int64], _ transaction: WriteTransaction) throws -> Set<Int64> {
        let asked = SQL.values(people.map(\.sqlValue), columns: 1)
        let found = try transaction.query(
            """
            WITH asked (person_id) AS (VALUES \(asked))
            SELECT c.person_id FROM asked a JOIN bench_claims c ON c.packet_id = \(id) AND c.person_id = a.person_id
            """
        ) { $0.integer(0) }
        return Set(found)
    }

    private func write(_ claims: [Claim], next: Int, _ transaction: WriteTransaction) throws {
        let at = transaction.now
        try transaction.insert(
            into: "bench_claims (packet_id, person_id, number, amount, at)", columns: 5,
            claims.flatMap {
                [id.sqlValue, $0.person.sqlValue, $0.share.number.sqlValue, $0.share.amount.sqlValue, at.sqlValue]
            })
        try markShares(claims, transaction)
        try transaction.insert(
            into: "bench_entries (id, claim_id, account_id, amount)", columns: 4,
            claims.flatMap { claim -> [SQLValue] in
                let amount = claim.share.amount
                return [
                    transaction.newEventID().sqlValue, claim.id.sqlValue, (-id).sqlValue, (-amount).sqlValue,
                    transaction.newEventID().sqlValue, claim.id.sqlValue, claim.person.sqlValue, amount.sqlValue,
                ]
            })
        try credit(claims, transaction)
        let total = claims.reduce(0) { $0 + $1.share.amount }
        try transaction.execute(
            """
            UPDATE bench_packets SET next_share = \(next + claims.count), amount_left = amount_left - \(total)
            WHERE id = \(id)
            """)
    }

    private func markShares(_ claims: [Claim], _ transaction: WriteTransaction) throws {
        let pairs = SQL.values(claims.flatMap { [$0.share.number.sqlValue, $0.person.sqlValue] }, columns: 2)
        try transaction.execute(
            """
            WITH claim (number, person_id) AS (VALUES \(pairs))
            UPDATE bench_shares SET claimed_by = claim.person_id FROM claim
            WHERE bench_shares.packet_id = \(id) AND bench_shares.number = claim.number
            """)
    }

    private func credit(_ claims: [Claim], _ transaction: WriteTransaction) throws {
        var sums: [Int64: Int64] = [:]
        for claim in claims {
            sums[1 + claim.person % Int64(StoreSchema.accountCount), default: 0] += claim.share.amount
        }
        // In order of id, so that two nodes lock the rows in the same order.
        let pairs = SQL.values(
            sums.sorted { $0.key < $1.key }.flatMap { [$0.key.sqlValue, $0.value.sqlValue] }, columns: 2)
        try transaction.execute(
            """
            WITH credit (id, amount) AS (VALUES \(pairs))
            UPDATE bench_accounts SET balance = balance + credit.amount FROM credit
            WHERE bench_accounts.id = credit.id
            """)
    }
}
