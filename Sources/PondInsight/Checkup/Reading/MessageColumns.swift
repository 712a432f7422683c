/// All messages, one array a property: some fifty bytes a message, whatever its text.
struct MessageColumns {
    /// The person of a system line.
    static let nobody: Int32 = -1
    /// Of `flags`: the line calls a bot. Above all of `LineFeatures.Flags`.
    private static let commandFlag: UInt32 = 1 << 31

    /// UTC milliseconds.
    var time: [Int64] = []
    var person: [Int32] = []
    /// `ChatMessageKind.rawValue`.
    var kind: [UInt8] = []
    var flags: [UInt32] = []
    var fields: [UInt32] = []
    var textHash: [UInt64] = []
    /// `LineFeatures.sketch`.
    var sketch: [UInt32] = []
    /// `LineFingerprint`, counted in each part.
    var fingerprint: [Int64] = []
    /// Hash of the platform's id within its chat; 0 without one.
    var sourceHash: [UInt64] = []
    /// The same of the message that this one answers.
    var replyHash: [UInt64] = []
    /// Whom it answers or quotes, as far as known while reading.
    var quoted: [Int32] = []
    /// Whom it calls first.
    var called: [Int32] = []
    /// Which export of which chat it came in; tells overlapping exports apart.
    var part: [Int32] = []

    var count: Int { time.count }

    /// The same messages in another order, or fewer of them.
    func picked(_ rows: [Int]) -> MessageColumns {
        var picked = MessageColumns()
        picked.time = rows.map { time[$0] }
        picked.person = rows.map { person[$0] }
        picked.kind = rows.map { kind[$0] }
        picked.flags = rows.map { flags[$0] }
        picked.fields = rows.map { fields[$0] }
        picked.textHash = rows.map { textHash[$0] }
        picked.sketch = rows.map { sketch[$0] }
        picked.fingerprint = rows.map { fingerprint[$0] }
        picked.sourceHash = rows.map { sourceHash[$0] }
        picked.replyHash = rows.map { replyHash[$0] }
        picked.quoted = rows.map { quoted[$0] }
        picked.called = rows.map { called[$0] }
        picked.part = rows.map { part[$0] }
        return picked
    }

    func isCommand(_ row: Int) -> Bool { flags[row] & Self.commandFlag != 0 }

    mutating func appendFlags(_ features: LineFeatures.Flags, isCommand: Bool) {
        flags.append(features.rawValue | (isCommand ? Self.commandFlag : 0))
    }

    func features(_ row: Int) -> LineFeatures.Flags { LineFeatures.Flags(rawValue: flags[row] & ~Self.commandFlag) }
}

/// Somebody came, went, was removed, or opened a red packet.
struct NoticeEvent: Hashable {
    enum Kind: UInt8 {
        /// `approved` stands beside the join that somebody granted.
        case joined, joinedUnvouched, approved, left, removed, redPacketOpened
    }

    var time: Int64
    var kind: Kind
    var person: Int32
    /// The line that told it; dropped with it when another export had it already.
    var row: Int32
    /// The line speaks of a channel's connections, see `PresenceLines`.
    var namesChannel = false
}

/// A line kept with its words, because the report may quote it.
struct KeptLine {
    var time: Int64
    var person: Int32
    var flags: LineFeatures.Flags
    var text: String
    /// `ChatMessage.storedID`.
    var message: Int64?
}
