import Testing

@Suite("The table of imports agrees with the architecture")
struct ImportTableTests {
    @Test("Contexts do not import each other", arguments: ImportRules.contexts.sorted())
    func contextsAreApart(context: String) throws {
        let imports = try #require(ImportRules.table[context])
        #expect(imports.isDisjoint(with: ImportRules.contexts))
    }

    @Test("What computes does not know what stores", arguments: ImportRules.pure.sorted())
    func pureTargetsKeepNothing(target: String) throws {
        let imports = try #require(ImportRules.table[target])
        #expect(imports.isDisjoint(with: ["PondStore", "PondPlatform", "PondCommunity", "PondWeb"]))
        #expect(imports.isDisjoint(with: ImportRules.contexts))
    }

    @Test("Only one target speaks to each engine")
    func enginesHaveOneSpeaker() {
        for driver in ["GRDB", "CLibPQ", "CIGraph", "CYajl", "CCurl", "CQRCodeGen", "Mustache", "ArgumentParser"] {
            #expect(ImportRules.table.values.filter { $0.contains(driver) }.count == 1, "\(driver)")
        }
    }

    @Test("Imports run in one direction")
    func noCycles() {
        var rest = ImportRules.table.mapValues { $0.filter { ImportRules.table[$0] != nil } }
        while let leaf = rest.first(where: { $0.value.isEmpty })?.key {
            rest[leaf] = nil
            for target in rest.keys { rest[target]?.remove(leaf) }
        }
        #expect(rest.isEmpty, "these import each other: \(rest.keys.sorted())")
    }
}
