import Testing

@testable import PondWeb

@Suite("What a search found, with the words that were looked for")
struct FoundPieceTests {
    private func marked(_ text: String, _ query: String) -> String {
        FoundPiece.pieces(of: text, query: query).map { $0.isHit ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test("Each word is marked wherever it stands, whatever its case")
    func words() {
        #expect(marked("咖啡店的咖啡", "咖啡") == "[咖啡]店的[咖啡]")
        #expect(marked("Bloom first, then BLOOM again", "bloom") == "[Bloom] first, then [BLOOM] again")
        #expect(marked("水温 92 度，磨细一格", "磨细  水温") == "[水温] 92 度，[磨细]一格")
        #expect(marked("ＡＢＣ café", "abc cafe") == "[ＡＢＣ] [café]")
    }

    @Test("What is not there marks nothing, and the text stays whole")
    func nothing() {
        #expect(marked("早", "咖啡") == "早")
        #expect(marked("早", "") == "早")
        #expect(marked("", "早") == "")
        #expect(FoundPiece.pieces(of: "<b>早</b>", query: "早").map(\.text).joined() == "<b>早</b>")
    }
}
