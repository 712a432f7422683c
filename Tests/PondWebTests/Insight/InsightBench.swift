import Foundation
import PondCommunity
import PondCore
import PondDemo
import PondExchange
import PondInsight
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport

@testable import PondWeb

/// A community with an imported history, whose days are counted and whose jobs can be done.
struct InsightBench {
    let site: CommunitySite
    let community: ID<Community>

    var database: Database { site.database }

    /// 江砚秋's community with the chat of a made-up group; the clock stands at the end of that chat.
    static func imported(_ site: CommunitySite, messages: Int = 3_000, people: Int = 60) async throws -> InsightBench {
        let generator = ChatGenerator(scenario: .sellsEarly, messages: messages, people: people, days: 60)
        site.clock.set(generator.start.adding(milliseconds: 60 * 86_400_000))
        let community = try await site.found().community
        let bench = InsightBench(site: site, community: community)
        let request = ImportRequest(community: community, fileName: "talk.jsonl", fileHash: "talk", settings: "")
        _ = try await Imports(site.database).run(request, isCancelled: { false }) { receive in
            try generator.generate { try receive($0) }
            return ChatReadReport(format: ChatFormat.allCases[0])
        }
        try await bench.countDays()
        return bench
    }

    /// Brings daily facts up to what was said.
    func countDays() async throws {
        let reader = LogReader(DailyFactsProjection.consumer, database: database)
        try await reader.register()
        try await reader.catchUp()
        try await DailyFactsRecount(database).finish()
    }

    var making: CheckupMaking {
        CheckupMaking(database, history: .ofGroups(database), pondVersion: "test")
    }

    /// Does the jobs that are due.
    func work() async throws {
        let queue = JobQueue(database: database, handlers: [making.handler()])
        while try await queue.takeTurn() != .idle {}
    }

    /// Asks for a checkup and makes it.
    func make(as person: CommunitySite.Person = .yanqiu) async throws -> ID<CheckupSnapshot> {
        let id = try await Checkups(database).request(as: site.standing(person, community))
        try await work()
        return id
    }
}
