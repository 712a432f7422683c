import ArgumentParser
import Foundation
import PondCore
import PondExchange
import PondWeb

/// How export files are read.
struct ReadingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Zone of the times in exports that name none.", valueName: "zone"))
    var timeZone: String = "Asia/Shanghai"

    @Option(help: ArgumentHelp("Read only this chat of an export that holds several.", valueName: "name"))
    var chat: String?

    @OptionGroup var notes: NotesOption

    /// - Throws: `ValidationError` for a zone that nobody knows.
    func check(_ terminal: Terminal) throws { try Self.check(timeZone, terminal) }

    static func check(_ timeZone: String, _ terminal: Terminal) throws {
        guard TimeZone(identifier: timeZone) == nil,
            let sentence = ErrorWords.sentence(AppError(.timeZoneUnknown, timeZone))
        else { return }
        throw ValidationError(sentence.text(terminal.language))
    }

    var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }

    func reader(_ path: String) -> ChatExportReader {
        ChatExportReader(
            path: path, options: ChatExportOptions(timeZone: zone, chat: chat, skipsListedMax: notes.skipsMax))
    }
}
