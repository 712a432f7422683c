import Foundation
import PondCommunity
import PondCore
package import PondPlatform
package import PondStore

/// Pictures that nobody is to see any more: at once nobody does, and a while later their files go.
///
/// A file goes only when it has not been written for a while and no other row shows it, so it never goes under somebody
/// who has just brought the same picture.
package enum PictureRelease {
    package static let jobKind = "picture.release"
    /// How long one that was brought waits for its message.
    package static let unshownMilliseconds: Int64 = 24 * 3_600_000
    /// From then on nobody is just writing the file.
    static let filesMilliseconds: Int64 = 2 * MediaFolder.freshSeconds * 1_000

    private struct Payload: Codable {
        let picture: Int64
    }

    static func job(
        _ picture: ID<Media>, _ community: ID<Community>, at now: Timestamp, _ milliseconds: Int64
    ) -> NewJob {
        NewJob(
            jobKind, community: community.rawValue, runAt: now.adding(milliseconds: milliseconds),
            payload: "{\"picture\":\(picture)}", key: "\(picture):\(milliseconds)")
    }

    /// Gives up what was brought and not shown; removes what was given up.
    package static func handler(_ database: Database, _ folder: MediaFolder) -> JobHandler {
        JobHandler(kind: jobKind) { job in
            let id = ID<Media>(try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8)).picture)
            let community = ID<Community>(job.communityID)
            let found = try await database.read { transaction in
                try transaction.first(
                    "SELECT state, name FROM media WHERE community_id = \(community) AND id = \(id)"
                ) { ($0.text(0), $0.text(1)) }
            }
            guard let (state, name) = found, state != "posted" else { return { _ in } }
            guard state == "released" else {
                return { try $0.releasePictures("id = \(id) AND state = 'uploaded'", of: community) }
            }
            let others = try await database.read { transaction in
                try transaction.count("SELECT count(*) FROM media WHERE name = \(name) AND state <> 'released'")
            }
            if others == 0 { folder.remove(name, now: WallClock.system.now()) }
            return { transaction in
                try transaction.execute(
                    "DELETE FROM media WHERE community_id = \(community) AND id = \(id) AND state = 'released'")
            }
        }
    }
}

extension WriteTransaction {
    /// Takes pictures from everybody's sight.
    /// - Parameter condition: of rows of the community's `media`.
    func releasePictures(_ condition: SQL, of community: ID<Community>) throws {
        let released = try query(
            """
            UPDATE media SET state = 'released', message_id = NULL, description = ''
            WHERE community_id = \(community) AND state <> 'released' AND (\(condition)) RETURNING id
            """
        ) { ID<Media>($0.integer(0)) }
        for picture in released {
            try schedule(PictureRelease.job(picture, community, at: now, PictureRelease.filesMilliseconds))
        }
    }
}
