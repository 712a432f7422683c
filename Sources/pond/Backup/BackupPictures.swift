import Foundation
import PondCore
import PondPlatform

/// The pictures of a backup. Their files are named by their contents and never change, so they are copied one by one
/// while people go on; a folder of them that is there already is added to, never changed.
struct BackupPictures {
    private static let name = "media"

    let media: MediaFolder
    /// Of the backup.
    let folder: String
    let isCancelled: @Sendable () -> Bool

    /// - Returns: the files, by their place in the backup, with their SHA-256.
    /// - Throws: `AppError`, `CancellationError`.
    func take() throws -> [String: String] {
        var files: [String: String] = [:]
        for path in pictures() {
            if isCancelled() { throw CancellationError() }
            let place = "\(Self.name)/\(path)"
            guard try copy("\(media.path)/\(path)", to: "\(folder)/\(place)") else { continue }
            files[place] = try FileHash.of("\(folder)/\(place)")
        }
        return files
    }

    /// - Parameter files: of the manifest.
    /// - Throws: `BackupError.damaged`, `AppError`, `CancellationError`.
    func restore(_ files: [String: String]) throws {
        let wanted = files.filter { $0.key.hasPrefix(Self.name + "/") }.sorted { $0.key < $1.key }
        for (place, hash) in wanted {
            if isCancelled() { throw CancellationError() }
            let source = "\(folder)/\(place)"
            let isWhole = FileManager.default.fileExists(atPath: source) && (try? FileHash.of(source)) == hash
            guard isWhole, !place.contains("..") else { throw BackupError.damaged(place) }
            let target = media.path + place.dropFirst(Self.name.count)
            if FileManager.default.fileExists(atPath: target) { continue }
            _ = try copy(source, to: target)
        }
    }

    /// `3f/3f9a….webp`, without what is just being written.
    private func pictures() -> [String] {
        let paths = FileManager.default.enumerator(atPath: media.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".webp") }.sorted()
    }

    /// Whole or not at all.
    /// - Returns: false for one that was removed meanwhile.
    private func copy(_ source: String, to target: String) throws -> Bool {
        let parent = URL(fileURLWithPath: target).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw AppError(.fileNotWritable, parent)
        }
        let partial = "\(parent)/.\(UUID().uuidString).part"
        do {
            try DurableFile.copy(source, to: partial) { _ in }
        } catch let error as AppError where error.code == .fileNotReadable {
            guard FileManager.default.fileExists(atPath: source) else { return false }
            throw error
        }
        guard rename(partial, target) == 0 else { throw AppError(.fileNotWritable, target) }
        try DurableFile.synchronise(parent)
        return true
    }
}
