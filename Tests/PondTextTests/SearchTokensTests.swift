import PondText
import Testing

@Suite("Search tokens")
struct SearchTokensTests {
    @Test("Chinese becomes pairs, and the last character stands alone")
    func pairs() {
        #expect(SearchTokens.of("手冲咖啡") == ["手冲", "冲咖", "咖啡", "啡"])
        #expect(SearchTokens.of("鱼") == ["鱼"])
        #expect(SearchTokens.of("，。！") == [])
    }

    @Test("Words of other scripts stay whole, folded")
    func words() {
        #expect(SearchTokens.of("V60 手冲，ＡＢＣ１２") == ["v60", "手冲", "冲", "abc12"])
        #expect(SearchTokens.of("Kaffee–ÄRGER") == ["kaffee", "ärger"])
        #expect(SearchTokens.of(String(repeating: "x", count: 90)) == [String(repeating: "x", count: 40)])
    }

    @Test("A query of one character asks for beginnings, a longer one for a phrase")
    func queries() {
        #expect(SearchTerm.of("鱼") == [SearchTerm(phrase: ["鱼"], isPrefix: true)])
        #expect(SearchTerm.of("手冲咖啡") == [SearchTerm(phrase: ["手冲", "冲咖", "咖啡"], isPrefix: false)])
        #expect(
            SearchTerm.of("cof 豆子") == [
                SearchTerm(phrase: ["cof"], isPrefix: true), SearchTerm(phrase: ["豆子"], isPrefix: false),
            ])
        #expect(SearchTerm.of(" ~!").isEmpty)
        #expect(SearchTerm.of("a b c d e f g h i j").count == SearchTerm.countMax)
    }
}
