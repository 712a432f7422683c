import Foundation
import PondStore

/// How long the server takes for every list and dashboard of a community with 100,000 members and 10,000,000 events,
/// asked one at a time, each by another of the owners.
struct PagesBench {
    private static let databaseName = "pond_bench_pages"
    private static let memberCount = 100_000
    /// Two of ten events are messages, which have words, places in time lines and an entry in the search index.
    private static let eventsPerMessage = 5
    private static let ownerCount = 40
    private static let askedCount = 100
    private static let warmCount = 3

    let options: BenchOptions
    let report: Report

    func run() async throws {
        let folder = try TemporaryFolder()
        if options.includes("sqlite") {
            let path = ProcessInfo.processInfo.environment["POND_BENCH_PAGES"] ?? folder.path("pages.sqlite")
            try await measure(path, "pages", folder)
        }
        if options.includes("postgres") {
            let cluster = try PostgresCluster()
            try await measure(cluster.makeDatabase(Self.databaseName), "pages.postgres", folder)
            try cluster.dropDatabase(Self.databaseName)
        }
    }

    private func measure(_ address: String, _ name: String, _ folder: TemporaryFolder) async throws {
        let clock = ContinuousClock()
        let started = clock.now
        let database = try BenchDatabase.open(address)
        let town = try await BenchTown(database, people: Self.ownerCount, staffCount: Self.ownerCount)
        let big = try await BigTown(
            database, town, members: Self.memberCount, messages: options.events / Self.eventsPerMessage,
            events: options.events)
        report.say("# filling \(address)")
        try await big.fill { report.say("\($0): \(Int((clock.now - started) / .seconds(1))) s") }
        let paths = try await PagePaths(database, big).all
        database.close()
        let server = try PondServer(database: address, roles: "web", in: folder)
        defer { server.stop() }
        report.say(TableRow("", "p50 ms", "p99 ms", "most ms", "bytes").text)
        var worst = 0.0
        for path in paths {
            let p99 = try ask(path, town, server)
            report.add("\(name).\(path.name).p99", p99, "ms")
            worst = max(worst, p99)
        }
        report.add("\(name).p99", worst, "ms")
    }

    /// - Returns: milliseconds that 99 of 100 answers take no longer than.
    private func ask(_ path: PagePaths.Path, _ town: BenchTown, _ server: PondServer) throws -> Double {
        let connection = try LoopbackConnection(port: server.port)
        let clock = ContinuousClock()
        var latencies: [Double] = []
        var bytes = 0
        for number in 0..<(Self.askedCount + Self.warmCount) {
            let visitor = town.visitors[number % town.visitors.count]
            let began = clock.now
            let answer = try connection.ask(path.addresses[number % path.addresses.count], headers: [visitor.cookie])
            if number >= Self.warmCount { latencies.append((clock.now - began) / .milliseconds(1)) }
            bytes = answer.body.utf8.count
            guard answer.status == 200 else {
                throw PondServer.Failure(description: "\(path.addresses[0]) answers \(answer.status)")
            }
        }
        latencies.sort()
        let p99 = latencies.percentile(0.99)
        report.say(
            TableRow(
                path.name, Report.plain(latencies.percentile(0.5)), Report.plain(p99),
                Report.plain(latencies.last ?? 0), "\(bytes)"
            ).text)
        return p99
    }
}
