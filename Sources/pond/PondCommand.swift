import ArgumentParser
import Glibc
import PondCore
import PondTalk
import PondWeb

/// `pond`: the command line and the place where the parts are put together.
@main
struct PondCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pond",
        abstract: "池塘 · Run a member community, and see how healthy a group is.",
        version: PondVersion.current,
        subcommands: [
            ServeCommand.self, UserCommand.self, CheckupCommand.self, ImportCommand.self, ImportsCommand.self,
            ExportCommand.self, BackupCommand.self, RestoreCommand.self, DemoCommand.self, SimulateCommand.self,
        ])

    /// Refusals are told in words and end with status 1. Wrong use ends with 64, and is told by the parser: in English,
    /// but for what our own commands find wrong with it.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let terminal = LanguageOption.terminal(arguments: CommandLine.arguments)
            if let sentence = ErrorWords.sentence(error) {
                if error is Imports.StoppedWaiting {
                    terminal.say(sentence)
                    exit(Interruption.status)
                }
                terminal.tell(CommandWords.error + sentence)
                exit(ExitCode.failure.rawValue)
            }
            guard exitCode(for: error) == .validationFailure, terminal.language == .chinese else {
                exit(withError: error)
            }
            terminal.tell(CommandWords.error + Phrase(same: message(for: error)))
            terminal.tell(CommandWords.usage)
            exit(ExitCode.validationFailure.rawValue)
        }
    }

    private static func exit(_ status: Int32) -> Never { Glibc.exit(status) }
}

/// The version of this program, as `pond --version` and the reports say it.
enum PondVersion {
    static let current = "0.1.0"
}
