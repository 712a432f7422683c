import Crypto
import Foundation
import PondCore

/// SHA-256 of a file, read piece by piece.
enum FileHash {
    private static let pieceBytes = 1 << 20

    /// - Returns: 64 hexadecimal digits.
    /// - Throws: `AppError.invalidInput` when it cannot be read.
    static func of(_ path: String) throws -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw AppError(.invalidInput, "\(path) cannot be read. Check the name and that you may open it.")
        }
        defer { try? handle.close() }
        var hash = SHA256()
        while let piece = try handle.read(upToCount: pieceBytes), !piece.isEmpty { hash.update(data: piece) }
        return hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
