import PondCore
import Testing

@testable import PondInsight
@testable import PondWeb

@Suite("Words that say what was counted")
struct HonestWordsTests {
    private func words(_ change: (inout Checkup) -> Void = { _ in }) -> CheckupWords {
        var checkup = CheckupFixture.full()
        change(&checkup)
        return CheckupWords(checkup: checkup)
    }

    @Test("An hour is told by the people of each time, and where none stands out none is advised")
    func slots() {
        let note = CheckupWords.slotNote(CheckupFixture.slots[0])
        #expect(note.chinese == "平均每次 14 人说话，是 7–23 点平均的 2.4 倍；92% 的周里至少有 3 人在")
        #expect(note.english.hasPrefix("14 people speak each time, 2.4× the mean of 7:00–23:00"))
        let flat = words { $0.rhythm.bestSlots = [] }
        #expect(flat.rhythmAdvice?.chinese == "各个时段差不多，活动放在哪天都行。")
    }

    @Test("What is no group is called so in headline, verdict and errors, and nothing is advised")
    func noGroup() throws {
        for (reason, said) in [(Checkup.NoGroup.privateChat, "这是一段私聊。"), (.fewSpeakers, "说话的只有 2 人。")] {
            let words = words { checkup in
                checkup.noGroup = reason
                checkup.totals.speaking = 2
                checkup.indices = nil
                checkup.actions = []
                for index in checkup.needs.indices { checkup.needs[index].isMet = false }
                for error in checkup.errors.indices { checkup.errors[error].next = .init(.exportGroup, count: 5) }
            }
            #expect(words.headline.map(\.chinese) == ["这不是群，不下结论。"])
            #expect(words.verdict.chinese == said + "导出一个至少有 5 人说话的群，再体检。下面只列数得出来的。")
            let page = CheckupReportWriter(words: words, language: .chinese, fingerprint: "").version()
            #expect(page.errors.items.isEmpty && page.errors.together?.text.contains("这不是群") == true)
            #expect(page.actions == nil && page.scores == nil)
            #expect((page.blocks + page.blocksAfter).allSatisfy { $0.advice == nil })
            #expect(!page.blocks.contains { $0.id == "activity" })
        }
    }

    @Test("A curve that fell is not left alone, and its line is called what it is")
    func fall() throws {
        let fallen = words { checkup in
            checkup.activity.trend = .init(
                direction: .falling, isGradual: false, slopePerWeek: 0.1, pValue: 0.6, firstMean: 37, lastMean: 29,
                lineStart: 30, lineEnd: 31)
        }
        #expect(fallen.activityFact.chinese == "在跌：前三分之一平均 37 人，后三分之一 29 人")
        #expect(!fallen.activityAdvice.chinese.contains("不用动"))
        let trend = try #require(fallen.checkup.activity.trend)
        let key = CheckupReportWriter(words: fallen, language: .chinese, fingerprint: "").trendKey(trend)
        #expect(key.text == "趋势线：不是一路走，是换了水平")
    }

    @Test("Circles part in words only where they part in the figures")
    func circles() {
        func advice(_ parts: Bool, _ share: Double, isOwners: Bool = false) -> String {
            words { checkup in
                if !isOwners { checkup.ecology.owner.person = nil }
                checkup.network.bridges[0].partsCircles = parts
                checkup.network.bridges[0].shareTogether = share
            }.peopleAdvice.chinese
        }
        #expect(advice(true, 0.4).contains("圈子会断开"))
        #expect(advice(false, 0.6).hasPrefix("一半以上的跨圈往来靠他们"))
        #expect(advice(false, 0.4).hasPrefix("想让圈子更近"))
        #expect(!advice(true, 0.4, isOwners: true).contains("带一个新人小组"))
    }

    @Test("Colour is called stronger, which holds in the dark too")
    func colour() {
        #expect(words().rhythmFact.chinese.hasPrefix("颜色越浓") && words().rhythmFact.english.hasPrefix("stronger"))
    }

    @Test("The first row of the cohorts says that its people were there from the start")
    func cohorts() throws {
        let page = CheckupReportWriter(words: words(), language: .english, fingerprint: "").version()
        let block = try #require(page.blocks.first { $0.id == "newcomers" })
        let rows = try #require(block.parts.compactMap(\.cohorts).first).rows
        #expect(rows[0].name == "25 Aug or before" && rows[1].name == "1 Sep")
    }

    @Test("A limit that moves says by what, and English prints the limits that Chinese prints")
    func limits() {
        func density(_ basis: Checkup.ValueBasis) -> Phrase {
            words().sentence(.init(.valueDensity, isSign: true, share: 0.18, limit: 0.41, words: [basis.rawValue]))
        }
        #expect(density(.always).chinese == "有用的话占 18%（下限 41%）。")
        #expect(density(.halfOfChatter).chinese.contains("灌水的一半") && density(.thirdOfNoise).english.contains("third"))
        let silent = Checkup.Evidence(
            .silentMembers, isSign: true, count: 30, total: 90, share: 0.33, value: 28, limit: 0.3)
        #expect(words().sentence(silent).english.hasSuffix("(33%, healthy: at most 30%)."))
        let advertisers = Checkup.Evidence(
            .newcomerAdvertisements, isSign: false, count: 2, total: 130, share: 0.015, limit: 0.05)
        #expect(words().sentence(advertisers).chinese == "2 位新人一开口就是广告（1.5%，上限 5%）。")
    }

    @Test("Whose questions, and by what the list is ordered")
    func whose() {
        let step = Checkup.Step(.answerQuestions, share: 0.34)
        let action = Checkup.Action(step: step, who: .support, when: .thisWeek, effect: .medium)
        #expect(words().reason(action).english.hasSuffix("Of everybody's questions 34% are answered now."))
        let leader = Checkup.RankedPerson(person: 0, pageRank: 0.0824, betweenness: 0, answeredBy: 23)
        #expect(CheckupWords.influence(leader).chinese == "影响力 8.2% · 23 人回应过")
    }

    @Test("Beside a few offers no name stands, and over years days have theirs")
    func sellers() throws {
        func columns(_ promotions: Int) throws -> [String] {
            let words = words { $0.content.promotions = promotions }
            let page = CheckupReportWriter(words: words, language: .chinese, fingerprint: "").version()
            return try #require(page.people?.below.compactMap(\.table).last).headers.map(\.text)
        }
        #expect(try columns(9).contains("推广") == false && columns(10).contains("推广"))
        let long = words { $0.totals.days = 4_800 }
        let first = Checkup.Evidence(.removals, isSign: false, count: 1, day: CheckupFixture.day(0))
        #expect(long.sentence(first).chinese.contains("2025 年 8 月 25 日"))
        #expect(long.quotation(.init(person: 0, day: CheckupFixture.day(0), text: "话")).english.contains("25 Aug 2025"))
    }
}
