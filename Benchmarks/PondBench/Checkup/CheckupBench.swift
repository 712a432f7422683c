import Foundation

/// The report of a generated export: `pond checkup EXPORT --out FILE --json`, as a program of its own.
struct CheckupBench {
    let options: BenchOptions
    let report: Report

    func run() throws {
        let folder = try TemporaryFolder()
        let pond = try PondProgram.path()
        let export = try GeneratedExport(messages: options.messages, people: options.people, in: folder)
        report.say("# \(options.people) people; \(export.description)")
        let page = folder.path("checkup.html")
        for round in 1...options.rounds {
            let child = try Child([pond, "checkup", export.path, "--out", page, "--json"], in: folder)
            let bytes = try FileManager.default.attributesOfItem(atPath: page)[.size] as? Int ?? 0
            guard bytes > 0, child.output.hasPrefix("{\"schema\":1") else {
                throw Child.Failure(description: "pond checkup wrote no report:\n\(child.output.prefix(500))")
            }
            report.say(
                """
                round \(round): \(String(format: "%.2f", child.seconds)) s, \
                \(String(format: "%.2f", child.cpuSeconds)) CPU s, peak \(Report.plain(child.peakMegabytes)) MB, \
                report of \(bytes / 1000) KB
                """)
            report.add("checkup.seconds", child.seconds, "s")
            report.add("checkup.cpu", child.cpuSeconds, "s")
            report.add("checkup.peak", child.peakMegabytes, "MB")
        }
    }
}
