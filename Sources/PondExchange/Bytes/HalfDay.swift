/// Words for the halves and quarters of a day, before or after the time.
enum HalfDay {
    case morning
    case afternoon

    private static let words: [(word: StaticString, half: HalfDay)] = [
        ("AM", .morning), ("PM", .afternoon), ("am", .morning), ("pm", .afternoon), ("a.m.", .morning),
        ("p.m.", .afternoon), ("a. m.", .morning), ("p. m.", .afternoon), ("上午", .morning), ("下午", .afternoon),
        ("凌晨", .morning), ("清晨", .morning), ("早上", .morning), ("中午", .afternoon), ("傍晚", .afternoon),
        ("晚上", .afternoon), ("午前", .morning), ("午後", .afternoon), ("오전", .morning), ("오후", .afternoon),
    ]

    static func take(_ scanner: inout ByteScanner) -> HalfDay? {
        for entry in words where scanner.take(entry.word) { return entry.half }
        return nil
    }
}

extension ByteScanner {
    /// Spaces of every width and the marks of writing direction that telephones put around times.
    mutating func skipWideSpaces() {
        while true {
            if take(0x20) || take(0x09) || take("\u{202F}") || take("\u{00A0}") || take("\u{200E}") || take("\u{200F}")
                || take("\u{202A}") || take("\u{202C}")
            {
                continue
            }
            return
        }
    }

    /// `H:MM:SS`; the seconds must be there.
    mutating func clockTimeWithSeconds() -> ClockTime? {
        let start = at
        guard let time = clockTime() else { return nil }
        let written = bytes.slice(start, at).reduce(0) { $1 == UInt8(ascii: ":") ? $0 + 1 : $0 }
        if written == 2 { return time }
        at = start
        return nil
    }

    /// An AM or PM after the time, applied to it. Nothing is taken when there is none.
    mutating func takeHalfDay(_ time: ClockTime) -> ClockTime {
        let start = at
        skipWideSpaces()
        if let half = HalfDay.take(&self) { return time.onTwelveHourClock(afternoon: half == .afternoon) }
        at = start
        return time
    }
}
