import Testing

@testable import PondInsight
@testable import PondWeb

@Suite("Advice that never contradicts the verdicts")
struct AdviceTests {
    private func words(_ change: (inout Checkup) -> Void) -> CheckupWords {
        var checkup = CheckupFixture.full()
        for index in checkup.errors.indices { checkup.errors[index].verdict = .notFound }
        change(&checkup)
        return CheckupWords(checkup: checkup)
    }

    private func index(_ error: DeadlyError) -> Int { DeadlyError.allCases.firstIndex(of: error) ?? 0 }

    @Test(
        "Where selling or chatter is wrong, the part on content says what the error says",
        arguments: [
            DeadlyError.sellsEarly, .overActive,
        ])
    func content(error: DeadlyError) {
        let step = Checkup.Step(error == .sellsEarly ? .pausePromotion : .moveChatterAside, value: 4, days: 7)
        let words = words {
            $0.errors[index(error)].verdict = .watch
            $0.errors[index(error)].next = step
        }
        #expect(words.contentAdvice?.chinese == words.instruction(step).chinese)
    }

    @Test("Where nothing is wrong with it, small talk under its limit is left alone")
    func quiet() {
        let words = words {
            $0.content.chatterShare = 0.45
            $0.errors[index(.overActive)].evidence = [.init(.valueDensity, isSign: false, share: 0.33, limit: 0.2)]
        }
        #expect(words.contentAdvice?.chinese == "不用动，照旧。")
    }

    @Test("Where there is no door, the welcome is not praised; nor where offers come first")
    func newcomers() {
        let back = Checkup.Estimate(count: 30, total: 40, share: 0.75, low: 0.6, high: 0.86)
        let fine = words {
            $0.newcomers.basis = .firstMessages
            $0.newcomers.backWithin7Days = back
        }
        #expect(fine.newcomersAdvice.chinese == "新人多半会再来，照旧。")
        let open = words {
            $0.newcomers.backWithin7Days = back
            $0.errors[index(.noDoor)].verdict = .found
            $0.errors[index(.noDoor)].next = .init(.buildADoor, value: 3)
        }
        #expect(open.newcomersAdvice.chinese.hasPrefix("每个入口加一份 3 题问卷"))
        let pitched = words {
            $0.newcomers.basis = .firstMessages
            $0.newcomers.backWithin7Days = back
            $0.errors[index(.sellsEarly)].verdict = .watch
            $0.errors[index(.sellsEarly)].evidence = [.init(.daysToFirstPromotion, isSign: true, count: 12, value: 0.2)]
        }
        #expect(pitched.newcomersAdvice.chinese.contains("先听到推销"))
    }

    @Test("A pause asks for no less than is done already")
    func pause() {
        let words = words { _ in }
        #expect(words.instruction(.init(.pausePromotion, value: 4, days: 7)).chinese.contains("每 4 条干货才发 1 条推广"))
        #expect(words.instruction(.init(.pausePromotion, share: 0.04, days: 7)).chinese.contains("压到发言的 4% 以下"))
        #expect(words.instruction(.init(.pausePromotion, days: 7)).chinese.contains("多帮忙、少发广告"))
    }

    @Test("Nobody is advised to share what nobody hoards, and people who are left out are told by reason")
    func people() {
        let even = words {
            $0.network.bridges = []
            $0.network.circles = []
            $0.network.circleTies = []
            $0.ecology.topThreeShare = 0.05
            $0.network.passedOver = [.init(person: 2, reason: .gone), .init(person: 4, reason: .floods)]
        }
        #expect(even.peopleAdvice.chinese == "没有谁独占话头，照旧。")
        #expect(even.passedOver?.chinese.contains("（水多）；") == true)
        #expect(even.passedOver?.chinese.contains("（已经不来了）") == true)
        #expect(even.passedOver?.chinese.contains("机器人") == false)
    }

    @Test("A group that lost half of its people hears that first")
    func collapse() throws {
        let fallen = words { checkup in
            checkup.activity.trend = .init(
                direction: .falling, isGradual: true, slopePerWeek: -2, pValue: 0.001, firstMean: 40, lastMean: 12,
                lineStart: 44, lineEnd: 8)
        }
        #expect(fallen.ground?.chinese == "人在散：每周说话的从 40 人掉到 12 人。")
    }
}
