import Foundation
import Glibc
package import PondCore

/// Which of a picture's two files.
package enum PictureSize: Hashable, Sendable {
    case full, thumbnail
}

/// The folder of pictures. A file is named by its contents and never changes, so that it can be copied while people go
/// on, and kept by browsers for ever. Nodes of one installation share it.
///
/// `3f/3f9a….webp` is a picture, `3f/3f9a…-small.webp` its thumbnail.
package struct MediaFolder: Sendable {
    /// What was written so lately stays, whoever wants it removed: whoever wrote it may be about to commit the row that
    /// refers to it.
    package static let freshSeconds: Int64 = 600

    private static let suffix = ".webp"

    package let path: String

    package init(path: String) {
        self.path = path
    }

    package func path(_ name: String, _ size: PictureSize) -> String {
        "\(path)/\(name.prefix(2))/\(name)\(size == .full ? "" : "-small")\(Self.suffix)"
    }

    /// Puts both files in their place. They are on disk when it returns; a picture that is there already is made fresh.
    /// - Throws: `AppError.fileNotWritable`.
    func store(_ picture: MadePicture) throws {
        let folder = "\(path)/\(picture.name.prefix(2))"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw AppError(.fileNotWritable, folder)
        }
        try write(picture.thumbnail, to: path(picture.name, .thumbnail), in: folder)
        try write(picture.full, to: path(picture.name, .full), in: folder)
        for place in [folder, path] { try Self.synchronise(place) }
    }

    private func write(_ bytes: [UInt8], to target: String, in folder: String) throws {
        let partial = "\(folder)/.\(UUID().uuidString).part"
        let isMade = FileManager.default.createFile(
            atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600])
        guard isMade, let file = FileHandle(forWritingAtPath: partial) else { throw AppError(.fileNotWritable, folder) }
        do {
            defer { try? file.close() }
            try file.write(contentsOf: bytes)
            try file.synchronize()
        } catch {
            unlink(partial)
            throw AppError(.fileNotWritable, folder)
        }
        guard rename(partial, target) == 0 else {
            unlink(partial)
            throw AppError(.fileNotWritable, folder)
        }
    }

    private static func synchronise(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw AppError(.fileNotWritable, folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw AppError(.fileNotWritable, folder) }
    }

    /// Removes a picture to which no row refers any more, unless somebody has just brought it again.
    ///
    /// Each file is put aside before its age is looked at: one that is written meanwhile is another file, and one that
    /// was written just before goes back to its place.
    package func remove(_ name: String, now: Timestamp) {
        for size in [PictureSize.full, .thumbnail] {
            let file = path(name, size)
            let aside = file + ".removing"
            guard rename(file, aside) == 0 else { continue }
            var status = stat()
            let age = stat(aside, &status) == 0 ? now.milliseconds / 1_000 - Int64(status.st_mtim.tv_sec) : 0
            if age < Self.freshSeconds {
                rename(aside, file)
            } else {
                unlink(aside)
            }
        }
    }

    /// The folders that pictures lie in.
    package func shelves() -> [String] {
        names(in: path).filter { $0.count == 2 }.sorted()
    }

    /// Removes from a shelf what a process that was killed left half done.
    /// - Returns: the pictures on it that were not written for `seconds`, by name.
    package func sweep(_ shelf: String, olderThan seconds: Int64, now: Timestamp) -> Set<String> {
        var pictures: Set<String> = []
        for file in names(in: "\(path)/\(shelf)") {
            var status = stat()
            guard stat("\(path)/\(shelf)/\(file)", &status) == 0,
                now.milliseconds / 1_000 - Int64(status.st_mtim.tv_sec) >= seconds
            else { continue }
            if file.hasSuffix(Self.suffix) {
                pictures.insert(String(file.dropLast(Self.suffix.count).prefix { $0 != "-" }))
            } else {
                unlink("\(path)/\(shelf)/\(file)")
            }
        }
        return pictures
    }

    private func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
