import PondCore
import PondExchange
import Testing

@testable import PondInsight

@Suite("A community that lives here")
struct LiveCommunityTests {
    /// Every way by which the people of a chat may have come.
    enum Way {
        case invited, uninvited, imported
    }

    /// The talk of a chat as a database holds it, with what its tables know: everybody joined a minute before their
    /// first line.
    private func checkup(
        _ plight: MarketSquare.Plight? = nil, door isInvitation: Bool = true, way: Way = .invited,
        since sinceDay: Int = 0, keeping share: Int = 1, extra: [KnownMember] = []
    ) throws -> Checkup {
        var messages = MarketSquare(plight, tongue: .chinese, seed: 41).records.compactMap { record in
            if case .message(let said) = record, said.sender != nil { said } else { nil }
        }
        messages = messages.filter { (hash($0.sender?.name ?? "")) % share == 0 }
        let start = try #require(messages.first).sentAt
        let end = try #require(messages.last).sentAt
        var options = CheckupOptions(timeZone: nil, generatedAt: end)
        options.accountsAreMembers = true
        options.live = LiveCommunity(
            needsInvitation: isInvitation, since: start.adding(milliseconds: Int64(sinceDay) * 86_400_000 - 120_000))
        var builder = CheckupBuilder(options: options)
        var known: Set<String> = []
        for message in messages {
            guard let name = message.sender?.name, known.insert(name).inserted else { continue }
            let at = message.sentAt.adding(milliseconds: -60_000)
            let arrival: KnownMember.Arrival =
                switch way {
                case .invited: .invited(at)
                case .uninvited: .uninvited(at)
                case .imported: .imported
                }
            builder.add(KnownMember(id: name, name: name, arrival: arrival))
        }
        for member in extra { builder.add(member) }
        builder.add(.chat(ChatInfo(platform: "pond", sourceID: nil, name: "书友", kind: .group)))
        for var message in messages {
            let name = message.sender?.name
            message.sender?.accountID = name
            builder.add(.message(message))
        }
        return try builder.finish()
    }

    private func hash(_ name: String) -> Int { Int(name.filter(\.isNumber)) ?? 0 }

    private func finding(_ error: DeadlyError, _ checkup: Checkup) throws -> Checkup.ErrorFinding {
        try #require(checkup.errors.first { $0.error == error })
    }

    @Test("Behind an invitation nobody is told that there is no door")
    func invitation() throws {
        let checkup = try checkup()
        let door = try finding(.noDoor, checkup)
        #expect(door.verdict == .notFound && door.next.code == .keepDoor)
        let told = try #require(door.evidence.first { $0.code == .doorByInvitation })
        #expect(!told.isSign && told.count == told.total && told.share == 1)
        #expect(checkup.source.live?.needsInvitation == true && checkup.source.capabilities.showsJoins)
        #expect(checkup.newcomers.basis == .joinLines)
    }

    @Test("An open door is said to be open; what harms beside it makes it an error")
    func open() throws {
        let calm = try finding(.noDoor, try checkup(door: false))
        #expect(calm.verdict == .notFound)
        #expect(calm.evidence.contains { $0.code == .doorOpen && $0.isSign })
        let crowd = try finding(.noDoor, try checkup(.doorless, door: false, way: .uninvited))
        #expect(crowd.verdict == .found && crowd.next.code == .requireInvitation)
        #expect(crowd.evidence.contains { $0.code == .joinedUnvouched && $0.isSign })
    }

    @Test("Where few came, the door is judged by what it is, and nobody is sent to export")
    func fewNewcomers() throws {
        let behind = try finding(.noDoor, try checkup(way: .imported, extra: [.owner]))
        #expect(behind.verdict == .notFound && behind.reasons == [.tooFewNewcomers])
        let open = try finding(.noDoor, try checkup(door: false, way: .imported, extra: [.owner]))
        #expect(open.verdict == .cannotTell && open.next.code == .waitForNewcomers)
    }

    @Test("Whom it let go is known from the day of its founding")
    func screening() throws {
        let known = try finding(.noScreening, try checkup())
        #expect(known.verdict != .cannotTell && known.reasons.isEmpty)
        let moved = try checkup(since: 40)
        let late = try finding(.noScreening, moved)
        #expect(late.verdict == .cannotTell && late.reasons.contains(.livesHereTooShortly))
        #expect(moved.limits.contains(.movedHere))
        #expect((5..<28).contains(moved.source.live?.days ?? 0))
        let end = Timestamp(milliseconds: 1_741_132_800_000 + 45 * 86_400_000)
        let gone = KnownMember(
            id: "gone", name: "走了的人", arrival: .invited(end.adding(milliseconds: -20 * 86_400_000)),
            departure: .removed(end))
        let removed = try finding(.noScreening, try checkup(extra: [gone]))
        #expect(removed.evidence.first { $0.code == .removals }?.count == 1)
    }

    @Test("Members who never spoke are counted, and the owner is known whichever groups they are in")
    func members() throws {
        let silent = KnownMember(id: "silent", name: "从不说话", arrival: .invited(.init(milliseconds: 1_741_132_900_000)))
        let checkup = try checkup(extra: [.owner, silent])
        #expect(checkup.totals.silent == 2)
        #expect(checkup.ecology.owner.person.map { checkup.people[$0].key } == "owner")
        let blind: [Checkup.Limit] = [
            .membersNotListed, .joinsNotShown, .removalsNotShown, .redPacketsNotShown, .ownerUnknown, .repliesNotShown,
            .namesMayBeShared,
        ]
        #expect(checkup.limits.allSatisfy { !blind.contains($0) })
    }

    @Test("Silence up to yesterday is silence, and no missing day")
    func silence() throws {
        var options = CheckupOptions(timeZone: nil, generatedAt: Timestamp(milliseconds: 1_741_132_800_000))
        options.live = LiveCommunity(needsInvitation: true, since: options.generatedAt)
        options.generatedAt = options.generatedAt.adding(milliseconds: 60 * 86_400_000)
        var builder = CheckupBuilder(options: options)
        for day in 0..<30 {
            for line in 0..<20 {
                let at = Timestamp(milliseconds: 1_741_136_400_000 + Int64(day * 86_400_000 + line * 60_000))
                let sender = ChatSender(accountID: "\(line)", name: "书友\(line)")
                builder.add(.message(ChatMessage(sender: sender, sentAt: at, kind: .text, text: "今天读到第 \(line) 页了")))
            }
        }
        let checkup = try builder.finish()
        #expect(checkup.totals.days == 60 && checkup.coverage.daysMissing == 0)
        #expect(checkup.activity.daily.suffix(30).allSatisfy { $0.messages == 0 && !$0.isMissing })
    }
}

extension KnownMember {
    fileprivate static let owner = KnownMember(
        id: "owner", name: "群主", role: .owner, arrival: .invited(.init(milliseconds: 1_741_132_700_000)))
}

@Suite("What is kept in memory of checkups")
struct CheckupMemoryTests {
    @Test("The ones looked at last stay, as many as are allowed")
    func bounded() throws {
        var builder = CheckupBuilder(options: CheckupSample.options())
        let checkup = try builder.finish()
        let memory = CheckupMemory()
        for number in 0..<CheckupMemory.countMax { memory.keep(checkup, as: ID(Int64(number))) }
        #expect(memory.checkup(ID(0)) != nil)
        memory.keep(checkup, as: ID(99))
        #expect(memory.checkup(ID(0)) != nil && memory.checkup(ID(1)) == nil && memory.checkup(ID(99)) == checkup)
    }
}
