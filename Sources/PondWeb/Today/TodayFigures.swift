import PondCommunity
import PondCore
import PondInsight

/// The four numbers above the page of the day.
///
/// Each arrow belongs to the number that it stands under. Days are days of the community's calendar. Whoever came or
/// left within 7 days did so today or on one of the six days before; talk is counted on the seven whole days before
/// today, and held against the seven before those: a day that has only begun would look like a fall each morning.
struct TodayFigures {
    static let weekDays = TodayReader.weekDays
    private static let shownDays = 14

    static let hint = Phrase(
        "来、走和新人：今天和前 6 天，按社群时区的日历日；请出后 7 天内撤回的不算走；新人只算还在、能登录的，和前 7 天比到同一时刻。"
            + "日均和消息只算过完的 7 天。",
        "Came, left, newcomers: today and the six days before, by the community's calendar. A removal undone within "
            + "7 days does not count; newcomers are those still here who can sign in, held against the 7 days before "
            + "up to the same hour. Averages and messages: the seven whole days before today.")

    let view: TodayView

    private func text(_ phrase: Phrase) -> String { view.text(phrase) }

    /// How far a number is from what it was, as a person says it.
    private struct Change {
        let amount: Double
        let words: Phrase

        /// Of a part of what was before; nil where nothing was or nothing changed.
        static func part(_ now: Int, _ before: Int) -> Change? {
            guard before > 0, now != before else { return nil }
            let part = Double(now) / Double(before) - 1
            return Change(amount: part, words: Phrase(same: NumberWords.percent(part.magnitude)))
        }
    }

    static func signed(_ value: Int) -> String { value > 0 ? "+\(value)" : NumberWords.count(value) }

    private static func sum(_ days: some Sequence<DailyFact>, _ value: (DailyFact) -> Int) -> Int {
        days.reduce(0) { $0 + value($1) }
    }

    var figures: [TodayPage.Figure] {
        guard let days = view.facts.days, let today = days.last else { return [] }
        let whole = days.dropLast()
        let week = whole.suffix(Self.weekDays)
        let before = whole.dropLast(Self.weekDays).suffix(Self.weekDays)
        let weekList = week.first.flatMap { first in week.last.map { view.listAddress(first.day, $0.day) } }
        return [
            members(days), speakers(week, before, today, weekList), messages(week, before, today, weekList), newcomers,
        ]
    }

    private func members(_ days: [DailyFact]) -> TodayPage.Figure {
        let week = days.suffix(Self.weekDays)
        let (came, left) = (Self.sum(week, \.joined), Self.sum(week, \.departed))
        let net = came - left
        return figure(
            Phrase("成员", "Members"), NumberWords.count(view.facts.memberCount), Phrase("人", ""), membersAddress,
            course(\.joined),
            net == 0 ? nil : Change(amount: Double(net), words: NumberWords.people(abs(net))),
            Phrase("近 7 天来 \(came)，走 \(left)", "in 7 days \(came) came, \(left) left"))
    }

    private func speakers(
        _ week: ArraySlice<DailyFact>, _ before: ArraySlice<DailyFact>, _ today: DailyFact, _ address: String?
    ) -> TodayPage.Figure {
        let (now, earlier) = (Self.sum(week, \.speakers), Self.sum(before, \.speakers))
        let mean = Self.mean(earlier)
        return figure(
            Phrase("日均发言人数", "Speaking a day"), Self.mean(now), Phrase("人", ""), address, course(\.speakers),
            Change.part(now, earlier),
            Phrase(
                "前 7 天 \(mean) · 今天到现在 \(today.speakers)", "\(mean) the 7 days before · \(today.speakers) so far today")
        )
    }

    private static func mean(_ sum: Int) -> String {
        NumberWords.decimal(Double(sum) / Double(weekDays), places: 1)
    }

    private func messages(
        _ week: ArraySlice<DailyFact>, _ before: ArraySlice<DailyFact>, _ today: DailyFact, _ address: String?
    ) -> TodayPage.Figure {
        let (now, earlier) = (Self.sum(week, \.messages), Self.sum(before, \.messages))
        let (was, soFar) = (NumberWords.count(earlier), NumberWords.count(today.messages))
        return figure(
            Phrase("7 天消息", "Messages in 7 days"), NumberWords.count(now), Phrase("条", ""), address,
            course(\.messages), Change.part(now, earlier),
            Phrase("前 7 天 \(was) · 今天到现在 \(soFar)", "\(was) the 7 days before · \(soFar) so far today"))
    }

    private var newcomers: TodayPage.Figure {
        let (now, before) = (view.facts.arrivals, view.facts.arrivalsBefore)
        func share(_ count: Arrivals.Count) -> Double? {
            count.came == 0 ? nil : Double(count.spoke) / Double(count.came)
        }
        var change: Change?
        if let spoke = share(now), let earlier = share(before) {
            let points = ((spoke - earlier) * 100).rounded()
            let shown = NumberWords.decimal(points.magnitude, places: 0)
            if points != 0 { change = Change(amount: points, words: Phrase("\(shown) 点", "\(shown) pts")) }
        }
        let words =
            now.came == 0
            ? Phrase("近 7 天没有新人", "no newcomers in 7 days")
            : Phrase("近 7 天来、还在的 \(now.came) 位里 \(now.spoke) 位", "\(now.spoke) of \(now.came) who came in 7 days")
        return figure(
            Phrase("新人开口", "Newcomers who spoke"), share(now).map(NumberWords.percent) ?? "–", Phrase("", ""),
            "\(membersAddress)?joined=\(Self.weekDays)&origin=login", "", change, words)
    }

    private var membersAddress: String { ConsolePlace.members.address(view.community) }

    /// Over whole days: the last point is yesterday.
    private func course(_ value: (DailyFact) -> Int) -> String {
        let days = (view.facts.days ?? []).dropLast().suffix(Self.shownDays)
        return Sparkline(values: days.map { Double(value($0)) }).svg()
    }

    private func figure(
        _ label: Phrase, _ value: String, _ unit: Phrase, _ address: String?, _ spark: String, _ change: Change?,
        _ against: Phrase
    ) -> TodayPage.Figure {
        TodayPage.Figure(
            label: text(label), value: value, unit: text(unit), address: address, spark: spark,
            change: change.map { text($0.words) } ?? "", isUp: (change?.amount ?? 0) > 0,
            isDown: (change?.amount ?? 0) < 0, against: text(against))
    }
}
