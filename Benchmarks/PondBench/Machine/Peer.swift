import Foundation

/// A program to compare with, from the folder that `POND_SHARED` names; it is copied to a temporary folder, built there
/// and run there.
struct Peer {
    /// Why there is nothing to compare with, told to the reader.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    let folder: URL

    /// - Parameter name: the folder under `bench/`.
    /// - Throws: `Missing`.
    init(_ name: String, in temporary: TemporaryFolder) throws {
        let shared = ProcessInfo.processInfo.environment["POND_SHARED"] ?? "../shared"
        let source = URL(filePath: shared).appending(path: "bench/\(name)")
        guard FileManager.default.fileExists(atPath: source.path()) else {
            throw Missing(description: "no peer: \(source.path()) is not there (set POND_SHARED)")
        }
        folder = temporary.url.appending(path: "peer-\(name)-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: source, to: folder)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: temporary.url.path())
    }

    func path(_ name: String) -> String {
        folder.appending(path: name).path()
    }

    /// The value of `key=` in a line of a peer's output, without its unit.
    static func value(_ key: String, in line: some StringProtocol) -> Double? {
        for word in line.split(separator: " ") where word.hasPrefix(key + "=") {
            return Double(word.dropFirst(key.count + 1).prefix { $0.isNumber || $0 == "." })
        }
        return nil
    }
}
