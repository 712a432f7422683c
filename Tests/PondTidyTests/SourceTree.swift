import Foundation

/// One text file of the repository, with the views of it that rules ask for.
struct SourceFile: Sendable {
    /// Relative to the root of the repository, `/` between folders.
    let path: String
    let text: String
    let lines: [String]
    /// The lines without comments and without the contents of string literals; those of `text` where it is not Swift.
    let code: [String]
    /// The lines without the contents of string literals.
    let codeAndComments: [String]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        let isSwift = path.hasSuffix(".swift")
        lines = Self.split(text)
        code = isSwift ? Self.split(SwiftMask.mask(text, keeping: .code)) : lines
        codeAndComments = isSwift ? Self.split(SwiftMask.mask(text, keeping: .codeAndComments)) : lines
    }

    private static func split(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var isSwift: Bool { path.hasSuffix(".swift") }

    /// The target that owns the file: the second folder of `Sources/X/…`.
    var target: String? {
        let folders = path.split(separator: "/")
        return folders.count > 2 && folders[0] == "Sources" ? String(folders[1]) : nil
    }
}

/// The repository as it lies on the disk around this file.
struct SourceTree: Sendable {
    static let folders = ["Sources", "Tests", "Benchmarks"]
    static let suffixes = ["swift", "c", "h", "mustache", "html", "css", "js", "sh", "py"]

    let root: URL
    let files: [SourceFile]

    init() throws {
        root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var paths = ["Package.swift"]
        for folder in Self.folders {
            let inside = FileManager.default.enumerator(atPath: root.appending(path: folder).path())
            while let path = inside?.nextObject() as? String {
                if Self.suffixes.contains((path as NSString).pathExtension) { paths.append("\(folder)/\(path)") }
            }
        }
        let root = root
        files = try paths.sorted().map { path in
            let data = try Data(contentsOf: root.appending(path: path))
            return SourceFile(path: path, text: String(decoding: data, as: UTF8.self))
        }
    }

    /// The folders in `Sources`, one a target.
    func targets() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path())
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }
}
