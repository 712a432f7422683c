import Foundation
import Glibc
import PondCore
import PondWeb

/// A file that a person named for output. Nobody's own files are lost to a slip of the keyboard: what is there already
/// is replaced only when Pond wrote it, and never when it is being read.
enum OutputFile {
    /// Why a file is not written.
    enum Refusal: Error, Hashable {
        case isInput(String)
        /// Holds something that Pond did not write.
        case isNotOurs(String)

        var wording: Phrase {
            switch self {
            case .isInput(let path):
                Phrase("\(path) 正是要读的文件，不会覆盖它。换一个名字。", "\(path) is what is being read. Choose another name.")
            case .isNotOurs(let path):
                Phrase(
                    "\(path) 已经有了，又不是池塘写的，不会覆盖它。换一个名字，或者先把它挪开。",
                    "\(path) is there already and was not written by Pond. Choose another name, or move it away.")
            }
        }
    }

    private static let headBytes = 4_096
    /// How our reports and our exports begin.
    private static let marks = [#"<meta name="generator" content="Pond"#, #""generator":"Pond"#].map { Data($0.utf8) }

    /// Looks before long work whether its result may be written.
    /// - Throws: `Refusal`, `AppError.fileNotWritable`.
    static func check(_ path: String, inputs: [String] = []) throws {
        var found = stat()
        guard stat(path, &found) == 0 else {
            var isFolder: ObjCBool = false
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
                access(folder, W_OK) == 0
            else { throw AppError(.fileNotWritable, path) }
            return
        }
        for input in inputs {
            var read = stat()
            let isSame = stat(input, &read) == 0 && read.st_dev == found.st_dev && read.st_ino == found.st_ino
            if isSame { throw Refusal.isInput(path) }
        }
        if found.st_mode & S_IFMT == S_IFDIR { throw AppError(.fileNotWritable, path) }
        guard found.st_mode & S_IFMT == S_IFREG, found.st_size > 0 else { return }
        guard let file = FileHandle(forReadingAtPath: path), let head = try file.read(upToCount: headBytes),
            marks.contains(where: { head.range(of: $0) != nil })
        else { throw Refusal.isNotOurs(path) }
    }

    /// Writes the whole at once: a regular file has either the old or the new. Pipes and devices are written through,
    /// and a link stays one.
    /// - Throws: `Refusal`, `AppError.fileNotWritable`.
    static func write(_ data: Data, to path: String, inputs: [String] = []) throws {
        try check(path, inputs: inputs)
        do {
            var found = stat()
            if stat(path, &found) == 0, found.st_mode & S_IFMT != S_IFREG {
                try FileHandle(forWritingTo: URL(fileURLWithPath: path)).write(contentsOf: data)
            } else {
                try data.write(to: URL(fileURLWithPath: path).resolvingSymlinksInPath(), options: .atomic)
            }
        } catch {
            throw AppError(.fileNotWritable, path)
        }
    }

    /// Opens a file to be written piece by piece.
    /// - Throws: `Refusal`, `AppError.fileNotWritable`.
    static func open(_ path: String) throws -> FileHandle {
        try check(path)
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw AppError(.fileNotWritable, path) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
