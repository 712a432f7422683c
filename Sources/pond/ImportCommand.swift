import ArgumentParser
import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondStore
import PondTalk

/// `pond import FILE… --community NAME` and `pond import --undo ID`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring the history of a group into a community, as one batch that can be undone.")

    @Argument(help: "Exports: WeChat, QQ, Telegram, WhatsApp, LINE, Slack, Discord, IRC, ChatLab; also gzip and zip.")
    var files: [String] = []

    @Option(help: ArgumentHelp("The community; founded when there is none of that name.", valueName: "name"))
    var community: String?

    @Option(help: ArgumentHelp("Put everything into the group of this name.", valueName: "name"))
    var group: String?

    @Option(help: ArgumentHelp("Take the import with this id back (see `pond imports`).", valueName: "id"))
    var undo: String?

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var reading: ReadingOptions

    func validate() throws {
        if undo != nil {
            guard files.isEmpty, community == nil else {
                throw ValidationError("--undo takes an import's id and nothing else.")
            }
        } else if files.isEmpty {
            throw ValidationError("Name the export to import.")
        } else if community == nil {
            throw ValidationError("Say which community it goes into: --community NAME.")
        }
    }

    func run() async throws {
        if let undo { return try await takeBack(undo) }
        let interruption = Interruption()
        try await withDatabase(database, mayCreate: true) { database in
            let draft = CommunityDraft(name: community ?? "", timeZone: reading.timeZone)
            let community = try await Communities(database).findOrFound(draft)
            for file in files {
                try await add(file, to: community, database, interruption)
            }
        }
    }

    private func add(
        _ file: String, to community: Community, _ database: Database, _ interruption: Interruption
    ) async throws {
        let request = ImportRequest(
            community: community.id,
            fileName: URL(fileURLWithPath: file).lastPathComponent,
            fileHash: try FileHash.of(file),
            settings: "\(reading.timeZone)|\(reading.chat ?? "")|\(group ?? "")",
            groupName: group)
        let bar = ProgressBar(request.fileName)
        let reader = reading.reader(file)
        let skips = Locked<ChatReadReport?>(nil)
        let outcome = try await Imports(database).run(request, isCancelled: interruption.isRequested) { receive in
            let report = try reader.read(progress: { bar.update($0, $1) }) { record in
                bar.count()
                try receive(record)
            }
            skips.withLock { $0 = report }
            return report
        }
        bar.clear()
        try tell(outcome, request.fileName, community)
        if let report = skips.withLock({ $0 }) { ReadingNotes(report).tell() }
    }

    private func tell(_ outcome: ImportOutcome, _ file: String, _ community: Community) throws {
        switch outcome {
        case .completed(let done):
            print("\(file) → \(community.name): \(done.messagesAdded) messages, \(done.membersAdded) new people.")
            if done.messagesKnown > 0 { print("  \(done.messagesKnown) messages were there already.") }
            print("  Undo: pond import --undo \(done.id)")
        case .knownAlready(let earlier):
            print("\(file) is in \(community.name) already, as import \(earlier.id). Nothing was added.")
        case .cancelled:
            print("Stopped. Nothing of \(file) was kept.")
            throw ExitCode(130)
        }
    }

    private func takeBack(_ text: String) async throws {
        guard let id = ID<Import>(text) else { throw AppError(.importNotFound, text) }
        try await withDatabase(database) { database in
            let undone = try await Imports(database).undo(id)
            print("Import \(undone.id) of \(undone.fileName) was undone: \(undone.messagesAdded) messages taken back.")
        }
    }
}
