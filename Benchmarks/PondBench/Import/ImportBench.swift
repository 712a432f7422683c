import Foundation
import PondExchange

/// How fast a generated export is parsed, and parsed and stored: `pond import` into a fresh database, as a program of
/// its own, from its start to its end. A quarter of the messages shows whether memory grows with the file.
struct ImportBench {
    private static let databaseName = "pond_bench_import"

    let options: BenchOptions
    let report: Report

    func run() async throws {
        let folder = try TemporaryFolder()
        let pond = try PondProgram.path()
        let cluster = try PostgresCluster()
        let quarter = try GeneratedExport(messages: options.messages / 4, people: options.people, in: folder)
        let whole = try GeneratedExport(messages: options.messages, people: options.people, in: folder)
        report.say("# \(options.people) people; \(whole.description), and \(quarter.description)")
        for round in 1...options.rounds {
            let rate = try FsyncRate.measure(in: folder.url)
            report.add("import.fdatasyncs", rate, "fdatasyncs/s")
            report.say("\nround \(round) of \(options.rounds); the disk does \(Report.plain(rate)) fdatasync/s")
            report.say(TableRow("", "lines/s", "CPU seconds", "peak MB").text)
            try parse(whole)
            if options.includes("sqlite") {
                try importIntoSQLite(quarter, pond, folder, name: "import.quarter")
                try importIntoSQLite(whole, pond, folder, name: "import")
            }
            if options.includes("postgres") { try importIntoPostgres(whole, pond, folder, cluster) }
        }
    }

    private func parse(_ export: GeneratedExport) throws {
        let clock = ContinuousClock()
        let started = clock.now
        let cpu = ProcessTimes.ownCPUSeconds()
        var count = 0
        _ = try ChatExportReader(path: export.path).read { record in
            if case .message = record { count += 1 }
        }
        let rate = Double(count) / ((clock.now - started) / .seconds(1))
        let spent = ProcessTimes.ownCPUSeconds() - cpu
        report.say(TableRow("parse alone", Report.plain(rate), String(format: "%.2f", spent), "").text)
        report.add("import.parsed", rate, "lines/s")
    }

    private func importIntoSQLite(
        _ export: GeneratedExport, _ pond: String, _ folder: TemporaryFolder, name: String
    ) throws {
        let database = folder.path("import-\(UUID().uuidString).sqlite")
        defer { for suffix in ["", "-wal", "-shm"] { unlink(database + suffix) } }
        let child = try Child(command(pond, export, database), in: folder)
        tell("parse and store \(export.messages), SQLite", export, child, serverCPU: nil)
        report.add("\(name).lines", Double(export.messages) / child.seconds, "lines/s")
        report.add("\(name).peak", child.peakMegabytes, "MB")
    }

    private func importIntoPostgres(
        _ export: GeneratedExport, _ pond: String, _ folder: TemporaryFolder, _ cluster: PostgresCluster
    ) throws {
        let address = try cluster.makeDatabase(Self.databaseName)
        let before = cluster.times.cpuSeconds()
        let child = try Child(command(pond, export, address), in: folder)
        let server = cluster.times.cpuSeconds() - before
        try cluster.dropDatabase(Self.databaseName)
        tell("parse and store \(export.messages), PostgreSQL", export, child, serverCPU: server)
        report.add("import.postgres.lines", Double(export.messages) / child.seconds, "lines/s")
        report.add("import.postgres.peak", child.peakMegabytes, "MB")
    }

    private func command(_ pond: String, _ export: GeneratedExport, _ database: String) -> [String] {
        [pond, "import", export.path, "--community", "bench", "--database", database]
    }

    private func tell(_ what: String, _ export: GeneratedExport, _ child: Child, serverCPU: Double?) {
        let own = String(format: "%.2f", child.cpuSeconds)
        let cpu = serverCPU.map { own + String(format: " + %.2f", $0) } ?? own
        let rate = Report.plain(Double(export.messages) / child.seconds)
        report.say(TableRow(what, rate, cpu, Report.plain(child.peakMegabytes)).text)
    }
}
