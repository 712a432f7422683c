/// Words and phrases that the house does without.
enum WordRules {
    static let all =
        [
            forceTry, fatalErrors, unfinished, tasks, uncheckedSendable, sharedInstances, globals, staticVariables,
            vagueNames, untypedDictionaries, styleAttributes,
        ] + testRules

    static let testRules = [sleeping, skipping, expectingNothing]

    static let forceTry = rule("No forced try", #"\btry!"#, "handle the error or let it through")

    static let fatalErrors = rule(
        "No crash on purpose", #"\b(fatalError|preconditionFailure)\("#, "throw an error instead")

    static let unfinished = rule(
        "Nothing is left for later", #"\b(TODO|FIXME|XXX)\b"#, "finish it, or file an issue",
        in: { $0.codeAndComments },
        covers: { _ in true })

    static let tasks = rule(
        "No stray tasks", #"\bTask(\.detached)?\s*(\{|\()"#,
        "use a task group or a child task: nobody waits for this one",
        covers: { $0.isSwift && !$0.path.hasPrefix("Tests/") })

    static let uncheckedSendable = rule(
        "Sendable is checked", #"@unchecked|nonisolated\(unsafe\)"#, "let the compiler see that it is safe",
        allowed: [
            "Sources/PondStorePostgres/PostgresConnection.swift": "libpq's handle, used on one thread of its own alone"
        ])

    static let sharedInstances = rule("No shared instances", #"\.shared\b"#, "take it as an initialiser's argument")

    static let globals = rule(
        "No global variables", #"^((package|public|private|fileprivate|internal|nonisolated)\s+)*var\s"#,
        "put it into a type that is handed around")

    static let staticVariables = rule(
        "No static variables", #"\b(static|class)\s+var\s[^{]*="#, "make it a constant, or a property of an instance")

    static let vagueNames = rule(
        "Names say what a thing is",
        #"\b(struct|class|enum|actor|protocol|typealias)\s+\w*(Manager|Helpers?|Util(s|ity|ities)?|Service|Impl)\b"#,
        "name it after the thing it is")

    static let untypedDictionaries = rule(
        "No untyped dictionaries", #"\[\s*String\s*:\s*(any\s+)?Any\s*\]"#, "decode into a struct")

    static let styleAttributes = rule(
        "No style attributes", #"[\s"']style=\\?["']"#, "the content security policy blocks it; use a class",
        in: { $0.lines }, covers: { $0.path.hasPrefix("Sources/") })

    static let sleeping = rule(
        "Tests do not sleep", #"\b(Task\.sleep|Thread\.sleep|usleep|nanosleep|sleep)\b\s*\("#,
        "wait for the event itself", covers: isTest)

    static let skipping = rule(
        "Tests are not skipped", #"\.(disabled|enabled)\(|\bXCTSkip|\bTest\.cancel\(|\bwithKnownIssue\b"#,
        "make it run or remove it", covers: isTest)

    static let expectingNothing = rule(
        "Tests can fail", #"#(expect|require)\(\s*(true|Bool\(true\))\s*\)"#,
        "expect something that could be otherwise",
        covers: isTest)

    private static let isTest: @Sendable (SourceFile) -> Bool = { $0.isSwift && $0.path.hasPrefix("Tests/") }

    /// A rule that one pattern, searched line by line, must not match.
    private static func rule(
        _ name: String,
        _ pattern: String,
        _ advice: String,
        in view: @escaping @Sendable (SourceFile) -> [String] = { $0.code },
        covers: @escaping @Sendable (SourceFile) -> Bool = { $0.isSwift },
        allowed: [String: String] = [:]
    ) -> Rule {
        Rule(name: name, allowed: allowed, covers: covers) { file in
            guard let expression = try? Regex.rule(pattern) else {
                return [Finding(path: file.path, line: 1, what: "the pattern of “\(name)” is no regular expression")]
            }
            return view(file).enumerated().compactMap { index, line in
                guard let match = line.firstMatch(of: expression) else { return nil }
                let found = line[match.range].trimmingPrefix { $0.isWhitespace }
                return Finding(path: file.path, line: index + 1, what: "`\(found)`: \(advice)")
            }
        }
    }
}
