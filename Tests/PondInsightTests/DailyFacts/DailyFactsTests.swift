import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondInsight
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@Suite("Daily facts, on both engines")
struct DailyFactsTests {
    struct Day: Hashable, Comparable {
        let number: Int64
        let messages: Int64
        let speakers: Int64

        static func < (left: Day, right: Day) -> Bool { left.number < right.number }
    }

    @Test(
        "Messages are counted on the community's day, and somebody who wrote twice is one speaker",
        arguments: Dialect.allCases)
    func posted(_ dialect: Dialect) async throws {
        try await withFacts(dialect) { bench in
            // 2026-01-01 23:59 and 2026-01-02 00:01 in Shanghai.
            try await bench.post(group: 7, member: 1, at: 1_767_283_140_000)
            try await bench.post(group: 7, member: 1, at: 1_767_283_141_000)
            try await bench.post(group: 8, member: 1, at: 1_767_283_142_000)
            try await bench.post(group: 8, member: 2, at: 1_767_283_260_000)
            try await bench.catchUp()
            let first = Int64(CalendarDay(year: 2026, month: 1, day: 1).number)
            #expect(
                try await bench.days(group: 0) == [
                    Day(number: first, messages: 3, speakers: 1), Day(number: first + 1, messages: 1, speakers: 1),
                ])
            #expect(try await bench.days(group: 7) == [Day(number: first, messages: 2, speakers: 1)])
        }
    }

    @Test(
        "An import is counted in bulk, beside what was posted, and an undo takes it back", arguments: Dialect.allCases)
    func imported(_ dialect: Dialect) async throws {
        try await withFacts(dialect) { bench in
            let records = Self.talk(days: 40, people: 9, seed: 5)
            let done = try await bench.importAll(records)
            try await bench.catchUp()
            let group = try await Groups(bench.database).find(nil, of: bench.community.id)
            let expected = Self.days(records)
            #expect(try await bench.days(group: group.id.rawValue) == expected)
            #expect(try await bench.days(group: 0) == expected)

            let member = try await bench.database.read { try $0.count("SELECT min(id) FROM members") }
            let last = try #require(expected.last)
            let moment = DayCalendar(identifier: "Asia/Shanghai").start(of: CalendarDay(number: Int(last.number)))
            try await bench.post(group: group.id.rawValue, member: Int64(member), at: moment.milliseconds)
            try await bench.catchUp()
            #expect(try await bench.days(group: 0).last?.messages == last.messages + 1)

            _ = try await Imports(bench.database).undo(done.id)
            try await bench.catchUp()
            #expect(try await bench.days(group: 0) == [Day(number: last.number, messages: 1, speakers: 1)])
        }
    }

    @Test("Going through people or through days finds the same speakers, page by page", arguments: Dialect.allCases)
    func people(_ dialect: Dialect) async throws {
        try await withFacts(dialect) { bench in
            try await bench.importAll(Self.talk(days: 40, people: 9, seed: 5))
            try await bench.catchUp()
            let group = try await Groups(bench.database).find(nil, of: bench.community.id).id
            let first = CalendarDay(year: 2026, month: 1, day: 5)
            let last = CalendarDay(number: first.number + 20)
            for (group, text) in [(nil, nil), (group, nil), (nil, "人3")] as [(ID<Group>?, String?)] {
                func page(after: ID<Member>?, countMax: Int, isByPerson: Bool) async throws -> [DayMember] {
                    let query = DailyFacts.people(
                        bench.community.id, group: group, from: first, to: last, text: text, after: after,
                        countMax: countMax, isByPerson: isByPerson)
                    return try await bench.database.read { try $0.all(DayMember.self, query) }
                }
                let byDay = try await page(after: nil, countMax: 100, isByPerson: false)
                #expect(byDay.count == (text == nil ? 9 : 1) && byDay.allSatisfy { $0.messages > 0 })
                var byPerson: [DayMember] = []
                while byPerson.count < byDay.count {
                    let next = try await page(after: byPerson.last?.id, countMax: 4, isByPerson: true)
                    try #require(!next.isEmpty)
                    byPerson += next
                }
                #expect(byPerson == byDay)
            }
        }
    }

    @Test("Facts that are rebuilt from the log equal those that grew", arguments: Dialect.allCases)
    func rebuilt(_ dialect: Dialect) async throws {
        try await withFacts(dialect) { bench in
            for index in 0..<400 {
                let at = 1_767_283_140_000 + Int64(index) * 3_600_000
                try await bench.post(group: Int64(index % 3 + 1), member: Int64(index % 7 + 1), at: at)
                if index % 50 == 0 { try await bench.catchUp() }
            }
            try await bench.importAll(Self.talk(days: 12, people: 4, seed: 9))
            try await bench.catchUp()
            let grown = try await bench.everything()
            try await LogReader(DailyFactsProjection.consumer, database: bench.database).rebuild()
            try await DailyFactsRecount(bench.database).finish()
            #expect(try await bench.everything() == grown)
        }
    }

    // MARK: talk

    static func talk(days: Int, people: Int, seed: Int64) -> [ChatRecord] {
        var state = UInt64(bitPattern: seed)
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let start: Int64 = 1_767_196_800_000
        var records: [ChatRecord] = [.chat(ChatInfo(platform: "wechat", sourceID: nil, name: "清晨手冲", kind: .group))]
        for day in 0..<days where next(5) > 0 {
            for line in 0..<(1 + next(20)) {
                let person = next(people)
                let at = start + Int64(day) * 86_400_000 + Int64(line) * 4_000_000
                records.append(
                    .message(
                        ChatMessage(
                            sender: ChatSender(accountID: "wxid_\(person)", name: "人\(person)"),
                            sentAt: Timestamp(milliseconds: at), kind: .text, text: "第 \(day) 天第 \(line) 句")))
            }
        }
        return records
    }

    /// Counted here in another way than by the product.
    static func days(_ records: [ChatRecord]) -> [Day] {
        var counts: [Int64: (messages: Int64, people: Set<String>)] = [:]
        for case .message(let message) in records {
            let day = (message.sentAt.milliseconds + 8 * 3_600_000) / 86_400_000
            counts[day, default: (0, [])].messages += 1
            if let sender = message.sender { counts[day, default: (0, [])].people.insert(sender.key) }
        }
        return counts.map { Day(number: $0.key, messages: $0.value.messages, speakers: Int64($0.value.people.count)) }
            .sorted()
    }
}

/// A community with the projection of daily facts.
struct FactsBench {
    let database: Database
    let community: Community
    let clock: TestClock

    func post(group: Int64, member: Int64, at: Int64) async throws {
        clock.set(Timestamp(milliseconds: at))
        try await database.write { [community] transaction in
            transaction.record(
                NewEvent("message.posted", community: community.id.rawValue, group: group, actor: member, subject: 1))
        }
    }

    @discardableResult
    func importAll(_ records: [ChatRecord]) async throws -> Import {
        let request = ImportRequest(community: community.id, fileName: "talk.jsonl", fileHash: "talk", settings: "")
        let outcome = try await Imports(database).run(request, isCancelled: { false }) { receive in
            for record in records { try receive(record) }
            return ChatReadReport(format: ChatFormat.allCases[0])
        }
        guard case .completed(let done) = outcome else { throw AppError(.nothingToRead, "talk") }
        return done
    }

    func catchUp() async throws {
        let reader = LogReader(DailyFactsProjection.consumer, database: database)
        try await reader.register()
        try await reader.catchUp()
        try await DailyFactsRecount(database).finish()
    }

    func days(group: Int64) async throws -> [DailyFactsTests.Day] {
        try await database.read { [community] transaction in
            try transaction.query(
                """
                SELECT day, messages, speakers FROM daily_facts
                WHERE community_id = \(community.id) AND group_id = \(group) ORDER BY day
                """
            ) { DailyFactsTests.Day(number: $0.integer(0), messages: $0.integer(1), speakers: $0.integer(2)) }
        }
    }

    func everything() async throws -> [[Int64]] {
        try await database.read { transaction in
            try transaction.query(
                """
                SELECT 0, group_id, day, messages, speakers, joined, departed FROM daily_facts
                UNION ALL SELECT 1, group_id, day, member_id, posted, imported, 0 FROM member_days
                ORDER BY 1, 2, 3, 4
                """
            ) { row in (0..<7).map { row.integer($0) } }
        }
    }
}

func withFacts(_ dialect: Dialect, _ body: (FactsBench) async throws -> Void) async throws {
    let clock = TestClock(Timestamp(milliseconds: 1_767_196_800_000))
    try await withDatabase(dialect, clock: clock.clock) { test in
        let community = try await Communities(test.database).findOrFound(CommunityDraft(name: "清晨手冲"))
        try await body(FactsBench(database: test.database, community: community, clock: clock))
    }
}
