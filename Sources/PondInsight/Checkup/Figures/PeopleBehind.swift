/// Names the people that each number of a checkup counts, from the same figures.
struct PeopleBehind {
    let audit: Audit
    let ties: Ties
    let network: NetworkFigures

    private var talk: Conversation { audit.talk }
    private var people: PersonFigures { audit.people }

    func result() -> CheckupPeople {
        var rows = [CheckupPeople.Row](repeating: CheckupPeople.Row(), count: talk.memberCount)
        readLines(&rows)
        for person in rows.indices { rows[person].traits.formUnion(figures(of: person)) }
        for (trait, members) in groups {
            for person in members where rows.indices.contains(person) { rows[person].traits.insert(trait) }
        }
        for (number, part) in (audit.network.split?.parts ?? []).enumerated() {
            for person in part.people { rows[person].part = number }
        }
        return CheckupPeople(rows: rows)
    }

    private static let traitsOfLines: [(LineFeatures.Flags, CheckupTrait)] = [
        (.value, .saidValue), (.chatter, .chattered), (.promotion, .promoted), (.link, .linked),
        (.redPacket, .sentRedPacket), (.repeated, .repeated),
    ]

    private func readLines(_ rows: inout [CheckupPeople.Row]) {
        var flags = [UInt32](repeating: 0, count: rows.count)
        for row in 0..<talk.count where talk.isPerson(row) {
            let person = Int(talk.columns.person[row])
            let features = talk.columns.features(row)
            flags[person] |= features.rawValue
            rows[person].hours[Int(talk.hourOfWeek[row])] = true
            if features.contains(.value), !features.contains(.promotion) {
                rows[person].fields |= Int64(talk.columns.fields[row])
            }
        }
        for person in rows.indices {
            let said = LineFeatures.Flags(rawValue: flags[person])
            for (flag, trait) in Self.traitsOfLines where said.contains(flag) { rows[person].traits.insert(trait) }
            if rows[person].hours.enumerated().contains(where: { $1 && isNight($0 % 24) }) {
                rows[person].traits.insert(.spokeAtNight)
            }
        }
        for question in QuestionFigures(talk, ties: ties).all {
            let person = Int(talk.columns.person[question.row])
            rows[person].traits.insert(.asked)
            if !question.isAnswered { rows[person].traits.insert(.unanswered) }
        }
    }

    private func isNight(_ hour: Int) -> Bool {
        hour >= talk.thresholds.nightFromHour || hour < talk.thresholds.nightUntilHour
    }

    /// What the person's own figures tell.
    private func figures(of person: Int) -> Set<CheckupTrait> {
        let spoke = people.messages[person] > 0
        let given = ties.given[person] > 0 || ties.received[person] > 0
        let conditions: [(Bool, CheckupTrait)] = [
            (spoke, .spoke), (!spoke, .neverSpoke), (person == talk.owner, .owner), (spoke && person < 3, .busiest),
            (people.recentMessages[person] > 0 && people.goneDay[person] == PersonFigures.never, .recentlySpoke),
            (people.value[person] > 0 && given, .giver), (people.isUnvouched[person], .unvouched),
            (people.wasRemoved[person], .removed),
        ]
        return Set(conditions.filter(\.0).map(\.1))
    }

    /// Those whom the rules looked for.
    private var groups: [(CheckupTrait, [Int])] {
        let arrivals = audit.arrivals
        let newcomers = arrivals.newcomers
        let selling = audit.content.selling
        let settled = newcomers.filter { arrivals.arrival($0) + talk.thresholds.newcomerDays < talk.dayCount }
        return [
            (.invited, audit.cameLater.filter { people.isApproved[$0] }), (.newcomer, newcomers),
            (.newcomerWhoSpoke, settled.filter { people.firstDay[$0] >= 0 }),
            (.dueFor7Days, arrivals.due(newcomers, within: 7)), (.dueFor30Days, arrivals.due(newcomers, within: 30)),
            (.backWithin7Days, arrivals.due(newcomers, within: 7).filter { arrivals.isBack($0, within: 7) }),
            (.backWithin30Days, arrivals.due(newcomers, within: 30).filter { arrivals.isBack($0, within: 30) }),
            (.seller, selling.sellers), (.advertiser, selling.driveBy), (.pitched, Array(selling.pitched)),
            (.refrainCaller, selling.unread.map { Int(talk.columns.person[$0]) }),
            (.askedWhatFor, audit.purposeQuestions.people), (.silent, audit.silentPeople),
            (.redPacketOnly, audit.content.redPacketOnly), (.leftSoon, audit.leftSoon(audit.cameLater)),
            (.wentQuiet, audit.quietPeople), (.thanked, audit.givers), (.introduced, introduced),
            (.inNetwork, network.members),
            (.leader, audit.network.leaders.map(\.person)), (.bridge, audit.network.bridges.map(\.person)),
        ]
    }

    private var introduced: [Int] {
        let newcomers = audit.cameLater
        return Array(Introductions(talk, arrivals: audit.arrivals, newcomers: Set(newcomers)).told)
    }
}
