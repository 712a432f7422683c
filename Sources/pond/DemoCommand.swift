import ArgumentParser
import Foundation
import PondCore
import PondDemo
import PondExchange
import PondInsight
import PondPlatform
import PondStore
import PondTalk
import PondWeb

/// `pond demo`: a made-up community to look around in, and a made-up group's checkup and export.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Fill a database with a made-up community, or write a made-up group's checkup or export.",
        discussion: """
            pond demo --database demo.sqlite   a community of forty people with three months behind it, for pond serve
            pond demo --checkup report.html    the checkup of a made-up group
            pond demo --export chat.jsonl      its chat, to try pond import with

            The people of the community share one published password: never fill the database of a real community.
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var data: DataOptions

    @Option(help: ArgumentHelp("Write the group's checkup here.", valueName: "html"))
    var checkup: String?

    @Option(help: ArgumentHelp("Write the group's chat here, as ChatLab JSONL.", valueName: "jsonl"))
    var export: String?

    @Option(help: "What is wrong with the group: \(ChatScenario.allCases.map(\.rawValue).joined(separator: ", ")).")
    var scenario: ChatScenario = .sellsEarly

    @Option(help: ArgumentHelp("How many messages the group has.", valueName: "n"))
    var messages: Int = 6_000

    @Option(help: ArgumentHelp("How many people the group has.", valueName: "n"))
    var people: Int = 120

    @Option(help: ArgumentHelp("Over how many days.", valueName: "n"))
    var days: Int = 90

    @Option(help: ArgumentHelp("The same seed makes the same group, or community.", valueName: "n"))
    var seed: UInt64 = ChatGenerator.seedDefault

    @OptionGroup var wording: LanguageOption

    func validate() throws {
        guard checkup != nil || export != nil || fillsDatabase else {
            throw ValidationError(CommandWords.demoMissing.text(wording.terminal.language))
        }
        guard messages > 0, people > 1, days > 0 else {
            throw ValidationError(CommandWords.demoEmpty.text(wording.terminal.language))
        }
    }

    private var fillsDatabase: Bool {
        database.database != nil || (checkup == nil && export == nil && DatabaseOptions.environment != nil)
    }

    func run() async throws {
        if fillsDatabase { try await fill() }
        guard checkup != nil || export != nil else { return }
        let generator = ChatGenerator(
            scenario: scenario, seed: seed, messages: messages, people: people, days: days)
        if let export { try write(generator, to: export) }
        if let checkup { try writeCheckup(of: generator, to: checkup) }
    }

    /// The demo's history ends now and is made on a clock that is set to each of its moments.
    private func fill() async throws {
        let plan = DemoPlan(seed: seed, end: WallClock.system.now(), days: days)
        let clock = SimulatedClock(at: plan.start)
        try await withDatabase(database, mayCreate: true, clock: clock.wallClock, isDurable: false) { database in
            let bar = ProgressBar(CommandWords.demoFilling.text(wording.terminal.language), wording.terminal)
            defer { bar.clear() }
            let pictures = Pictures(
                database, folder: data.media(self.database), workshop: PictureWorkshop())
            let filling = DemoFilling(database, clock: clock, plan: plan, pictures: pictures)
            let filled = try await filling.fill { share in
                bar.count(Int(share * Double(plan.acts.count)), of: plan.acts.count)
            }
            for consumer in ServeCommand.consumers {
                let reader = LogReader(consumer, database: database)
                try await reader.register()
                try await reader.catchUp()
            }
            try await checkUp(filled, database)
            bar.clear()
            let accounts = filled.accounts
            wording.terminal.say(
                CommandWords.demoFilled(
                    filled.communityName, members: filled.memberCount, messages: filled.messageCount))
            wording.terminal.say(
                CommandWords.demoAccounts(
                    owner: accounts.owner, member: accounts.member, password: accounts.password))
        }
    }

    /// The owner asks for the first checkup, and it is made at once.
    private func checkUp(_ filled: DemoFilling.Filled, _ database: Database) async throws {
        _ = try await Checkups(database).request(as: filled.owner)
        let making = CheckupMaking(database, history: .ofGroups(database), pondVersion: PondVersion.current)
        let queue = JobQueue(database: database, handlers: [making.handler()])
        while case .done = try await queue.takeTurn() {}
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
