import PondCore
@testable import PondInsight

/// Checkups put together by hand, so that each block of the report can be shown full, bare, or with hostile names.
enum CheckupFixture {
    static let names = ["何以棠", "阿泽", "许南乔", "小满", "老周", "林深时见鹿", "Momo", "大白"]

    /// Names that try to break out of the page, the sentence or the spreadsheet.
    static let hostileNames = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "\"\u{301} onload=alert(1) x='", "</style><b>",
        "\u{202E}evil", "محمد عبد الله", "🐈‍⬛👨‍👩‍👧‍👦", "=HYPERLINK(\"http://example.org\")",
        "一个非常非常非常非常非常非常非常长的名字", "\n\t ",
    ]

    static func day(_ offset: Int) -> CalendarDay {
        CalendarDay(number: CalendarDay(year: 2025, month: 8, day: 25).number + offset)
    }

    /// Everything filled in: five verdicts of all four kinds, circles, bridges, a split, cohorts, flags.
    static func full(names: [String] = names) -> Checkup {
        Checkup(
            schema: Checkup.schemaVersion,
            totals: .init(
                messages: 28_417, system: 417, people: 320, speaking: 224, silent: 96, chats: 1, days: 88,
                from: Timestamp(seconds: 1_756_051_200), until: Timestamp(seconds: 1_763_625_600), duplicates: 12),
            source: source(chats: ["野地咖啡 · 清晨手冲"]),
            needs: needs(isMet: true),
            people: people(names),
            activity: activity,
            newcomers: newcomers,
            indices: indices,
            rhythm: .init(
                messages: (0..<168).map { $0 % 24 < 7 ? 0 : $0 }, people: (0..<168).map { Double($0) / 30 },
                bestSlots: slots,
                nightShare: 0.06),
            ecology: ecology,
            network: network(names.count),
            content: content,
            errors: DeadlyError.allCases.enumerated().map { finding($1, $0) },
            actions: actions,
            // A chat that names its topics is of a language that is known.
            limits: Checkup.Limit.allCases.filter { $0 != .languageNotKnown })
    }

    private static func needs(isMet: Bool) -> [Checkup.Need] {
        Checkup.Figure.allCases.map { .init(figure: $0, days: 14, messages: 200, isMet: isMet) }
    }

    /// One person, three messages, one day: nothing can be told.
    static func minimal() -> Checkup {
        var checkup = full(names: ["独行侠"])
        let none = Checkup.Estimate(count: 0, total: 0)
        checkup.totals = .init(messages: 3, system: 0, people: 1, speaking: 1, chats: 1, days: 1, duplicates: 0)
        checkup.source.chats = []
        checkup.needs = needs(isMet: false)
        checkup.indices = nil
        checkup.people[0].role = nil
        checkup.activity = .init(
            daily: [.init(day: day(0), messages: 3, speakers: 1, newcomers: 0)], weekly: [], changePoints: [],
            messagesPerDay: 3, messagesPerActivePersonDay: 3)
        checkup.newcomers = .init(
            basis: .firstMessages, count: 0, joinedOnly: 0, spoke: none, backWithin7Days: none, backWithin30Days: none,
            cohorts: .init(period: .week, cohorts: [.init(day: day(0), size: 1, active: [1])]))
        checkup.rhythm = .init(messages: [], people: [], bestSlots: [], nightShare: 0)
        checkup.ecology.roles = []
        checkup.ecology.owner = .init()
        checkup.network = .init(
            edgeSource: .none, quotes: 0, mentions: 0, adjacent: 0, ties: 0, people: 0, leaders: [], passedOver: [],
            circles: [],
            circleTies: [], modularity: 0, bridges: [], reachBySteps: [], strongestTies: [])
        checkup.content.fields = []
        checkup.content.topicWords = []
        checkup.content.sellers = []
        checkup.content.redPacketOnly = nil
        checkup.content.answeredQuestions = none
        checkup.errors = DeadlyError.allCases.map {
            .init(
                error: $0, verdict: .cannotTell, severity: 0, evidence: [], reasons: [.tooFewMessages],
                next: .init(.exportMoreDays, days: 28))
        }
        checkup.actions = [
            .init(step: .init(.exportMoreDays, days: 28), who: .operators, when: .whenReady, effect: .high)
        ]
        checkup.limits = [.fewMessages]
        return checkup
    }

    /// Nobody and nothing.
    static func empty() -> Checkup {
        var checkup = minimal()
        checkup.totals = .init(messages: 0, system: 0, people: 0, speaking: 0, chats: 0, days: 0, duplicates: 0)
        checkup.people = []
        checkup.activity.daily = []
        return checkup
    }

    private static func source(chats: [String]) -> Checkup.Source {
        .init(
            chats: chats, platforms: ["wechat"], formats: ["chatlab"], timeZone: "Asia/Shanghai",
            generatedAt: Timestamp(seconds: 1_763_631_720), pondVersion: "0.2.0",
            capabilities: .init(
                listsMembers: true, showsSystemLines: true, showsJoins: true, showsRemovals: true, showsReplies: true,
                showsRedPackets: true, namesOwner: true), isAnonymised: false)
    }

    private static func people(_ names: [String]) -> [Checkup.Person] {
        names.enumerated().map { index, name in
            .init(
                key: "u\(index)", name: name, isOwner: index == 0, isStaff: false, isBot: false,
                messages: 900 / (index + 1), activeDays: 80 - index, firstSpoke: day(0), lastSpoke: day(87),
                role: EcologyRole.allCases[min(index, 3)], circle: index % 2, pageRank: 0.3 / Double(index + 1),
                betweenness: 0.1, repliesReceived: 120 - index, valueShare: 0.2, chatterShare: 0.3, promotions: index,
                redPacketsOpened: 2)
        }
    }

    private static var activity: Checkup.Activity {
        .init(
            daily: (0..<88).map { .init(day: day($0), messages: 300, speakers: 90, newcomers: 1) },
            weekly: (0..<12).map {
                .init(day: day($0 * 7 + 4), messages: 2100, activePeople: 290 - 6 * $0, newcomers: 7)
            },
            trend: .init(
                direction: .falling, slopePerWeek: -5.2, pValue: 0.004, firstMean: 280, lastMean: 236, lineStart: 289,
                lineEnd: 232),
            messageTrend: .init(
                direction: .steady, slopePerWeek: 0, pValue: 1, firstMean: 300, lastMean: 300, lineStart: 300,
                lineEnd: 300),
            changePoints: [
                .init(
                    series: .speakers, day: day(35), direction: .down, meanBefore: 292, meanAfter: 243, pValue: 0.0004),
                .init(series: .messages, day: day(20), direction: .up, meanBefore: 245, meanAfter: 291, pValue: 0.008),
            ], messagesPerDay: 322.9, messagesPerActivePersonDay: 3.1)
    }

    private static func estimate(_ count: Int, _ total: Int) -> Checkup.Estimate {
        let share = Double(count) / Double(total)
        return .init(count: count, total: total, share: share, low: share - 0.05, high: share + 0.05)
    }

    private static var newcomers: Checkup.Newcomers {
        .init(
            basis: .joinLines, count: 78, joinedOnly: 4, spoke: estimate(60, 78), backWithin7Days: estimate(31, 60),
            backWithin30Days: estimate(28, 55),
            cohorts: .init(
                period: .week,
                cohorts: (0..<12).map { .init(day: day($0 * 7), size: 20, active: (0..<(12 - $0)).map { 20 - $0 }) }))
    }

    private static var indices: Checkup.Indices {
        let parts = Checkup.IndexPart.Code.allCases.map { code in
            Checkup.IndexPart(code: code, weight: 0.33, score: 0.5, value: 0.31)
        }
        return .init(
            participation: .init(value: 64, parts: parts), activity: .init(value: 47, parts: parts),
            contribution: .init(value: 57, parts: parts), overall: 56)
    }

    static let slots: [Checkup.Slot] = [
        .init(weekday: 5, hour: 9, people: 14.2, messages: 610, liftOverMean: 2.4, weeksShare: 0.92),
        .init(weekday: 2, hour: 20, people: 13.1, messages: 540, liftOverMean: 2.2, weeksShare: 1),
    ]

    private static var ecology: Checkup.Ecology {
        let codes = Checkup.RoleRule.Code.allCases
        return .init(
            roles: zip(EcologyRole.allCases, codes).map { role, code in
                .init(
                    role: role, count: 3, share: 0.01, healthyLow: 0.01, healthyHigh: 0.03, people: [0, 1],
                    rule: .init(code: code, threshold: 0.5, second: 8))
            }, decentralisation: 0.74, owner: .init(person: 0, messageShare: 0.09, answerShare: 0.14),
            topThreeShare: 0.21)
    }

    private static func network(_ count: Int) -> Checkup.NetworkFindings {
        .init(
            edgeSource: .quotesAndMentions, quotes: 31, mentions: 9, adjacent: 200, ties: 86, people: count,
            leaders: (0..<min(count, 8)).map {
                .init(person: $0, pageRank: 0.3 / Double($0 + 1), betweenness: 0.1, circle: $0 % 2, answeredBy: 80 - $0)
            },
            passedOver: [],
            circles: [
                .init(size: 26, leaders: [0, 2], topicWords: ["手冲"], inwardShare: 0.7),
                .init(size: 19, leaders: [1, 3], topicWords: [], inwardShare: 0.6),
            ],
            circleTies: [.init(first: 0, second: 1, weight: 120)], modularity: 0.46,
            bridges: [
                .init(person: 0, betweenness: 0.2, circlesReached: 2, shareOfTiesBetween: 0.31, shareTogether: 0.31)
            ],
            reachBySteps: [0.06, 0.38, 0.72, 0.88, 0.91, 0.91],
            strongestTies: [.init(first: 0, second: 1, weight: 88)],
            split: .init(
                activePeople: 228, peoplePerPartMax: 150,
                parts: [
                    .init(size: 121, leaderCandidates: [0, 2], people: [0, 2], topicWords: ["手冲"]),
                    .init(size: 107, leaderCandidates: [1], people: [1], topicWords: []),
                ], tiesCut: 132, tiesTotal: 860, cutShare: 132.0 / 860, followsCircles: true))
    }

    private static var content: Checkup.Content {
        .init(
            valueDensity: 0.18, chatterShare: 0.31, promotionShare: 0.08, linkShare: 0.034, redPacketShare: 0.012,
            questions: 1310, answeredQuestions: estimate(1127, 1310), promotions: 2273, daysToFirstPromotion: 2.1,
            talkAfterPromotion: -0.31, sellers: [1], redPacketOnly: .init(count: 43, share: 0.13, people: [2, 3]),
            topicWords: [.init(word: "手冲", people: 88, lines: 240)],
            fields: [.init(field: .coffeeAndTea, lines: 1830, share: 0.58)], fieldCoverage: 0.62)
    }

    /// All facts set, so that any code finds what it needs.
    static func evidence(_ code: Checkup.Evidence.Code) -> Checkup.Evidence {
        .init(
            code, isSign: true, count: 43, total: 320, share: 0.46, value: 12, limit: 0.4, day: day(29),
            people: [1, 2],
            words: ["food", "手冲"], excerpt: .init(person: 1, day: day(80), text: "新人专享，今晚截止"))
    }

    static func step(_ code: Checkup.Step.Code) -> Checkup.Step {
        .init(code, count: 4, share: 0.5, value: 4, days: 7, people: [0, 1], words: ["food"], slots: slots)
    }

    private static func finding(_ error: DeadlyError, _ index: Int) -> Checkup.ErrorFinding {
        let verdict = Checkup.ErrorFinding.Verdict.allCases[index % 4]
        return .init(
            error: error, verdict: verdict, severity: [4, 2, 1, 0][index % 4],
            evidence: verdict == .cannotTell ? [] : Checkup.Evidence.Code.allCases.map(evidence),
            reasons: Checkup.ErrorFinding.Reason.allCases, next: step(Checkup.Step.Code.allCases[index]))
    }

    private static var actions: [Checkup.Action] {
        [
            .init(step: step(.rehearseScreening), who: .owner, when: .thisWeek, effect: .high, error: .noScreening),
            .init(step: step(.useBestSlots), who: .operators, when: .nextActivity, effect: .medium),
            .init(step: step(.answerQuestions), who: .support, when: .today, effect: .low),
        ]
    }
}
