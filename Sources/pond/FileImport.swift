import ArgumentParser
import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondStore
import PondTalk
import PondWeb

/// One file on its way into a community, with what is said of it at the terminal.
struct FileImport {
    let file: String
    let hash: String
    let isOneOfSeveral: Bool
    let community: Community
    let group: String?
    let reading: ReadingOptions
    let terminal: Terminal
    /// For the command that takes it back, see `DatabaseOptions.named`.
    let databaseName: String?

    /// What came of a file.
    struct Added {
        let done: Import
        /// For which group a chat without a name was taken; nil where all have one, or the group was said.
        let namelessGroup: String?
    }

    private var name: String { URL(fileURLWithPath: file).lastPathComponent }

    /// - Returns: the import; nil when the file was there already.
    /// - Throws: what the reader and the database throw; `ExitCode` 130 when it was stopped.
    func run(_ database: Database, _ interruption: Interruption) async throws -> Added? {
        let request = ImportRequest(
            community: community.id, fileName: name, fileHash: hash,
            settings: "\(reading.timeZone)|\(reading.chat ?? "")|\(group ?? "")", groupName: group)
        let bar = ProgressBar(name, terminal)
        defer { bar.clear() }
        let reader = reading.reader(file)
        let report = Locked<ChatReadReport?>(nil)
        let outcome = try await Imports(database).whenFree(isCancelled: interruption.isRequested) { imports in
            try await imports.run(request, isCancelled: interruption.isRequested) { receive in
                let read = try reader.read(progress: { bar.update($0, $1) }) { record in
                    bar.count()
                    try receive(record)
                }
                report.withLock { $0 = read }
                return read
            }
        }
        bar.clear()
        return try await tell(outcome, report.withLock { $0 }, database)
    }

    private func tell(_ outcome: ImportOutcome, _ report: ChatReadReport?, _ database: Database) async throws -> Added?
    {
        switch outcome {
        case .completed(let done):
            terminal.say(ImportWords.completed(name, community.name, done))
            if done.messagesKnown > 0 { terminal.say(ImportWords.known(done.messagesKnown)) }
            if let report {
                if report.chats.count > 1, group == nil {
                    terminal.say(ImportWords.severalGroups(report.chats.map(\.title)))
                }
                ReadingNotes(report: report, file: isOneOfSeveral ? name : nil, option: reading.notes).tell(terminal)
            }
            if let shifted = try await Imports(database).shiftedLines(of: done) {
                terminal.tell(ImportWords.shifted(shifted))
            }
            if !isOneOfSeveral { terminal.say(ImportWords.undoHint([done.id.description], database: databaseName)) }
            let nameless = group == nil ? report?.chats.first { $0.name.isEmpty && $0.sourceID == nil } : nil
            return Added(done: done, namelessGroup: nameless?.title)
        case .knownAlready(let earlier):
            terminal.say(ImportWords.knownFile(name, community.name, earlier.id.description))
            return nil
        case .cancelled:
            terminal.say(ImportWords.stopped(name))
            throw ExitCode(Interruption.status)
        }
    }
}
