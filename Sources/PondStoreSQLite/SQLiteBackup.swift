import GRDB
import PondStore

/// Copies a database while others read and write it.
package enum SQLiteBackup {
    /// Copied between two calls of `progress`; 4 MB.
    private static let pagesAStep: Int32 = 1_000

    /// Writes one snapshot of `source` to the new file `target`, checked and on disk when this returns. Blocks the
    /// thread; writers go on meanwhile.
    /// - Parameter progress: gets pages done and in all; what it throws ends the copy.
    /// - Throws: `StoreError`, and what `progress` throws. What was written of `target` is left to the caller.
    package static func copy(
        from source: String, to target: String, progress: @escaping (Int64, Int64) throws -> Void
    ) throws {
        do {
            var configuration = Configuration()
            // Opening waits for whoever writes just then.
            configuration.busyMode = .timeout(SQLiteEngine.busySecondsMax)
            let pool = try DatabasePool(path: source, configuration: configuration)
            let copy = try DatabaseQueue(path: target)
            // The reader's transaction holds the snapshot: without it each commit of others would start the copy anew.
            try pool.read { snapshot in
                try copy.writeWithoutTransaction { database in
                    try snapshot.backup(to: database, pagesPerStep: pagesAStep) {
                        try progress(Int64($0.completedPageCount), Int64($0.totalPageCount))
                    }
                }
            }
            try pool.close()
            try check(copy)
            try copy.close()
        } catch let error as DatabaseError {
            throw SQLiteConnection.storeError(
                code: error.extendedResultCode.rawValue, message: error.message ?? "cannot copy \(source)")
        }
    }

    private static func check(_ copy: DatabaseQueue) throws {
        let faults = try copy.read { try String.fetchAll($0, sql: "PRAGMA quick_check") }
        guard faults == ["ok"] else {
            throw StoreError.engine(code: "quick_check", message: faults.first ?? "no answer")
        }
    }
}
