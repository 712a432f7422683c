import PondStore

/// The tables of the bench, beside Pond's own: one for single rows, and those of the peers' red packet.
enum StoreSchema {
    static let migrations = Schema.migrations + [migration]

    private static let migration = Migration(9_000, "bench") { engine in
        """
        CREATE TABLE bench_rows (
            id \(engine.bigint) PRIMARY KEY,
            value \(engine.bigint) NOT NULL
        ) \(engine.strict);
        CREATE TABLE bench_accounts (
            id \(engine.bigint) PRIMARY KEY,
            balance \(engine.bigint) NOT NULL
        ) \(engine.strict);
        CREATE TABLE bench_packets (
            id \(engine.bigint) PRIMARY KEY,
            next_share \(engine.bigint) NOT NULL,
            amount_left \(engine.bigint) NOT NULL CHECK (amount_left >= 0)
        ) \(engine.strict);
        CREATE TABLE bench_shares (
            packet_id \(engine.bigint) NOT NULL,
            number \(engine.bigint) NOT NULL,
            amount \(engine.bigint) NOT NULL,
            claimed_by \(engine.bigint),
            PRIMARY KEY (packet_id, number)
        ) \(engine.clustered);
        CREATE TABLE bench_claims (
            packet_id \(engine.bigint) NOT NULL,
            person_id \(engine.bigint) NOT NULL,
            number \(engine.bigint) NOT NULL,
            amount \(engine.bigint) NOT NULL,
            at \(engine.bigint) NOT NULL,
            PRIMARY KEY (packet_id, person_id)
        ) \(engine.clustered);
        CREATE TABLE bench_entries (
            id \(engine.bigint) PRIMARY KEY,
            claim_id \(engine.bigint) NOT NULL,
            account_id \(engine.bigint) NOT NULL,
            amount \(engine.bigint) NOT NULL
        ) \(engine.strict);
        """
    }

    static let accountCount = 200_000
    private static let accountsInStatement = 50_000

    /// Accounts without money.
    static func fill(_ database: Database) async throws {
        for first in stride(from: 1, through: accountCount, by: accountsInStatement) {
            try await database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO bench_accounts (id, balance)
                    WITH RECURSIVE counter (n) AS (
                        SELECT CAST(\(first) AS BIGINT) UNION ALL
                        SELECT n + 1 FROM counter WHERE n < CAST(\(first + accountsInStatement - 1) AS BIGINT))
                    SELECT n, 0 FROM counter
                    """)
            }
        }
    }
}
