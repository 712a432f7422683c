import GRDB
import GRDBSQLite
import PondCore
import PondStore
import Synchronization

/// Carries what was committed from the WAL into the database's file, on a thread and a connection of its own, so that
/// no writer waits for it. https://www.sqlite.org/wal.html#ckpt
///
/// A WAL begins anew only when a commit finds all of it carried over, which does not happen while writing never
/// pauses; the writer carries the rest itself then.
final class Checkpointer: Sendable {
    /// Pages of 4 KiB that were added to the WAL until they are carried over beside the writer.
    private static let pagesMin: Int32 = 2_000
    /// Pages in the WAL from which on the writer carries over what is left.
    private static let pagesMax: Int32 = 16_000

    private let connection: DatabaseQueue
    private let thread = WorkerThread(name: "pond-checkpoint")
    /// Pages in the WAL when the last run was asked for.
    private let asked = Atomic<Int32>(0)

    /// - Throws: `DatabaseError`.
    init(path: String, configuration: Configuration) throws {
        connection = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Listens to the writer's commits. In place of `wal_autocheckpoint`, which is such a hook too.
    func attach(to writer: GRDB.Database) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            writer.sqliteConnection,
            { me, writer, name, pages in
                guard let me else { return SQLITE_OK }
                let checkpointer = Unmanaged<Checkpointer>.fromOpaque(me).takeUnretainedValue()
                // If it cannot, the next commit tries again.
                if checkpointer.committed(pages) {
                    sqlite3_wal_checkpoint_v2(writer, name, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
                }
                return SQLITE_OK
            }, me)
    }

    /// To be called before what it is attached to is closed.
    func stop() {
        thread.stop()
        try? connection.close()
    }

    /// - Parameter pages: in the WAL now; fewer than before when it began anew.
    /// - Returns: whether the writer is to carry over what is left.
    private func committed(_ pages: Int32) -> Bool {
        let before = asked.load(ordering: .relaxed)
        if pages >= Self.pagesMax { return true }
        guard pages < before ? pages >= Self.pagesMin : pages - before >= Self.pagesMin else { return false }
        asked.store(pages, ordering: .relaxed)
        thread.run { [connection] in
            // What fails here (a full disk) is tried again later; the WAL has it all.
            _ = try? connection.writeWithoutTransaction { try $0.checkpoint(.passive) }
        }
        return false
    }
}
