import Glibc

/// How the bytes of an export become text.
enum TextEncoding: Equatable {
    case utf8
    /// A few bytes are no UTF-8 (old IRC logs mix encodings); they become U+FFFD.
    case utf8WithFaults
    /// Named as iconv names it.
    case other(String)

    /// Judged by the first bytes: a byte order mark, else what they are valid in.
    ///
    /// GB18030 accepts nearly anything, so it is believed only when most double bytes have both high bits set, as
    /// Chinese text has and Latin-1 text has not.
    static func judge(_ head: Bytes, isWhole: Bool) throws -> TextEncoding {
        if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw ChatReadFailure(code: .wrongEncoding, expected: "This is UTF-32; expected UTF-8, UTF-16 or GB18030.")
        }
        if head.starts(with: [0xFF, 0xFE]) { return .other("UTF-16LE") }
        if head.starts(with: [0xFE, 0xFF]) { return .other("UTF-16BE") }
        if head.contains(0) {
            let expected = "It has zero bytes: UTF-16 without its mark, or no text. Expected UTF-8, UTF-16 or GB18030."
            throw ChatReadFailure(code: .wrongEncoding, expected: expected)
        }
        let census = ByteCensus(head, isWhole: isWhole)
        if census.faults == 0 { return .utf8 }
        if census.sequences < census.faults, census.looksChinese { return .other("GB18030") }
        if census.faults * 20 < head.count { return .utf8WithFaults }
        throw ChatReadFailure(
            code: .wrongEncoding, expected: "It is neither UTF-8 nor GB18030. Expected UTF-8, UTF-16 or GB18030.")
    }

    /// The length of the mark at the start.
    static func markLength(_ head: Bytes) -> Int {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return 3 }
        return head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) ? 2 : 0
    }
}

/// Counts what kinds of bytes there are.
private struct ByteCensus {
    /// Valid multi-byte sequences of UTF-8.
    var sequences = 0
    /// Bytes that belong to no valid sequence.
    var faults = 0
    /// Whether double bytes, read as GB18030, mostly lie where Chinese characters lie.
    var looksChinese = false

    init(_ bytes: Bytes, isWhole: Bool) {
        var at = 0
        while at < bytes.count {
            let lead = bytes[at]
            guard lead >= 0x80 else {
                at += 1
                continue
            }
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
        if faults > 0 { looksChinese = Self.looksChinese(bytes) }
    }

    private static func length(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    private static func looksChinese(_ bytes: Bytes) -> Bool {
        var both = 0
        var single = 0
        var at = 0
        while at < bytes.count {
            guard bytes[at] >= 0x80 else {
                at += 1
                continue
            }
            if at + 1 < bytes.count, bytes[at] >= 0x81, bytes[at + 1] >= 0x40 {
                if bytes[at + 1] >= 0xA1, bytes[at] >= 0xA1 { both += 1 } else { single += 1 }
                at += 2
            } else {
                single += 1
                at += 1
            }
        }
        return both > 0 && both >= 3 * single
    }
}
