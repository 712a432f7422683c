import PondCore

extension Imports {
    /// Does what another process may hold up: one that was killed holds its import for the length of a lease, so that
    /// long it is tried again.
    /// - Throws: `AppError.importRunning` when the other is alive, and what `body` throws.
    package func whenFree<Outcome>(
        isCancelled: @Sendable () -> Bool = { false }, _ body: (Imports) async throws -> Outcome
    ) async throws -> Outcome {
        let deadline = ContinuousClock.now + .milliseconds(leaseMilliseconds + Self.graceMilliseconds)
        while true {
            do {
                return try await body(self)
            } catch let error as AppError where error.code == .importRunning {
                if ContinuousClock.now > deadline || isCancelled() { throw error }
                try await Task.sleep(for: .milliseconds(Self.pauseMilliseconds))
            }
        }
    }

    private static let graceMilliseconds: Int64 = 2_000
    private static let pauseMilliseconds: Int64 = 250
}
