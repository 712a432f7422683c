import PondCore
import PondExchange
import Testing

@testable import PondInsight

@Suite("Who of each cohort came back")
struct CohortTests {
    private static let firstDay: Int64 = 1_709_251_200

    /// Ten people who each say something every day at noon in Shanghai, for `days` days.
    private func records(days: Int64) -> [ChatRecord] {
        (0..<days).flatMap { day in
            (0..<10).map { person in
                let sender = ChatSender(accountID: "\(person)", name: "成员\(person)")
                let sentAt = Timestamp(seconds: Self.firstDay + day * 86_400 + 4 * 3_600 + Int64(person))
                return ChatRecord.message(
                    ChatMessage(sender: sender, sentAt: sentAt, kind: .text, text: "第 \(day) 天说的话 \(person)"))
            }
        }
    }

    @Test("A week that is not over says nothing of who came back", arguments: [28, 29, 34] as [Int64])
    func partialWeek(days: Int64) throws {
        let cohorts = try CheckupSample.checkup(of: records(days: days)).newcomers.cohorts.cohorts
        #expect(cohorts.map(\.active) == [[10, 10, 10, 10]])
    }
}
