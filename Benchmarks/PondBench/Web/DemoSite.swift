import Foundation
import PondCore
import PondPlatform
import PondStore

/// A database with the demo's community in it, and its owner signed in.
struct DemoSite {
    let path: String
    let community: Int64
    let cookie: String

    init(in folder: TemporaryFolder) async throws {
        let path = folder.path("demo.sqlite")
        _ = try Child([PondProgram.path(), "demo", "--database", path], in: folder)
        let database = try BenchDatabase.open(path)
        defer { database.close() }
        let token = Token.make()
        community = try await database.write { transaction in
            let found = try transaction.first(
                """
                SELECT m.community_id, m.person_id FROM staff_posts p
                JOIN members m ON m.community_id = p.community_id AND m.id = p.member_id
                WHERE p.post = 'owner' AND m.person_id IS NOT NULL LIMIT 1
                """
            ) { (community: $0.integer(0), person: $0.integer(1)) }
            guard let found else { throw PondServer.Failure(description: "the demo has no owner") }
            let now = transaction.now
            try transaction.execute(
                """
                INSERT INTO sessions (id, person_id, token_hash, created_at, seen_at, expires_at, network_address,
                    user_agent)
                VALUES (\(transaction.newEventID()), \(found.person), \(Token.hash(token)), \(now), \(now),
                    \(now.adding(milliseconds: Sessions.lengthMilliseconds)), '127.0.0.1', 'bench')
                """)
            return found.community
        }
        self.path = path
        cookie = "Cookie: session=\(token)"
    }
}

/// From the start of the program until it answers `/readyz`, with the demo's data.
struct StartBench {
    private static let startsEach = 5

    let options: BenchOptions
    let report: Report

    func run() async throws {
        let folder = try TemporaryFolder()
        let site = try await DemoSite(in: folder)
        for _ in 1...(options.rounds * Self.startsEach) {
            let server = try PondServer(database: site.path, core: nil, in: folder)
            report.add("start.seconds", server.readySeconds, "s")
            report.add("start.cpu", server.cpuSeconds, "CPU-s")
            report.say("ready after \(Report.plain(server.readySeconds)) s")
            server.stop()
        }
    }
}

/// What the process holds when nobody asks anything: after its start with the demo's data and one page.
struct IdleBench {
    private static let settleSeconds: UInt32 = 5

    let options: BenchOptions
    let report: Report

    func run() async throws {
        let folder = try TemporaryFolder()
        let site = try await DemoSite(in: folder)
        for _ in 1...options.rounds {
            let server = try PondServer(database: site.path, core: nil, in: folder)
            let started = Double(server.residentKilobytes) / 1024
            let page = try LoopbackConnection(port: server.port).ask(
                "/console/\(site.community)/today", headers: [site.cookie])
            guard page.status == 200 else { throw PondServer.Failure(description: "today answers \(page.status)") }
            sleep(Self.settleSeconds)
            let cpu = server.cpuSeconds
            sleep(Self.settleSeconds)
            let idle = Double(server.residentKilobytes) / 1024
            report.say("\(Report.plain(started)) MB when ready, \(Report.plain(idle)) MB after a page")
            report.add("idle.memory", idle, "MB")
            report.add("idle.cpu", (server.cpuSeconds - cpu) / Double(Self.settleSeconds) * 100, "% of a core")
            server.stop()
        }
    }
}
