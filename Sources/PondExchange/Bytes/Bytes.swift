import CPondShims
import Glibc

/// A run of bytes inside a buffer that someone else owns; valid until that buffer is filled again.
typealias Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer where Element == UInt8 {
    /// The bytes from `start` up to, not including, `end`, clamped to what there is.
    func slice(_ start: Int, _ end: Int) -> Bytes {
        let from = Swift.max(0, Swift.min(start, count))
        let to = Swift.max(from, Swift.min(end, count))
        return Bytes(rebasing: self[from..<to])
    }

    func dropping(_ count: Int) -> Bytes { slice(count, self.count) }

    /// Invalid UTF-8 becomes U+FFFD.
    var string: String { String(decoding: self, as: UTF8.self) }

    func index(of byte: UInt8, from start: Int = 0) -> Int? {
        guard start < count, let base = baseAddress else { return nil }
        guard let hit = memchr(base + start, Int32(byte), count - start) else { return nil }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
    }

    func index(of text: StaticString, from start: Int = 0) -> Int? {
        guard start < count, let base = baseAddress else { return nil }
        guard let hit = pond_find(base + start, count - start, text.utf8Start, text.utf8CodeUnitCount) else {
            return nil
        }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
    }

    func contains(_ text: StaticString) -> Bool { index(of: text) != nil }

    /// How many line ends there are.
    var lineEndCount: Int {
        var count = 0
        var at = 0
        while let hit = index(of: 0x0A, from: at) {
            count += 1
            at = hit + 1
        }
        return count
    }

    func hasPrefix(_ text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount, let base = baseAddress else { return text.utf8CodeUnitCount == 0 }
        return memcmp(base, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    func hasSuffix(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        return count >= length && dropping(count - length).hasPrefix(text)
    }

    func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && hasPrefix(text) }

    /// Without spaces, tabs and line ends at both ends.
    var trimmed: Bytes {
        var start = 0
        var end = count
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return slice(start, end)
    }

    /// A whole number with an optional sign, of at most 18 digits; nil when anything else stands there.
    var integer: Int64? {
        var at = 0
        var negative = false
        if count > 0, self[0] == UInt8(ascii: "-") {
            negative = true
            at = 1
        }
        guard count > at, count - at <= 18 else { return nil }
        var value: Int64 = 0
        while at < count {
            guard let digit = self[at].digit else { return nil }
            value = value * 10 + Int64(digit)
            at += 1
        }
        return negative ? -value : value
    }
}

extension UInt8 {
    var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

    /// The value of an ASCII digit.
    var digit: Int? { self >= 0x30 && self <= 0x39 ? Int(self) - 0x30 : nil }
}
