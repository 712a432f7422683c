import Crypto
import Foundation
import FoundationXML
import PondCore
import PondInsight
import Testing

@testable import PondWeb

@Suite("The checkup report")
struct CheckupReportTests {
    private static let checkups: [@Sendable () -> Checkup] = [
        { CheckupFixture.full() }, { CheckupFixture.minimal() }, { CheckupFixture.empty() },
        { CheckupFixture.full(names: CheckupFixture.hostileNames) },
    ]

    @Test(
        "A full, a bare, an empty and a hostile checkup give well-formed pages", arguments: 0..<4,
        ReportLanguage.allCases)
    func isWellFormed(which: Int, language: ReportLanguage) throws {
        let html = try CheckupReport(checkup: Self.checkups[which](), language: language).html()
        let parser = XMLParser(data: Data(html.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
        #expect(!html.contains("{{"))
    }

    @Test("The page runs nothing, loads nothing and styles nothing inline", arguments: 0..<4)
    func isInert(which: Int) throws {
        let tags = try Self.tags(CheckupReport(checkup: Self.checkups[which](), language: .zh).html())
        #expect(
            tags.names.isDisjoint(with: ["script", "img", "iframe", "object", "embed", "base", "form", "b:script"]))
        #expect(tags.attributes.allSatisfy { !$0.name.hasPrefix("on") && $0.name != "style" && $0.name != "src" })
        let addresses = tags.attributes.filter { $0.name == "href" }.map(\.value)
        #expect(addresses.contains { $0.hasPrefix("data:text/csv") })
        #expect(addresses.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("data:") })
        #expect(tags.count("style") == 1)
    }

    @Test("The policy allows exactly the one style sheet that is in the page")
    func policyMatchesStyle() throws {
        let html = try CheckupReport(checkup: CheckupFixture.full(), language: .zh).html()
        let style = try #require(html.firstMatch(of: /<style>([^<]*)<\/style>/)).output.1
        let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
        #expect(
            html.contains(
                "content=\"default-src 'none'; style-src 'sha256-\(hash)'; img-src data:; base-uri 'none'; "
                    + "form-action 'none'\""))
        #expect(!style.contains("url(") && !style.contains("@import"))
    }

    @Test("Hostile names stand in the page as plain text")
    func escapesNames() throws {
        let checkup = CheckupFixture.full(names: CheckupFixture.hostileNames)
        let html = try CheckupReport(checkup: checkup, language: .en).html()
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/sc…"))
        #expect(!html.contains("<script") && !html.contains("<img"))
        #expect(!html.contains("\u{202E}"))
        #expect(html.contains("\u{2068}محمد"))
    }

    @Test("Both languages are in the page, the chosen one first and checked")
    func holdsBothLanguages() throws {
        let chinese = try CheckupReport(checkup: CheckupFixture.full(), language: .zh).html()
        #expect(chinese.contains("<html lang=\"zh-CN\" class=\"default-zh\">"))
        #expect(chinese.contains("五个致命错误") && chinese.contains("The five deadly errors"))
        #expect(chinese.contains("id=\"language-zh\" autocomplete=\"off\" checked=\"checked\""))
        let english = try CheckupReport(checkup: CheckupFixture.full(), language: .en, theme: .dark).html()
        #expect(english.contains("id=\"language-en\" autocomplete=\"off\" checked=\"checked\""))
        #expect(english.contains("id=\"theme-dark\" autocomplete=\"off\" checked=\"checked\""))
    }

    @Test("The English half holds no Chinese beyond names")
    func englishIsEnglish() throws {
        let english = (0..<8).map { "Person\($0)" }
        var checkup = CheckupFixture.full(names: english)
        checkup.source.chats = ["Coffee"]
        checkup.content.topicWords = []
        checkup.network.circles[0].topicWords = []
        checkup.network.split?.parts[0].topicWords = []
        for index in checkup.errors.indices {
            for item in checkup.errors[index].evidence.indices {
                checkup.errors[index].evidence[item].excerpt = nil
                checkup.errors[index].evidence[item].words = ["food"]
            }
        }
        let html = try CheckupReport(checkup: checkup, language: .en).html()
        let start = try #require(html.range(of: "<div class=\"report in-en\""))
        let end = try #require(html.range(of: "<div class=\"report in-zh\""))
        let half = html[start.lowerBound..<end.lowerBound]
        #expect(half.unicodeScalars.first { (0x3000..<0xA000).contains($0.value) } == nil)
    }

    @Test("No id is given twice, and each label finds its heading")
    func idsAreUnique() throws {
        let tags = try Self.tags(CheckupReport(checkup: CheckupFixture.full(), language: .zh).html())
        let ids = tags.attributes.filter { $0.name == "id" }.map(\.value)
        #expect(Set(ids).count == ids.count)
        let referred = tags.attributes.filter { ["for", "aria-labelledby"].contains($0.name) }.map(\.value)
        #expect(!referred.isEmpty && Set(referred).isSubset(of: Set(ids)))
    }

    @Test("The fingerprint follows the findings, not the time of writing")
    func fingerprint() {
        var checkup = CheckupFixture.full()
        let first = CheckupReport.fingerprint(of: checkup)
        checkup.source.generatedAt = .init(milliseconds: 1)
        #expect(CheckupReport.fingerprint(of: checkup) == first)
        checkup.totals.messages += 1
        #expect(CheckupReport.fingerprint(of: checkup) != first)
        #expect(first.count == 19)
    }

    @Test("What cannot be told is said, with the reason")
    func saysWhatCannotBeTold() throws {
        let html = try CheckupReport(checkup: CheckupFixture.minimal(), language: .zh).html()
        #expect(html.contains("导出里看不出"))
        #expect(html.contains("消息太少，说不准。"))
        #expect(html.contains("没有引用也没有点名"))
    }

    private struct Tags {
        var list: [String] = []
        var attributes: [(name: String, value: String)] = []

        var names: Set<String> { Set(list) }

        func count(_ name: String) -> Int {
            list.filter { $0 == name }.count
        }
    }

    private final class Collector: NSObject, XMLParserDelegate {
        var tags = Tags()

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            tags.list.append(name)
            tags.attributes.append(contentsOf: attributes.map { ($0.key, $0.value) })
        }
    }

    private static func tags(_ html: String) throws -> Tags {
        let parser = XMLParser(data: Data(html.utf8))
        let collector = Collector()
        parser.delegate = collector
        try #require(parser.parse())
        return collector.tags
    }
}
