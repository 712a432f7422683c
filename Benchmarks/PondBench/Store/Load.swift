/// Writers that each do the next thing as soon as the last one is on disk.
struct Load: Sendable {
    let writers: Int
    let seconds: Double

    /// What a load did, and what it cost.
    struct Outcome {
        let count: Int
        let seconds: Double
        /// Of this process: the store's work, and the writers', who are nothing but tasks.
        let ownCPUSeconds: Double
        /// Of the database's server, where there is one.
        let serverCPUSeconds: Double

        var perSecond: Double { Double(count) / seconds }
        var perCPUSecond: Double { Double(count) / max(0.01, ownCPUSeconds + serverCPUSeconds) }
    }

    /// - Parameters:
    ///   - serverCPU: CPU seconds of the database's server so far.
    ///   - body: gets the writer's number.
    /// - Throws: what `body` throws.
    func run(serverCPU: () -> Double, _ body: @escaping @Sendable (Int) async throws -> Void) async throws -> Outcome {
        let server = serverCPU()
        let own = ProcessTimes.ownCPUSeconds()
        let clock = ContinuousClock()
        let started = clock.now
        let deadline = started + .seconds(seconds)
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var count = 0
                    while ContinuousClock.now < deadline {
                        try await body(writer)
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return Outcome(
            count: count, seconds: (clock.now - started) / .seconds(1),
            ownCPUSeconds: ProcessTimes.ownCPUSeconds() - own, serverCPUSeconds: serverCPU() - server)
    }
}
