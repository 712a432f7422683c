import ArgumentParser
import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondStore
import PondTalk
import PondWeb

/// `pond import FILE… --community NAME` and `pond import --undo ID`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring the history of a group into a community, as one batch that can be undone.",
        discussion: """
            A file of several chats becomes several groups; --chat takes one of them, --group puts all into one. \
            Ctrl-C leaves nothing behind. An import that was killed goes on when the same command is given again.
            """)

    @Argument(help: "Exports: WeChat, QQ, Telegram, WhatsApp, LINE, Slack, Discord, IRC, ChatLab; also gzip and zip.")
    var files: [String] = []

    @Option(help: ArgumentHelp("The community; founded when there is none of that name.", valueName: "name"))
    var community: String?

    @Option(help: ArgumentHelp("Put everything into the group of this name.", valueName: "name"))
    var group: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Take the imports with these ids back (see `pond imports`).", valueName: "id"))
    var undo: [String] = []

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var wording: LanguageOption

    private var terminal: Terminal { wording.terminal }

    func validate() throws {
        func refuse(_ sentence: Phrase) throws { throw ValidationError(sentence.text(terminal.language)) }
        if !undo.isEmpty {
            if !files.isEmpty || community != nil { try refuse(CommandWords.undoAlone) }
        } else if files.isEmpty {
            try refuse(CommandWords.importMissing)
        } else if community == nil {
            try refuse(CommandWords.communityMissing)
        }
        try reading.check(terminal)
    }

    func run() async throws {
        let interruption = Interruption()
        if !undo.isEmpty {
            for id in undo { try await takeBack(id, interruption) }
            return
        }
        // A file that cannot be opened is no reason to make a database.
        let hashes = try files.map { try FileHash.of($0) }
        try await withDatabase(database, mayCreate: true) { database in
            let draft = CommunityDraft(name: community ?? "", timeZone: reading.timeZone)
            var added: [FileImport.Added] = []
            for (index, file) in files.enumerated() {
                do {
                    let community = try await Communities(database).findOrPrepare(draft)
                    let one = FileImport(
                        file: file, hash: hashes[index], isOneOfSeveral: files.count > 1, community: community,
                        group: group, reading: reading, terminal: terminal, databaseName: self.database.named)
                    if let new = try await one.run(database, interruption) { added.append(new) }
                } catch {
                    sum(added)
                    let left = Array(files[(index + 1)...])
                    if !left.isEmpty { terminal.tell(ImportWords.notTried(left)) }
                    throw error
                }
            }
            sum(added)
        }
    }

    private func sum(_ added: [FileImport.Added]) {
        if let group = added.lazy.compactMap(\.namelessGroup).first { terminal.tell(ImportWords.nameless(group)) }
        let done = added.map(\.done)
        guard files.count > 1, !done.isEmpty else { return }
        terminal.say(
            ImportWords.sum(
                files: done.count, messages: done.reduce(0) { $0 + $1.messagesAdded },
                known: done.reduce(0) { $0 + $1.messagesKnown }, people: done.reduce(0) { $0 + $1.membersAdded }))
        terminal.say(ImportWords.undoHint(done.map(\.id.description), database: database.named))
    }

    private func takeBack(_ text: String, _ interruption: Interruption) async throws {
        guard let id = ID<Import>(text) else { throw AppError(.importNotFound, text) }
        try await withDatabase(database) { database in
            let total = try await Imports(database).all().first { $0.id == id }?.messagesAdded ?? 0
            let bar = ProgressBar(ImportWords.undoing(text).text(terminal.language), terminal)
            let outcome = try await Imports(database).whenFree(isCancelled: interruption.isRequested) { imports in
                try await imports.undo(id, isCancelled: interruption.isRequested) { bar.count($0, of: total) }
            }
            bar.clear()
            switch outcome {
            case .undone(let original, let removed):
                terminal.say(ImportWords.undone(original, removed: removed))
                let passedOn = original.messagesAdded - removed
                if original.state == .completed, passedOn > 0 { terminal.say(ImportWords.passedOn(passedOn)) }
            case .stopped(let isHidden):
                terminal.say(ImportWords.undoStopped(isHidden: isHidden, text))
                throw ExitCode(Interruption.status)
            }
        }
    }
}
