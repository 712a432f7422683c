import Foundation
import PondCore
import PondExchange

extension CheckupBuilder {
    /// Merges what was read and computes the checkup. An empty builder gives a checkup of nothing.
    /// - Throws: `AppError.ownerNotFound`, `.severalChats`; `GraphError` when the network library fails.
    package mutating func finish() throws -> Checkup {
        try findings().checkup
    }

    /// The same with the people behind each number, by position in `Checkup.people`.
    /// - Throws: `GraphError` when the network library fails.
    package mutating func finishWithPeople() throws -> (checkup: Checkup, people: CheckupPeople) {
        let found = try findings()
        return (found.checkup, found.behind.result())
    }

    private mutating func findings() throws -> (checkup: Checkup, behind: PeopleBehind) {
        if let owner = options.owner, people.find(key: owner) == nil { throw AppError(.ownerNotFound, owner) }
        try checkUncertainParts()
        applyResidence()
        let read = conversation()
        columns = MessageColumns()
        let sellers = Sellers(read)
        let talk = read.counting(sellers)
        let people = PersonFigures(talk)
        let arrivals = NewcomerFigures(talk: talk, people: people)
        let activity = ActivityFigures(talk: talk, people: people).result()
        let newcomers = arrivals.result()
        let ties = Ties(talk)
        let network = try NetworkFigures(talk, people: people, ties: ties)
        let topics = TopicWords(talk)
        let ecology = EcologyFigures(talk, people: people, network: network)
        let content = ContentFigures(
            talk, people: people, ties: ties,
            selling: SellingFigures(talk, people: people, newcomers: arrivals, found: sellers),
            fields: FieldFigures(talk), topics: topics)
        let audit = Audit(
            talk: talk, people: people, arrivals: arrivals, activity: activity, newcomers: newcomers,
            rhythm: RhythmFigures(talk: talk, activity: activity).result(), ecology: ecology.result(),
            network: network.result(topics: topics), content: content, capabilities: capabilities(talk))
        let errors = audit.findings()
        let formulas = IndexFormulas(
            talk: talk, people: people, activity: activity, newcomers: newcomers, content: content, ties: ties)
        let checkup = Checkup(
            schema: Checkup.schemaVersion, totals: totals(talk), source: source(audit),
            needs: talk.sufficiency.needs, noGroup: talk.sufficiency.noGroup, coverage: coverage(talk),
            people: PeopleTable(talk: talk, people: people, network: network, ecology: ecology).rows,
            activity: activity, newcomers: newcomers, indices: formulas.result(errors: errors), rhythm: audit.rhythm,
            ecology: audit.ecology, network: audit.network, content: content.result(), errors: errors,
            actions: ActionPlan(audit: audit, errors: errors).result(), limits: limits(audit))
        return (checkup, PeopleBehind(audit: audit, ties: ties, network: network))
    }

    private func totals(_ talk: Conversation) -> Checkup.Totals {
        let members = talk.people.prefix(talk.memberCount)
        let speaking = members.count(where: \.hasSpoken)
        return Checkup.Totals(
            messages: talk.count, system: (0..<talk.count).count { !talk.isPerson($0) }, people: talk.memberCount,
            speaking: speaking, silent: talk.listsMembers ? talk.memberCount - speaking : nil, chats: chats.count,
            days: talk.dayCount, from: talk.columns.time.first.map { Timestamp(milliseconds: $0) },
            until: talk.columns.time.last.map { Timestamp(milliseconds: $0) }, duplicates: talk.duplicates,
            misdated: talk.misdated)
    }

    private func coverage(_ talk: Conversation) -> Checkup.Coverage {
        Checkup.Coverage(
            daysMissing: talk.coverage.daysMissing,
            missing: talk.coverage.missing.map { .init(day: talk.calendarDay($0.first), days: $0.days) },
            share: talk.coverage.share)
    }

    private func source(_ audit: Audit) -> Checkup.Source {
        Checkup.Source(
            chats: chats.map(\.name), platforms: people.platforms.filter { !$0.isEmpty }, formats: options.formats,
            // Foundation calls UTC by its old name, whatever it was asked for.
            timeZone: options.timeZone.identifier == "GMT" ? "UTC" : options.timeZone.identifier,
            generatedAt: options.generatedAt, pondVersion: options.pondVersion,
            capabilities: audit.capabilities, isAnonymised: false, live: live(audit.talk))
    }

    private func live(_ talk: Conversation) -> Checkup.Live? {
        options.live.map { live in
            Checkup.Live(
                since: talk.calendarDay(talk.day(of: live.since.milliseconds)),
                needsInvitation: live.needsInvitation, days: talk.daysHere)
        }
    }

    private func capabilities(_ talk: Conversation) -> Checkup.Capabilities {
        func shows(_ kinds: Set<NoticeEvent.Kind>) -> Bool { talk.events.contains { kinds.contains($0.kind) } }
        return Checkup.Capabilities(
            listsMembers: talk.listsMembers,
            showsSystemLines: talk.live != nil || !talk.events.isEmpty
                || (0..<talk.count).contains { !talk.isPerson($0) },
            showsJoins: shows([.joined, .joinedUnvouched]), showsRemovals: talk.live != nil || shows([.removed]),
            showsReplies: talk.live != nil || talk.showsReplies, showsRedPackets: shows([.redPacketOpened]),
            namesOwner: talk.owner != nil)
    }

    private func limits(_ audit: Audit) -> [Checkup.Limit] {
        let seen = audit.capabilities
        let tells = audit.talk.sufficiency.tells
        let isLive = audit.talk.live != nil
        let hasAccounts = people.entries.contains { $0.key != $0.name }
        let conditions: [(Bool, Checkup.Limit)] = [
            (true, .readersInvisible), (true, .privateChatsInvisible), (audit.talk.misdated > 0, .misdatedLines),
            (!audit.talk.coverage.isWhole, .daysMissing),
            (audit.talk.movedHere, .movedHere), (!seen.listsMembers, .membersNotListed),
            (!seen.showsJoins && !audit.talk.hasPresenceLines, .joinsNotShown),
            (audit.talk.hasPresenceLines, .joinsArePresence), (!seen.showsSystemLines, .removalsNotShown),
            (!seen.showsReplies, .repliesNotShown), (!seen.showsRedPackets && !isLive, .redPacketsNotShown),
            (!seen.namesOwner, .ownerUnknown), (!hasAccounts && !isLive, .namesMayBeShared),
            (people.platforms.count > 1, .peopleMayBeCountedTwice),
            (audit.talk.coverage.coveredDays < audit.thresholds.recentDays, .shortSpan),
            (audit.content.lines < audit.thresholds.auditMessagesMin, .fewMessages), (true, .topicsByWordLists),
            (!audit.talk.isLanguageKnown, .languageNotKnown),
            (audit.network.edgeSource == .adjacency && tells(.network), .networkIsAGuess),
            (options.isTimeZoneAssumed, .timeZoneAssumed),
        ]
        return conditions.filter(\.0).map(\.1)
    }
}

/// The people table.
private struct PeopleTable {
    let talk: Conversation
    let people: PersonFigures
    let network: NetworkFigures
    let ecology: EcologyFigures

    var rows: [Checkup.Person] {
        let ranks = network.rankOfMember
        let betweenness = network.betweennessOfMember
        let tellsNetwork = talk.sufficiency.tells(.network)
        let tellsRoles = talk.sufficiency.tells(.roles)
        return (0..<talk.memberCount).map { person in
            let entry = talk.people[person]
            return Checkup.Person(
                key: entry.key, name: entry.name, isOwner: person == talk.owner,
                isStaff: person == talk.owner || entry.role == .owner || entry.role == .admin,
                isBot: talk.isBot[person], messages: people.messages[person], activeDays: people.activeDays[person],
                firstSpoke: day(people.firstDay[person]), lastSpoke: day(people.lastDay[person]),
                joined: day(people.joinedDay[person]), role: tellsRoles ? ecology.roles[person] : nil,
                circle: tellsNetwork ? network.circleOf[person] : nil, pageRank: tellsNetwork ? ranks[person] : 0,
                betweenness: tellsNetwork ? betweenness[person] : 0,
                repliesReceived: network.ties.received[person], valueShare: people.share(people.value, person),
                chatterShare: people.share(people.chatter, person), promotions: people.promotions[person],
                redPacketsOpened: people.redPacketsOpened[person])
        }
    }

    private func day(_ day: Int32) -> CalendarDay? { day < 0 ? nil : talk.calendarDay(Int(day)) }
}
