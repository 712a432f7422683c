import Testing

/// Each rule is shown a file that breaks it: a rule that cannot find anything guards nothing.
@Suite("Rules find what they look for")
struct RuleTests {
    /// A rule, a text that breaks it and the line where.
    struct Sample: Sendable, CustomTestStringConvertible {
        let rule: Rule
        let text: String
        var line = 1
        var path = "Sources/PondCore/Sample.swift"

        var testDescription: String { "\(rule.name): \(text.prefix(60))" }
    }

    static let broken = [
        Sample(rule: SizeRules.lines, text: "let a = 1\n" + String(repeating: "群", count: 121), line: 2),
        Sample(rule: SizeRules.files, text: String(repeating: "\n", count: 401), line: 401),
        Sample(rule: SizeRules.functions, text: "func a() {\n" + String(repeating: "b()\n", count: 69) + "}"),
        Sample(rule: WordRules.forceTry, text: "let a = try! b()"),
        Sample(rule: WordRules.fatalErrors, text: #"fatalError("no")"#),
        Sample(rule: WordRules.unfinished, text: "// TO" + "DO: later"),
        Sample(rule: WordRules.unfinished, text: "<!-- FIX" + "ME -->", path: "Sources/PondWeb/a.mustache"),
        Sample(rule: WordRules.tasks, text: "Task { await a() }"),
        Sample(rule: WordRules.tasks, text: "let a = Task.detached(priority: .low) { }"),
        Sample(rule: WordRules.uncheckedSendable, text: "struct A: @unchecked Sendable {}"),
        Sample(rule: WordRules.uncheckedSendable, text: "nonisolated(unsafe) let a = b"),
        Sample(rule: WordRules.sharedInstances, text: "URLSession.shared.a()"),
        Sample(rule: WordRules.globals, text: "package var a = 1"),
        Sample(rule: WordRules.staticVariables, text: "struct A {\n    static var b = 1\n}", line: 2),
        Sample(rule: WordRules.vagueNames, text: "final class SeatManager {}"),
        Sample(rule: WordRules.vagueNames, text: "enum TextUtils {}"),
        Sample(rule: WordRules.untypedDictionaries, text: "let a: [String: Any] = [:]"),
        Sample(rule: WordRules.styleAttributes, text: #"<p style="color: red">"#, path: "Sources/PondWeb/a.mustache"),
        Sample(rule: WordRules.styleAttributes, text: #"let a = "<g style='fill: red'>""#),
        Sample(rule: WordRules.sleeping, text: "try await Task.sleep(for: .seconds(1))", path: "Tests/A.swift"),
        Sample(rule: WordRules.skipping, text: #"@Test(.disabled("later")) func a() {}"#, path: "Tests/A.swift"),
        Sample(rule: WordRules.expectingNothing, text: "#expect(Bool(true))", path: "Tests/A.swift"),
        Sample(
            rule: DocumentationRules.types, text: "/// A.\n@Suite\nstruct A {\n    enum B {}\n}\nenum C {}", line: 6),
        Sample(
            rule: DocumentationRules.dependencies, text: #".package(url: "https://example.org/a", from: "1.0.0")"#,
            path: "Package.swift"),
        Sample(rule: ImportRules.rule, text: "package import PondStore"),
        Sample(rule: ImportRules.rule, text: "import Foundation\n@testable import struct PondTalk.Message", line: 2),
        Sample(rule: ImportRules.rule, text: "import PondInsight", path: "Sources/PondTalk/A.swift"),
        Sample(rule: ImportRules.rule, text: "", path: "Sources/PondUnknown/A.swift"),
    ]

    @Test("A file that breaks a rule is found, with its line", arguments: broken)
    func brokenFileIsFound(sample: Sample) {
        let findings = sample.rule.findings(in: [SourceFile(path: sample.path, text: sample.text)])
        #expect(findings.map(\.line) == [sample.line])
        #expect(findings.first?.description.hasPrefix("\(sample.path):\(sample.line): ") == true)
    }

    @Test("Every rule has a sample that breaks it")
    func everyRuleHasASample() {
        #expect(Set(TidyTests.rules.map(\.name)).subtracting(Self.broken.map(\.rule.name)) == [])
    }

    static let sound = [
        Sample(rule: SizeRules.functions, text: "func a() {\n" + String(repeating: "b()\n", count: 68) + "}"),
        Sample(rule: SizeRules.files, text: String(repeating: "\n", count: 400)),
        Sample(rule: WordRules.forceTry, text: #"// try! is banned"# + "\n" + #"let a = "try! b""#),
        Sample(rule: WordRules.tasks, text: "try await Task.checkCancellation(); let a: Task<Void, Never>"),
        Sample(rule: WordRules.globals, text: "struct A {\n    package var b = 1\n}"),
        Sample(rule: WordRules.staticVariables, text: "struct A {\n    static var b: Int { 1 }\n}"),
        Sample(rule: WordRules.styleAttributes, text: "let style = 1"),
        Sample(rule: WordRules.vagueNames, text: "struct Implementation {}\nstruct Utility68 {}"),
        Sample(rule: DocumentationRules.types, text: "/// A.\n@Suite\npackage struct A {}\nprivate enum B {}"),
        Sample(rule: DocumentationRules.dependencies, text: "// Why.\n.package(path: a)", path: "Package.swift"),
        Sample(
            rule: ImportRules.rule, text: "package import Foundation\nimport PondCore",
            path: "Sources/PondStore/A.swift"),
    ]

    @Test("A file that keeps a rule is left alone", arguments: sound)
    func soundFileIsLeftAlone(sample: Sample) {
        #expect(sample.rule.findings(in: [SourceFile(path: sample.path, text: sample.text)]) == [])
    }

    @Test("An exception counts while it is needed, and is a finding once it is not")
    func exceptionsShrink() {
        var rule = WordRules.forceTry
        rule.allowed = ["Sources/A/B.swift": "shown to this test"]
        let broken = SourceFile(path: "Sources/A/B.swift", text: "try! c()")
        let mended = SourceFile(path: "Sources/A/B.swift", text: "try c()")
        #expect(rule.findings(in: [broken]) == [])
        #expect(rule.staleExceptions(in: [broken]) == [])
        #expect(rule.staleExceptions(in: [mended]).map(\.path) == ["Sources/A/B.swift"])
        #expect(rule.staleExceptions(in: []).count == 1)
    }
}
