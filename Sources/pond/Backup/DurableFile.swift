import Foundation
import PondCore

/// Files and folders that are on disk when a function returns.
enum DurableFile {
    private static let pieceBytes = 1 << 20

    static func write(_ data: Data, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw AppError(.fileNotWritable, path)
        }
        try append(to: path) { try $0.write(contentsOf: data) }
    }

    /// Copies a file piece by piece.
    /// - Parameter progress: gets the bytes of each piece; what it throws ends the copy.
    /// - Throws: `AppError.fileNotReadable`, `.fileNotWritable`, what the system and `progress` throw.
    static func copy(_ source: String, to target: String, progress: (Int64) throws -> Void) throws {
        guard let reader = FileHandle(forReadingAtPath: source) else { throw AppError(.fileNotReadable, source) }
        defer { try? reader.close() }
        guard FileManager.default.createFile(atPath: target, contents: nil) else {
            throw AppError(.fileNotWritable, target)
        }
        try append(to: target) { writer in
            while let piece = try reader.read(upToCount: pieceBytes), !piece.isEmpty {
                try writer.write(contentsOf: piece)
                try progress(Int64(piece.count))
            }
        }
    }

    /// Sees to it that a file of others, or a folder's list of names, is on disk.
    static func synchronise(_ path: String) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw AppError(.fileNotReadable, path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw AppError(.fileNotWritable, path) }
    }

    private static func append(to path: String, _ body: (FileHandle) throws -> Void) throws {
        guard let writer = FileHandle(forWritingAtPath: path) else { throw AppError(.fileNotWritable, path) }
        defer { try? writer.close() }
        try body(writer)
        try writer.synchronize()
    }
}
