package import PondInsight
package import PondStore
import PondTalk

extension CommunityHistory {
    /// What was said in the groups of a database.
    package static func ofGroups(_ database: Database) -> CommunityHistory {
        CommunityHistory { community, group, receive, afterPage in
            try await GroupHistory(database, community: community, group: group, isOfMembers: true)
                .read(receive, afterPage: afterPage)
        }
    }
}
