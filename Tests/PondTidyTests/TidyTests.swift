import Testing

/// The whole repository against the rules of the house.
@Suite("The source tree is tidy")
struct TidyTests {
    static let rules = SizeRules.all + WordRules.all + DocumentationRules.all + [ImportRules.rule]

    /// Read once for all rules.
    static let tree = Result { try SourceTree() }

    @Test("Every file keeps every rule", arguments: rules)
    func everyFileKeeps(rule: Rule) throws {
        let files = try Self.tree.get().files
        for finding in rule.findings(in: files) + rule.staleExceptions(in: files) {
            Issue.record("\(rule.name): \(finding.description)")
        }
    }

    @Test("Every target has its row in the table of imports, and every row its target")
    func everyTargetHasARow() throws {
        #expect(try Self.tree.get().targets() == ImportRules.table.keys.sorted())
    }
}
