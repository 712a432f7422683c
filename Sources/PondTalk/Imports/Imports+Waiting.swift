import PondCore

extension Imports {
    /// Does what another process may hold up: one that was killed holds its import for the length of a lease, so that
    /// long it is tried again.
    /// - Throws: `AppError.importRunning` when the other is alive, `StoppedWaiting` when `isCancelled` turned true
    ///   meanwhile, and what `body` throws.
    package func whenFree<Outcome>(
        isCancelled: @Sendable () -> Bool = { false }, _ body: (Imports) async throws -> Outcome
    ) async throws -> Outcome {
        let deadline = ContinuousClock.now + .milliseconds(leaseMilliseconds + Self.graceMilliseconds)
        while true {
            do {
                return try await body(self)
            } catch let error as AppError where error.code == .importRunning {
                if isCancelled() { throw StoppedWaiting() }
                if ContinuousClock.now > deadline { throw error }
                try await Task.sleep(for: .milliseconds(Self.pauseMilliseconds))
            }
        }
    }

    /// Nothing was begun: what another process holds stays as it is.
    package struct StoppedWaiting: Error {}

    private static let graceMilliseconds: Int64 = 2_000
    private static let pauseMilliseconds: Int64 = 250
}
