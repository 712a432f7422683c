import Foundation
import Testing

/// The repository's documents against each other and against the scripts.
@Suite("Documents agree with what they speak of")
struct DocumentTests {
    /// The documents, relative to the root.
    private func documents(_ tree: SourceTree) throws -> [String] {
        let files = FileManager.default
        let top = try files.contentsOfDirectory(atPath: tree.root.path())
        let docs = try files.subpathsOfDirectory(atPath: tree.root.appending(path: "docs").path()).map { "docs/\($0)" }
        return (top + docs).filter { $0.hasSuffix(".md") }.sorted()
    }

    /// What `](…)` links to, without addresses and anchors.
    static func links(in text: String) -> [String] {
        text.matches(of: /\]\(([^)#\s]+)[^)]*\)/).map { String($0.1) }.filter { !$0.contains("://") }
    }

    @Test("Links lead somewhere")
    func linksLeadSomewhere() throws {
        let tree = try TidyTests.tree.get()
        var followed = 0
        for document in try documents(tree) {
            let folder = tree.root.appending(path: document).deletingLastPathComponent()
            for link in Self.links(in: try tree.text(of: document)) where !link.hasSuffix(".png") {
                followed += 1
                let target = folder.appending(path: link).standardizedFileURL
                #expect(FileManager.default.fileExists(atPath: target.path()), "\(document): \(link)")
            }
        }
        #expect(followed > 20)
    }

    @Test("Links are found with and without anchors, addresses are left alone")
    func linksAreFound() {
        let text = "[a](b.md) ![c](d/e.png) [f](g.md#h) [i](https://example.org) [j](#k)"
        #expect(Self.links(in: text) == ["b.md", "d/e.png", "g.md"])
    }

    @Test("Both front pages explain the same commands")
    func frontPagesAgree() throws {
        let tree = try TidyTests.tree.get()
        func commands(_ path: String) throws -> [String] {
            try tree.text(of: path).matches(of: /### `pond (\w+)`/).map { String($0.1) }
        }
        #expect(try commands("README.md") == commands("README.zh.md"))
        #expect(try commands("README.md") == ["checkup", "import", "export", "backup", "demo"])
    }

    @Test("bin/setup installs every C library that Package.swift names")
    func setupInstallsLibraries() throws {
        let tree = try TidyTests.tree.get()
        let libraries = try tree.text(of: "Package.swift").matches(of: /\.apt\(\["([^"]+)"\]\)/).map { String($0.1) }
        let setup = try tree.text(of: "bin/setup").split(whereSeparator: \.isWhitespace)
        #expect(libraries.count >= 4)
        for library in libraries { #expect(setup.contains(Substring(library)), "\(library)") }
    }

    @Test("Every test target has an area in bin/test, and CONTRIBUTING.md names it")
    func areasAreComplete() throws {
        let tree = try TidyTests.tree.get()
        let areas = try tree.text(of: "bin/test").matches(of: /\[(\w+)\]=(\w+Tests)/)
        let targets = try tree.text(of: "Package.swift").matches(of: /\.testTarget\(\s*name: "(\w+)"/).map(\.1)
        #expect(Set(areas.map(\.2)) == Set(targets))
        let contributing = try tree.text(of: "CONTRIBUTING.md").split { !$0.isLetter && !$0.isNumber }
        for area in areas { #expect(contributing.contains(area.1), "\(area.1)") }
    }
}
