import PondCore
import PondExchange
import PondInsight
import Testing

@Suite("Errors planted by another hand")
struct MarketSquareTests {
    static let seeds: [UInt64] = [11, 12, 13]
    static let plights: [(tongue: MarketSquare.Tongue, plight: MarketSquare.Plight)] =
        MarketSquare.Tongue.allCases.flatMap { tongue in MarketSquare.Plight.allCases.map { (tongue, $0) }
        }
    static let traits: [(tongue: MarketSquare.Tongue, trait: MarketSquare.Trait)] =
        MarketSquare.Tongue.allCases.flatMap { tongue in MarketSquare.Trait.allCases.map { (tongue, $0) }
        }

    static func error(_ plight: MarketSquare.Plight) -> DeadlyError {
        switch plight {
        case .noisy: .overActive
        case .selling, .pitching: .sellsEarly
        case .aimless: .unclearPosition
        case .doorless: .noDoor
        case .unscreened, .freeloading: .noScreening
        }
    }

    private func found(_ checkup: Checkup) -> [DeadlyError] {
        checkup.errors.filter { $0.verdict == .found }.map(\.error)
    }

    @Test("What is planted is found, and nothing else", arguments: plights, seeds)
    func finds(group: (tongue: MarketSquare.Tongue, plight: MarketSquare.Plight), seed: UInt64) throws {
        let square = MarketSquare(group.plight, tongue: group.tongue, seed: seed)
        let checkup = try CheckupSample.checkup(of: square.records)
        #expect(found(checkup) == [Self.error(group.plight)], "\(CheckupSample.summary(checkup))")
    }

    @Test("Nothing is found in healthy groups, nor watched", arguments: traits, seeds)
    func spares(group: (tongue: MarketSquare.Tongue, trait: MarketSquare.Trait), seed: UInt64) throws {
        let square = MarketSquare(nil, trait: group.trait, tongue: group.tongue, seed: seed)
        let checkup = try CheckupSample.checkup(of: square.records)
        let wrong = checkup.errors.filter { $0.verdict == .found || $0.verdict == .watch }
        #expect(wrong.isEmpty, "\(CheckupSample.summary(checkup))")
    }

    @Test("Where all came through a code, a few who happened to be greeted are no door", arguments: seeds)
    func greetings(seed: UInt64) throws {
        var newcomers = 0
        let records = MarketSquare(.doorless, tongue: .chinese, seed: seed).records.flatMap { record -> [ChatRecord] in
            guard case .message(let message) = record, case .joined(let names, nil) = message.notice
            else { return [record] }
            newcomers += names.count
            guard newcomers % 6 == 0 else { return [.message(message)] }
            let greeting = ChatMessage(
                sender: ChatSender(accountID: nil, name: "书友1"), sentAt: message.sentAt.adding(milliseconds: 60_000),
                kind: .text, text: "@\(names[0]) 早")
            return [.message(message), .message(greeting)]
        }
        let found = try CheckupSample.checkup(of: records).errors
        let finding = try #require(found.first { $0.error == .noDoor })
        let signs = try #require(finding.evidence.first { $0.code == .doorSigns })
        #expect(finding.verdict == .found)
        #expect(signs.isSign && (signs.share ?? 0) > 0.1, "\(signs)")
    }
}
