import Foundation
import PondStore

/// Reads over HTTP: a page, a read of the API, and the page of the day, of people who are signed in; beside them nginx
/// with a file of the API's size and a Hummingbird that answers the same bytes without looking.
struct HTTPBench {
    private static let visitorCount = 1_000
    private static let ownerCount = 200
    private static let messageCount = 60

    let options: BenchOptions
    let report: Report

    func run() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("http.sqlite")
        let database = try BenchDatabase.open(path)
        var town = try await BenchTown(database, people: Self.visitorCount, staffCount: Self.ownerCount)
        database.close()
        for round in 1...options.rounds {
            report.say("\nround \(round) of \(options.rounds)")
            report.say(TableRow("", "requests/s", "a CPU second", "p50 ms", "p99 ms", "bytes").text)
            let server = try PondServer(database: path, in: folder)
            if round == 1 {
                try town.learnTokens(Self.messageCount, from: server)
                try talk(town, server)
            }
            try measure(town, server, folder)
            server.stop()
        }
    }

    private func talk(_ town: BenchTown, _ server: PondServer) throws {
        let connection = try LoopbackConnection(port: server.port)
        for number in 0..<Self.messageCount {
            try connection.send(town.post(number, bytes: 60, by: town.visitors[number]))
            while try connection.receive() == nil {}
        }
    }

    private func measure(_ town: BenchTown, _ server: PondServer, _ folder: TemporaryFolder) throws {
        let everybody = town.visitors
        func requests(_ path: String, _ visitors: some Sequence<BenchTown.Visitor>) -> [String] {
            visitors.map { LoopbackConnection.request(path, headers: [$0.cookie]) }
        }
        let api = try load(
            "http.api", server.port, server.process, requests(town.messagesPath + "?limit=20", everybody))
        _ = try load("http.page", server.port, server.process, requests("/c/\(town.community)", everybody))
        _ = try load(
            "http.dashboard", server.port, server.process,
            requests("/console/\(town.community)/today", everybody.prefix(Self.ownerCount)))
        let bare = try BareServer(bytes: api.bytesEach, in: folder)
        let same = try load("http.hummingbird", bare.port, bare.process, [LoopbackConnection.request("/same")])
        bare.stop()
        report.addRatio("http.api.hummingbird", api.perCPUSecond / same.perCPUSecond)
        do {
            let nginx = try NginxPeer(bytes: api.bytesEach, in: folder)
            let file = try load("http.nginx", nginx.port, nginx.worker, [LoopbackConnection.request("/same")])
            nginx.stop()
            report.addRatio("http.api.nginx", api.perCPUSecond / file.perCPUSecond)
        } catch let missing as Peer.Missing {
            report.say("# \(missing)")
        }
    }

    private func load(
        _ name: String, _ port: Int, _ process: pid_t, _ requests: [String]
    ) throws -> RequestLoad.Outcome {
        let load = try RequestLoad(port: port, requests: requests)
        let outcome = try load.run(seconds: options.seconds, process: process)
        report.say(
            TableRow(
                name, Report.plain(outcome.rate), Report.plain(outcome.perCPUSecond), Report.plain(outcome.p50),
                Report.plain(outcome.p99), "\(outcome.bytesEach)"
            ).text)
        report.add(name, outcome.rate, "requests/s")
        report.add("\(name).cpu", outcome.perCPUSecond, "requests/CPU-s")
        report.add("\(name).p99", outcome.p99, "ms")
        return outcome
    }
}
