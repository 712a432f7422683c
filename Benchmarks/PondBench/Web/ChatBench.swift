import Foundation
import PondStore

/// Messages posted over HTTP and delivered to everybody, each on disk before its answer: as many as the server takes
/// while all of them arrive, and how long one takes at a pace that a busy group has.
struct ChatBench {
    private static let databaseName = "pond_bench_chat"
    private static let readerCount = 1_000
    private static let posterCount = 64
    private static let messageBytes = 60
    /// Posted and not yet delivered to everybody.
    private static let windowMax = 256
    private static let paceSeconds = 0.01
    private static let stallSecondsMax = 30.0
    private static let timedEvery = 17

    let options: BenchOptions
    let report: Report

    func run() async throws {
        let folder = try TemporaryFolder()
        report.say("# \(Self.readerCount) readers, \(Self.posterCount) connections that post; server on one core")
        for round in 1...options.rounds {
            let rate = try FsyncRate.measure(in: folder.url)
            report.add("chat.fdatasyncs", rate, "fdatasyncs/s")
            report.say("\nround \(round) of \(options.rounds); the disk does \(Report.plain(rate)) fdatasync/s")
            report.say(TableRow("", "messages/s", "CPU ms each", "p50 ms", "p99 ms").text)
            if options.includes("sqlite") {
                let path = folder.path("chat-\(round).sqlite")
                try await measure(path, name: "chat", folder)
                for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
            }
            if options.includes("postgres") {
                let cluster = try PostgresCluster()
                try await measure(cluster.makeDatabase(Self.databaseName), name: "chat.postgres", folder)
                try cluster.dropDatabase(Self.databaseName)
            }
        }
    }

    private func measure(_ address: String, name: String, _ folder: TemporaryFolder) async throws {
        let database = try BenchDatabase.open(address)
        var town = try await BenchTown(database, people: Self.readerCount)
        database.close()
        let server = try PondServer(database: address, in: folder)
        defer { server.stop() }
        try town.learnTokens(Self.readerCount, from: server)
        let busy = try load(town, server, pace: nil)
        tell("\(name), as many as it takes", busy)
        report.add("\(name).posted", busy.rate, "messages/s")
        report.add("\(name).busy.p99", busy.p99, "ms")
        let paced = try load(town, server, pace: Self.paceSeconds)
        tell("\(name), 100 a second", paced)
        report.add("\(name).delivered.p50", paced.p50, "ms")
        report.add("\(name).delivered.p99", paced.p99, "ms")
    }

    private struct Outcome {
        let rate: Double
        let cpuMilliseconds: Double
        let p50: Double
        let p99: Double
    }

    private func load(_ town: BenchTown, _ server: PondServer, pace: Double?) throws -> Outcome {
        let crowd = try StreamCrowd(town, server, posters: Self.posterCount, timedEvery: Self.timedEvery)
        try crowd.open(Self.readerCount)
        let cpu = server.cpuSeconds
        let began = crowd.now
        func elapsed() -> Double { Double(crowd.now - began) / 1e9 }
        var heard = (count: 0, at: crowd.now)
        while elapsed() < options.seconds || crowd.deliveries < crowd.answered * crowd.readerCount {
            while elapsed() < options.seconds, isDue(crowd, pace, elapsed()), try crowd.post(bytes: Self.messageBytes) {
            }
            try crowd.wait(milliseconds: pace == nil ? 100 : 1)
            if crowd.deliveries > heard.count { heard = (crowd.deliveries, crowd.now) }
            guard crowd.refused.isEmpty, Double(crowd.now - heard.at) / 1e9 < Self.stallSecondsMax else {
                throw PondServer.Failure(
                    description: "\(crowd.answered) answered, \(crowd.deliveries) delivered, refused \(crowd.refused)")
            }
        }
        let seconds = elapsed()
        let latencies = crowd.latencies()
        return Outcome(
            rate: Double(crowd.answered) / seconds,
            cpuMilliseconds: (server.cpuSeconds - cpu) * 1_000 / Double(max(1, crowd.answered)),
            p50: latencies.percentile(0.5), p99: latencies.percentile(0.99))
    }

    private func isDue(_ crowd: StreamCrowd, _ pace: Double?, _ elapsed: Double) -> Bool {
        if let pace { return Double(crowd.posted) * pace <= elapsed }
        return crowd.posted * crowd.readerCount < crowd.deliveries + Self.windowMax * crowd.readerCount
    }

    private func tell(_ what: String, _ outcome: Outcome) {
        report.say(
            TableRow(
                what, Report.plain(outcome.rate), Report.plain(outcome.cpuMilliseconds), Report.plain(outcome.p50),
                Report.plain(outcome.p99)
            ).text)
    }
}
