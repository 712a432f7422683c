extension Checkup {
    /// Who talks with whom.
    package struct NetworkFindings: Codable, Hashable, Sendable {
        package enum EdgeSource: String, Codable, CaseIterable, Hashable, Sendable {
            /// Explicit replies and quotes.
            case quotes
            /// Names called: `@name`, `name:`.
            case mentions
            /// Quotes and mentions together.
            case quotesAndMentions
            /// Who speaks after whom: a guess, said as such.
            case adjacency
            case none
        }

        package var edgeSource: EdgeSource
        /// What was seen, whether or not it was used.
        package var quotes: Int
        package var mentions: Int
        package var adjacent: Int
        /// Pairs of people with a tie.
        package var ties: Int
        /// People with at least one tie.
        package var people: Int
        /// Highest PageRank first, at most `Thresholds.namedPeopleMax`.
        package var leaders: [RankedPerson]
        /// Who would stand among as many of the best ranked, were they to be shown as an example.
        package var passedOver: [PassedOver]
        /// Largest first, circles of at least three people.
        package var circles: [Circle]
        /// Weight of ties between circles.
        package var circleTies: [CircleTie]
        /// Newman's modularity of the circles, −0.5…1.
        package var modularity: Double
        /// People who hold circles together, strongest first.
        package var bridges: [Bridge]
        /// Share of ordered pairs of people in the network that reach each other within 1…6 steps.
        package var reachBySteps: [Double]
        /// A few dozen of the strongest ties among the best ranked, for drawing.
        package var strongestTies: [Tie]
        /// Above 150 active people, else nil.
        package var split: SplitProposal?
    }

    /// A person with network figures.
    package struct RankedPerson: Codable, Hashable, Sendable {
        package var person: Int
        package var pageRank: Double
        package var betweenness: Double
        package var circle: Int?
        /// Distinct people who answered, quoted or called them.
        package var answeredBy: Int
    }

    /// A person who is turned to by many and no example to others.
    package struct PassedOver: Codable, Hashable, Sendable {
        package enum Reason: String, Codable, CaseIterable, Hashable, Sendable {
            case sells, floods, bot
            /// Left, or was not seen for half a year.
            case gone
        }

        package var person: Int
        package var reason: Reason
    }

    /// A small circle of people who talk mostly among themselves.
    package struct Circle: Codable, Hashable, Sendable {
        package var size: Int
        /// Best ranked of the circle first.
        package var leaders: [Int]
        package var topicWords: [String]
        /// Share of the circle's ties that stay inside.
        package var inwardShare: Double
    }

    /// Ties between two circles.
    package struct CircleTie: Codable, Hashable, Sendable {
        package var first: Int
        package var second: Int
        package var weight: Int
    }

    /// A tie between two people.
    package struct Tie: Codable, Hashable, Sendable {
        package var first: Int
        package var second: Int
        package var weight: Int
    }

    /// A person who ties circles together.
    package struct Bridge: Codable, Hashable, Sendable {
        package var person: Int
        package var betweenness: Double
        package var circlesReached: Int
        /// Share of all ties between circles that are this person's.
        package var shareOfTiesBetween: Double
        /// Share of them that touch this person or somebody before them in the list; a tie between two of them counts
        /// once.
        package var shareTogether: Double
        /// Without this person and those before them in the list, the ties that are left no longer connect the circles
        /// that they connected.
        package var partsCircles = false
    }

    /// How a group above Dunbar's number could be divided.
    package struct SplitProposal: Codable, Hashable, Sendable {
        package var activePeople: Int
        package var peoplePerPartMax: Int
        package var parts: [SplitPart]
        package var tiesCut: Int
        package var tiesTotal: Int
        /// tiesCut ÷ tiesTotal.
        package var cutShare: Double
        /// False where the circles are too interwoven to part: then it is shown and not advised.
        package var followsCircles: Bool
    }

    /// One of the new groups.
    package struct SplitPart: Codable, Hashable, Sendable {
        package var size: Int
        /// Best candidates for leading it, best first.
        package var leaderCandidates: [Int]
        /// All members.
        package var people: [Int]
        package var topicWords: [String]
    }
}
