import ArgumentParser
import Foundation
import PondCore
import PondTalk

/// `pond imports`: what was imported, and the ids to undo it by.
struct ImportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports", abstract: "List the imports, newest first.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await withDatabase(database) { database in
            let imports = try await Imports(database).all()
            if imports.isEmpty { return print("Nothing was imported yet: pond import EXPORT --community NAME") }
            for item in imports {
                let day = item.startedAt.date.formatted(.iso8601)
                print("\(item.id)  \(day)  \(item.state.rawValue)  \(item.messagesAdded) messages  \(item.fileName)")
            }
        }
    }
}
