extension Checkup {
    /// 参与度, 活跃度, 贡献度 and the overall score; formulas stand at `IndexFormulas`.
    package struct Indices: Codable, Hashable, Sendable {
        /// 参与度: who takes part.
        package var participation: Index
        /// 活跃度: how often, how recently.
        package var activity: Index
        /// 贡献度: value created for others.
        package var contribution: Index
        /// Mean of the three, less what the five errors cost, 0…100.
        package var overall: Int
    }

    /// A number from 0 to 100 with what went into it.
    package struct Index: Codable, Hashable, Sendable {
        package var value: Int
        /// The index is 100 times the weighted mean of the parts' scores.
        package var parts: [IndexPart]
    }

    /// One ingredient.
    package struct IndexPart: Codable, Hashable, Sendable {
        package enum Code: String, Codable, CaseIterable, Hashable, Sendable {
            /// Who spoke in the last 28 days, of the members who are still there (listed, else who ever spoke).
            /// Absent without a member list in the first 28 days.
            case recentSpeakers
            /// 1 − Gini coefficient of messages per speaker.
            case evenness
            /// Newcomers back within 30 days.
            case returning
            /// People who spoke on a second day ÷ speakers; where newcomers are too few.
            case secondDay
            /// Speakers on an average day of the last 28 ÷ speakers of the last 28 days (the DAU/MAU ratio).
            case stickiness
            /// Days of the last 28 with a message.
            case daysAlive
            /// Weekly active people, last four weeks ÷ best four weeks; absent up to four weeks.
            case momentum
            /// Lines of value ÷ lines of people.
            case valueDensity
            /// Questions that got an answer; absent without questions.
            case answeredQuestions
            /// Speakers who gave at least one answer or a line of value that was answered.
            case givers
        }

        package var code: Code
        package var weight: Double
        /// 0…1, scaled so that 1 is as good as it gets.
        package var score: Double
        /// The raw figure before scaling.
        package var value: Double
    }
}
