import PondExchange

/// Where the checkup draws its lines. Defaults are our reading of the field's literature and of the chats that we
/// could measure; an operator may draw them elsewhere.
package struct Thresholds: Hashable, Sendable {
    package init() {}

    // Lists
    package var namedPeopleMax = 12
    package var evidenceMax = 6
    package var excerptCharactersMax = 60
    package var topicWordsMax = 12

    // Windows
    package var recentDays = 28
    /// Who was not seen for longer is not asked for anything.
    package var aroundDays = 182
    package var newcomerDays = 7
    /// Without join lines, whoever first speaks after this many days is a newcomer.
    package var establishedDays = 14
    package var nightFromHour = 23
    package var nightUntilHour = 7
    /// A name at the start of a line calls somebody only if they spoke within this time.
    package var mentionRecencyMinutes = MentionReader.recencyMinutes
    package var adjacencyMinutes = 5
    package var answerMinutes = 10

    /// An hour with fewer people than this many times the mean of the hours by day is no better than any other.
    package var slotLiftMin = 1.2
    /// Three people are there in so many of the weeks.
    package var slotWeeksMin = 0.5

    // What is enough to say something
    package var estimateTotalMin = 5
    package var auditMessagesMin = 200
    package var auditDaysMin = 7
    /// What speaks of weeks needs two of them.
    package var patternDaysMin = 14
    /// Below this share of the days, who stayed away cannot be told from what is missing.
    package var coverageShareMin = 0.8
    package var screeningDaysMin = 28
    package var screeningDaysShareMin = 0.4

    /// Share of the sentences in a language of the word lists from which on the lists are believed. In English, names
    /// of files and commands make sentences of their own, so that it never reaches one.
    package var languageShareMin = 0.5

    // What is good enough to leave alone
    package var questionsAnsweredGood = 0.6
    package var newcomersBackGood = 0.5
    package var ownerShareHigh = 0.3
    package var bridgeShareHigh = 0.2
    /// Who spoke on so many days and stopped is asked why.
    package var wentQuietDaysMin = 5
    /// Lost so much of its talk or people, a group is falling apart.
    package var collapseShareHigh = 0.5

    // Groups
    /// Who was turned to by fewer is nobody whom people listen to.
    package var leaderAnsweredByMin = 3
    /// Fewer ties between circles say who happened to meet, not who joins them.
    package var tiesBetweenCirclesMin = 20
    package var bridgeTiesMin = 5
    /// Fewer people who speak are friends or colleagues, and no group.
    package var groupSpeakersMin = 5
    /// A split that cuts more of the ties than this does not follow circles.
    package var splitCutShareMax = 0.25
    /// R. I. M. Dunbar, "Neocortex size as a constraint on group size in primates", 1992.
    package var dunbar = 150

    // 过分活跃
    // Lively healthy groups stay below 0.36 by our measure. At two lines in three, value drowns whatever the size.
    package var chatterShareRaised = 0.4
    package var chatterShareHigh = 0.5
    package var chatterShareGrave = 0.55
    package var chatterShareExtreme = 0.65
    // The same with short lines that tell nothing; lively healthy groups stay below 0.58.
    package var noiseShareHigh = 0.6
    package var noiseShareGrave = 0.64
    /// One useful line to three of noise.
    package var valueToNoiseLow = 0.33
    package var personDayMessagesHigh = 8.0
    package var personDayMessagesGrave = 15.0
    package var dayMessagesHigh = 150.0
    package var nightShareHigh = 0.25
    package var topThreeShareHigh = 0.5
    package var topThreeShareRaised = 0.4
    package var valueDensityLow = 0.15
    /// Less than one useful line to two of chatter: whoever looks for something wades.
    package var valueToChatterLow = 0.5
    package var valueDensityGood = 0.4
    package var repeatShareHigh = 0.15

    // 急于变现
    package var promotionsMin = 10
    /// What an operator is asked to read where we cannot.
    package var sampleLines = 100
    // Healthy groups stay below 0.04. One line in ten is a shop; word lists see half to all of what is sold.
    package var promotionShareGrave = 0.1
    package var promotionShareHigh = 0.08
    package var promotionShareRaised = 0.04
    /// Product default: four lines of value to one that sells.
    package var valueToPromotionMin = 4.0
    package var sellerShareHigh = 0.3
    package var sellerShareGrave = 0.5
    package var firstPitchDaysMin = 1.0
    /// A quarter of a day: whoever comes in the morning is offered something by noon.
    package var firstPitchDaysGrave = 0.25
    /// Below this share of the lines, even eager sellers are too few to be the house's fault.
    package var promotionShareNoted = 0.02
    /// So many newcomers, and such a share of them, offered something by name within a day of joining.
    package var pitchedNewcomersMin = 5
    package var pitchedNewcomerShareHigh = 0.25
    package var silenceAfterPromotionHigh = 0.2

    // 定位不准
    /// Lines that show a subject, of all of people; of fewer the whole's subject is not told.
    package var subjectShareMin = 0.08
    package var fieldLinesMin = 60
    package var fieldCoverageMin = 0.25
    /// Of what is left, nothing can be half of the whole.
    package var fieldCoverageGood = 0.5
    /// A field with fewer of the lines is not named among what the talk is about.
    package var fieldShareNamed = 0.1
    /// Nor, with fewer still, in the evidence of how far the talk spreads.
    package var fieldShareMin = 0.05
    package var fieldSpreadHigh = 6.0
    package var fieldSpreadRaised = 4.5
    package var largestFieldLow = 0.3
    package var largestFieldRaised = 0.4
    package var largestFieldGood = 0.5
    /// So many of the lines hang together by words of the group's own.
    package var ownSubjectGood = 0.5
    /// With less of the lines under words of its own, no subject hides in what the word lists do not know.
    package var ownSubjectLow = 0.25
    package var fieldCoverageFair = 0.4
    package var sharedMainFieldLow = 0.4
    package var newcomersStayLow = 0.3
    package var purposeQuestionsRaised = 3
    package var purposeQuestionsHigh = 8
    package var renamesHigh = 3

    // 无门槛
    package var newcomersMin = 10
    package var newcomersSpeakLow = 0.35
    package var newcomersSpeakRaised = 0.5
    package var newcomerAdvertisersMin = 3
    package var newcomerAdvertiserShareHigh = 0.05
    /// A first line later than this is no introduction.
    package var introductionDaysMax = 2
    package var joinWaveMin = 10
    /// A wave is a crowd behind one code or one inviter: ten within the hour.
    package var joinWaveMinutes = 60
    package var joinWaveShareHigh = 0.3
    package var joinWaveShareGrave = 0.6
    /// Some come by code in any group; above this share nobody else brings people.
    package var unvouchedShareHigh = 0.6
    package var leftSoonShareHigh = 0.15
    package var doorSignShareLow = 0.1
    package var doorSignShareGood = 0.3

    // 无筛选
    // Nobody was let go in six weeks: two seats in five empty are enough; in four weeks it takes most of them. Groups
    // that screen stay below a quarter.
    package var silentShareGrave = 0.55
    package var silentShareHigh = 0.4
    package var silentShareRaised = 0.3
    package var redPacketOnlyShareHigh = 0.08
    package var redPacketOnlyShareRaised = 0.03
    package var redPacketOpeningsShareHigh = 0.25
    package var activeFallHigh = 0.2
    package var noRemovalDaysHigh = 42
    /// Who has been in for less time may still be finding the way in.
    package var settledDays = 14
    package var keptSellerPromotionsMin = 5
    /// Whoever would have spoken on so many days at their usual pace, and did not, has stopped: chance leaves out
    /// three days in one of twenty cases only (Poisson).
    package var missedDaysMin = 3.0
}
