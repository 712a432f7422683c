import PondCore
import PondExchange
import PondInsight
import Testing

@Suite("Newcomers who advertise")
struct AdvertiserTests {
    /// A healthy club, and so many strangers who join, advertise once, and say no more.
    private func evidence(strangers: Int) throws -> Checkup.Evidence {
        let finding = try finding(strangers: strangers)
        return try #require(finding.evidence.first { $0.code == .newcomerAdvertisements })
    }

    /// - Parameter showsJoins: whether the export has lines of coming and going.
    private func finding(strangers: Int, showsJoins: Bool = true) throws -> Checkup.ErrorFinding {
        var records = TrailRunners(.healthy).records
        for number in 0..<strangers {
            let seconds = 1_756_051_200 + Int64(20 + number) * 86_400 + 30_000
            let joined = ChatNotice.joined(names: ["Stranger\(number)"], inviter: nil)
            let text = "Earn money at home, $300 a day guaranteed returns, join my channel https://t.example/x"
            records.append(
                .message(
                    ChatMessage(
                        sender: nil, sentAt: Timestamp(seconds: seconds), kind: .system, text: "notice",
                        notice: joined)))
            records.append(
                .message(
                    ChatMessage(
                        sender: ChatSender(accountID: nil, name: "Stranger\(number)"),
                        sentAt: Timestamp(seconds: seconds + 60), kind: .text, text: text)))
        }
        if !showsJoins {
            records.removeAll {
                if case .message(let message) = $0 { return message.kind == .system } else { return false }
            }
        }
        return try #require(try CheckupSample.checkup(of: records).errors.first { $0.error == .noDoor })
    }

    @Test("Two are counted, and neither held against the door nor named; five are")
    func few() throws {
        let two = try evidence(strangers: 2)
        #expect(two.count == 2 && !two.isSign && two.people.isEmpty && two.excerpt == nil)
        let five = try evidence(strangers: 5)
        #expect(five.count == 5 && five.isSign && five.people.count == 5 && five.excerpt != nil)
    }

    @Test("Where no line tells who joined, many who advertise are still worth a watch, a few are not")
    func withoutJoins() throws {
        let many = try finding(strangers: 12, showsJoins: false)
        #expect(many.verdict == .watch && many.next.code == .buildADoor && many.reasons == [.noJoinLines])
        #expect(try finding(strangers: 2, showsJoins: false).verdict == .cannotTell)
    }
}
