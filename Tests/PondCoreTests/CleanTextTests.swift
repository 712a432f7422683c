import PondCore
import Testing

@Suite("What people type is cleaned")
struct CleanTextTests {
    @Test("Marks of direction, characters without width and U+0000 vanish from a line")
    func hostile() {
        #expect(CleanText.line("  小\u{202E}满\u{200B}\u{0} \u{FEFF} 咖啡\u{2066}  ") == "小满 咖啡")
        #expect(CleanText.line("a\u{200D}b") == "ab")
        #expect(!CleanText.isVisible(CleanText.line("\u{200B}\u{2060}\u{3164}")))
    }

    @Test("Emoji families and flags stay whole")
    func emoji() {
        #expect(CleanText.line("👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️") == "👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️")
    }

    @Test("Marks piled on one another are cut to three")
    func piled() {
        let piled = "e" + String(repeating: "\u{0301}", count: 40)
        #expect(CleanText.line(piled).unicodeScalars.count == 4)
    }

    @Test("Several lines keep their ends and lose empty ones beyond one")
    func lines() {
        #expect(CleanText.lines("一\t二\u{2028}三\u{85}四\u{B}五") == "一 二\n三\n四\n五")
        #expect(CleanText.lines("一\r\n\r\n\r\n二\r三\u{0}\n") == "一\n\n二\n三")
    }
}
