import PondCore
import PondExchange
import PondInsight
import Testing

@Suite("What an export does not show")
struct HiddenFactsTests {
    private func checkup(_ plight: MarketSquare.Plight, on platform: String) throws -> Checkup {
        let records = MarketSquare(plight, tongue: .english, seed: 21).records
        return try CheckupSample.checkup(
            of: records.map { record in
                guard case .chat(var chat) = record else { return record }
                chat.platform = platform
                return .chat(chat)
            })
    }

    private func finding(_ error: DeadlyError, _ checkup: Checkup) throws -> Checkup.ErrorFinding {
        try #require(checkup.errors.first { $0.error == error })
    }

    @Test("Where nobody's removal is told, nothing is said about screening", arguments: ["discord", "slack"])
    func removals(platform: String) throws {
        let screening = try finding(.noScreening, try checkup(.unscreened, on: platform))
        #expect(screening.verdict == .cannotTell)
        #expect(!screening.reasons.isEmpty)
        #expect(try finding(.noScreening, try checkup(.unscreened, on: "telegram")).verdict == .found)
    }

    @Test("Where people join with their connection, nothing is said about the door and the seats")
    func presence() throws {
        for (plight, error) in [(MarketSquare.Plight.doorless, DeadlyError.noDoor), (.unscreened, .noScreening)] {
            let records = MarketSquare(plight, tongue: .english, seed: 21).records.map { record in
                guard case .message(var message) = record, message.kind == .system else { return record }
                message.text = "Knitter [~knitter@host] has joined #loose-ends"
                return .message(message)
            }
            #expect(try finding(error, try CheckupSample.checkup(of: records)).verdict == .cannotTell)
        }
    }

    @Test("A platform that names no inviters accuses nobody of coming uninvited")
    func inviters() throws {
        let told = try finding(.noDoor, try checkup(.doorless, on: "telegram"))
        #expect(told.evidence.contains { $0.code == .joinedUnvouched && $0.isSign })
        let untold = try finding(.noDoor, try checkup(.doorless, on: "discord"))
        #expect(!untold.evidence.contains { $0.code == .joinedUnvouched })
    }

    @Test("A line that says just that somebody came does not say that nobody brought them")
    func justCame() throws {
        let records = MarketSquare(nil, trait: .scanned, tongue: .chinese, seed: 21).records.map { record in
            guard case .message(var message) = record, case .joined(let names, nil) = message.notice else {
                return record
            }
            message.text = "\(names[0])加入本群。"
            return .message(message)
        }
        let door = try finding(.noDoor, try CheckupSample.checkup(of: records))
        #expect(!door.evidence.contains { $0.code == .joinedUnvouched })
        #expect(door.verdict != .found)
    }

    @Test("A group that is renamed again and again shows it")
    func renamed() throws {
        var records = MarketSquare(.aimless, tongue: .chinese, seed: 21).records
        let times = records.compactMap { if case .message(let message) = $0 { message.sentAt } else { nil } }
        for (number, time) in times.prefix(3).enumerated() {
            let notice = ChatNotice.renamed(name: "群\(number)")
            let message = ChatMessage(sender: nil, sentAt: time, kind: .system, text: "改名", notice: notice)
            records.append(.message(message))
        }
        let position = try finding(.unclearPosition, try CheckupSample.checkup(of: records))
        #expect(position.evidence.contains { $0.code == .renamed && $0.isSign && $0.count == 3 })
    }

    @Test("A subject that the word lists do not know is no lack of one")
    func unknownSubject() throws {
        let healthy = MarketSquare(nil, tongue: .english, seed: 21).records
        // Words of many fields in a part of the lines; what the rest is about nobody told us.
        let mixed = MarketSquare(.aimless, tongue: .english, seed: 22).records
        var records = healthy
        for (number, record) in mixed.enumerated() where number % 4 == 0 {
            if case .message(let message) = record, MarketWords.knitting.stray.contains(message.text) {
                records.append(record)
            }
        }
        let position = try finding(.unclearPosition, try CheckupSample.checkup(of: records))
        #expect(position.verdict != .found)
    }
}
