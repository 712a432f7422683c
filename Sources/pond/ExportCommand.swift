import ArgumentParser
import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondTalk

/// `pond export --community NAME > chatlab.jsonl`.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a group's history as ChatLab 0.0.2 JSONL to standard output.")

    @Option(help: ArgumentHelp("The community, by name or id.", valueName: "name"))
    var community: String

    @Option(help: ArgumentHelp("The group, when the community has several.", valueName: "name"))
    var group: String?

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var wording: LanguageOption

    func run() async throws {
        try await withDatabase(database) { database in
            let community = try await Communities(database).find(community)
            let group = try await Groups(database).find(group, of: community.id)
            let conversation = GroupHistory(database, community: community.id, group: group)
            var writer: ChatLabWriter?
            try await conversation.read { record in
                switch record {
                case .chat(let info):
                    writer = try ChatLabWriter(
                        to: { try Output.write($0) }, info: info,
                        exportedAt: WallClock.system.now(), generator: "Pond \(PondVersion.current)")
                case .person(let person): try writer?.write(person: person)
                case .message(let message): try writer?.write(message: message)
                }
            }
            try writer?.finish()
        }
    }
}
