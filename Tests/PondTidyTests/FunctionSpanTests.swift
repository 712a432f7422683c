import Testing

@Suite("Functions are measured from keyword to closing brace")
struct FunctionSpanTests {
    private func spans(_ text: String) -> [FunctionSpan] {
        FunctionSpan.all(in: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }

    @Test("Nested functions and initialisers count on their own")
    func nested() {
        let text = "struct A {\n  init() {\n  }\n  func b() {\n    func c() {\n    }\n  }\n}"
        #expect(
            spans(text) == [
                FunctionSpan(name: "init", firstLine: 2, lastLine: 3),
                FunctionSpan(name: "b", firstLine: 4, lastLine: 7),
                FunctionSpan(name: "c", firstLine: 5, lastLine: 6),
            ])
    }

    @Test("A default argument's closure is no body")
    func defaultArgument() {
        let text = "func a(\n  b: () -> Void = { },\n  c: [Int] = [1]\n) async throws -> Int\nwhere D: E {\n}"
        #expect(spans(text) == [FunctionSpan(name: "a", firstLine: 1, lastLine: 6)])
    }

    @Test("A requirement without a body takes nobody else's")
    func requirement() {
        #expect(spans("protocol A {\n  func b() -> Int\n  func c()\n}\nstruct D {\n}") == [])
        #expect(spans("protocol A {\n  init()\n  var b: Int { get }\n}") == [])
    }

    @Test("A call of an initialiser is none")
    func call() {
        #expect(spans("let a = B.init(c) { d in\n}\nself.init(e)\n") == [])
    }
}
