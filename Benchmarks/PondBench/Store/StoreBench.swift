import Foundation
import PondStore
import PondStorePostgres
import PondStoreSQLite

/// Transactions a second with 1, 32 and 256 concurrent writers on both engines, each answered only when it is on disk:
/// single rows through `Database.write`, and claims of one red packet through `BatchedCommand`. The peers do the same
/// claims in C (SQLite) and in PL/pgSQL (PostgreSQL).
struct StoreBench {
    static let writerCounts = [1, 32, 256]

    let options: BenchOptions
    let report: Report

    func run() async throws {
        let folder = try TemporaryFolder()
        let cluster = try PostgresCluster()
        for round in 1...options.rounds {
            let rate = try FsyncRate.measure(in: folder.url)
            report.add("store.fdatasyncs", rate, "fdatasyncs/s")
            report.say("\nround \(round) of \(options.rounds); the disk does \(Report.plain(rate)) fdatasync/s")
            report.say(TableRow("", "per second", "CPU seconds", "per CPU s").text)
            if options.includes("sqlite") {
                try await measureSQLite(folder)
                measurePeer { try SQLitePeer(folder, report, seconds: options.seconds) }
            }
            if options.includes("postgres") {
                try await measurePostgres(cluster)
                measurePeer { try PostgresPeer(folder, report, seconds: options.seconds) }
            }
        }
    }

    private func measurePeer(_ peer: () throws -> any StorePeer) {
        do {
            try peer().measure()
        } catch {
            report.say("  \(error)")
        }
    }

    private func measureSQLite(_ folder: TemporaryFolder) async throws {
        let engine = try SQLiteEngine(path: folder.path("store-\(UInt64.random(in: 0...(.max))).sqlite"))
        let database = try Database(engine: engine, migrations: StoreSchema.migrations)
        defer { database.close() }
        try await EngineLoads(name: "sqlite", database: database, options: options, report: report, serverCPU: { 0 })
            .run()
    }

    private func measurePostgres(_ cluster: PostgresCluster) async throws {
        let name = "pond_bench_store"
        let engine = try PostgresEngine(address: cluster.makeDatabase(name))
        let database = try Database(engine: engine, migrations: StoreSchema.migrations)
        let loads = EngineLoads(
            name: "postgres", database: database, options: options, report: report, serverCPU: cluster.times.cpuSeconds)
        do {
            try await loads.run()
        } catch {
            database.close()
            throw error
        }
        database.close()
        try cluster.dropDatabase(name)
    }
}

/// The loads of one round on one engine.
private struct EngineLoads {
    let name: String
    let database: Database
    let options: BenchOptions
    let report: Report
    let serverCPU: () -> Double

    func run() async throws {
        try await StoreSchema.fill(database)
        for writers in StoreBench.writerCounts {
            let load = Load(writers: writers, seconds: options.seconds)
            let outcome = try await load.run(serverCPU: serverCPU) { [database] writer in
                try await database.write(lane: LaneKey(Int64(writer))) { transaction in
                    let id = transaction.newEventID()
                    try transaction.execute("INSERT INTO bench_rows (id, value) VALUES (\(id), \(writer))")
                }
            }
            tell("\(name): one row each, \(writers) writers", outcome)
            report.add("store.\(name).commits.\(writers)", outcome.perSecond, "transactions/s")
            if writers == StoreBench.writerCounts.last {
                report.add("store.\(name).commits", outcome.perSecond, "transactions/s")
            }
        }
        for (number, writers) in StoreBench.writerCounts.enumerated() {
            try await runBatched(RedPacket(id: Int64(number + 1)), Load(writers: writers, seconds: options.seconds))
        }
    }

    private func runBatched(_ packet: RedPacket, _ load: Load) async throws {
        try await packet.fill(database)
        let command = BatchedCommand<Int64, Int64>(database) { try packet.claim($0, $1) }
        let outcome = try await load.run(serverCPU: serverCPU) { _ in
            _ = try await command.submit(RedPacket.randomPerson(), lane: LaneKey(packet.id))
        }
        tell("\(name): batched red-packet claims, \(load.writers) writers", outcome)
        report.add("store.\(name).claims.\(load.writers)", outcome.perSecond, "claims/s")
        for fault in try await database.read({ try packet.faults($0) }) { report.say("  WRONG: \(fault)") }
    }

    private func tell(_ what: String, _ outcome: Load.Outcome) {
        let cpu =
            outcome.serverCPUSeconds > 0
            ? String(format: "%.2f + %.2f", outcome.ownCPUSeconds, outcome.serverCPUSeconds)
            : String(format: "%.2f", outcome.ownCPUSeconds)
        report.say(
            TableRow(what, Report.plain(outcome.perSecond), cpu, Report.plain(outcome.perCPUSecond)).text)
    }
}
