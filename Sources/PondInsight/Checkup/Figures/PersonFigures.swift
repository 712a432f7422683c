/// What each person did, one array a figure.
struct PersonFigures {
    static let never: Int32 = -1

    var messages: [Int]
    var value: [Int]
    var chatter: [Int]
    var promotions: [Int]
    var redPacketsSent: [Int]
    var redPacketsOpened: [Int]
    var activeDays: [Int]
    var recentMessages: [Int]
    var recentDays: [Int]
    var firstDay: [Int32]
    var secondDay: [Int32]
    var lastDay: [Int32]
    /// Local day of the join line; `never` without.
    var joinedDay: [Int32]
    var isUnvouched: [Bool]
    /// The join line says that somebody let the person in.
    var isApproved: [Bool]
    /// Day of leaving or being removed, if the person did not speak or join afterwards.
    var goneDay: [Int32]
    var wasRemoved: [Bool]

    init(_ talk: Conversation) {
        let count = talk.people.count
        let zeros = [Int](repeating: 0, count: count)
        let nevers = [Int32](repeating: Self.never, count: count)
        messages = zeros
        value = zeros
        chatter = zeros
        promotions = zeros
        redPacketsSent = zeros
        redPacketsOpened = zeros
        activeDays = zeros
        recentMessages = zeros
        recentDays = zeros
        firstDay = nevers
        secondDay = nevers
        lastDay = nevers
        joinedDay = nevers
        goneDay = nevers
        isUnvouched = [Bool](repeating: false, count: count)
        isApproved = isUnvouched
        wasRemoved = isUnvouched
        readMessages(talk)
        readEvents(talk)
    }

    private mutating func readMessages(_ talk: Conversation) {
        let recentFrom = Int32(talk.dayCount - talk.thresholds.recentDays)
        for row in 0..<talk.count where talk.isPerson(row) {
            let person = Int(talk.columns.person[row])
            let flags = talk.columns.features(row)
            let day = talk.day[row]
            messages[person] += 1
            if flags.contains(.value) { value[person] += 1 }
            if flags.contains(.chatter) { chatter[person] += 1 }
            if flags.contains(.promotion) { promotions[person] += 1 }
            if flags.contains(.redPacket) { redPacketsSent[person] += 1 }
            if day >= recentFrom { recentMessages[person] += 1 }
            guard day != lastDay[person] else { continue }
            activeDays[person] += 1
            if day >= recentFrom { recentDays[person] += 1 }
            if firstDay[person] == Self.never {
                firstDay[person] = day
            } else if secondDay[person] == Self.never {
                secondDay[person] = day
            }
            lastDay[person] = day
        }
    }

    private mutating func readEvents(_ talk: Conversation) {
        for event in talk.events {
            let person = Int(event.person)
            let day = Int32(talk.day(of: event.time))
            switch event.kind {
            case .joined, .joinedUnvouched:
                if joinedDay[person] == Self.never { joinedDay[person] = day }
                if event.kind == .joinedUnvouched { isUnvouched[person] = true }
                goneDay[person] = Self.never
                wasRemoved[person] = false
            case .approved:
                isApproved[person] = true
            case .left, .removed:
                goneDay[person] = day
                wasRemoved[person] = event.kind == .removed
            case .redPacketOpened:
                redPacketsOpened[person] += 1
            }
        }
        for person in goneDay.indices where lastDay[person] > goneDay[person] { goneDay[person] = Self.never }
    }

    func share(_ counts: [Int], _ person: Int) -> Double {
        messages[person] == 0 ? 0 : Double(counts[person]) / Double(messages[person])
    }
}
