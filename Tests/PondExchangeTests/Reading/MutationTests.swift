import PondExchange
import Testing

/// Samples cut and changed at random: nothing may crash, and every message handed out must be counted.
@Suite("Mutated exports")
struct MutationTests {
    /// Mutations of each sample.
    private static let rounds = 200

    @Test("No mutation crashes, and the counts always fit", arguments: Samples.all.indices)
    func mutated(index: Int) throws {
        var random = SeededRandom(seed: UInt64(index) &* 7919 &+ 17)
        let original = Array(Samples.all[index].text.utf8)
        for _ in 0..<Self.rounds {
            let file = try TemporaryFile(Self.mutated(original, &random))
            var received = 0
            var chats = 0
            do {
                let report = try ChatExportReader(path: file.path).read { record in
                    switch record {
                    case .message(let message):
                        received += 1
                        #expect(message.sender != nil || message.kind == .system || message.kind == .recall)
                        #expect(chats > 0)
                    case .chat: chats += 1
                    case .person: #expect(chats > 0)
                    }
                }
                #expect(report.messages == received)
                #expect(report.skips.count == min(report.skippedCount, ChatReadReport.skipsListedMax))
            } catch let error as ChatReadError {
                #expect(error.messagesRead == received)
                #expect(!error.description.isEmpty)
            }
        }
    }

    private static func mutated(_ original: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes = original
        for _ in 0...Int.random(in: 0..<6, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<7, using: &random) {
            case 0: bytes.removeSubrange(place...)
            case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
            case 4:
                let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 5: bytes.insert(contentsOf: Array("99999999999999999999".utf8), at: place)
            default:
                let marks = Array("\n\r\t\",[]{}:=<>()".utf8)
                bytes[place] = marks[Int.random(in: 0..<marks.count, using: &random)]
            }
        }
        return bytes
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
