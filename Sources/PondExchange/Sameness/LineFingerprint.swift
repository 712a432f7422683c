package import PondCore

/// Tells the lines of overlapping exports apart, also when different programs wrote them: the one definition of an
/// equal line, for imports and for checkups.
///
/// A line is the same when the same person said the same words in the same minute, as the same one of so many equal
/// lines of its export: the minute because some formats know no seconds, the ordinal because people say 「哈哈」 twice.
/// The minute stands beside the fingerprint and not in it. A line that carries the same platform id, author and minute
/// as a known one is the same as well, though its words were edited; that is for the caller to look up.
///
/// Two different lines of one minute collide with a probability of about n²/2⁶⁵ (`ByteHash`).
package struct LineFingerprint: Sendable {
    /// How many recent lines are remembered to number equal ones; an export is in order but for its edges.
    static let windowCountMax = 65_536

    private var ordinals = Generations<UInt64, Int64>(countMax: windowCountMax)

    package init() {}

    /// The whole minute that a moment lies in, since 1970.
    package static func minute(of time: Timestamp) -> Int64 {
        let (minute, rest) = time.milliseconds.quotientAndRemainder(dividingBy: 60_000)
        return rest < 0 ? minute - 1 : minute
    }

    /// The fingerprint of an export's next line.
    /// - Parameters:
    ///   - author: number of who said it, 0 for a system line.
    ///   - chat: number of the chat: equal lines are counted in each. It is not part of the fingerprint.
    package mutating func next(_ message: ChatMessage, author: Int64, chat: Int64) -> Int64 {
        var hash = ByteHash()
        hash.add(author)
        // A quote is a text in formats that know no quotes.
        hash.add(message.kind == .reply ? 0 : Int64(message.kind.rawValue))
        var text = message.text
        text.withUTF8 { bytes in
            for byte in bytes { hash.add(byte) }
        }
        var place = hash
        place.add(Self.minute(of: message.sentAt))
        place.add(chat)
        hash.add(ordinal(of: place.value))
        return Int64(bitPattern: hash.value)
    }

    /// Makes what was numbered true for good.
    package mutating func keep() {
        ordinals.keep()
    }

    /// Forgets what was numbered since the last `keep`.
    package mutating func undo() {
        ordinals.undo()
    }

    private mutating func ordinal(of place: UInt64) -> Int64 {
        let ordinal = (ordinals[place] ?? 0) + 1
        ordinals.set(place, to: ordinal)
        return ordinal
    }
}
