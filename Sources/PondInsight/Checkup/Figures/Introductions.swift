/// How newcomers are received: who introduces themselves, who is turned to on arrival, what others ask.
///
/// Words tell most; where they do not, form does: newcomers who begin by speaking of themselves, far more often than
/// lines of that kind are usual in this group, introduce themselves in whatever words.
struct Introductions {
    private let talk: Conversation
    private let arrivals: NewcomerFigures
    /// Lines of others that ask newcomers who they are, or tell the rules.
    private(set) var asking = 0
    private(set) var told: Set<Int> = []
    private var begun: Set<Int> = []
    /// First lines soon after arrival that no word list knows, and how many of them speak of their author.
    private var (firstLines, firstOfSelf) = (0, 0)
    private var (otherLines, otherOfSelf) = (0, 0)

    init(_ talk: Conversation, arrivals: NewcomerFigures, newcomers: Set<Int>) {
        self.talk = talk
        self.arrivals = arrivals
        for row in 0..<talk.count where talk.isPerson(row) {
            let flags = talk.columns.features(row)
            let sells = !flags.isDisjoint(with: [.promotion, .offer, .priced])
            let called = Int(talk.columns.called[row])
            if !sells, newcomers.contains(called), !begun.contains(called), isSoon(row, called) { told.insert(called) }
            let person = Int(talk.columns.person[row])
            if newcomers.contains(person) {
                add(row, flags, of: person)
            } else {
                if flags.contains(.door), !flags.contains(.promotion) { asking += 1 }
                addOther(flags)
            }
        }
    }

    /// Newcomers who introduced themselves or were turned to before they spoke.
    var count: Int {
        let usual = Double(otherOfSelf) / Double(max(1, otherLines))
        return told.count + max(0, Int(Double(firstOfSelf) - usual * Double(firstLines)))
    }

    private mutating func add(_ row: Int, _ flags: LineFeatures.Flags, of person: Int) {
        let isFirst = begun.insert(person).inserted && isSoon(row, person)
        if flags.contains(.promotion) { return }
        let greets = isFirst && flags.contains(.greeting) && !flags.contains(.purpose)
        if greets || !flags.isDisjoint(with: [.introduction, .door]) {
            told.insert(person)
        } else if isFirst, !told.contains(person) {
            firstLines += 1
            if flags.contains(.aboutSelf), flags.isDisjoint(with: [.offer, .purpose]) { firstOfSelf += 1 }
        } else {
            addOther(flags)
        }
    }

    private mutating func addOther(_ flags: LineFeatures.Flags) {
        otherLines += 1
        if flags.contains(.aboutSelf) { otherOfSelf += 1 }
    }

    private func isSoon(_ row: Int, _ newcomer: Int) -> Bool {
        let days = Int(talk.day[row]) - arrivals.arrival(newcomer)
        return days >= 0 && days <= talk.thresholds.introductionDaysMax
    }
}
