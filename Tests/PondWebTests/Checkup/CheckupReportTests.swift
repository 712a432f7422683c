import Crypto
import Foundation
import FoundationXML
import PondCore
import Testing

@testable import PondInsight
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
        #expect(html.utf8.firstRange(of: "\"\u{301}".utf8) == nil)
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
        #expect(html.contains("时间太短，先不下结论。"))
        #expect(html.contains("攒够至少 28 天的聊天，再体检一次。"))
        #expect(html.ranges(of: "说不准").isEmpty)
    }

    @Test("Of too little the page scores, ranks, praises and colours nothing", arguments: ReportLanguage.allCases)
    func judgesNothing(language: ReportLanguage) throws {
        let version = CheckupReportWriter(
            words: CheckupWords(checkup: CheckupFixture.minimal()), language: language, fingerprint: ""
        ).version()
        #expect(version.scores == nil)
        #expect(version.errors.items.isEmpty && version.errors.together != nil)
        #expect(version.actions?.items.count == 1)
        #expect(version.blocks.map(\.id) == ["messages"])
        #expect(version.people != nil && version.people?.columns == nil)
        #expect((version.blocks + version.blocksAfter).allSatisfy { $0.advice == nil })
        #expect(version.limits.items.contains { $0.text.contains("14") && $0.text.contains("200") })
    }

    @Test("Words of another language are marked in the English half, in text and in drawings, not in attributes")
    func marksForeignWords() {
        let html = "<p title=\"手冲\">of 手冲, かな and 咖啡</p><svg aria-label=\"小圈\"><title>手</title><text>手</text></svg>"
        #expect(
            ForeignWords.marked(html)
                == "<p title=\"手冲\">of <span lang=\"zh-CN\">手冲</span>, <span lang=\"ja\">かな</span> and "
                + "<span lang=\"zh-CN\">咖啡</span></p><svg aria-label=\"小圈\"><title>手</title>"
                + "<text><tspan lang=\"zh-CN\">手</tspan></text></svg>")
    }

    @Test("The CSV of people carries whole names where the page shortens them")
    func wholeNames() throws {
        let long = String(repeating: "很长的名字", count: 8)
        let checkup = CheckupFixture.full(names: [long, "阿泽"])
        let version = CheckupReportWriter(
            words: CheckupWords(checkup: checkup), language: .chinese, fingerprint: ""
        ).version()
        let table = try #require(version.people?.below.compactMap(\.table).last)
        #expect(table.rows.first?.cells.first?.text.hasSuffix("…") == true)
        let data = try #require(table.csv.split(separator: ",").last.flatMap { Data(base64Encoded: String($0)) })
        #expect(String(decoding: data, as: UTF8.self).contains(long))
    }

    @Test("Without circles the ranking stands beside the mix, and why is a line of its own")
    func withoutCircles() throws {
        func people(_ checkup: Checkup) throws -> CheckupReportPage.People {
            let version = CheckupReportWriter(
                words: CheckupWords(checkup: checkup), language: .english, fingerprint: ""
            ).version()
            return try #require(version.people)
        }
        var checkup = CheckupFixture.full()
        let drawn = try people(checkup)
        #expect(drawn.unknown == nil && drawn.columns?.main.first?.chart != nil && drawn.columns?.hasPicture == true)
        checkup.network.circles = []
        let bare = try people(checkup)
        #expect(bare.unknown?.text.hasPrefix("No circles") == true)
        #expect(bare.columns?.side.first?.ranking != nil && bare.columns?.main.first?.bars?.items.count == 4)
        #expect(bare.columns?.hasPicture == false)
        #expect(bare.below.compactMap(\.table).allSatisfy { $0.headers.allSatisfy { $0.text != "Circle" } })
    }

    @Test("Steps that reach nobody new have no bar")
    func reach() throws {
        var checkup = CheckupFixture.full()
        checkup.network.reachBySteps = [0.24, 0.83, 0.9999999, 1, 1, 1]
        let html = try CheckupReport(checkup: checkup, language: .zh).html()
        #expect(html.contains("</span>2 步</span>") && !html.contains("</span>5 步</span>"))
    }

    @Test("A circle that nobody leads is drawn with its number")
    func numbersCircles() throws {
        var checkup = CheckupFixture.full()
        checkup.network.circles[0].leaders = []
        let html = try CheckupReport(checkup: checkup, language: .zh).html()
        #expect(html.contains(">第 1 圈</text>") && html.contains(">Circle 1</text>"))
    }

    @Test("Each cell of the table of people carries the name of its column")
    func labelsPeople() throws {
        let html = try CheckupReport(checkup: CheckupFixture.full(), language: .zh).html()
        let tables = html.ranges(of: "<table class=\"row-cards\">").map { start in
            html[start.lowerBound...].components(separatedBy: "</table>")[0]
        }
        #expect(tables.count == 4)
        for table in tables {
            #expect(table.ranges(of: /<td[^>]*>/).count > 4)
            #expect(table.ranges(of: /<td(?![^>]* data-label="[^"]+")[^>]*>/).isEmpty)
        }
        #expect(!html.ranges(of: "<table class=\"grid\">").isEmpty)
    }

    @Test("Small cohorts show people, and no colour")
    func smallCohorts() throws {
        var checkup = CheckupFixture.full()
        checkup.newcomers.cohorts.cohorts = [
            .init(day: CheckupFixture.day(0), size: 1, active: [1, 1]),
            .init(day: CheckupFixture.day(7), size: 10, active: [10, 10]),
        ]
        let version = CheckupReportWriter(
            words: CheckupWords(checkup: checkup), language: .english, fingerprint: ""
        ).version()
        let block = try #require(version.blocks.first { $0.id == "newcomers" })
        let rows = try #require(block.parts.compactMap(\.cohorts).first).rows
        #expect(rows[0].cells[1].value == "1/1" && rows[0].cells[1].step == 0)
        #expect(rows[1].cells[1].value == "100%" && rows[1].cells[1].step == 6)
    }

    @Test("Messages a day are drawn by day with trend and turns, by week where the span is long")
    func messagesADay() throws {
        func block(_ checkup: Checkup) throws -> CheckupReportPage.Block {
            let version = CheckupReportWriter(
                words: CheckupWords(checkup: checkup), language: .english, fingerprint: ""
            ).version()
            return try #require(version.blocks.first { $0.id == "messages" })
        }
        var checkup = CheckupFixture.full()
        let daily = try #require(try block(checkup).parts.first)
        let chart = try #require(daily.chart)
        #expect(chart.wide.contains("class=\"trend\"") && chart.wide.contains("class=\"flag\""))
        #expect(chart.legend.first?.text == "messages a day")
        #expect(daily.paragraph?.text.contains("14 Sep 2025 about 291 messages a day instead of about 245") == true)
        #expect(daily.table?.csv.isEmpty == false)
        let days = (0..<400).map {
            Checkup.DailyFacts(day: CheckupFixture.day($0), messages: 30, speakers: 9, newcomers: 0)
        }
        checkup.activity.daily = days
        let long = try #require(try block(checkup).parts.first)
        #expect(long.chart?.legend.first?.text == "messages a day, weekly mean")
        #expect(long.table?.summary == "Table: the last 210 days")
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
