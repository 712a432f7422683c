import Testing

@Suite("The mask blanks texts and comments and nothing else")
struct SwiftMaskTests {
    @Test("Strings of every kind are blanked, code around them stays", arguments: Self.masked)
    func stringsAreBlanked(source: String, expected: String) {
        #expect(SwiftMask.mask(source, keeping: .code) == expected)
    }

    static let masked = [
        (#"a("b")c"#, "a(   )c"),
        (#"a("b\"c")d"#, "a(      )d"),
        (#"a("\(b("c"))")d"#, "a(           )d"),
        (##"a(#"b"c"#)d"##, "a(       )d"),
        (##"a(#/"/#)d"##, "a(     )d"),
        ("a\"\"\"\n\"b\"\n\"\"\"c", "a   \n   \n   c"),
        ("a // b\nc", "a     \nc"),
        ("a /* b /* c */ d */ e", "a                   e"),
        ("a / b / c", "a / b / c"),
        ("a(\"群\")b", "a(     )b"),
    ]

    @Test("Comments stay where they are asked for")
    func commentsStay() {
        #expect(SwiftMask.mask("a // \"b\"\nc(\"d\")", keeping: .codeAndComments) == "a // \"b\"\nc(   )")
    }

    @Test("Lines stay where they are")
    func linesStay() {
        let text = "let a = \"\"\"\n  b \\(c(\"d\"))\n  \"\"\"\n/* e\nf */\nlet g = 1\n"
        let masked = SwiftMask.mask(text, keeping: .code)
        #expect(masked.utf8.count == text.utf8.count)
        #expect(masked.split(separator: "\n", omittingEmptySubsequences: false)[5] == "let g = 1")
    }
}
