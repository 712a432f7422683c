import ArgumentParser
import PondCommunity
import PondCore
import PondStore
import PondTalk
import PondWeb

/// `pond imports`: what was imported, and the ids to undo it by.
struct ImportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports", abstract: "List the imports, newest first.")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var wording: LanguageOption

    func run() async throws {
        try await withDatabase(database) { database in
            let imports = try await Imports(database).all()
            if imports.isEmpty { return wording.terminal.say(ImportWords.none) }
            let communities = try await Communities(database).all(foundedOnly: false)
            let names = Dictionary(uniqueKeysWithValues: communities.map { ($0.id, $0.name) })
            for item in imports {
                let community = names[item.communityID] ?? item.communityID.description
                wording.terminal.say(ImportWords.row(item, community: community))
            }
        }
    }
}
