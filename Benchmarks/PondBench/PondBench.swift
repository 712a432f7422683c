import Foundation

/// Measures; `bin/bench` builds it in release and calls it with the name of a bench.
@main
struct PondBench {
    static func main() async {
        do {
            let options = try BenchOptions(Array(CommandLine.arguments.dropFirst()))
            let report = Report()
            report.tellMachine()
            switch options.bench {
            case .store: try await StoreBench(options: options, report: report).run()
            case .import: try await ImportBench(options: options, report: report).run()
            case .checkup: try CheckupBench(options: options, report: report).run()
            case .circles: try CirclesBench(report: report).run()
            }
            report.finish()
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(1)
        }
    }
}
