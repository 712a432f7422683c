import Crypto
import Foundation
import PondCore
import PondExchange
import PondPlatform

/// SHA-256 of an export, read piece by piece; of a folder, of its files' names and contents.
enum FileHash {
    private static let pieceBytes = 1 << 20

    /// - Returns: 64 hexadecimal digits.
    /// - Throws: `AppError.fileNotReadable`, `ChatReadError.notReadable`.
    static func of(_ path: String) throws -> String {
        var hash = SHA256()
        let files = try ChatExportFolder.files(of: path)
        for file in files {
            if files.count > 1 { hash.update(data: Data(file.dropFirst(path.count).utf8) + [0]) }
            try add(file, to: &hash)
        }
        return hash.finalize().hexadecimal
    }

    private static func add(_ path: String, to hash: inout SHA256) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw AppError(.fileNotReadable, path) }
        defer { try? handle.close() }
        while let piece = try handle.read(upToCount: pieceBytes), !piece.isEmpty { hash.update(data: piece) }
    }
}
