import PondExchange

/// Tells the lines of overlapping exports apart, also when different programs wrote them.
///
/// A line is the same when the same member said the same words in the same minute, as the same one of so many equal
/// lines: the minute because some formats know no seconds, the ordinal because people say 「哈哈」 twice. The minute is
/// stored beside the fingerprint and not in it.
///
/// Two different lines of one minute collide with a probability of about n²/2⁶⁵ (`ByteHash`).
struct MessageFingerprint: Sendable {
    /// How many recent lines are remembered to number equal ones; an export is in order but for its edges.
    static let windowCountMax = 65_536

    private var ordinals = Generations<UInt64, Int64>(countMax: windowCountMax)

    /// The fingerprint of the next line.
    mutating func next(author: Int64, kind: Int16, text: String, minute: Int64) -> Int64 {
        var hash = ByteHash()
        hash.add(author)
        // A quote is a text in formats that know no quotes.
        hash.add(kind == ChatMessageKind.reply.rawValue ? 0 : Int64(kind))
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes { hash.add(byte) }
        }
        var place = hash
        place.add(minute)
        hash.add(ordinal(of: place.value))
        return Int64(bitPattern: hash.value)
    }

    /// Makes what was numbered true for good.
    mutating func keep() {
        ordinals.keep()
    }

    /// Forgets what was numbered since the last `keep`.
    mutating func undo() {
        ordinals.undo()
    }

    private mutating func ordinal(of place: UInt64) -> Int64 {
        let ordinal = (ordinals[place] ?? 0) + 1
        ordinals.set(place, to: ordinal)
        return ordinal
    }
}
