import Foundation

/// The folder of a Slack export that somebody has unpacked: `channels.json` or `users.json`, and a folder of days for
/// each channel.
package struct ChatExportFolder {
    private let path: String

    /// Nil where `path` is no folder.
    package init?(path: String) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return nil
        }
        self.path = path
    }

    /// The files to read, by their paths inside the folder, in order; links are not followed.
    /// - Throws: `ChatReadFailure` with `notReadable` when it is another folder.
    func files() throws -> [String] {
        let names = ["channels.json", "users.json", "groups.json"]
        guard names.contains(where: { FileManager.default.fileExists(atPath: "\(path)/\($0)") }) else {
            throw ChatReadFailure(code: .notReadable, expected: .file(insteadOf: .folder))
        }
        let found = FileManager.default.enumerator(atPath: path)
        var files: [String] = []
        while let name = found?.nextObject() as? String {
            guard name.hasSuffix(".json"), found?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else {
                continue
            }
            files.append(name)
        }
        return files.sorted()
    }

    /// The files of an export on disk: those of a Slack folder, or the file itself.
    /// - Throws: `ChatReadError.notReadable` for another folder.
    package static func files(of path: String) throws -> [String] {
        guard let folder = ChatExportFolder(path: path) else { return [path] }
        do {
            return try folder.files().map { "\(path)/\($0)" }
        } catch let failure as ChatReadFailure {
            throw ChatReadError(
                code: failure.code, path: path, expected: failure.expected, messagesRead: 0, skippedCount: 0)
        }
    }
}
