import Foundation

/// A program that claims shares of a red packet on one of the engines, without Pond.
protocol StorePeer {
    /// Runs once and adds what it did to the report.
    func measure() throws
}

/// `sq.c`: one thread, prepared statements, synchronous=FULL, 1 to 1,000 claims a transaction.
struct SQLitePeer: StorePeer {
    private static let batches = [1, 10, 100, 1_000]

    private let folder: TemporaryFolder
    private let report: Report
    private let seconds: Double
    private let peer: Peer

    init(_ folder: TemporaryFolder, _ report: Report, seconds: Double) throws {
        self.folder = folder
        self.report = report
        self.seconds = seconds
        peer = try Peer("sqlite", in: folder)
        _ = try Child(
            ["gcc", "-w", "-O2", "-o", peer.path("sq"), peer.path("sq.c"), "-lsqlite3"], in: folder)
    }

    func measure() throws {
        for batch in Self.batches {
            let run = try Child(
                [peer.path("sq"), peer.path("peer.sqlite"), "FULL", String(batch), String(seconds)], in: folder)
            guard let claims = Peer.value("claims/s", in: run.output), let cpu = Peer.value("cpu_s", in: run.output),
                let perCPU = Peer.value("claims/cpu_s", in: run.output)
            else { throw Peer.Missing(description: "sq printed what cannot be read: \(run.output)") }
            report.say(
                TableRow(
                    "  peer in C: \(batch) claims a transaction", Report.plain(claims), String(format: "%.2f", cpu),
                    Report.plain(perCPU)
                ).text)
            report.add("store.sqlite.claims.peer.\(batch)", claims, "claims/s")
        }
    }
}

/// `run.sh`: PL/pgSQL under pgbench, every connection updating the packet's one hot row. `run_batch.sh`: one
/// connection, set-based batches. Both start a cluster of their own in /tmp/rp_pgdata and need to be root.
struct PostgresPeer: StorePeer {
    private static let clusterFolder = "/tmp/rp_pgdata"

    private let folder: TemporaryFolder
    private let report: Report
    private let seconds: Double
    private let peer: Peer

    init(_ folder: TemporaryFolder, _ report: Report, seconds: Double) throws {
        self.folder = folder
        self.report = report
        self.seconds = seconds
        guard getuid() == 0 else { throw Peer.Missing(description: "the PostgreSQL peer's scripts need to be root") }
        peer = try Peer("pg", in: folder)
    }

    func measure() throws {
        let isNew = !FileManager.default.fileExists(atPath: Self.clusterFolder)
        defer { if isNew { try? FileManager.default.removeItem(atPath: Self.clusterFolder) } }
        let whole = String(max(1, Int(seconds.rounded())))
        let hot = try Child(
            ["env", "SC=on", "WL=upd", "CL=1 32", "bash", peer.path("run.sh"), whole], in: folder)
        try tell(hot.output, key: "c", rate: "grabs_ok/s", "connections on the hot row", name: "hot")
        let batched = try Child(["bash", peer.path("run_batch.sh")], in: folder)
        try tell(batched.output, key: "batch", rate: "grabs/s", "claims a transaction, one writer", name: "peer")
    }

    private func tell(_ output: String, key: String, rate: String, _ words: String, name: String) throws {
        let lines = output.split(separator: "\n").filter { $0.hasPrefix("pg") }
        guard !lines.isEmpty else { throw Peer.Missing(description: "the PostgreSQL peer failed: \(output)") }
        for line in lines {
            guard let count = Peer.value(key, in: line), let claims = Peer.value(rate, in: line),
                let perCPU = Peer.value("grabs/cpu_s", in: line), let cpu = Peer.value("pg_cpu_s", in: line)
            else { continue }
            report.say(
                TableRow(
                    "  peer in SQL: \(Int(count)) \(words)", Report.plain(claims), String(format: "%.2f", cpu),
                    Report.plain(perCPU)
                ).text)
            report.add("store.postgres.claims.\(name).\(Int(count))", claims, "claims/s")
        }
    }
}
