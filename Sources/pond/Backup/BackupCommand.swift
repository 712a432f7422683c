import ArgumentParser
import Foundation
import PondWeb

/// `pond backup FOLDER`: a copy of everything, taken while people go on.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy everything into a new folder, while people go on.",
        discussion: "The copy shows one moment. `pond restore FOLDER` brings it back.")

    @Argument(help: "The folder to make.") var folder: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var wording: LanguageOption

    func run() async throws {
        let interruption = Interruption()
        let bar = ProgressBar(CommandWords.backingUp.text(wording.terminal.language), wording.terminal)
        defer { bar.clear() }
        let backup = Backup(
            folder: folder, database: database, media: data.media(database), isCancelled: interruption.isRequested)
        do {
            try backup.take { bar.update($0, $1) }
        } catch is CancellationError {
            bar.clear()
            wording.terminal.say(CommandWords.backupStopped)
            throw ExitCode(Interruption.status)
        }
        bar.clear()
        wording.terminal.say(CommandWords.backedUp(folder))
    }
}

/// `pond restore FOLDER`: brings a backup back into a database that is not there yet.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring a backup back, into a database that is not there yet.")

    @Argument(help: "The folder that `pond backup` made.") var folder: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var wording: LanguageOption

    func run() async throws {
        let interruption = Interruption()
        let bar = ProgressBar(CommandWords.restoring.text(wording.terminal.language), wording.terminal)
        defer { bar.clear() }
        let backup = Backup(
            folder: folder, database: database, media: data.media(database), isCancelled: interruption.isRequested)
        do {
            try backup.restore { bar.update($0, $1) }
        } catch is CancellationError {
            bar.clear()
            wording.terminal.say(CommandWords.restoreStopped)
            throw ExitCode(Interruption.status)
        }
        // Opening it proves that it is whole, and brings an older schema up to date.
        try await withDatabase(database) { _ in }
        bar.clear()
        wording.terminal.say(CommandWords.restored(database.address))
    }
}
