/// Lines dated years away from all others: a clock that was not set, or a field that held no time.
///
/// One of them would stretch the span over decades and with it every figure a day.
enum Misdated {
    private static let apartDays: Int64 = 400
    private static let linesMax = 3
    private static let linesShareMax = 0.001
    /// Of fewer lines nobody can say which are wrong.
    private static let linesMin = 100

    /// The positions to keep of times in order.
    static func plausible(_ times: [Int64]) -> Range<Int> {
        guard times.count >= linesMin else { return times.indices }
        let edge = max(linesMax, Int(linesShareMax * Double(times.count)))
        let apart = apartDays * LocalClock.dayMilliseconds
        func breaks(before position: Int) -> Bool { times[position] - times[position - 1] > apart }
        let first = (1...edge).last(where: breaks) ?? 0
        let end = ((times.count - edge)..<times.count).first(where: breaks) ?? times.count
        return first..<end
    }
}
