import ArgumentParser
import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondInsight
import PondStore
import PondTalk
import PondWeb

/// `pond checkup EXPORT…`: how healthy is this group? Offline, and without a trace but for the report.
struct CheckupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkup",
        abstract: "Read a group's chat export and write a report: how healthy it is, and what to do next.",
        discussion: """
            Nothing leaves this machine and no database is made. Several files of one group are put together; lines \
            that more than one of them holds count once.
            """)

    private static let outDefault = "pond-checkup.html"

    @Argument(help: "Exports: WeChat, QQ, Telegram, WhatsApp, LINE, Slack, Discord, IRC, ChatLab; also gzip and zip.")
    var files: [String] = []

    @Option(name: [.short, .long], help: ArgumentHelp("Where the report goes.", valueName: "html"))
    var out: String?

    @Flag(help: "Write the numbers as JSON to standard output instead of a report.")
    var json = false

    @Flag(help: "Replace every name by a number, and leave out what people said. Counts and days stay.")
    var anonymise = false

    @Option(help: ArgumentHelp("Zone of the days and hours, and of exports that name none.", valueName: "zone"))
    var timeZone: String?

    @Option(
        help: ArgumentHelp("The group's owner, by name or account, where the export does not tell.", valueName: "name"))
    var owner: String?

    @Option(help: ArgumentHelp("Read only this chat of an export that holds several.", valueName: "name"))
    var chat: String?

    @Flag(help: "Look at several groups as one community; chats of one name on several platforms are one.")
    var together = false

    @Option(help: ArgumentHelp("Check a community of the database instead of files.", valueName: "name"))
    var community: String?

    @Option(help: ArgumentHelp("Only this group of the community.", valueName: "name"))
    var group: String?

    @OptionGroup var notes: NotesOption
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var wording: LanguageOption

    private var terminal: Terminal { wording.terminal }

    func validate() throws {
        if let timeZone { try ReadingOptions.check(timeZone, terminal) }
        if files.isEmpty == (community == nil) {
            throw ValidationError(CommandWords.exportsMissing.text(terminal.language))
        }
    }

    /// What is read, which the report must not take the place of.
    private var inputs: [String] { files + (community == nil || database.isServer ? [] : [database.address]) }

    func run() async throws {
        if !json || out != nil { try OutputFile.check(out ?? Self.outDefault, inputs: inputs) }
        let checkup = try await files.isEmpty ? ofCommunity() : ofFiles()
        let shown = anonymise ? checkup.anonymised(label: CommandWords.member.text(wording.report)) : checkup
        if json {
            try Output.write(try shown.json() + Data("\n".utf8))
        }
        if !json || out != nil { try write(shown) }
    }

    private func write(_ checkup: Checkup) throws {
        let path = out ?? Self.outDefault
        let html = try CheckupReport(checkup: checkup, language: wording.report).html()
        try OutputFile.write(Data(html.utf8), to: path, inputs: inputs)
        terminal.tell(CommandWords.checkedUp(checkup, path: path))
    }

    // MARK: files

    private func ofFiles() throws -> Checkup {
        var reports: [ChatReadReport] = []
        var builder = CheckupBuilder(options: options(zone: timeZone, formats: []))
        for file in files {
            let name = URL(fileURLWithPath: file).lastPathComponent
            let bar = ProgressBar(name, terminal)
            defer { bar.clear() }
            let reading = ChatExportOptions(timeZone: zone, chat: chat, skipsListedMax: notes.skipsMax)
            builder.beginExport()
            let report = try ChatExportReader(path: file, options: reading).read(progress: { bar.update($0, $1) }) {
                bar.count()
                builder.add($0)
            }
            bar.clear()
            ReadingNotes(report: report, file: files.count > 1 ? name : nil, option: notes).tell(terminal)
            guard report.messages > 0 else { throw AppError(.nothingToRead, name) }
            reports.append(report)
        }
        let names = Self.distinct(reports.flatMap(\.chats))
        let isOneEach = files.count > 1 && reports.allSatisfy { Self.distinct($0.chats).count == 1 }
        guard names.count == 1 || together else {
            throw isOneEach ? strangers : AppError(code: .severalChats, values: names)
        }
        builder.setFormats(Set(reports.map(\.format.rawValue)).sorted())
        do {
            let checkup = try builder.finish()
            tellNameless(reports)
            return checkup
        } catch let error as AppError where error.code == .severalChats && isOneEach {
            throw strangers
        }
    }

    private var strangers: AppError {
        AppError(code: .severalFiles, values: files.map { URL(fileURLWithPath: $0).lastPathComponent })
    }

    /// An export that does not name its chat is taken for what another one names: worth a word.
    private func tellNameless(_ reports: [ChatReadReport]) {
        let named = reports.flatMap(\.chats).filter { !$0.name.isEmpty }
        if named.isEmpty, files.count > 1 {
            terminal.tell(CommandWords.takenForOne(files.map { URL(fileURLWithPath: $0).lastPathComponent }))
        }
        var nameless: [String: [String]] = [:]
        for (report, file) in zip(reports, files) {
            for chat in report.chats where chat.name.isEmpty {
                guard let other = named.first(where: { $0.isSame(as: chat) }) else { continue }
                nameless[other.name, default: []].append(URL(fileURLWithPath: file).lastPathComponent)
            }
        }
        for (chat, files) in nameless.sorted(by: { $0.key < $1.key }) {
            terminal.tell(CommandWords.takenFor(files, chat: chat))
        }
    }

    /// Names of the chats that differ, by `ChatInfo.isSame`; two of one name are told apart by their platform.
    private static func distinct(_ chats: [ChatInfo]) -> [String] {
        var kept: [ChatInfo] = []
        for chat in chats {
            let isKnown = kept.contains { $0.isSame(as: chat) }
            if !isKnown { kept.append(chat) }
        }
        return kept.map { chat in
            let name = chat.name.isEmpty ? chat.key : chat.name
            let isShared = kept.contains { $0.key != chat.key && $0.name == chat.name || $0.platform != chat.platform }
            return isShared ? "\(name) (\(chat.platform))" : name
        }
    }

    private var zone: TimeZone {
        timeZone.flatMap { TimeZone(identifier: $0) } ?? ChatExportOptions().timeZone
    }

    private func options(zone: String?, formats: [String]) -> CheckupOptions {
        var options = CheckupOptions(
            timeZone: zone.flatMap { TimeZone(identifier: $0) }, generatedAt: WallClock.system.now(),
            pondVersion: PondVersion.current, owner: owner, formats: formats)
        options.mergesPlatforms = together
        return options
    }

    // MARK: a community of the database

    private func ofCommunity() async throws -> Checkup {
        try await withDatabase(database) { database in
            let community = try await Communities(database).find(community ?? "")
            let living = group == nil ? try await asItLives(community.id, database) : nil
            let checkup = if let living { living } else { try await asItWasSaid(community, database) }
            guard checkup.totals.messages > 0 else { throw AppError(.nothingToRead, community.name) }
            return checkup
        }
    }

    /// By its lines alone, as an export of it would be.
    private func asItWasSaid(_ community: Community, _ database: Database) async throws -> Checkup {
        let all = try await Groups(database).all(of: community.id)
        let groups = try await group == nil ? all : [Groups(database).find(group, of: community.id)]
        var builder = CheckupBuilder(options: options(zone: timeZone ?? community.timeZone, formats: ["pond"]))
        for group in groups {
            try await GroupHistory(database, community: community.id, group: group).read { builder.add($0) }
        }
        return try builder.finish()
    }

    /// With all that Pond knows of it, as its 分析 shows it.
    private func asItLives(_ community: ID<Community>, _ database: Database) async throws -> Checkup? {
        let making = CheckupMaking(database, history: .ofGroups(database), pondVersion: PondVersion.current)
        return try await making.checkup(of: community) { options in
            if let zone = timeZone.flatMap({ TimeZone(identifier: $0) }) { options.timeZone = zone }
            options.owner = owner
        }
    }
}
