import Foundation
import PondStore

/// How many deliveries of the live stream a CPU second of the server makes, with authorisation and audiences on, and
/// what a connection costs. The peer is nginx with nchan, in the same rounds, driven by `fan.c`.
struct FanoutBench {
    private struct Load {
        let name: String
        let window: Int
        let messages: Int
        let words: String
    }

    static let readerCount = 1_000
    static let messageBytes = 200
    /// What the first streams cost besides themselves is not counted.
    private static let warmCount = 100
    private static let loads = [
        Load(name: "fanout", window: 1, messages: 500, words: "one message at a time"),
        Load(name: "fanout.burst", window: 8, messages: 1_000, words: "bursts of 8"),
    ]
    private static let stallSecondsMax = 30.0

    let options: BenchOptions
    let report: Report

    func run() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("fanout.sqlite")
        let database = try BenchDatabase.open(path)
        var town = try await BenchTown(database, people: Self.readerCount)
        database.close()
        var peer: NchanPeer?
        do { peer = try NchanPeer(in: folder) } catch { report.say("# \(error): ours alone") }
        report.say(
            "# \(Self.readerCount) readers, messages of \(Self.messageBytes) bytes; the server has one core"
        )
        for round in 1...options.rounds {
            report.say("\nround \(round) of \(options.rounds)")
            report.say(TableRow("", "a CPU second", "p50 ms", "p99 ms", "bytes each").text)
            let server = try PondServer(database: path, in: folder)
            try town.learnTokens(Self.readerCount, from: server)
            for load in Self.loads { try measure(load, town, server, peer) }
            server.stop()
        }
    }

    private func measure(_ load: Load, _ town: BenchTown, _ server: PondServer, _ peer: NchanPeer?) throws {
        let crowd = try StreamCrowd(town, server, posters: load.window * 4)
        try crowd.open(Self.warmCount)
        let before = server.residentKilobytes
        try crowd.open(Self.readerCount - Self.warmCount)
        let each = Double(server.residentKilobytes - before) * 1024 / Double(Self.readerCount - Self.warmCount)
        if load.window == 1 { report.add("fanout.bytes_per_connection", each, "bytes") }
        let cpu = server.cpuSeconds
        let began = crowd.now
        var heard = (count: 0, at: crowd.now)
        while crowd.deliveries < load.messages * crowd.readerCount {
            while crowd.posted < load.messages,
                crowd.posted * crowd.readerCount < crowd.deliveries + load.window * crowd.readerCount,
                try crowd.post(bytes: Self.messageBytes)
            {}
            try crowd.wait(milliseconds: 1_000)
            if crowd.deliveries > heard.count { heard = (crowd.deliveries, crowd.now) }
            guard Double(crowd.now - heard.at) / 1e9 < Self.stallSecondsMax else {
                throw PondServer.Failure(
                    description: "nothing arrives any more: \(crowd.deliveries) delivered, refused \(crowd.refused)")
            }
        }
        let seconds = Double(crowd.now - began) / 1e9
        let rate = Double(crowd.deliveries) / (server.cpuSeconds - cpu)
        let latencies = crowd.latencies()
        tell(
            "Pond, \(load.words)", rate, latencies.percentile(0.5), latencies.percentile(0.99),
            Double(crowd.bytes) / Double(crowd.deliveries))
        report.say("  \(Report.plain(Double(crowd.posted) / seconds)) messages/s, refused \(crowd.refused)")
        report.add("\(load.name).ours", rate, "deliveries/CPU-s")
        guard let peer else { return }
        let other = try peer.run(
            readers: Self.readerCount, messages: load.messages, bytes: Self.messageBytes, window: load.window)
        tell("nchan, \(load.words)", other.rate, other.p50, other.p99, other.bytesEach)
        report.add("\(load.name).peer", other.rate, "deliveries/CPU-s")
        report.addRatio(load.name, rate / other.rate)
    }

    private func tell(_ what: String, _ rate: Double, _ p50: Double, _ p99: Double, _ bytes: Double) {
        report.say(
            TableRow(what, Report.plain(rate), Report.plain(p50), Report.plain(p99), Report.plain(bytes)).text)
    }
}
