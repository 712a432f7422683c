extension Checkup {
    /// How much is said, by how many, and how that changes.
    package struct Activity: Codable, Hashable, Sendable {
        /// Every day from first to last, quiet ones included.
        package var daily: [DailyFacts]
        /// Weeks of seven days that end with the last day; the first may be cut off and is then left out.
        package var weekly: [WeeklyFacts]
        /// Trend of weekly active people; nil with fewer than four weeks or with days missing.
        package var trend: Trend?
        /// Trend of messages a day, from weekly means; nil with fewer than four weeks or with days missing.
        package var messageTrend: Trend?
        /// Where the daily number of messages or the weekly number of people changed for good; none where days are
        /// missing.
        package var changePoints: [ChangePoint]
        /// Over the days that the exports hold.
        package var messagesPerDay: Double
        /// Messages divided by person-days with at least one message.
        package var messagesPerActivePersonDay: Double
    }

    /// One day.
    package struct DailyFacts: Codable, Hashable, Sendable {
        package var day: CalendarDay
        /// Lines of people, without system lines.
        package var messages: Int
        package var speakers: Int
        /// People seen for the first time: joined, or spoke first, on this day.
        package var newcomers: Int
        /// The exports do not hold this day: its zeros are no silence.
        package var isMissing = false
    }

    /// Seven days.
    package struct WeeklyFacts: Codable, Hashable, Sendable {
        /// First of the seven days.
        package var day: CalendarDay
        package var messages: Int
        package var activePeople: Int
        package var newcomers: Int
        package var daysMissing = 0
    }

    /// Theil–Sen slope with the Mann–Kendall test.
    package struct Trend: Codable, Hashable, Sendable {
        package enum Direction: String, Codable, CaseIterable, Hashable, Sendable {
            case rising, falling, steady
        }

        /// Of a significant slope, else of thirds that differ by more than a fifth: a step is a change too.
        package var direction: Direction
        /// Whether the slope is significant.
        package var isGradual = true
        /// Units of the series a week: people, or messages a day.
        package var slopePerWeek: Double
        package var pValue: Double
        /// Means of the first and of the last third of the weeks.
        package var firstMean: Double
        package var lastMean: Double
        /// Where the trend line stands in the first and in the last week.
        package var lineStart: Double
        package var lineEnd: Double

        /// Whether the last third is lower than the first by this share of it.
        package func falls(by share: Double) -> Bool {
            direction == .falling && lastMean <= (1 - share) * firstMean
        }
    }

    /// A day from which on a series runs on another level.
    package struct ChangePoint: Codable, Hashable, Sendable {
        package enum Series: String, Codable, CaseIterable, Hashable, Sendable {
            case messages, speakers
        }

        package enum Direction: String, Codable, CaseIterable, Hashable, Sendable {
            case up, down
        }

        package var series: Series
        /// First day of the new level.
        package var day: CalendarDay
        package var direction: Direction
        package var meanBefore: Double
        package var meanAfter: Double
        package var pValue: Double
    }

    /// A share with its uncertainty, or the honest absence of one.
    package struct Estimate: Codable, Hashable, Sendable {
        package var count: Int
        package var total: Int
        /// nil when there is not enough data to say anything.
        package var share: Double?
        /// 95 % interval (Wilson); nil together with `share`.
        package var low: Double?
        package var high: Double?

        /// True when the page must say "not enough data yet".
        package var isTooSmall: Bool { share == nil }
    }

    /// Who came, and who of them came back.
    package struct Newcomers: Codable, Hashable, Sendable {
        package enum Basis: String, Codable, CaseIterable, Hashable, Sendable {
            /// Join lines of the export.
            case joinLines
            /// First message after the first two weeks; the export shows no joins.
            case firstMessages
        }

        package var basis: Basis
        /// Newcomers in `people`: never more than those.
        package var count: Int
        /// People whom only a join line names: they never spoke and no export lists them.
        package var joinedOnly: Int
        /// Who ever spoke, of all who joined, also those whom only the join line names, and whose first seven days have
        /// passed.
        package var spoke: Estimate
        /// Spoke again 1 to 7 days after their first message; of the newcomers who spoke and whose seven days have
        /// passed.
        package var backWithin7Days: Estimate
        package var backWithin30Days: Estimate
        /// People by week (or month, above 26 weeks) of their first message.
        package var cohorts: CohortTable
    }

    /// Retention: of the people who first spoke in a period, how many spoke in each later one.
    package struct CohortTable: Codable, Hashable, Sendable {
        package enum Period: String, Codable, CaseIterable, Hashable, Sendable {
            case week, month
        }

        package var period: Period
        package var cohorts: [Cohort]
    }

    /// One row of the table.
    package struct Cohort: Codable, Hashable, Sendable {
        package var day: CalendarDay
        package var size: Int
        /// `active[0] == size`; shorter for younger cohorts.
        package var active: [Int]
    }

    /// When people are there.
    package struct Rhythm: Codable, Hashable, Sendable {
        /// 24 × 7 messages, `hour + 24 × weekday`, Monday first.
        package var messages: [Int]
        /// 24 × 7 distinct people who spoke, on average over the times that the hour came round.
        package var people: [Double]
        /// At most three, best first; empty where the chat is too short to tell, or where no hour stands out.
        package var bestSlots: [Slot]
        /// Share of messages between 23:00 and 07:00.
        package var nightShare: Double
    }

    /// An hour of the week for an activity.
    package struct Slot: Codable, Hashable, Sendable {
        /// 0 = Monday.
        package var weekday: Int
        package var hour: Int
        /// Distinct people who spoke in it, on average over the times that it came round.
        package var people: Double
        package var messages: Int
        /// People compared with the mean of the hours between 7:00 and 23:00: 2.4 = 2.4 times.
        package var liftOverMean: Double
        /// Of the times that this hour came round, the share in which at least three people were there.
        package var weeksShare: Double
    }
}
