import PondCore
import PondExchange
import PondInsight
import Testing

@Suite("Joining and being there")
struct PresenceTests {
    private static let start: Int64 = 1_756_051_200

    private func chat(_ platform: String) -> ChatRecord {
        .chat(ChatInfo(platform: platform, sourceID: "g", name: "群", kind: .group))
    }

    private func notice(_ notice: ChatNotice, _ text: String, minute: Int) -> ChatRecord {
        let sentAt = Timestamp(seconds: Self.start + Int64(minute * 60))
        return .message(ChatMessage(sender: nil, sentAt: sentAt, kind: .system, text: text, notice: notice))
    }

    private func talk(days: Int) -> [ChatRecord] {
        (0..<days * 20).map { number in
            let sender = ChatSender(accountID: nil, name: "n\(number % 12)")
            let sentAt = Timestamp(seconds: Self.start + Int64(number * 4320))
            return .message(ChatMessage(sender: sender, sentAt: sentAt, kind: .text, text: "line \(number) of talk"))
        }
    }

    @Test("Lines that name a channel are of connections, whatever the platform", arguments: ["irc", "qq", "wechat"])
    func channelLines(platform: String) throws {
        let joins = (0..<6).map {
            notice(.joined(names: ["v\($0)"], inviter: nil), "v\($0) [~v@host] has joined #ubuntu", minute: $0 * 200)
        }
        let checkup = try CheckupSample.checkup(of: [chat(platform)] + talk(days: 20) + joins)
        #expect(checkup.newcomers.basis == .firstMessages)
        #expect(checkup.totals.people == 12)
        #expect(checkup.limits.contains(.joinsArePresence) && !checkup.limits.contains(.joinsNotShown))
        let door = try #require(checkup.errors.first { $0.error == .noDoor })
        #expect(door.verdict == .cannotTell)
        #expect(door.reasons.contains(.joinsArePresence) && !door.reasons.contains(.noJoinLines))
    }

    @Test("People who join again and again within a day come and go, and become no members")
    func rejoining() throws {
        let joins = (0..<40).map {
            notice(.joined(names: ["n\($0 % 10)"], inviter: nil), "n\($0 % 10) 加入", minute: $0 * 30)
        }
        let checkup = try CheckupSample.checkup(of: [chat("other")] + talk(days: 20) + joins)
        #expect(checkup.newcomers.basis == .firstMessages)
        #expect(checkup.people.allSatisfy { $0.joined == nil })
    }

    @Test("A group that many join, some twice, and that an IRC bridge serves keeps its join lines")
    func membership() throws {
        let joins = (0..<60).map {
            notice(.joined(names: ["w\($0)"], inviter: "n1"), "n1 邀请 w\($0) 加入了群聊", minute: $0 * 30)
        }
        let again = (0..<3).map {
            notice(.joined(names: ["w\($0)"], inviter: "n1"), "n1 邀请 w\($0) 加入了群聊", minute: 60 + $0 * 30)
        }
        let checkup = try CheckupSample.checkup(of: [chat("irc")] + talk(days: 20) + joins + again)
        #expect(checkup.newcomers.basis == .joinLines)
        #expect(checkup.newcomers.count == 0 && checkup.newcomers.joinedOnly == 60)
        #expect(!checkup.limits.contains(.joinsArePresence) && !checkup.limits.contains(.joinsNotShown))
    }
}
