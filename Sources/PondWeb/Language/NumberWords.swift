/// Numbers, shares and spans as both languages write them.
enum NumberWords {
    /// 28,417.
    static func count(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return (value < 0 ? "−" : "") + grouped
    }

    /// For cells of 48 px: 980, 1.2k, 34k.
    static func short(_ value: Int) -> String {
        switch value {
        case ..<1000: String(value)
        case ..<10_000: decimal(Double(value) / 1000, places: 1) + "k"
        case ..<1_000_000: String(value / 1000) + "k"
        default: decimal(Double(value) / 1_000_000, places: 1) + "M"
        }
    }

    /// `places` digits at most, trailing zeros dropped: 3.1, 0.74, 12.
    static func decimal(_ value: Double, places: Int) -> String {
        guard value.isFinite else { return "–" }
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        let scaled = Int64((value.magnitude * factor).rounded())
        let whole = scaled / Int64(factor)
        var fraction = String(scaled % Int64(factor))
        while fraction.count < places { fraction = "0" + fraction }
        while fraction.hasSuffix("0") { fraction.removeLast() }
        if places == 0 { fraction = "" }
        let sign = value < 0 && scaled != 0 ? "−" : ""
        return sign + count(Int(whole)) + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// A share of one as per cent: 9%, 2.4%, <0.1%. Below ten per cent one decimal is kept.
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "–" }
        let value = share * 100
        if value > 0, value < 0.1 { return "<0.1%" }
        if value > 99.9, value < 100 { return ">99.9%" }
        return decimal(value, places: value.magnitude < 9.95 ? 1 : 0) + "%"
    }

    /// 1–3%.
    static func percentRange(_ range: ClosedRange<Double>) -> String {
        decimal(range.lowerBound * 100, places: 1) + "–" + decimal(range.upperBound * 100, places: 1) + "%"
    }

    /// "1 person", "2 people": English wants the number of the noun; Chinese does not.
    static func english(_ value: Int, _ one: String, _ many: String) -> String {
        count(value) + " " + (value == 1 ? one : many)
    }

    /// Days with one decimal below ten.
    static func days(_ value: Double) -> Phrase {
        let words = decimal(value, places: value < 10 ? 1 : 0)
        return Phrase("\(words) 天", words + (words == "1" ? " day" : " days"))
    }

    /// People, with the noun.
    static func people(_ value: Int) -> Phrase {
        Phrase("\(count(value)) 人", english(value, "person", "people"))
    }

    /// Messages, with the noun.
    static func messages(_ value: Int) -> Phrase {
        Phrase("\(count(value)) 条", english(value, "message", "messages"))
    }
}
