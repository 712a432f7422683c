import Foundation

/// Measures; `bin/bench` builds it in release and calls it with the name of a bench.
@main
struct PondBench {
    static func main() async {
        do {
            if CommandLine.arguments.dropFirst().first == BareServer.argument {
                let numbers = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }
                return try await BareServer.serve(port: numbers[0], bytes: numbers[1])
            }
            let options = try BenchOptions(Array(CommandLine.arguments.dropFirst()))
            let report = Report()
            report.tellMachine()
            switch options.bench {
            case .store: try await StoreBench(options: options, report: report).run()
            case .import: try await ImportBench(options: options, report: report).run()
            case .checkup: try CheckupBench(options: options, report: report).run()
            case .circles: try CirclesBench(report: report).run()
            case .start: try await StartBench(options: options, report: report).run()
            case .idle: try await IdleBench(options: options, report: report).run()
            case .fanout: try await FanoutBench(options: options, report: report).run()
            case .chat: try await ChatBench(options: options, report: report).run()
            case .http: try await HTTPBench(options: options, report: report).run()
            case .search: try await SearchBench(options: options, report: report).run()
            case .pages: try await PagesBench(options: options, report: report).run()
            }
            report.finish()
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(1)
        }
    }
}
