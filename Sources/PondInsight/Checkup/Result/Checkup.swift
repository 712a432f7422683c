package import PondCore

/// What `pond checkup` found in one or several chat exports: every number of the report, and no wording.
///
/// Shares are 0…1, indices 0…100, people are positions in `people`, days are days of the community's time zone.
/// Sentences belong to the report's catalogue: evidence, steps and limits are stable codes with their facts.
package struct Checkup: Codable, Hashable, Sendable {
    /// Raised whenever a reader of the JSON would have to change.
    package static let schemaVersion = 1

    package var schema: Int
    package var totals: Totals
    package var source: Source
    /// What each figure needs, and whether this chat has it; decided by `Sufficiency`.
    package var needs: [Need]
    /// nil for a group; else no verdict, score or advice is given.
    package var noGroup: NoGroup?
    /// What is missing between the first and the last day; means a day count the days that are there.
    package var coverage = Coverage()
    /// Everybody who spoke or is listed, most messages first.
    package var people: [Person]
    package var activity: Activity
    package var newcomers: Newcomers
    /// nil where `needs` are not met.
    package var indices: Indices?
    package var rhythm: Rhythm
    package var ecology: Ecology
    package var network: NetworkFindings
    package var content: Content
    /// All five, always in the order of `DeadlyError.allCases`.
    package var errors: [ErrorFinding]
    /// At most five, greatest expected effect first.
    package var actions: [Action]
    package var limits: [Limit]
}

extension Checkup {
    /// Size and span of what was read, after duplicates of overlapping exports were dropped.
    package struct Totals: Codable, Hashable, Sendable {
        /// All lines, system lines included.
        package var messages: Int
        package var system: Int
        /// Distinct people: who spoke, and who the export lists.
        package var people: Int
        package var speaking: Int
        /// Listed people who never spoke; nil when no export lists its members.
        package var silent: Int?
        package var chats: Int
        /// Calendar days from the first to the last message, both counted; 0 without messages.
        package var days: Int
        package var from: Timestamp?
        package var until: Timestamp?
        /// Lines left out because another export of the same group already had them.
        package var duplicates: Int
        /// Lines left out because they are dated years away from all others.
        package var misdated = 0
    }

    /// Where the numbers come from.
    package struct Source: Codable, Hashable, Sendable {
        /// Names of the groups, in the order in which they came.
        package var chats: [String]
        package var platforms: [String]
        /// What the reader recognised, for example `chatlab` or `wechatmsg`; filled by who reads the files.
        package var formats: [String]
        package var timeZone: String
        package var generatedAt: Timestamp
        package var pondVersion: String
        package var capabilities: Capabilities
        package var isAnonymised: Bool
        /// For a community that lives in Pond; nil for exports.
        package var live: Live?
    }

    /// What the database itself knew of the community.
    package struct Live: Codable, Hashable, Sendable {
        /// The day of its founding: from here on every coming and going is known.
        package var since: CalendarDay
        /// Nobody comes in without an invitation.
        package var needsInvitation: Bool
        /// How many of the days it lived here; 0 where nothing was said since its founding.
        package var days: Int
    }

    /// What the exports are able to show; decides between "not found" and "cannot be told".
    package struct Capabilities: Codable, Hashable, Sendable {
        package var listsMembers: Bool
        package var showsSystemLines: Bool
        package var showsJoins: Bool
        package var showsRemovals: Bool
        package var showsReplies: Bool
        package var showsRedPackets: Bool
        package var namesOwner: Bool
    }

    /// One row of the people table.
    package struct Person: Codable, Hashable, Sendable {
        /// Account id, or the name where the format has no ids. A stable label once anonymised.
        package var key: String
        package var name: String
        package var isOwner: Bool
        package var isStaff: Bool
        package var isBot: Bool
        package var messages: Int
        /// Days with at least one message.
        package var activeDays: Int
        package var firstSpoke: CalendarDay?
        package var lastSpoke: CalendarDay?
        /// The day of the join line, where the export has one.
        package var joined: CalendarDay?
        /// nil where the chat is too short to tell roles.
        package var role: EcologyRole?
        /// Position in `network.circles`; nil outside every circle.
        package var circle: Int?
        /// Share of all attention that the network gives this person (sums to 1 over the network); 0 outside it.
        package var pageRank: Double
        /// Share of shortest paths that lead through this person, 0…1.
        package var betweenness: Double
        /// Answers and quotes that this person received.
        package var repliesReceived: Int
        package var valueShare: Double
        package var chatterShare: Double
        package var promotions: Int
        package var redPacketsOpened: Int
    }
}
