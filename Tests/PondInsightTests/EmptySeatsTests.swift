import PondCore
import PondExchange
import PondInsight
import Testing

@Suite("Seats that a member list shows empty")
struct EmptySeatsTests {
    /// Forty who talk for ten weeks, and so many listed who never do, on a platform that tells no removal.
    private func screening(silent: Int, isListed: Bool = true) throws -> Checkup.ErrorFinding {
        var records: [ChatRecord] = [
            .chat(ChatInfo(platform: "discord", sourceID: "g", name: "Allotments", kind: .group))
        ]
        if isListed {
            records += (0..<(40 + silent)).map {
                .person(ChatPerson(accountID: "\($0)", name: "Member \($0)", role: .member, isListed: true))
            }
        }
        for day in 0..<70 {
            for turn in 0..<8 {
                let person = (day * 8 + turn) % 40
                let sentAt = Timestamp(seconds: 1_740_931_200 + Int64(day * 86_400 + turn * 3_600))
                records.append(
                    .message(
                        ChatMessage(
                            sender: ChatSender(accountID: "\(person)", name: "Member \(person)"), sentAt: sentAt,
                            kind: .text, text: "The beans on plot \(person) need water every \(turn + 2) days in May")))
            }
        }
        return try #require(try CheckupSample.checkup(of: records).errors.first { $0.error == .noScreening })
    }

    @Test("Most never spoke: worth a watch, with the numbers, and never found where removals are not told")
    func watched() throws {
        let finding = try screening(silent: 140)
        #expect(finding.verdict == .watch && finding.reasons == [.removalsNotTold])
        #expect(finding.next.code == .rehearseScreening)
        let silent = try #require(finding.evidence.first { $0.code == .silentMembers })
        #expect(silent.count == 140 && silent.total == 180)
    }

    @Test("Few silent, or no list, and nothing is said of screening")
    func unknown() throws {
        #expect(try screening(silent: 5).verdict == .cannotTell)
        #expect(try screening(silent: 0, isListed: false).verdict == .cannotTell)
    }
}
