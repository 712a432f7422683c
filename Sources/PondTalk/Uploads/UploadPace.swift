import PondCore
import PondStore

/// How far a reading thread is, and whether it shall stop.
final class UploadPace: Sendable {
    /// Thrown inside the thread.
    struct Stopped: Error {}

    private struct State: Sendable {
        var rows = 0
        var bytes: Int64 = 0
        var isStopped = false
    }

    private let state = Locked(State())

    var isStopped: Bool { state.withLock { $0.isStopped } }
    var progress: (rows: Int, bytes: Int64) { state.withLock { ($0.rows, $0.bytes) } }

    func stop() {
        state.withLock { $0.isStopped = true }
    }

    func set(bytes: Int64) {
        state.withLock { $0.bytes = bytes }
    }

    /// - Throws: `Stopped`.
    func count() throws {
        let isStopped = state.withLock { state in
            state.rows += 1
            return state.isStopped
        }
        if isStopped { throw Stopped() }
    }
}

extension UploadJobs {
    private static let tellingPause: Duration = .milliseconds(400)

    /// Runs `body`, writes down now and then how far it is, and stops it when its upload has another state or the
    /// process ends.
    /// - Throws: `CancellationError` when the process ends, and what `body` throws.
    func whileTelling<Value: Sendable>(
        _ upload: Upload, _ pace: UploadPace, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withTaskCancellationHandler {
            do {
                return try await withThrowingTaskGroup(of: Value?.self) { group in
                    defer { group.cancelAll() }
                    group.addTask { try await body() }
                    group.addTask {
                        await tell(upload, pace)
                        return nil
                    }
                    while let value = try await group.next() {
                        if let value { return value }
                    }
                    throw CancellationError()
                }
            } catch is UploadPace.Stopped where Task.isCancelled {
                throw CancellationError()
            }
        } onCancel: {
            pace.stop()
        }
    }

    private func tell(_ upload: Upload, _ pace: UploadPace) async {
        while !Task.isCancelled {
            let (rows, bytes) = pace.progress
            let told = try? await database.write { transaction in
                try transaction.execute(
                    """
                    UPDATE uploads SET rows_done = \(rows), bytes_done = \(bytes),
                        begun_at = COALESCE(begun_at, \(transaction.now))
                    WHERE community_id = \(upload.communityID) AND id = \(upload.id)
                        AND state = \(upload.state.rawValue)
                    """)
            }
            if told == 0 { pace.stop() }
            try? await Task.sleep(for: Self.tellingPause)
        }
    }

    /// Runs what blocks on a thread of its own.
    func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        let thread = WorkerThread(name: "pond-upload")
        defer { thread.stop() }
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            thread.run { continuation.resume(returning: Result { try body() }) }
        }
        return try result.get()
    }
}
