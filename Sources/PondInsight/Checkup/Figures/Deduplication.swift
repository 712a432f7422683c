/// Which messages stay when several exports of one group overlap: of lines that are equal by `LineFingerprint`, and of
/// those with one platform id, author and minute, the one that was read first.
struct Deduplication {
    private struct Line: Hashable {
        let chat: Int32
        let minute: Int64
        let fingerprint: Int64
    }

    private struct Source: Hashable {
        let minute: Int64
        let person: Int32
        /// Made of the id and the chat.
        let hash: UInt64
    }

    /// Rows to keep in their order; nil when all stay.
    static func keptRows(_ columns: MessageColumns, chatOfPart: [Int32]) -> [Int]? {
        var parts: [Int32: Int] = [:]
        for chat in chatOfPart { parts[chat, default: 0] += 1 }
        guard parts.values.contains(where: { $0 > 1 }) else { return nil }
        var seen: Set<Line> = []
        var partOfSource: [Source: Int32] = [:]
        return (0..<columns.count).filter { row in
            let part = columns.part[row]
            let minute = LocalClock.floored(columns.time[row], by: 60_000)
            let isNew = seen.insert(
                Line(chat: chatOfPart[Int(part)], minute: minute, fingerprint: columns.fingerprint[row])
            ).inserted
            guard columns.sourceHash[row] != 0 else { return isNew }
            let source = Source(minute: minute, person: columns.person[row], hash: columns.sourceHash[row])
            guard let first = partOfSource[source] else {
                partOfSource[source] = part
                return isNew
            }
            return isNew && first == part
        }
    }
}
