import Foundation
import FoundationXML
import PondCore
import PondDemo
import PondExchange
import PondInsight
import Testing

@testable import PondWeb

@Suite("Reports of generated chats")
struct GeneratedReportTests {
    private static func checkup(of records: [ChatRecord]) throws -> Checkup {
        var builder = CheckupBuilder(options: .init(generatedAt: Timestamp(seconds: 1_763_631_720)))
        for record in records { builder.add(record) }
        return try builder.finish()
    }

    @Test(
        "The headline names the error that was planted",
        arguments: [
            (ChatScenario.overActive, "水太多"), (.sellsEarly, "卖得太早"), (.unclearPosition, "话题散了"), (.noDoor, "谁都能进"),
            (.noScreening, "久未筛选"),
        ])
    func namesTheError(scenario: ChatScenario, words: String) throws {
        let checkup = try Self.checkup(of: ChatGenerator(scenario: scenario).records())
        let html = try CheckupReport(checkup: checkup, language: .zh).html()
        let headline = try #require(html.firstMatch(of: /<h1 [^>]*>(.*?)<\/h1>/)).output.1
        #expect(headline.contains(words))
        #expect(XMLParser(data: Data(html.utf8)).parse())
    }

    @Test("A large group does not make a large page")
    func isBounded() throws {
        let generator = ChatGenerator(messages: 20_000, people: 5000, days: 700)
        let html = try CheckupReport(checkup: Self.checkup(of: generator.records()), language: .en).html()
        #expect(html.utf8.count < 400_000)
        #expect(XMLParser(data: Data(html.utf8)).parse())
    }

    @Test("An anonymised report names nobody")
    func isAnonymous() throws {
        let records = ChatGenerator(messages: 3000).records()
        let html = try CheckupReport(checkup: Self.checkup(of: records).anonymised(), language: .zh).html()
        let names = records.compactMap { record -> String? in
            guard case .person(let person) = record, person.name.count > 2 else { return nil }
            return person.name
        }
        #expect(names.count > 20)
        #expect(names.allSatisfy { !html.contains($0) })
        #expect(html.contains("成员 1"))
    }
}
