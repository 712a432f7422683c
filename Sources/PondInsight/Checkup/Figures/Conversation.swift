import Foundation
import PondCore
import PondExchange

/// Everything that was read, merged, in order of time, with local days: what all figures are computed from.
///
/// People are numbered by how much they said; those above `memberCount` are known from system lines only.
struct Conversation {
    let options: CheckupOptions
    var thresholds: Thresholds { options.thresholds }
    var live: LiveCommunity? { options.live }
    let people: [PeopleIndex.Entry]
    let memberCount: Int
    var columns: MessageColumns
    let chatCount: Int
    /// Platforms of the chats, as `ChatInfo.platform` names them.
    let platforms: Set<String>
    /// How often a group got another name.
    let renames: Int
    /// Chat of each row.
    let chat: [Int32]
    /// Local day of each row, counted from `firstDay`.
    let day: [Int32]
    /// Hour of the week of each row, Monday 0:00 = 0.
    let hourOfWeek: [UInt8]
    /// Days since 1970.
    let firstDay: Int
    let dayCount: Int
    /// Ordered by time.
    let events: [NoticeEvent]
    let signs: [KeptLine]
    let samples: [[String]]
    /// False where most sentences are of a language that the word lists do not hold.
    let isLanguageKnown: Bool
    /// Pairs of a caller and somebody called beyond the first call of a line, and calls of names met later.
    let furtherCalls: [(from: Int32, to: Int32)]
    let duplicates: Int
    /// Lines left out, see `Misdated`.
    let misdated: Int
    let owner: Int?
    /// Some group's join lines tell who connects, not who becomes a member; they were set aside.
    let hasPresenceLines: Bool
    /// What may be told of so much.
    let sufficiency: Sufficiency
    var coverage: Coverage { sufficiency.coverage }
    /// So many days are missing that who stayed away, or never met, cannot be told from what is missing.
    var isFullOfHoles: Bool { coverage.share < thresholds.coverageShareMin }
    /// Who answers by rule, see `Bots`.
    let isBot: [Bool]
    let showsReplies: Bool

    var count: Int { columns.count }
    var listsMembers: Bool { people.prefix(memberCount).contains(where: \.isListed) }
    var lastDay: Int { firstDay + dayCount - 1 }

    func calendarDay(_ day: Int) -> CalendarDay { CalendarDay(number: firstDay + day) }

    /// Local day of any moment, counted from `firstDay`.
    func day(of time: Int64) -> Int {
        var clock = LocalClock(timeZone: options.timeZone)
        return clock.day(time) - firstDay
    }

    /// How many of the days the community lived here; 0 for exports.
    var daysHere: Int { live.map { max(0, dayCount - max(0, day(of: $0.since.milliseconds))) } ?? 0 }

    /// The talk began elsewhere.
    var movedHere: Bool { live.map { day(of: $0.since.milliseconds) > 0 } ?? false }

    /// Whether joins tell who brought somebody: these platforms say only that they came.
    var tellsInviters: Bool { platforms.isDisjoint(with: ["discord", "slack"]) }

    /// Whether the export tells who sits in the group and who was asked to leave: Discord and Slack leave removals out
    /// or call them leaving, and where people come and go with their connection nobody sits anywhere.
    var tellsMembership: Bool { tellsInviters && !hasPresenceLines }

    func isPerson(_ row: Int) -> Bool { columns.person[row] >= 0 }
}

extension CheckupBuilder {
    /// Merges overlapping exports, orders by time and numbers people anew.
    func conversation() -> Conversation {
        let kept = Deduplication.keptRows(columns, chatOfPart: chatOfPart)
        let duplicates = kept.map { columns.count - $0.count } ?? 0
        var isKept = [Bool](repeating: kept == nil, count: columns.count)
        for row in kept ?? [] { isKept[row] = true }
        var rows = kept ?? []
        let isInOrder = kept == nil && zip(columns.time, columns.time.dropFirst()).allSatisfy { $0 <= $1 }
        var ordered = columns
        if !isInOrder {
            if kept == nil { rows = Array(0..<columns.count) }
            rows.sort { (columns.time[$0], $0) < (columns.time[$1], $1) }
            ordered = columns.picked(rows)
        }
        let plausible = Misdated.plausible(ordered.time)
        let misdated = ordered.count - plausible.count
        if misdated > 0 {
            for position in ordered.time.indices where !plausible.contains(position) {
                isKept[isInOrder ? position : rows[position]] = false
            }
            ordered = ordered.picked(Array(plausible))
        }
        let numbering = Numbering(builder: self, columns: ordered)
        ordered.person = ordered.person.map(numbering.map)
        ordered.quoted = ordered.quoted.map(numbering.map)
        ordered.called = ordered.called.map(numbering.map)
        let calendar = LocalCalendar(ordered.time, until: silentUntil(ordered.time.last), timeZone: options.timeZone)
        let (events, hasPresenceLines) = mergedEvents(numbering, isKept: isKept)
        var lines = [Int](repeating: 0, count: calendar.dayCount)
        for (person, day) in zip(ordered.person, calendar.day) where person >= 0 { lines[Int(day)] += 1 }
        let coverage = Coverage(
            lines: lines, weekday: CalendarDay(number: calendar.firstDay).weekday,
            recentDays: options.thresholds.recentDays, certainFrom: firstDayHere(calendar))
        let isBot = Bots.find(numbering.entries, ordered)
        let speakers = Set(ordered.person.filter { $0 >= 0 && !isBot[Int($0)] }).count
        let sufficiency = Sufficiency(
            coverage: coverage, messages: lines.reduce(0, +), speakers: speakers,
            isPrivate: !chats.isEmpty && chats.allSatisfy { $0.kind == .conversation }, thresholds: options.thresholds)
        return Conversation(
            options: options, people: numbering.entries, memberCount: numbering.memberCount, columns: ordered,
            chatCount: chats.count, platforms: Set(chats.map(\.platform)), renames: renames,
            chat: ordered.part.map { chatOfPart[Int($0)] }, day: calendar.day,
            hourOfWeek: calendar.hourOfWeek, firstDay: calendar.firstDay, dayCount: calendar.dayCount,
            events: events, signs: mappedSigns(numbering, within: (ordered.time.first ?? 0)...(ordered.time.last ?? 0)),
            samples: mappedSamples(numbering),
            isLanguageKnown: isLanguageKnown,
            furtherCalls: mappedCalls(numbering, isKept: isKept), duplicates: duplicates, misdated: misdated,
            owner: owner(numbering),
            hasPresenceLines: hasPresenceLines, sufficiency: sufficiency,
            isBot: isBot,
            showsReplies: columns.replyHash.contains { $0 != 0 } || columns.quoted.contains { $0 >= 0 })
    }

    /// Yesterday, for a community in which something was said since its founding: silence up to there is silence. Today
    /// is not over.
    private func silentUntil(_ last: Int64?) -> Int64? {
        guard let live = options.live, let last, last >= live.since.milliseconds else { return nil }
        return options.generatedAt.milliseconds - LocalClock.dayMilliseconds
    }

    /// Counted from the first day; nil for exports.
    private func firstDayHere(_ calendar: LocalCalendar) -> Int? {
        var clock = LocalClock(timeZone: options.timeZone)
        return options.live.map { clock.day($0.since.milliseconds) - calendar.firstDay }
    }

    /// Believed where too little is written to tell.
    private var isLanguageKnown: Bool {
        (KnownLanguage.share(of: kept.texts) ?? 1) >= options.thresholds.languageShareMin
    }

    /// Events in order of time, without the comings and goings of chats where they are of presence.
    private func mergedEvents(_ numbering: Numbering, isKept: [Bool]) -> ([NoticeEvent], hasPresenceLines: Bool) {
        let ordered = events.filter { isKept[Int($0.row)] }.sorted { ($0.time, $0.row) < ($1.time, $1.row) }
        let placed = ordered.map { (chat: chatOfPart[Int(columns.part[Int($0.row)])], event: $0) }
        let presence = PresenceLines.chats(placed)
        let merged = placed.compactMap { chat, event -> NoticeEvent? in
            if presence.contains(chat), event.isComingOrGoing || event.kind == .approved { return nil }
            var mapped = event
            mapped.person = numbering.map(event.person)
            return mapped
        }
        let known = memberEvents.map { event in
            var mapped = event
            mapped.person = numbering.map(event.person)
            return mapped
        }
        guard !known.isEmpty else { return (merged, !presence.isEmpty) }
        return ((merged + known).sorted { ($0.time, $0.row) < ($1.time, $1.row) }, !presence.isEmpty)
    }

    private func mappedSigns(_ numbering: Numbering, within times: ClosedRange<Int64>) -> [KeptLine] {
        kept.signs.filter { times.contains($0.time) }.map { line in
            var mapped = line
            mapped.person = numbering.map(line.person)
            return mapped
        }.sorted { $0.time < $1.time }
    }

    private func mappedSamples(_ numbering: Numbering) -> [[String]] {
        var samples = [[String]](repeating: [], count: numbering.entries.count)
        for (person, lines) in kept.samples.enumerated() where !lines.isEmpty {
            samples[Int(numbering.map(Int32(person)))] = lines
        }
        return samples
    }

    private func mappedCalls(_ numbering: Numbering, isKept: [Bool]) -> [(from: Int32, to: Int32)] {
        let later = unknownCalls.compactMap { call in people.find(name: call.name).map { (call.row, $0) } }
        return (furtherCalls + later).filter { isKept[Int($0.0)] }.compactMap { row, person in
            let (from, called) = (columns.person[Int(row)], numbering.map(person))
            // Whom only a system line names is not there to be called.
            return from == person || called >= numbering.memberCount ? nil : (numbering.map(from), called)
        }
    }

    private func owner(_ numbering: Numbering) -> Int? {
        let given = options.owner.flatMap { people.find(key: $0) }
        let told = chats.compactMap(\.ownerID).compactMap { people.find(key: $0) }.first
        let listed = people.entries.firstIndex { $0.role == .owner }.map { Int32($0) }
        guard let owner = given ?? told ?? listed else { return nil }
        let number = Int(numbering.map(owner))
        return number < numbering.memberCount ? number : nil
    }
}

/// New numbers for people: who said most first, of equals who spoke earlier, so that a member list changes nothing;
/// who is only known from notices last.
private struct Numbering {
    let entries: [PeopleIndex.Entry]
    let memberCount: Int
    private let numbers: [Int32]

    init(builder: CheckupBuilder, columns: MessageColumns) {
        let old = builder.people.entries
        var messages = [Int](repeating: 0, count: old.count)
        var firstRow = [Int](repeating: Int.max, count: old.count)
        for (row, person) in columns.person.enumerated() where person >= 0 {
            if messages[Int(person)] == 0 { firstRow[Int(person)] = row }
            messages[Int(person)] += 1
        }
        func isMember(_ person: Int) -> Bool { old[person].isListed || messages[person] > 0 }
        let order = old.indices.sorted { left, right in
            if isMember(left) != isMember(right) { return isMember(left) }
            return (messages[right], firstRow[left], left) < (messages[left], firstRow[right], right)
        }
        var numbers = [Int32](repeating: 0, count: old.count)
        for (number, person) in order.enumerated() { numbers[person] = Int32(number) }
        self.numbers = numbers
        entries = order.map { old[$0] }
        memberCount = old.indices.count(where: isMember)
    }

    func map(_ person: Int32) -> Int32 { person < 0 ? person : numbers[Int(person)] }
}

/// Local days and hours of all rows.
private struct LocalCalendar {
    var day: [Int32] = []
    var hourOfWeek: [UInt8] = []
    var firstDay = 0
    var dayCount = 0

    /// - Parameter until: the days go on to here at least.
    init(_ times: [Int64], until: Int64?, timeZone: TimeZone) {
        guard let first = times.first, let last = times.last else { return }
        var clock = LocalClock(timeZone: timeZone)
        firstDay = clock.day(first)
        dayCount = clock.day(max(last, until ?? last)) - firstDay + 1
        day.reserveCapacity(times.count)
        hourOfWeek.reserveCapacity(times.count)
        for time in times {
            let hours = LocalClock.floored(clock.local(time), by: LocalClock.hourMilliseconds)
            let dayNumber = Int(LocalClock.floored(hours, by: 24))
            day.append(Int32(dayNumber - firstDay))
            let weekday = CalendarDay(number: dayNumber).weekday
            hourOfWeek.append(UInt8(weekday * 24 + Int(hours) - dayNumber * 24))
        }
    }
}
