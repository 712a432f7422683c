import Testing

@testable import PondInsight

@Suite("Words of a line")
struct WordFinderTests {
    @Test("Chinese is cut by the dictionary, other scripts at their spaces")
    func words() {
        let finder = WordFinder()
        #expect(finder.words(of: "苏州的火锅，和石板烘焙").map(\.text) == ["苏州", "的", "火锅", "和", "石板", "烘焙"])
        #expect(finder.words(of: "Don't sell 80 bikes😀!").map(\.text) == ["Don't", "sell", "bikes"])
        #expect(finder.words(of: "").isEmpty)
    }

    @Test("Places count units of UTF-16, and one finder serves line after line")
    func places() {
        let finder = WordFinder()
        for _ in 0..<2 {
            #expect(finder.words(of: "😀火锅 ok").map(\.place) == [2..<4, 5..<7])
        }
    }
}
