import PondExchange
import PondTestSupport
import Testing

@testable import PondTalk

@Suite("How much work a chunk of an import is")
struct ChunkWeightTests {
    @Test("Somebody new weighs many lines, whether listed or heard; somebody known one line")
    func weight() {
        var weight = ChunkWeight()
        for person in CastTalk.people { weight.add(.person(person)) }
        let people = CastTalk.people.count * ImportRun.linesPerPerson
        #expect(weight.total == people)
        let known = CastTalk.people[0]
        weight.add(CastTalk.says(known.accountID ?? "", known.name, "早", minutes: 1, sourceID: "1"))
        #expect(weight.total == people + 1)
        weight.startAgain()
        #expect(weight.total == 0)
        weight.add(CastTalk.says("wxid_new", "新来的", "大家好", minutes: 2, sourceID: "2"))
        #expect(weight.total == 1 + ImportRun.linesPerPerson)
    }
}
