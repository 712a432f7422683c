import ArgumentParser
import Foundation
import PondCore
import PondDemo
import PondExchange
import PondInsight
import PondWeb

/// `pond demo`: a made-up group, to look at a checkup before one's own, and to try imports with.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Write the checkup, or the chat export, of a made-up group.")

    @Option(help: ArgumentHelp("Write the group's checkup here.", valueName: "html"))
    var checkup: String?

    @Option(help: ArgumentHelp("Write the group's chat here, as ChatLab JSONL.", valueName: "jsonl"))
    var export: String?

    @Option(help: "What is wrong with the group: \(ChatScenario.allCases.map(\.rawValue).joined(separator: ", ")).")
    var scenario: ChatScenario = .sellsEarly

    @Option(help: ArgumentHelp("How many messages.", valueName: "n"))
    var messages: Int = 6_000

    @Option(help: ArgumentHelp("How many people.", valueName: "n"))
    var people: Int = 120

    @Option(help: ArgumentHelp("Over how many days.", valueName: "n"))
    var days: Int = 90

    @Option(help: ArgumentHelp("The same seed makes the same group.", valueName: "n"))
    var seed: UInt64 = ChatGenerator.seedDefault

    @OptionGroup var wording: LanguageOption

    func validate() throws {
        guard checkup != nil || export != nil else {
            throw ValidationError(CommandWords.demoMissing.text(wording.terminal.language))
        }
        guard messages > 0, people > 1, days > 0 else {
            throw ValidationError(CommandWords.demoEmpty.text(wording.terminal.language))
        }
    }

    func run() throws {
        let generator = ChatGenerator(
            scenario: scenario, seed: seed, messages: messages, people: people, days: days)
        if let export { try write(generator, to: export) }
        if let checkup { try writeCheckup(of: generator, to: checkup) }
    }

    private func write(_ generator: ChatGenerator, to path: String) throws {
        let output = try OutputFile.open(path)
        defer { try? output.close() }
        var writer: ChatLabWriter?
        try generator.generate { record in
            switch record {
            case .chat(let info):
                writer = try ChatLabWriter(
                    to: { try output.write(contentsOf: $0) }, info: info, exportedAt: generator.start,
                    generator: "Pond \(PondVersion.current)")
            case .person(let person): try writer?.write(person: person)
            case .message(let message): try writer?.write(message: message)
            }
        }
        try writer?.finish()
        wording.terminal.say(CommandWords.exported(path, messages: messages))
    }

    private func writeCheckup(of generator: ChatGenerator, to path: String) throws {
        let end = generator.start.adding(milliseconds: Int64(days) * 86_400_000)
        var builder = CheckupBuilder(
            options: CheckupOptions(
                timeZone: ChatExportOptions().timeZone, generatedAt: end, pondVersion: PondVersion.current,
                formats: ["demo"]))
        generator.generate { builder.add($0) }
        let html = try CheckupReport(checkup: builder.finish(), language: wording.report).html()
        let output = try OutputFile.open(path)
        try output.write(contentsOf: Data(html.utf8))
        try output.close()
        wording.terminal.say(CommandWords.openInBrowser(path))
    }
}

extension ChatScenario: ExpressibleByArgument {}
