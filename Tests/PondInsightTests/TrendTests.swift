import PondCore
import PondExchange
import Testing

@testable import PondInsight

@Suite("Rising, falling, steady")
struct TrendTests {
    /// So many people who each say one thing on each day of a week.
    private func trend(_ weeks: [Int]) throws -> Checkup.Trend {
        let records = weeks.enumerated().flatMap { week, people in
            (0..<7).flatMap { day in
                (0..<people).map { person in
                    let seconds = 1_740_931_200 + Int64((week * 7 + day) * 86_400 + 40_000 + person)
                    let sender = ChatSender(accountID: "\(person)", name: "成员\(person)")
                    return ChatRecord.message(
                        ChatMessage(
                            sender: sender, sentAt: Timestamp(seconds: seconds), kind: .text, text: "第 \(day) 天的话"))
                }
            }
        }
        return try #require(try CheckupSample.checkup(of: records).activity.trend)
    }

    @Test("A step down is a fall though no slope goes on, and is told apart from one")
    func step() throws {
        let down = try trend([40, 40, 40, 20, 21, 22, 23, 24, 25, 26, 27, 28])
        #expect(down.direction == .falling && !down.isGradual)
        let up = try trend([20, 20, 20, 40, 39, 38, 37, 36, 35, 34, 33, 32])
        #expect(up.direction == .rising && !up.isGradual)
    }

    @Test("A gradual fall is one, a fifth up and down is none")
    func others() throws {
        let gradual = try trend([40, 39, 38, 36, 35, 33, 32, 31, 30, 29, 28, 27])
        #expect(gradual.direction == .falling && gradual.isGradual)
        #expect(try trend([40, 38, 41, 39, 40, 37, 38, 41, 39, 36, 35, 38]).direction == .steady)
        // Thirds of one week are weeks like any other.
        #expect(try trend([40, 20, 38, 25]).direction == .steady)
    }
}
