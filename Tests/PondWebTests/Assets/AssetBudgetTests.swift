import Foundation
import PondCommunity
import PondStore
import Testing

@testable import PondWeb

@Suite("What a browser has to fetch")
struct AssetBudgetTests {
    private static let kibibyte = 1_024

    @Test("Our scripts stay within 6 KB on member pages and 12 KB in the console, compressed")
    func scripts() throws {
        let assets = try AssetStore()
        #expect(try #require(assets.sentBytes("kernel.js")) <= 6 * Self.kibibyte)
        for name in ["console.js", "console-chat.js"] {
            #expect(try #require(assets.sentBytes(name)) <= 12 * Self.kibibyte, "\(name)")
        }
        #expect(assets.sentBytes("nothing.js") == nil)
    }

    @Test("The first pages of guests and members with all that belongs to them stay within 30 KB, compressed")
    func pages() async throws {
        let assets = try AssetStore()
        try await CommunitySite.run(.sqlite) { site in
            let community = try await site.found().community
            try await site.join(.xiaoman, community)
            let member = CommunitySite.Person.xiaoman.token
            let pages = [
                ("/sign-in", nil), ("/c/\(community)", nil), ("/c/\(community)", member),
                ("/c/\(community)/groups", member),
            ]
            for (path, token) in pages {
                let page = try await site.get(path, as: token).text
                let html = try #require(try Gzip.compress(Data(page.utf8))).count
                let named = AssetStore.bundles.map(\.name).filter { page.contains(assets.address($0)) }
                #expect(named.contains { $0.hasSuffix(".css") } && named.contains { $0.hasSuffix(".js") })
                let all = html + named.reduce(0) { $0 + (assets.sentBytes($1) ?? 0) }
                #expect(all <= 30 * Self.kibibyte, "\(path): \(all) bytes with \(named)")
            }
        }
    }

    @Test("Lines of remarks, indentation and empty lines go; texts stay as they are")
    func stripping() {
        let script = #"""
            // A remark.
            const address = 'https://pond.example/a//b' // behind code
                const path = "it's // no remark"

            /* of two
               lines */ start()
            const text = `first
              // second ${value}
            third \` still` + '`'
              // gone
              run()

            """#
        let expected = #"""
            const address = 'https://pond.example/a//b' // behind code
            const path = "it's // no remark"
            /* of two
            lines */ start()
            const text = `first
              // second ${value}
            third \` still` + '`'
            run()

            """#
        #expect(ScriptText.stripped(script) == expected)
    }

    @Test("Of our own scripts every line of code is sent, in its order")
    func scriptsWhole() throws {
        let root = try PageTemplates.resourcesFolder()
        for name in Set(AssetStore.bundles.flatMap(\.parts)) where name.hasSuffix(".js") {
            let text = try PageTemplates.text(root, name)
            let code = text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
                .filter { !$0.isEmpty && !$0.hasPrefix("//") }
            #expect(ScriptText.stripped(text).split(separator: "\n") == code, "\(name)")
        }
    }
}
