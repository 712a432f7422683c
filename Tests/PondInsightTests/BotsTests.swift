import PondCore
import PondExchange
import Testing

@testable import PondInsight

@Suite("Bots")
struct BotsTests {
    @Test("Names of bots are known, names of people are not taken for them")
    func names() {
        let bots = ["ubot", "FloodBot1", "news-bot", "MyBotHelper", "群助手", "天气机器人", "bot"]
        let people = ["Talbot", "abbot_77", "bottle", "Botan", "何以棠", "bothy", "robert"]
        for name in bots { #expect(Bots.isNamed(name), "\(name)") }
        for name in people { #expect(!Bots.isNamed(name), "\(name)") }
    }

    /// Twelve people talk and ask `oracle` by commands; a helper answers people instead.
    private func records() -> [ChatRecord] {
        var records: [ChatRecord] = [.chat(ChatInfo(platform: "irc", sourceID: "c", name: "c", kind: .group))]
        var time: Int64 = 1_756_000_000
        func say(_ name: String, _ text: String) {
            time += 20
            let sender = ChatSender(accountID: nil, name: name)
            records.append(
                .message(ChatMessage(sender: sender, sentAt: Timestamp(seconds: time), kind: .text, text: text)))
        }
        for turn in 0..<400 {
            let asker = "member\(turn % 12)"
            time += 3600
            say(asker, "how do I mount the drive number \(turn) by its label?")
            say("member\((turn + 5) % 12)", "!mount | \(asker)")
            say("oracle", "\(asker): mounting is explained at the wiki, see page \(turn)")
            say("helper", "\(asker): use the label from blkid, that worked on my machine \(turn)")
        }
        return records
    }

    @Test("Who speaks right after commands is a bot, and is never put forward")
    func behaviour() throws {
        let checkup = try CheckupSample.checkup(of: records())
        let oracle = try #require(checkup.people.firstIndex { $0.name == "oracle" })
        #expect(checkup.people.filter(\.isBot).map(\.name) == ["oracle"])
        #expect(checkup.people[oracle].role == .spectator)
        #expect(!checkup.network.leaders.contains { $0.person == oracle })
        #expect(!checkup.network.bridges.contains { $0.person == oracle })
        #expect(!checkup.network.leaders.isEmpty)
        #expect(checkup.actions.allSatisfy { !$0.step.people.contains(oracle) })
    }
}
