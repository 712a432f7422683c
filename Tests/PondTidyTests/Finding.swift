import Testing

/// A place that breaks a rule, printed as compilers do so that an editor can jump to it.
struct Finding: Hashable, Sendable, CustomStringConvertible {
    let path: String
    /// Counted from 1.
    let line: Int
    let what: String

    var description: String { "\(path):\(line): \(what)" }
}

/// A rule of the house: looks at one file and says what breaks it.
struct Rule: Sendable, CustomTestStringConvertible {
    let name: String
    /// Files that may break the rule, each with the reason. The list is meant to shrink: an entry that is no longer
    /// needed is a finding too.
    var allowed: [String: String] = [:]
    /// Whether the rule speaks about the file at this path.
    var covers: @Sendable (SourceFile) -> Bool = { $0.isSwift }
    let check: @Sendable (SourceFile) -> [Finding]

    var testDescription: String { name }

    func findings(in files: [SourceFile]) -> [Finding] {
        files.filter { covers($0) && allowed[$0.path] == nil }.flatMap(check)
    }

    /// Exceptions whose file keeps the rule, or is gone.
    func staleExceptions(in files: [SourceFile]) -> [Finding] {
        allowed.keys.sorted().filter { path in
            files.first { $0.path == path }.map(check)?.isEmpty ?? true
        }.map { Finding(path: $0, line: 1, what: "needs no exception from “\(name)” any more") }
    }
}

extension Regex<AnyRegexOutput> {
    /// A pattern of a rule. `\b` has the plain meaning, letter beside no letter: Unicode's would see one word in `a.b`.
    static func rule(_ pattern: String) throws -> Regex<AnyRegexOutput> {
        try Regex(pattern).wordBoundaryKind(.simple)
    }
}
