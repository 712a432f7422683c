import ArgumentParser
import Foundation
import PondCore
import PondExchange

/// How export files are read.
struct ReadingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Zone of the times in exports that name none.", valueName: "zone"))
    var timeZone: String = "Asia/Shanghai"

    @Option(help: ArgumentHelp("Read only this chat of an export that holds several.", valueName: "name"))
    var chat: String?

    func validate() throws {
        guard TimeZone(identifier: timeZone) != nil else {
            throw ValidationError("“\(timeZone)” is no time zone. Use a name such as Asia/Shanghai or UTC.")
        }
    }

    var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }

    func reader(_ path: String) -> ChatExportReader {
        ChatExportReader(path: path, options: ChatExportOptions(timeZone: zone, chat: chat))
    }
}
