package import PondStore

extension Database {
    /// Lets time pass for what goes by the database's clock, which no test can move: all that was noted by it lies
    /// further back afterwards, as after waiting.
    package func pass(milliseconds: Int64) async throws {
        try await write { transaction in
            try transaction.execute(
                """
                UPDATE jobs SET run_at = run_at - \(milliseconds), ended_at = ended_at - \(milliseconds),
                    lease_until = CASE WHEN lease_until = 0 THEN 0 ELSE lease_until - \(milliseconds) END
                """)
            try transaction.execute("UPDATE persons SET erase_at = erase_at - \(milliseconds)")
        }
    }
}
