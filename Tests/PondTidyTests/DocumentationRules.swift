/// What has to be explained where it stands.
enum DocumentationRules {
    static let all = [types, dependencies]

    /// Every type of its own that the file shows to others: what it is, in a sentence. Types nested in it may rest on
    /// its comment.
    static let types = Rule(
        name: "Types have a doc comment",
        covers: { $0.isSwift && $0.path.hasPrefix("Sources/") },
        check: { file in
            undocumented(
                in: file,
                matching: #"^((package|public|internal|indirect|final)\s+)*(struct|class|enum|actor|protocol)\s+\w+"#)
        })

    /// Each package that Package.swift depends on has its reason in the comment above.
    static let dependencies = Rule(
        name: "Dependencies have a reason",
        covers: { $0.path == "Package.swift" },
        check: { file in
            file.code.indices.filter { index in
                file.code[index].contains(".package(") && !isComment(file.lines, before: index, mark: "//")
            }.map { Finding(path: file.path, line: $0 + 1, what: "say in a comment above why this dependency is here") }
        })

    private static func undocumented(in file: SourceFile, matching pattern: String) -> [Finding] {
        guard let expression = try? Regex.rule(pattern) else { return [] }
        return file.code.indices.compactMap { index in
            guard let match = file.code[index].firstMatch(of: expression),
                !isComment(file.lines, before: index, mark: "///")
            else { return nil }
            let found = file.code[index][match.range].trimmingPrefix { $0.isWhitespace }
            return Finding(path: file.path, line: index + 1, what: "`\(found)` has no doc comment")
        }
    }

    /// Whether the line before `index`, attributes aside, is a comment that begins with `mark`.
    private static func isComment(_ lines: [String], before index: Int, mark: String) -> Bool {
        let before = lines[..<index].last { line in
            let text = line.trimmingPrefix { $0.isWhitespace }
            return !text.hasPrefix("@") && !text.hasPrefix("#if")
        }
        return before?.trimmingPrefix { $0.isWhitespace }.hasPrefix(mark) ?? false
    }
}
