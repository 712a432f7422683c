import Testing

@testable import PondCommunity

@Suite("How names are found")
struct MemberNameTests {
    @Test("Every end of a name is a term, folded")
    func terms() {
        #expect(MemberName.terms(of: "何以棠") == ["何以棠", "以棠", "棠"])
        #expect(MemberName.terms(of: "Ａb c") == ["ab c", "b c", "c"])
        #expect(MemberName.terms(of: String(repeating: "长", count: 10_000)).count == MemberName.searchedScalarsMax)
    }

    @Test("A range holds the terms that begin with what was typed, and no other")
    func ranges() throws {
        for (typed, inside, outside) in [
            ("以", "以棠", "何以"), ("AB", "abc", "ac"), ("第 42 位", "420", "43"),
        ] {
            let range = try #require(MemberName.range(typed))
            #expect(range.from.utf8.lexicographicallyPrecedes(inside.utf8) || range.from == inside)
            #expect(inside.utf8.lexicographicallyPrecedes(range.below.utf8))
            let isBefore = outside.utf8.lexicographicallyPrecedes(range.from.utf8)
            #expect(isBefore || !outside.utf8.lexicographicallyPrecedes(range.below.utf8))
        }
        #expect(MemberName.range("\u{200B} ") == nil)
    }

    @Test("Codes leave out what is mistaken for something else, and are read as people type them")
    func codes() {
        #expect(InvitationCode.read(" abcde-23456 ") == "ABCDE23456")
        #expect(InvitationCode.read("ABCDE2345") == nil && InvitationCode.read("ABCDE2345O") == nil)
        #expect(InvitationCode.alphabet.allSatisfy { !"01OILUV".contains($0) })
        #expect(Set((0..<1_000).map { _ in InvitationCode.make() }).count == 1_000)
    }
}
