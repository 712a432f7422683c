/// The four kinds of people that keep a community in balance.
package enum EcologyRole: String, Codable, CaseIterable, Hashable, Sendable {
    /// 灵魂人物: whom many turn to.
    case soul
    /// 思考者: says far more of value than others.
    case thinker
    /// 活跃分子: speaks often.
    case active
    /// 围观者: everybody else who is there, silent members included.
    case spectator
}

extension Checkup {
    /// The mix of people, against a healthy mix.
    package struct Ecology: Codable, Hashable, Sendable {
        /// One entry a role, in the order of `EcologyRole.allCases`; empty where the chat is too short to tell.
        package var roles: [RoleFacts]
        /// 1 = talk is spread evenly, 0 = all of it comes from one person.
        package var decentralisation: Double
        package var owner: OwnerFacts
        /// Messages of the three busiest people.
        package var topThreeShare: Double
    }

    /// One role.
    package struct RoleFacts: Codable, Hashable, Sendable {
        package var role: EcologyRole
        package var count: Int
        package var share: Double
        package var healthyLow: Double
        package var healthyHigh: Double
        /// The first of them by rank, at most `Thresholds.namedPeopleMax`.
        package var people: [Int]
        /// Which rule puts people here, with the thresholds used on this chat.
        package var rule: RoleRule
    }

    /// The stated rule of a role. Thresholds that follow from the size of the chat are given as they came out.
    package struct RoleRule: Codable, Hashable, Sendable {
        package enum Code: String, Codable, CaseIterable, Hashable, Sendable {
            /// PageRank at least `threshold` times the mean, and at least `second` people turned to them (5, or a tenth
            /// of the network, 20 at most).
            case answeredByMany
            /// At least `second` lines of value (8, or twice the mean of who speaks), and `threshold` of own lines.
            case valueSpeaker
            /// In the last 28 days spoke on at least `threshold` days a week on average, or said at least `second`
            /// lines.
            case speaksOften
            case everybodyElse
        }

        package var code: Code
        package var threshold: Double
        package var second: Double
    }

    /// How much of the talk is the owner's.
    package struct OwnerFacts: Codable, Hashable, Sendable {
        /// nil when neither export nor option tells who the owner is; the shares are then nil too.
        package var person: Int?
        package var messageShare: Double?
        /// Share of answers that come from the owner.
        package var answerShare: Double?
    }
}
