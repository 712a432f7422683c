import ArgumentParser
import Foundation
import Hummingbird
import Logging
import PondPlatform
import PondWeb

/// `pond simulate`: stand-ins for what Pond talks to outside.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Stand in for a service outside, to try Pond without it.",
        subcommands: [TextMessages.self])

    /// `pond simulate sms`: shows the messages instead of sending them.
    struct TextMessages: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sms", abstract: "Show short messages instead of sending them.")

        @Option(help: "Port to listen on.") var port = 8089
        @Option(help: "The secret that messages are signed with, as in Pond's settings.") var secret = "simulator"
        @OptionGroup var wording: LanguageOption

        func run() async throws {
            let simulator = TextMessageSimulator(secret: secret) {
                try? Output.write(Data("\($0.to)  \($0.text)\n".utf8))
            }
            var logger = Logger(label: "pond.simulator")
            logger.logLevel = .warning
            let application = simulator.application(host: "127.0.0.1", port: port, logger: logger) { port in
                try? wording.terminal.sayAtOnce(
                    ServerWords.gateway("http://127.0.0.1:\(port)/messages", secret: secret))
            }
            try await application.runService()
        }
    }
}
