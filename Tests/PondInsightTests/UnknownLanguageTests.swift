import PondCore
import PondExchange
import Testing

@testable import PondInsight

@Suite("Languages that the word lists do not hold")
struct UnknownLanguageTests {
    @Test("A sentence is told by its letters, or by the commonest words")
    func sentences() {
        #expect(KnownLanguage.isKnown("磨豆机的刻度怎么调") == true)
        #expect(KnownLanguage.isKnown("周末去の活动") == true)
        #expect(KnownLanguage.isKnown("does anyone know which shoes are best") == true)
        #expect(KnownLanguage.isKnown("土曜日の体育館は開いていますか？") == false)
        #expect(KnownLanguage.isKnown("Weiß jemand, ob die Halle am Samstag offen ist?") == false)
        #expect(KnownLanguage.isKnown("¿Alguien sabe a qué hora abre el pabellón?") == false)
        #expect(KnownLanguage.isKnown("Кто сегодня идёт на тренировку") == false)
        #expect(KnownLanguage.isKnown("오늘 훈련은 몇 시인가요") == false)
        #expect(KnownLanguage.isKnown("ok haha") == nil)
        #expect(KnownLanguage.isKnown("👍 123") == nil)
    }

    @Test("Where offers cannot be read, nobody is cleared and nobody accused", arguments: ForeignClub.Tongue.allCases)
    func offers(tongue: ForeignClub.Tongue) throws {
        let checkup = try CheckupSample.checkup(of: ForeignClub(tongue).records)
        for error in [DeadlyError.overActive, .sellsEarly, .unclearPosition] {
            let finding = try #require(checkup.errors.first { $0.error == error })
            #expect(finding.verdict == .cannotTell && finding.reasons == [.languageNotKnown], "\(finding)")
        }
        #expect(checkup.errors[0].next.code == .countChatter)
        #expect(checkup.errors[1].next.code == .countOffers && checkup.errors[1].next.value == 4)
        #expect(checkup.limits.contains(.languageNotKnown))
        #expect(checkup.content.topicWords.isEmpty && checkup.network.circles.allSatisfy(\.topicWords.isEmpty))
        let parts = try #require(checkup.indices).contribution.parts.map(\.code)
        #expect(parts == [.answeredQuestions])
    }

    @Test("Lines that a few repeat for days with words of a shop are found in any language")
    func refrains() throws {
        var records = ForeignClub(.german, offerShare: 0).records
        for day in 0..<60 {
            for turn in 0..<4 {
                let sender = ChatSender(accountID: nil, name: "M1")
                let sentAt = Timestamp(seconds: 1_740_931_200 + Int64(day * 86_400 + 60_000 + turn * 60))
                let text =
                    "Neue Ware beim Sale: reviews in meinem Profil, hurry, sold out sehr bald, join my team \(turn)"
                records.append(.message(ChatMessage(sender: sender, sentAt: sentAt, kind: .text, text: text)))
            }
        }
        let checkup = try CheckupSample.checkup(of: records)
        #expect(checkup.errors[1].verdict == .found, "\(CheckupSample.summary(checkup))")
    }

    @Test("Chinese and English groups are read as before", arguments: MarketSquare.Tongue.allCases)
    func known(tongue: MarketSquare.Tongue) throws {
        let checkup = try CheckupSample.checkup(of: MarketSquare(.selling, tongue: tongue, seed: 3).records)
        #expect(!checkup.limits.contains(.languageNotKnown))
        #expect(checkup.errors[1].verdict == .found)
    }
}
