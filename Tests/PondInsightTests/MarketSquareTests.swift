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
}
