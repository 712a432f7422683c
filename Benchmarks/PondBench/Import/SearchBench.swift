import Foundation
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTalk

/// How fast the job behind an import makes its lines findable, and how long a search in them takes.
struct SearchBench {
    private static let databaseName = "pond_bench_search"
    private static let queryCount = 400
    private static let queryCharacters = 2...4

    let options: BenchOptions
    let report: Report

    func run() async throws {
        let folder = try TemporaryFolder()
        let pond = try PondProgram.path()
        let export = try GeneratedExport(messages: options.messages, people: options.people, in: folder)
        report.say("# \(options.people) people; \(export.description)")
        for round in 1...options.rounds {
            report.say("\nround \(round) of \(options.rounds)")
            report.say(TableRow("", "lines/s", "CPU seconds", "search p50 ms", "search p99 ms").text)
            if options.includes("sqlite") {
                let path = folder.path("search-\(round).sqlite")
                try await measure(export, pond, path, name: "import.searchable", search: "search", folder)
                for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
            }
            if options.includes("postgres") {
                let cluster = try PostgresCluster()
                try await measure(
                    export, pond, cluster.makeDatabase(Self.databaseName), name: "import.postgres.searchable",
                    search: "search.postgres", folder)
                try cluster.dropDatabase(Self.databaseName)
            }
        }
    }

    private func measure(
        _ export: GeneratedExport, _ pond: String, _ address: String, name: String, search: String,
        _ folder: TemporaryFolder
    ) async throws {
        _ = try Child([pond, "import", export.path, "--community", "bench", "--database", address], in: folder)
        let database = try BenchDatabase.open(address)
        defer { database.close() }
        let clock = ContinuousClock()
        let started = clock.now
        let cpu = ProcessTimes.ownCPUSeconds()
        let reader = LogReader(SearchProjection.consumer, database: database)
        try await reader.register()
        try await reader.catchUp()
        let queue = JobQueue(database: database, handlers: [SearchJob.handler])
        while try await queue.takeTurn() != .idle {}
        let seconds = (clock.now - started) / .seconds(1)
        let spent = ProcessTimes.ownCPUSeconds() - cpu
        let indexed = try await database.read { try $0.count("SELECT count(*) FROM message_search") }
        let rate = Double(indexed) / seconds
        let latencies = try await searches(database)
        let (p50, p99) = (latencies.percentile(0.5), latencies.percentile(0.99))
        report.say(
            TableRow(
                "\(indexed) lines, \(database.dialect)", Report.plain(rate), String(format: "%.2f", spent),
                Report.plain(p50), Report.plain(p99)
            ).text)
        report.add(name, rate, "lines/s")
        report.add("\(search).p50", p50, "ms")
        report.add("\(search).p99", p99, "ms")
    }

    /// Milliseconds of searches for pieces of what was said, in order.
    private func searches(_ database: Database) async throws -> [Double] {
        let community = try await Communities(database).find("bench")
        let actor = Actor(person: ID(1), proof: .session(ID(1)), isAdministrator: true, hasSecondFactor: true)
        let standing = try await CommunityAccess(database).enter(community.id, as: actor)
        let step = max(1, options.messages / Self.queryCount)
        let texts = try await database.read { transaction in
            try transaction.query(
                """
                SELECT body FROM (SELECT body, row_number() OVER (ORDER BY id) AS place FROM messages
                    WHERE community_id = \(community.id) AND body <> '') AS numbered WHERE place % \(step) = 0
                """
            ) { $0.text(0) }
        }
        var random = SystemRandomNumberGenerator()
        let search = MessageSearch(database)
        let clock = ContinuousClock()
        var latencies: [Double] = []
        for text in texts {
            let count = Int.random(in: Self.queryCharacters, using: &random)
            let skipped = Int.random(in: 0...max(0, text.count - count), using: &random)
            let query = String(text.dropFirst(skipped).prefix(count))
            let started = clock.now
            _ = try await search.find(query, as: standing)
            latencies.append((clock.now - started) / .milliseconds(1))
        }
        return latencies.sorted()
    }
}
