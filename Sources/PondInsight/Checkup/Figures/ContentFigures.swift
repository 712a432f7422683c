import PondStats

/// What is said: value, chatter, selling, questions and answers, red packets.
struct ContentFigures {
    let talk: Conversation
    let people: PersonFigures
    let selling: SellingFigures
    let fields: FieldFigures
    let topics: TopicWords
    /// Lines of people.
    let lines: Int
    /// Of them, those that hold words or signs to read: no pictures, voice, stickers or empty lines.
    let texts: Int
    let value: Int
    let chatter: Int
    /// Short lines that tell nothing though no list knows them for chatter.
    let idle: Int
    let repeats: Int
    let links: Int
    let redPackets: Int
    let questions: Int
    let answered: Int
    /// Members who opened red packets, said next to nothing, and sent none.
    let redPacketOnly: [Int]
    let redPacketOpenings: Int

    private static let redPacketOpeningsMin = 2
    private static let redPacketOnlyMessagesMax = 2

    init(
        _ talk: Conversation, people: PersonFigures, ties: Ties, selling: SellingFigures, fields: FieldFigures,
        topics: TopicWords
    ) {
        self.talk = talk
        self.people = people
        self.selling = selling
        self.fields = fields
        self.topics = topics
        var counts: [UInt32: Int] = [:]
        for row in 0..<talk.count where talk.isPerson(row) { counts[talk.columns.flags[row], default: 0] += 1 }
        func count(_ flag: LineFeatures.Flags) -> Int {
            counts.reduce(0) { $0 + (LineFeatures.Flags(rawValue: $1.key).contains(flag) ? $1.value : 0) }
        }
        lines = counts.values.reduce(0, +)
        texts = count(.text)
        value = count(.value)
        chatter = count(.chatter)
        idle = counts.reduce(0) { sum, entry in
            let flags = LineFeatures.Flags(rawValue: entry.key)
            return sum + (flags.contains(.idle) && !flags.contains(.chatter) ? entry.value : 0)
        }
        repeats = count(.repeated)
        links = count(.link)
        redPackets = count(.redPacket)
        (questions, answered) = QuestionFigures(talk, ties: ties).counts
        redPacketOpenings = people.redPacketsOpened.reduce(0, +)
        redPacketOnly = talk.people.indices.filter { person in
            people.redPacketsOpened[person] >= Self.redPacketOpeningsMin && people.redPacketsSent[person] == 0
                && people.messages[person] - people.chatter[person] <= 0
                && people.messages[person] <= max(Self.redPacketOnlyMessagesMax, people.redPacketsOpened[person])
        }
    }

    /// Whether the lines whose field is known may stand for the rest.
    private var tellsFields: Bool {
        fields.linesTold >= talk.thresholds.fieldLinesMin && fields.coverage >= talk.thresholds.fieldCoverageMin
            && share(fields.linesTold) >= talk.thresholds.subjectShareMin
    }

    func share(_ count: Int) -> Double { lines == 0 ? 0 : Double(count) / Double(lines) }

    func result() -> Checkup.Content {
        let promotions = people.promotions.reduce(0, +)
        // So few may be mistakes of the word lists.
        let isEnough = promotions >= talk.thresholds.promotionsMin
        // Over missing days a wait only seems long.
        let isTold = isEnough && !talk.isFullOfHoles
        let waits = isTold ? selling.daysToFirstPitch : []
        let freeloaders = redPacketOpenings == 0 ? nil : redPacketOnly
        let known = talk.people.indices.count {
            $0 < talk.memberCount || people.joinedDay[$0] >= 0 || people.redPacketsOpened[$0] > 0
        }
        return Checkup.Content(
            valueDensity: share(value), chatterShare: share(chatter), promotionShare: share(promotions),
            linkShare: share(links), redPacketShare: share(redPackets), questions: questions,
            answeredQuestions: talk.estimate(answered, of: questions), promotions: promotions,
            daysToFirstPromotion: Summaries.median(waits), talkAfterPromotion: isEnough ? selling.silence?.change : nil,
            sellers: isEnough ? Array(selling.sellers.prefix(talk.thresholds.namedPeopleMax)) : [],
            redPacketOnly: freeloaders.map {
                Checkup.PeopleShare(
                    count: $0.count, share: Double($0.count) / Double(max(1, known)),
                    people: Array($0.filter { $0 < talk.memberCount }.prefix(talk.thresholds.namedPeopleMax)))
            },
            topicWords: topics.top(talk.thresholds.topicWordsMax),
            fields: tellsFields ? fields.shares : [],
            fieldCoverage: fields.coverage)
    }
}
