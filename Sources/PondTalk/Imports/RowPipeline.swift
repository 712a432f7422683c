import Dispatch
import PondCore
import PondExchange
import PondStore

/// Rows are made on one thread while another writes those before: a good quarter of what a line costs is not the
/// database's.
struct RowPipeline: Sendable {
    let thread: WorkerThread

    /// Hands out the rows in the order of the records, so many records at a time, and gives the maker back as it is
    /// afterwards, also when `store` throws.
    /// - Throws: what `store` throws.
    func run(
        _ records: [ChatRecord], countMax: Int, maker: inout RowMaker, store: (PreparedRows) throws -> Void
    ) throws {
        let starts = Array(stride(from: 0, to: records.count, by: countMax))
        let making = Locked(maker)
        let parts = Locked<[PreparedRows]>([])
        let ready = DispatchSemaphore(value: 0)
        // The memory is changed in place: a second reference would copy it.
        maker.windows = ImportWindows()
        maker.mentions = ImportMentions()
        let isRunning = thread.run {
            for start in starts {
                let part = making.withLock { $0.prepare(records[start..<min(start + countMax, records.count)]) }
                parts.withLock { $0.append(part) }
                ready.signal()
            }
        }
        guard isRunning else { throw StoreError.closed }
        var result: Result<Void, any Error> = .success(())
        for index in starts.indices {
            ready.wait()
            guard case .success = result else { continue }
            result = Result { try store(parts.withLock { $0[index] }) }
        }
        // Thousands of values are given back where they were made, while the database writes.
        thread.run { parts.withLock { $0 = [] } }
        maker = making.withLock { $0 }
        try result.get()
    }
}
