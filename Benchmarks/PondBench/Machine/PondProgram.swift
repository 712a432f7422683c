import Foundation

/// The release program that lies beside this one.
enum PondProgram {
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// - Throws: `Missing`.
    static func path() throws -> String {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(filePath: own).deletingLastPathComponent().appending(path: "pond").path()
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Missing(description: "\(path) is not there: run bin/bench, which builds it")
        }
        return path
    }
}
