import Foundation
import PondCore
import PondDemo
import PondExchange
import PondInsight
import Testing

@Suite("Checkup")
struct CheckupTests {
    @Test("Totals count what the generator wrote")
    func totals() throws {
        let records = ChatGenerator(seed: 11, messages: 3000).records()
        var system = 0
        var speakers: Set<String> = []
        var listed: Set<String> = []
        for record in records {
            switch record {
            case .chat: break
            case .person(let person): listed.insert(person.key)
            case .message(let message):
                if let sender = message.sender { speakers.insert(sender.key) } else { system += 1 }
            }
        }
        let checkup = try CheckupSample.checkup(of: records)
        #expect(checkup.totals.messages == 3000)
        #expect(checkup.totals.system == system)
        #expect(checkup.totals.people == speakers.union(listed).count)
        #expect(checkup.totals.speaking == speakers.count)
        #expect(checkup.totals.silent == listed.subtracting(speakers).count)
        #expect(checkup.people.reduce(0) { $0 + $1.messages } == 3000 - system)
        #expect(checkup.activity.daily.reduce(0) { $0 + $1.messages } == 3000 - system)
        #expect(checkup.rhythm.messages.reduce(0, +) == 3000 - system)
        #expect(checkup.ecology.roles.reduce(0) { $0 + $1.count } == checkup.totals.people)
        #expect(checkup.actions.count <= 5)
        #expect(checkup.ecology.owner.person.map { checkup.people[$0].name } == "何以棠")
    }

    @Test("JSON begins as documented and reads back the same")
    func json() throws {
        let checkup = try CheckupSample.checkup(.noScreening, seed: 1, messages: 3000)
        let text = String(decoding: try checkup.json(), as: UTF8.self)
        let totals = checkup.totals
        #expect(
            text.hasPrefix(
                "{\"schema\":1,\"totals\":{\"messages\":3000,\"system\":\(totals.system),\"people\":\(totals.people),"))
        #expect(try Checkup(json: Data(text.utf8)) == checkup)
    }

    @Test("Anonymised, no name and no word of a message is left")
    func anonymised() throws {
        let checkup = try CheckupSample.checkup(.noDoor, seed: 2, messages: 4000)
        #expect(checkup.errors.contains { $0.evidence.contains { $0.excerpt != nil } })
        let hidden = checkup.anonymised()
        let text = String(decoding: try hidden.json(), as: UTF8.self)
        for person in checkup.people {
            #expect(!text.contains("\"\(person.name)\"") && !text.contains(person.key))
        }
        #expect(!text.contains("excerpt"))
        #expect(!text.contains(Cast.communityName))
        #expect(hidden.people[0].name == "成员 1")
        #expect(checkup.anonymised(label: "member").people[1].name == "member 2")
        #expect(hidden.totals == checkup.totals)
    }

    @Test("The same export twice, or two that overlap, count once")
    func overlapping() throws {
        let records = ChatGenerator(seed: 5, messages: 2000).records()
        let head = records.prefix { if case .message = $0 { false } else { true } }
        let messages = Array(records.dropFirst(head.count))
        let once = try CheckupSample.checkup(of: records)
        let twice = try CheckupSample.checkup(ofExports: [records, records])
        #expect(twice.totals.duplicates == 2000)
        let parts = [Array(head) + messages.prefix(1200), Array(head) + messages.suffix(1200)]
        let overlapping = try CheckupSample.checkup(ofExports: parts)
        #expect(overlapping.totals.duplicates == 400)
        for other in [twice, overlapping] {
            #expect(other.totals.messages == 2000)
            #expect(other.people == once.people)
            #expect(other.errors == once.errors)
        }
    }

    @Test("The order of the lines does not matter")
    func disorder() throws {
        let records = ChatGenerator(seed: 6, messages: 1500).records()
        let head = records.prefix { if case .message = $0 { false } else { true } }
        let messages = Array(records.dropFirst(head.count))
        let ordered = try CheckupSample.checkup(of: records)
        let reversed = try CheckupSample.checkup(of: Array(head) + messages.reversed())
        #expect(reversed.totals == ordered.totals)
        #expect(reversed.activity == ordered.activity)
        #expect(reversed.rhythm == ordered.rhythm)
    }

    @Test("A text export tells the same of what it can hold")
    func formatsAgree() throws {
        let records = ChatGenerator(seed: 8, messages: 3000).records()
        let full = try CheckupSample.checkup(of: records)
        let plain = try CheckupSample.checkup(of: records, loss: .plainText)
        #expect(plain.totals.messages == full.totals.messages)
        #expect(plain.totals.speaking == full.totals.speaking)
        #expect(plain.totals.silent == nil)
        #expect(plain.activity.daily == full.activity.daily)
        #expect(plain.content.valueDensity == full.content.valueDensity)
        #expect(plain.network.edgeSource == .mentions)
        #expect(full.network.edgeSource == .quotesAndMentions)
        #expect(plain.limits.contains(.repliesNotShown))
    }

    @Test("Nothing at all makes a checkup of nothing")
    func empty() throws {
        let checkup = try CheckupSample.checkup(of: [])
        #expect(checkup.totals.messages == 0)
        #expect(checkup.totals.from == nil)
        #expect(checkup.errors.allSatisfy { $0.verdict == .cannotTell })
        #expect(checkup.network.edgeSource == .none)
        #expect(
            String(decoding: try checkup.json(), as: UTF8.self).hasPrefix("{\"schema\":1,\"totals\":{\"messages\":0,"))
    }

    @Test("A member list without messages says who is silent")
    func membersOnly() throws {
        let people = (0..<20).map { ChatRecord.person(ChatPerson(accountID: "a\($0)", name: "人\($0)")) }
        let chat = ChatRecord.chat(ChatInfo(platform: "wechat", sourceID: "g", name: "群", kind: .group))
        let checkup = try CheckupSample.checkup(of: [chat] + people)
        #expect(checkup.totals.people == 20)
        #expect(checkup.totals.silent == 20)
        #expect(checkup.errors.allSatisfy { $0.verdict == .cannotTell })
    }

    @Test("A large group gets a split of parts that fit, with leaders")
    func split() throws {
        let records = ChatGenerator(seed: 3, messages: 8000, people: 420, days: 40).records()
        let checkup = try CheckupSample.checkup(of: records)
        let split = try #require(checkup.network.split)
        #expect(split.activePeople > 150)
        #expect(split.parts.allSatisfy { $0.size <= 150 && !$0.leaderCandidates.isEmpty })
        #expect(split.parts.reduce(0) { $0 + $1.size } == split.activePeople)
        #expect(split.tiesCut < split.tiesTotal)
        let isAdvised = checkup.actions.contains { $0.step.code == .splitGroup }
        #expect(isAdvised == (4 * split.tiesCut <= split.tiesTotal))
    }
}
