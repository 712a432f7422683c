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
        // A file that cannot be opened is no reason to make a database.
        let hashes = try files.map { try FileHash.of($0) }
        try await withDatabase(database, mayCreate: true) { database in
            let draft = CommunityDraft(name: community ?? "", timeZone: reading.timeZone)
            for (index, file) in files.enumerated() {
                do {
                    let community = try await Communities(database).findOrPrepare(draft)
                    try await add(file, hashes[index], to: community, database, interruption)
                } catch {
                    let left = files[(index + 1)...]
                    if !left.isEmpty { ReadingNotes.complain("Not tried: \(left.joined(separator: ", "))") }
                    throw error
                }
            }
        }
    }

    private func add(
        _ file: String, _ hash: String, to community: Community, _ database: Database, _ interruption: Interruption
    ) async throws {
        let request = ImportRequest(
            community: community.id,
            fileName: URL(fileURLWithPath: file).lastPathComponent,
            fileHash: hash,
            settings: "\(reading.timeZone)|\(reading.chat ?? "")|\(group ?? "")",
            groupName: group)
        let bar = ProgressBar(request.fileName)
        let reader = reading.reader(file)
        let skips = Locked<ChatReadReport?>(nil)
        let outcome = try await whenFree(interruption) {
            try await Imports(database).run(request, isCancelled: interruption.isRequested) { receive in
                let report = try reader.read(progress: { bar.update($0, $1) }) { record in
                    bar.count()
                    try receive(record)
                }
                skips.withLock { $0 = report }
                return report
            }
        }
        bar.clear()
        try tell(outcome, request.fileName, community)
        if let report = skips.withLock({ $0 }) { ReadingNotes(report).tell() }
    }

    /// A process that was killed leaves its import held for a few seconds: waits that long before it gives up.
    private func whenFree<Outcome>(
        _ interruption: Interruption, _ body: () async throws -> Outcome
    ) async throws -> Outcome {
        let deadline = ContinuousClock.now + .milliseconds(ImportLease.milliseconds + 2_000)
        while true {
            do {
                return try await body()
            } catch let error as AppError where error.code == .importRunning {
                if ContinuousClock.now > deadline || interruption.isRequested() { throw error }
                try await Task.sleep(for: .milliseconds(250))
            }
        }
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
            let interruption = Interruption()
            let undone = try await whenFree(interruption) { try await Imports(database).undo(id) }
            let original = undone.original
            print(
                "Import \(original.id) of \(original.fileName) was undone: "
                    + "\(undone.messagesRemoved) messages taken back.")
            let passedOn = original.messagesAdded - undone.messagesRemoved
            if original.state == .completed, passedOn > 0 {
                print("  \(passedOn) messages stay: another import held them too.")
            }
        }
    }
}
