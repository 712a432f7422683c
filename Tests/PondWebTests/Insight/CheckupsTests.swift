import HTTPTypes
import PondCommunity
import PondCore
import PondInsight
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Checkups of a community")
struct CheckupsTests {
    typealias Person = CommunitySite.Person

    @Test("Each number of a checkup counts as many people as its list holds", arguments: Dialect.allCases)
    func numbers(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site)
            let id = try await bench.make()
            let standing = try await site.standing(.yanqiu, bench.community)
            let checkups = Checkups(site.database)
            let found = try await checkups.result(id, as: standing)
            var expected: [PeopleSet: Int] = [
                .everybody: found.totals.people, .trait(.spoke): found.totals.speaking,
                .trait(.backWithin7Days): found.newcomers.backWithin7Days.count,
                .trait(.backWithin30Days): found.newcomers.backWithin30Days.count,
                .trait(.dueFor30Days): found.newcomers.backWithin30Days.total,
                .trait(.newcomer): found.newcomers.count, .trait(.leader): found.network.leaders.count,
                .trait(.bridge): found.network.bridges.count, .trait(.inNetwork): found.network.people,
            ]
            for role in found.ecology.roles { expected[.role(role.role)] = role.count }
            for (number, circle) in found.network.circles.enumerated() { expected[.circle(number)] = circle.size }
            for week in found.activity.weekly {
                let last = CalendarDay(number: week.day.number + 6)
                expected[.days(week.day, last)] = week.activePeople
            }
            for day in found.activity.daily { expected[.days(day.day, day.day)] = day.speakers }
            let length = found.newcomers.cohorts.period == .week ? 7 : 30
            for cohort in found.newcomers.cohorts.cohorts {
                for (later, active) in cohort.active.enumerated() {
                    expected[.cohort(cohort.day, length: length, later: later)] = active
                }
            }
            for hour in 0..<168 {
                // The figure is the mean of the weeks, the list everybody who was there in any of them.
                let count = try await checkups.count(.hours(first: hour, count: 1), of: id, as: standing)
                let mean = found.rhythm.people[hour]
                #expect(Double(count) >= mean && (count == 0) == (mean == 0), "hour \(hour)")
            }
            for finding in found.errors {
                for item in finding.evidence where item.code == .silentMembers {
                    expected[.trait(.silent)] = item.count
                }
            }
            #expect(expected.count > 80 && found.network.circles.count > 1)
            for (set, count) in expected {
                #expect(try await checkups.count(set, of: id, as: standing) == count, "\(set)")
            }
        }
    }

    @Test(
        "A list goes on where its page ended, finds names, and says its set in its address", arguments: Dialect.allCases
    )
    func lists(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site)
            let id = try await bench.make()
            let standing = try await site.standing(.yanqiu, bench.community)
            let checkups = Checkups(site.database)
            var seen: [CheckupMember] = []
            var after: Int?
            repeat {
                let page = try await checkups.people(
                    .trait(.spoke), of: id, after: after, countMax: 7, as: standing)
                seen += page.members
                after = page.next
            } while after != nil
            #expect(seen.count == (try await checkups.count(.trait(.spoke), of: id, as: standing)))
            #expect(
                seen.map(\.messages) == seen.map(\.messages).sorted(by: >) && Set(seen.map(\.id)).count == seen.count)
            let name = try #require(seen.first).displayName
            let named = try await checkups.people(.everybody, of: id, text: name, as: standing)
            #expect(named.members.map(\.displayName).contains(name))
            for set in [
                PeopleSet.role(.soul), .hours(first: 20, count: 4),
                .cohort(CalendarDay(number: 20_000), length: 7, later: 2),
            ] {
                #expect(PeopleSet(set.description) == set)
            }
            for torn in ["", "role-king", "hours-200-1", "circle-", "days-1", "trait-SPOKE'--"] {
                #expect(PeopleSet(torn) == nil, "\(torn)")
            }
        }
    }

    @Test(
        "Asking twice makes one; it can be cancelled, and what is cancelled leaves nothing", arguments: Dialect.allCases
    )
    func once(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site, messages: 400, people: 20)
            let path = "/console/\(bench.community)/insight"
            for _ in 0..<2 {
                let pressed = try await site.post("\(path)/checkups", [], as: Person.yanqiu.token)
                #expect(pressed.status == .seeOther && pressed.location == path)
            }
            #expect(try await site.count("SELECT count(*) FROM checkups") == 1)
            #expect(try await site.count("SELECT count(*) FROM jobs WHERE kind = 'checkup.make'") == 1)
            let page = try await site.get(path, as: Person.yanqiu.token)
            #expect(page.text.contains("<progress") && !page.text.contains("做第一次体检"))
            let id = try #require(try await site.text("SELECT CAST(id AS TEXT) FROM checkups"))
            let stopped = try await site.post(
                "\(path)/checkups/\(id)/cancellations", [], as: Person.yanqiu.token)
            #expect(stopped.status == .seeOther)
            try await bench.work()
            #expect(try await site.text("SELECT state FROM checkups") == "cancelled")
            #expect(try await site.count("SELECT count(*) FROM checkup_people") == 0)
            let audit = try await site.count("SELECT count(*) FROM audit_entries WHERE subject = 'checkup'")
            #expect(audit == 2)
            _ = try await bench.make()
            #expect(try await site.count("SELECT count(*) FROM checkups WHERE state = 'made'") == 1)
        }
    }

    @Test("Where nothing was said, a checkup says so", arguments: Dialect.allCases)
    func empty(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = InsightBench(site: site, community: try await site.found().community)
            _ = try await bench.make()
            #expect(try await site.text("SELECT state FROM checkups") == "empty")
            let page = try await site.get("/console/\(bench.community)/insight", as: Person.yanqiu.token)
            #expect(page.status == .ok && page.text.contains("还没有人说过话") && page.text.contains("做第一次体检"))
        }
    }

    @Test("What is said here counts, by the member who said it, beside what was imported", arguments: Dialect.allCases)
    func here(_ dialect: Dialect) async throws {
        try await withDatabase(dialect) { test in
            let town = try await ChatTown.found(test.database)
            let standing = try await town.standing(town.owner)
            for (actor, text) in [(town.xiaoman, "早，今天喝什么豆子"), (town.aze, "耶加，水洗的"), (town.xiaoman, "我也要")] {
                _ = try await Conversations(test.database).post(
                    MessageDraft(text: text), to: town.inGroup(actor))
            }
            let checkups = Checkups(test.database)
            let id = try await checkups.request(as: standing)
            let making = CheckupMaking(test.database, history: .ofGroups(test.database), pondVersion: "test")
            let turn = try await JobQueue(database: test.database, handlers: [making.handler()]).takeTurn()
            guard case .done = turn else {
                Issue.record("\(turn)")
                return
            }
            let people = try await checkups.people(.everybody, of: id, as: standing).members
            #expect(people.map(\.displayName) == ["小满", "阿泽", "何以棠", "许南乔"])
            #expect(people.map(\.messages) == [2, 1, 0, 0])
            #expect(try await checkups.count(.trait(.owner), of: id, as: standing) == 1)
            let stored = try await test.database.read { transaction in
                try transaction.first("SELECT result FROM checkups") { $0.text(0) }
            }
            #expect(stored?.contains("小满") == false)

            let now = try #require(try await making.checkup(of: town.community) { $0.owner = nil })
            #expect(now.totals.messages == 3 && now.source.live != nil)
            #expect(now.people.map(\.name) == ["小满", "阿泽", "何以棠", "许南乔"])
            let imported = try await Communities(test.database).findOrPrepare(CommunityDraft(name: "只有导入的"))
            try await test.database.write { transaction in
                try transaction.execute("UPDATE communities SET is_founded = 1 WHERE id = \(imported.id)")
            }
            #expect(try await making.checkup(of: imported.id) { _ in } == nil)
        }
    }

    @Test(
        "Who may not look into the numbers gets nothing of them, nor does another community",
        arguments: Dialect.allCases)
    func strangers(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site, messages: 400, people: 20)
            let id = try await bench.make()
            let other = try await site.found(name: "别处").community
            try await site.join(.xiaoman, bench.community)
            let people = "insight/people?checkup=\(id)&set=everybody"
            for path in ["insight", people, "insight/people/export?checkup=\(id)&set=everybody"] {
                let member = try await site.get("/console/\(bench.community)/\(path)", as: Person.xiaoman.token)
                #expect(member.status == .forbidden, "\(path)")
                let guest = try await site.get("/console/\(bench.community)/\(path)")
                #expect(guest.status == .unauthorized || guest.status == .seeOther, "\(path)")
            }
            #expect(try await site.get("/console/\(other)/\(people)", as: Person.yanqiu.token).status == .notFound)
            let api = "/api/v1/communities/\(other)/checkups/\(id)"
            #expect(try await site.api(.get, api, as: Person.yanqiu.token).status == .notFound)
        }
    }

    @Test("Once a day each community in which something was said gets a checkup", arguments: Dialect.allCases)
    func daily(_ dialect: Dialect) async throws {
        try await CommunitySite.run(dialect) { site in
            let bench = try await InsightBench.imported(site, messages: 400, people: 20)
            _ = try await site.found(name: "没人说话")
            let job = JobQueue(database: site.database, handlers: [DailyCheckups.daily.handler])
            for (day, count) in [(1, 1), (2, 1), (3, 2)] {
                try await site.database.write {
                    try $0.schedule(
                        NewJob(DailyCheckups.jobKind, community: 0, payload: "{\"day\":\(day)}", key: "test:\(day)"))
                }
                guard case .done = try await job.takeTurn() else {
                    Issue.record("the job of day \(day) was not done")
                    return
                }
                try await bench.work()
                #expect(try await site.count("SELECT count(*) FROM checkups WHERE asked_by IS NULL") == count)
                // The second comes an hour later; before the third something is said on another day.
                site.clock.advance(milliseconds: day == 1 ? 3_600_000 : 2 * 86_400_000)
                if day == 2 { try await say(bench) }
            }
        }
    }

    private func say(_ bench: InsightBench) async throws {
        let day = DayCalendar(identifier: "Asia/Shanghai").day(of: bench.site.clock.clock.now()).number
        try await bench.database.write { [community = bench.community] transaction in
            try transaction.execute(
                """
                INSERT INTO daily_facts (community_id, group_id, day, messages, speakers)
                VALUES (\(community), 0, \(day), 3, 2)
                """)
        }
    }
}
