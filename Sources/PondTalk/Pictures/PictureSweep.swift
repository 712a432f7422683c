import Foundation
package import PondCore
package import PondPlatform
package import PondStore

/// Takes away once a day what processes that were killed left in the folder of pictures: halves of files, and files
/// whose row was never committed.
package enum PictureSweep {
    package static let jobKind = "picture.sweep"
    /// Nobody is writing what is so old.
    static let abandonedSeconds: Int64 = 24 * 3_600
    private static let namesAtOnce = 500

    package static func daily(
        _ database: Database, _ folder: MediaFolder, clock: WallClock = .system
    ) -> DailyJob {
        DailyJob(jobKind) {
            for shelf in folder.shelves() {
                let found = folder.sweep(shelf, olderThan: abandonedSeconds, now: clock.now()).sorted()
                for start in stride(from: 0, to: found.count, by: namesAtOnce) {
                    let some = Array(found[start..<min(start + namesAtOnce, found.count)])
                    let known = Set(
                        try await database.read { transaction in
                            try transaction.query("SELECT name FROM media WHERE name IN \(SQL.list(some))") {
                                $0.text(0)
                            }
                        })
                    for name in some where !known.contains(name) { folder.remove(name, now: clock.now()) }
                }
            }
            return { _ in }
        }
    }
}
