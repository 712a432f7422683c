import PondExchange

/// The outer form of a line, from one pass over its UTF-8 bytes.
struct LineShape {
    private(set) var units = 0
    /// Units that only laugh, sigh or nod.
    private(set) var laughterUnits = 0
    /// Outside of links.
    private(set) var digits = 0
    /// Those of percentages.
    private(set) var percentDigits = 0
    /// Nothing but spaces.
    private(set) var isBlank = true
    private(set) var hasQuestionMark = false
    private(set) var endsWithQuestion = false
    private(set) var hasLink = false
    private(set) var hasPrice = false
    /// A number of two to five digits that counts nothing and is no time or version: "1980 拿走".
    private(set) var hasAmount = false
    /// True for a line of ASCII words only, whose units come two a word.
    private(set) var isLatin = false
    private(set) var hash: UInt64 = 0
    /// Bigrams of the words, of which near-duplicates share most; see `LineSketch`.
    private(set) var sketch = LineSketch()
    private var asciiUnits = 0
    /// Digits of the number being read, and whether it stands free of what is before it.
    private var numberDigits = 0
    private var isNumberFree = false
    private var isInLink = false

    /// 哈嘿呵嘻嗯哦噢啊呀吧呃额唉哎哇呜嘤咳嘛呐哟草牛顶赞 as code points.
    private static let laughter: Set<UInt32> = Set("哈嘿呵嘻嗯哦噢啊呀吧呃额唉哎哇呜嘤咳嘛呐哟草牛顶赞".unicodeScalars.map(\.value))
    private static let yuan: UInt32 = 0x5143
    private static let kuai: UInt32 = 0x5757
    private static let zhe: UInt32 = 0x6298
    private static let fullwidthYen: UInt32 = 0xFFE5
    private static let fullwidthQuestionMark: UInt32 = 0xFF1F
    /// What is counted or measured, as code points: a number before one of these is no price.
    private static let counters: Set<UInt32> = Set(
        "年月日号点时分秒天周岁个台张本只页章楼层期次集组遍步米公千克斤升毫度倍档人名位份盒条件双届课节级多来左以万字行路班卷瓶包杯粒朵棵株盆圈里辆套把道篇%％℃～"
            .unicodeScalars.map(\.value))
    private static let amountDigits = 2...5
    private static let particles: Set<UInt32> = Set("吗么呢".unicodeScalars.map(\.value))

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var mixed = ByteHash()
        var position = 0
        var isInWord = false
        var numberBefore = false
        var currencyBefore = false
        while position < bytes.count {
            let byte = bytes[position]
            mixed.add(byte.foldedASCII)
            if byte > 0x20 { isBlank = false }
            if numberDigits > 0, byte < 0x30 || byte > 0x39 { closeNumber(before: position, in: bytes) }
            if byte < 0x80 {
                readASCII(
                    byte, at: position, in: bytes, isInWord: &isInWord, numberBefore: &numberBefore,
                    currencyBefore: &currencyBefore)
                position += 1
                continue
            }
            let (scalar, length) = Self.decode(bytes, at: position)
            for following in 1..<max(length, 1) where position + following < bytes.count {
                mixed.add(bytes[position + following])
            }
            position += length
            isInWord = false
            isInLink = false
            sketch.endWord()
            read(scalar, numberBefore: &numberBefore, currencyBefore: &currencyBefore)
        }
        if numberDigits > 0 { closeNumber(before: bytes.count, in: bytes) }
        sketch.endWord()
        hash = mixed.value
        isLatin = asciiUnits > 0 && asciiUnits == units
    }

    private mutating func readASCII(
        _ byte: UInt8, at position: Int, in bytes: UnsafeBufferPointer<UInt8>, isInWord: inout Bool,
        numberBefore: inout Bool, currencyBefore: inout Bool
    ) {
        let isDigit = byte >= 0x30 && byte <= 0x39
        let isWord = byte.isASCIIWord
        if isDigit {
            if !isInLink { digits += 1 }
            if numberDigits == 0 { isNumberFree = position == 0 || Self.leavesFree(bytes[position - 1]) }
            numberDigits += 1
            // A lone `$1` is a shell variable more often than a price.
            if currencyBefore, position + 1 < bytes.count, bytes[position + 1].isASCIIWord {
                hasPrice = true
            }
        }
        if isWord, !isDigit { sketch.add(letter: byte.foldedASCII) } else { sketch.endWord() }
        if isWord, !isInWord, !isDigit {
            units += 2
            asciiUnits += 2
        }
        if byte == 0x68, !isInWord, Self.isLink(bytes, at: position) {
            hasLink = true
            isInLink = true
        }
        if byte <= 0x20 { isInLink = false }
        if byte != 0x20 && byte != 0x2E {
            numberBefore = isDigit
            currencyBefore = byte == 0x24
            endsWithQuestion = byte == 0x3F
        }
        if byte == 0x3F { hasQuestionMark = true }
        isInWord = isWord
    }

    private mutating func read(_ scalar: UInt32, numberBefore: inout Bool, currencyBefore: inout Bool) {
        let isIdeograph = (scalar >= 0x3400 && scalar <= 0x9FFF) || (scalar >= 0xAC00 && scalar <= 0xD7A3)
        let isLetter = isIdeograph || (scalar >= 0xC0 && scalar < 0x2000) || (scalar >= 0x3040 && scalar <= 0x30FF)
        if isLetter {
            units += 1
            sketch.add(word: UInt64(scalar))
            if Self.laughter.contains(scalar) { laughterUnits += 1 }
        }
        if numberBefore, scalar == Self.yuan || scalar == Self.kuai || scalar == Self.zhe { hasPrice = true }
        currencyBefore = scalar == Self.fullwidthYen || scalar == 0xA5 || scalar == 0x20AC || scalar == 0xA3
        if currencyBefore { hasPrice = true }
        numberBefore = false
        if scalar == Self.fullwidthQuestionMark { hasQuestionMark = true }
        endsWithQuestion = scalar == Self.fullwidthQuestionMark || Self.particles.contains(scalar)
    }

    /// Not within a word, a time, a date, a version, a fraction.
    private static func leavesFree(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x23, 0x2D, 0x2E, 0x2F, 0x3A, 0x40, 0x5F: false
        default: !byte.isASCIIWord
        }
    }

    private mutating func closeNumber(before end: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let isLong = Self.amountDigits.contains(numberDigits)
        if end < bytes.count, bytes[end] == 0x25, !isInLink { percentDigits += numberDigits }
        numberDigits = 0
        guard isLong, isNumberFree else { return }
        var next = end
        if next < bytes.count, bytes[next] == 0x20 { next += 1 }
        guard next < bytes.count else {
            hasAmount = true
            return
        }
        let byte = bytes[next]
        if byte >= 0x80 {
            hasAmount = hasAmount || !Self.counters.contains(Self.decode(bytes, at: next).0)
        } else {
            let goesOn = byte == 0x2E && next + 1 < bytes.count && bytes[next + 1].isASCIIWord
            hasAmount = hasAmount || (!goesOn && byte != 0x25 && (byte == 0x2E || Self.leavesFree(byte)))
        }
    }

    private static func isLink(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
        guard position + 7 < bytes.count else { return false }
        let isHTTP = bytes[position + 1] == 0x74 && bytes[position + 2] == 0x74 && bytes[position + 3] == 0x70
        let colon = bytes[position + 4] == 0x73 ? position + 5 : position + 4
        return isHTTP && bytes[colon] == 0x3A && bytes[colon + 1] == 0x2F
    }

    /// One scalar of well-formed UTF-8, which is what a Swift string holds.
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (UInt32, Int) {
        let first = UInt32(bytes[position])
        func follow(_ offset: Int) -> UInt32 {
            position + offset < bytes.count ? UInt32(bytes[position + offset] & 0x3F) : 0
        }
        if first < 0xE0 { return ((first & 0x1F) << 6 | follow(1), 2) }
        if first < 0xF0 { return ((first & 0x0F) << 12 | follow(1) << 6 | follow(2), 3) }
        return ((first & 0x07) << 18 | follow(1) << 12 | follow(2) << 6 | follow(3), 4)
    }
}
