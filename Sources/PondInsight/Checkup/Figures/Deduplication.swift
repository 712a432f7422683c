/// Which messages stay when several exports of one group overlap.
///
/// Two lines are one if the same person said the same in the same minute, counted: a line said twice in a minute in one
/// export stays two. Texts and answers count as one kind, since some exporters do not tell them apart.
struct Deduplication {
    /// Rows to keep in their order; nil when all stay.
    static func keptRows(_ columns: MessageColumns, chatOfPart: [Int32]) -> [Int]? {
        var parts: [Int32: Int] = [:]
        for chat in chatOfPart { parts[chat, default: 0] += 1 }
        guard parts.values.contains(where: { $0 > 1 }) else { return nil }
        func chat(_ row: Int) -> Int32 { chatOfPart[Int(columns.part[row])] }
        let keys = (0..<columns.count).map { key(of: $0, in: columns, chat: chat($0)) }
        let order = (0..<columns.count).sorted { left, right in
            keys[left] != keys[right] ? keys[left] < keys[right] : left < right
        }
        var isDropped = [Bool](repeating: false, count: columns.count)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, keys[order[end]] == keys[order[start]] { end += 1 }
            dropRepeats(order[start..<end], columns: columns, isDropped: &isDropped)
            start = end
        }
        return (0..<columns.count).filter { !isDropped[$0] }
    }

    /// In reading order: a part adds only what it has more of than all earlier parts.
    private static func dropRepeats(_ rows: ArraySlice<Int>, columns: MessageColumns, isDropped: inout [Bool]) {
        guard rows.count > 1 else { return }
        var kept = 0
        var ordinal = 0
        var part: Int32 = -1
        for row in rows {
            if columns.part[row] != part {
                part = columns.part[row]
                ordinal = 0
            }
            ordinal += 1
            if ordinal <= kept {
                isDropped[row] = true
            } else {
                kept = ordinal
            }
        }
    }

    private static let textKind: UInt8 = 0
    private static let replyKind: UInt8 = 25

    private static func key(of row: Int, in columns: MessageColumns, chat: Int32) -> UInt64 {
        let kind = columns.kind[row] == replyKind ? textKind : columns.kind[row]
        let minute = UInt64(bitPattern: LocalClock.floored(columns.time[row], by: 60_000))
        var mixed = columns.textHash[row] ^ (minute &* 0x9E37_79B9_7F4A_7C15)
        mixed ^= UInt64(UInt32(bitPattern: columns.person[row])) &* 0xC2B2_AE3D_27D4_EB4F
        mixed ^= (UInt64(kind) << 32 | UInt64(UInt32(bitPattern: chat))) &* 0x1656_67B1_9E37_79F9
        mixed = (mixed ^ (mixed >> 31)) &* 0x7FB5_D329_728E_A185
        return mixed ^ (mixed >> 29)
    }
}
