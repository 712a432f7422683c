/// The last lines of a chat, to tell who repeats what was just said.
struct RecentLines {
    private struct Line {
        var hash: UInt64 = 0
        var person: Int32 = -1
        var time: Int64 = 0
    }

    private static let linesMax = 24
    private static let minutesMax: Int64 = 10
    /// A chain (接龙, 复读) is short; longer lines that agree are quotes of something.
    private static let chainUnitsMax = 12

    private var lines = [Line](repeating: Line(), count: linesMax)
    private var position = 0

    /// True when, within ten minutes, the same person said the same, or others said the same short line.
    mutating func isRepeat(hash: UInt64, person: Int32, units: Int, time: Int64) -> Bool {
        var isRepeat = false
        for line in lines where line.hash == hash && line.person >= 0 {
            guard abs(time - line.time) <= Self.minutesMax * 60_000 else { continue }
            if line.person == person || units <= Self.chainUnitsMax { isRepeat = true }
        }
        lines[position] = Line(hash: hash, person: person, time: time)
        position = (position + 1) % Self.linesMax
        return isRepeat
    }
}
