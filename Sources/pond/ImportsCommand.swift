import ArgumentParser
import Foundation
import PondCommunity
import PondCore
import PondStore
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
            let names = try await communityNames(database)
            for item in imports {
                let day = item.startedAt.date.formatted(.iso8601)
                let community = names[item.communityID] ?? item.communityID.description
                print("\(item.id)  \(day)  \(wording(item))  \(item.fileName) → \(community)\(counts(item))")
            }
        }
    }

    private func communityNames(_ database: Database) async throws -> [ID<Community>: String] {
        let all = try await Communities(database).all()
        return Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.name) })
    }

    private func wording(_ item: Import) -> String {
        guard !item.isHeld else { return item.state.rawValue }
        switch item.state {
        case .completed, .undone: return item.state.rawValue
        case .running: return "interrupted (import the file again to go on, or --undo \(item.id) to clear it away)"
        case .undoing: return "half undone (go on: pond import --undo \(item.id))"
        }
    }

    private func counts(_ item: Import) -> String {
        guard item.state == .completed else { return "" }
        var counts = "  \(item.messagesAdded) messages, \(item.membersAdded) new people"
        if item.messagesKnown > 0 { counts += ", \(item.messagesKnown) known already" }
        if item.linesSkipped > 0 { counts += ", \(item.linesSkipped) skipped" }
        return counts
    }
}
