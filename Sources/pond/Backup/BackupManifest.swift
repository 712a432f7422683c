import Foundation

/// `backup.json`: what a backup holds, written last, so that a folder without it is no backup.
struct BackupManifest: Codable {
    static let fileName = "backup.json"
    static let formatVersion = 1

    /// The format of the folder.
    var format = formatVersion
    /// The Pond that made it.
    var pondVersion: String
    /// `sqlite` or `postgres`; a backup goes back into the engine that it came from.
    var engine: String
    /// Milliseconds since 1970.
    var takenAt: Int64
    /// Files of the folder with their SHA-256, 64 hexadecimal digits each.
    var files: [String: String]

    /// - Throws: `BackupError.notABackup`, `.tooNew`.
    static func read(_ folder: String) throws -> BackupManifest {
        struct Head: Decodable {
            var format: Int
        }
        let data = FileManager.default.contents(atPath: "\(folder)/\(fileName)")
        guard let data, let head = try? JSONDecoder().decode(Head.self, from: data) else {
            throw BackupError.notABackup(folder)
        }
        guard head.format <= formatVersion else { throw BackupError.tooNew(folder) }
        do {
            return try JSONDecoder().decode(BackupManifest.self, from: data)
        } catch {
            throw BackupError.notABackup(folder)
        }
    }

    func write(_ folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try DurableFile.write(try encoder.encode(self), to: "\(folder)/\(Self.fileName)")
    }
}
