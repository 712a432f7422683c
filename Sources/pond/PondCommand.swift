import ArgumentParser
import PondCore

/// `pond`: the command line and the place where the parts are put together.
@main
struct PondCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pond",
        abstract: "池塘 · Run a member community, and see how healthy a group is.",
        version: PondVersion.current,
        subcommands: [
            ServeCommand.self, UserCommand.self, CheckupCommand.self, ImportCommand.self, ImportsCommand.self,
            ExportCommand.self, DemoCommand.self, SimulateCommand.self,
        ])

    /// Refusals are told in words and end with status 1; wrong use is told by the parser and ends with 64.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }
}

/// The version of this program, as `pond --version` and the reports say it.
enum PondVersion {
    static let current = "0.1.0"
}
