/// How the bytes of an export become text.
enum TextEncoding: Equatable {
    /// ASCII alone so far: what the rest is in, its first other byte tells.
    case ascii
    case utf8
    /// A few bytes are no UTF-8 (old IRC logs mix encodings); they become U+FFFD.
    case utf8WithFaults
    /// Named as iconv names it.
    case other(String)

    /// Judged by the first bytes: a byte order mark, else what they are valid in.
    ///
    /// - Parameter isWhole: whether nothing follows, so that no character is cut off.
    /// - Throws: `wrongEncoding`.
    static func judge(_ head: Bytes, isWhole: Bool) throws -> TextEncoding {
        if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw ChatReadFailure(code: .wrongEncoding, expected: .text(.utf32))
        }
        if head.starts(with: [0xFF, 0xFE]) { return .other("UTF-16LE") }
        if head.starts(with: [0xFE, 0xFF]) { return .other("UTF-16BE") }
        if head.index(of: 0) != nil {
            if let name = utf16(head) { return .other(name) }
            return try judgeWithoutZeros(head, isWhole: isWhole)
        }
        let census = ByteCensus(head, isWhole: isWhole)
        if census.isASCII { return isWhole ? .utf8 : .ascii }
        if census.faults == 0 { return .utf8 }
        if census.isChinese { return .other("GB18030") }
        if census.faults * 20 < head.count { return .utf8WithFaults }
        throw ChatReadFailure(code: .wrongEncoding, expected: .text(.neither))
    }

    /// A disk that filled up or a crash leaves zero bytes in a text: `ByteStream` leaves them out. What has more of
    /// them, or is no text without them either, is refused.
    private static func judgeWithoutZeros(_ head: Bytes, isWhole: Bool) throws -> TextEncoding {
        let rest = head.filter { $0 != 0 }
        guard (head.count - rest.count) * zeroPartMax <= head.count,
            let encoding = try? rest.withUnsafeBufferPointer({ try judge($0, isWhole: isWhole) })
        else { throw ChatReadFailure(code: .wrongEncoding, expected: .text(.zeroBytes)) }
        return encoding
    }

    /// The length of the mark at the start.
    static func markLength(_ head: Bytes) -> Int {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return 3 }
        return head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) ? 2 : 0
    }

    /// UTF-16 without its mark: of ASCII, which every export has between its words, one byte of two is zero, always the
    /// same one. A short text with a zero byte or two has that many as well, but no line end beside one.
    private static func utf16(_ head: Bytes) -> String? {
        var zeros = (even: 0, odd: 0)
        var lineEnds = (even: 0, odd: 0)
        for (index, byte) in head.enumerated() where byte == 0 {
            if index % 2 == 0 {
                zeros.even += 1
                if index + 1 < head.count, head[index + 1] == 0x0A { lineEnds.even += 1 }
            } else {
                zeros.odd += 1
                if head[index - 1] == 0x0A { lineEnds.odd += 1 }
            }
        }
        let isBig = zeros.even > zeros.odd
        let (most, fewest) = isBig ? (zeros.even, zeros.odd) : (zeros.odd, zeros.even)
        guard most * zeroShareMax >= head.count, fewest * zeroShareMax <= most else { return nil }
        guard most * zeroShareSure >= head.count || (isBig ? lineEnds.even : lineEnds.odd) > 0 else { return nil }
        return isBig ? "UTF-16BE" : "UTF-16LE"
    }

    /// A fortieth of the bytes at least is the zero byte of an ASCII character, and hardly one is any other.
    private static let zeroShareMax = 40
    /// More than a quarter is no damage to a text any more.
    private static let zeroPartMax = 4
    /// Where an eighth is, it is no damage, though no line ends in sight.
    private static let zeroShareSure = 8
}

/// Counts what kinds of bytes there are.
private struct ByteCensus {
    /// Valid multi-byte sequences of UTF-8.
    private var sequences = 0
    /// Bytes that belong to no valid sequence.
    private(set) var faults = 0
    private(set) var isASCII = true
    /// Whether it is GB18030 and not UTF-8 with faults.
    private(set) var isChinese = false

    init(_ bytes: Bytes, isWhole: Bool) {
        var at = 0
        while at < bytes.count {
            let lead = bytes[at]
            guard lead >= 0x80 else {
                at += 1
                continue
            }
            isASCII = false
            let length = Self.length(lead)
            if length > 1, at + length > bytes.count, !isWhole { break }
            if length > 1, at + length <= bytes.count, (1..<length).allSatisfy({ bytes[at + $0] & 0xC0 == 0x80 }) {
                sequences += 1
                at += length
            } else {
                faults += 1
                at += 1
            }
        }
        // By accident some Chinese words are UTF-8 too (系统 is), but never nearly all of them.
        if faults * 20 > sequences { isChinese = Self.isChinese(bytes) }
    }

    private static func length(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    /// Whether the bytes are valid GB18030, and most double bytes have both high bits set as those of GB 2312 have,
    /// whose characters are all that most texts use; Latin-1 has an ASCII byte behind nearly each of its own.
    private static func isChinese(_ bytes: Bytes) -> Bool {
        var common = 0
        var rare = 0
        var wrong = 0
        var at = 0
        while at < bytes.count {
            guard bytes[at] >= 0x80 else {
                at += 1
                continue
            }
            guard at + 1 < bytes.count else { break }
            let (lead, trail) = (bytes[at], bytes[at + 1])
            switch (lead, trail) {
            case (0xA1...0xF7, 0xA1...0xFE): common += 1
            case (0x81...0xFE, 0x40...0x7E), (0x81...0xFE, 0x80...0xFE): rare += 1
            case (0x81...0xFE, 0x30...0x39): at += 2
            default:
                wrong += 1
                at -= 1
            }
            at += 2
        }
        return common > 0 && common >= 3 * rare && wrong * 100 <= common
    }
}
