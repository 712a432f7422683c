import Foundation
import PondCore
import PondDemo
import PondExchange

/// An export as a big group would give it, made by the project's seeded generator: the same bytes in every run.
struct GeneratedExport {
    private static let days = 365
    /// 2026-09-01T00:00:00Z, so that the file does not depend on the day it is made.
    private static let exportedAt = Timestamp(seconds: 1_788_220_800)

    let path: String
    let messages: Int
    let bytes: Int

    /// Writes it as ChatLab lines.
    /// - Throws: what writing to the disk throws.
    init(messages: Int, people: Int, in folder: TemporaryFolder) throws {
        path = folder.path("export-\(messages).jsonl")
        self.messages = messages
        try Data().write(to: URL(filePath: path))
        let output = try FileHandle(forWritingTo: URL(filePath: path))
        var writer: ChatLabWriter?
        let generator = ChatGenerator(messages: messages, people: people, days: Self.days)
        try generator.generate { record in
            switch record {
            case .chat(let info):
                writer = try ChatLabWriter(
                    to: { try output.write(contentsOf: $0) }, info: info, exportedAt: Self.exportedAt)
            case .person(let person): try writer?.write(person: person)
            case .message(let message): try writer?.write(message: message)
            }
        }
        try writer?.finish()
        try output.close()
        bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    /// `1000000 messages, 312.4 MB`.
    var description: String {
        "\(messages) messages, \(String(format: "%.1f", Double(bytes) / 1_000_000)) MB of ChatLab lines"
    }
}
