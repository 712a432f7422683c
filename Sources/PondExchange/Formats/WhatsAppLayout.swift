/// How one WhatsApp file writes dates and who its own lines are from, found out from its beginning.
struct WhatsAppLayout {
    enum Order {
        case yearMonthDay
        case dayMonthYear
        case monthDayYear
    }

    private(set) var order = Order.monthDayYear
    /// Whether nothing in the beginning settles day and month.
    private(set) var isGuessed = false
    /// The name that iOS puts before the group's own lines.
    private(set) var groupName: String?

    /// Judges by what cannot be a month; else by which order lets time run forward; else a 24-hour clock or dots speak
    /// for the day first, a 12-hour clock for the month first.
    init(head: Bytes) {
        var dates: [(Int, Int, Int)] = []
        var isTwelveHour = false
        var hasDots = false
        var names: [String: Int] = [:]
        var speakers: Set<String> = []
        var at = 0
        while at < head.count {
            let end = head.index(of: 0x0A, from: at) ?? head.count
            if let line = WhatsAppLine(head.slice(at, end)) {
                if line.firstHasFourDigits || line.numbers.first > 31 {
                    order = .yearMonthDay
                } else {
                    dates.append(line.numbers)
                }
                isTwelveHour = isTwelveHour || line.isTwelveHour
                hasDots = hasDots || line.separator == UInt8(ascii: ".")
                if let name = Self.systemName(line) { names[name, default: 0] += 1 }
                if let name = Self.speakerName(line) { speakers.insert(name) }
            }
            at = end + 1
        }
        // A group never speaks. Where two talk alone, the lines of the chat bear the other one's name.
        let silent = names.filter { !speakers.contains($0.key) }
        groupName = (silent.isEmpty ? names : silent).max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        guard !dates.isEmpty else { return }
        judge(dates, isTwelveHour: isTwelveHour, hasDots: hasDots)
    }

    private mutating func judge(_ dates: [(Int, Int, Int)], isTwelveHour: Bool, hasDots: Bool) {
        if Self.yearComesFirst(dates) {
            order = .yearMonthDay
        } else if dates.contains(where: { $0.0 > 12 }) {
            order = .dayMonthYear
        } else if dates.contains(where: { $0.1 > 12 }) {
            order = .monthDayYear
        } else {
            let dayFirst = Self.stepsBack(dates.map { $0.2 * 10000 + $0.1 * 100 + $0.0 })
            let monthFirst = Self.stepsBack(dates.map { $0.2 * 10000 + $0.0 * 100 + $0.1 })
            if dayFirst != monthFirst {
                order = dayFirst < monthFirst ? .dayMonthYear : .monthDayYear
            } else {
                order = hasDots || !isTwelveHour ? .dayMonthYear : .monthDayYear
                isGuessed = dates.contains { $0.0 != $0.1 }
            }
        }
    }

    /// `24/5/1`: WhatsApp is of 2009, so a smaller last number is no year; nor is the one that changes while the first
    /// stays.
    private static func yearComesFirst(_ dates: [(Int, Int, Int)]) -> Bool {
        guard dates.allSatisfy({ $0.0 >= 9 && $0.2 <= 31 }) else { return false }
        return dates.contains { $0.2 < 9 } || (Set(dates.map(\.0)).count == 1 && Set(dates.map(\.2)).count > 1)
    }

    private static func stepsBack(_ days: [Int]) -> Int {
        zip(days, days.dropFirst()).reduce(0) { $1.1 < $1.0 ? $0 + 1 : $0 }
    }

    /// The sender of a line whose text is marked, no attachment and not about that sender.
    private static func systemName(_ line: WhatsAppLine) -> String? {
        guard line.isBracketed, let colon = line.rest.index(of: ": \u{200E}"), colon > 0, colon <= 192 else {
            return nil
        }
        let text = line.rest.dropping(colon + 5)
        let name = line.rest.slice(0, colon)
        let isPersons = isPersonal(text) || LabelledNotice.isTold(text, label: WhatsAppName.plain(name))
        return isPersons ? nil : name.string
    }

    /// The sender of a line whose text is not marked.
    private static func speakerName(_ line: WhatsAppLine) -> String? {
        guard line.isBracketed, let (name, text) = ColonName.split(line.rest), !text.hasPrefix("\u{200E}") else {
            return nil
        }
        return name.string
    }

    /// Whether a marked text stands for something a person sent: an attachment, a place, a poll, a call, a deletion.
    static func isPersonal(_ text: Bytes) -> Bool {
        if TextKind.kind(text) != .text { return true }
        let starts: [StaticString] = ["Location:", "位置:", "POLL:", "投票:", "Missed ", "Voice call", "Video call", "<"]
        return starts.contains { text.hasPrefix($0) } || text.hasSuffix("omitted") || text.contains("已忽略")
    }

    /// The day; nil when the numbers are none in this order.
    func date(_ line: WhatsAppLine) -> CivilDate? {
        let (first, second, third) = line.numbers
        let date: CivilDate
        switch line.firstHasFourDigits ? .yearMonthDay : order {
        case .yearMonthDay: date = CivilDate(year: Self.fullYear(first), month: second, day: third)
        case .dayMonthYear: date = CivilDate(year: Self.fullYear(third), month: second, day: first)
        case .monthDayYear: date = CivilDate(year: Self.fullYear(third), month: first, day: second)
        }
        return date.isValid ? date : nil
    }

    /// WhatsApp began in 2009, so two digits mean this century.
    private static func fullYear(_ year: Int) -> Int { year < 100 ? 2000 + year : year }
}
