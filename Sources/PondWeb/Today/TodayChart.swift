import PondCore
import PondInsight

/// Who spoke on 14 whole days, beside the 14 before, and today so far, drawn apart.
struct TodayChart {
    private static let wholeDays = 14
    /// The chart has two thirds of the page.
    private static let width = 740.0

    private let view: TodayView
    /// 14 whole days and today.
    private let now: [DailyFact]
    /// 14 days earlier each.
    private let before: [DailyFact]

    /// - Parameter days: 28 whole days and today.
    init(view: TodayView, days: [DailyFact]) {
        self.view = view
        now = Array(days.suffix(Self.wholeDays + 1))
        before = Array(days.dropLast(Self.wholeDays).suffix(Self.wholeDays + 1))
    }

    var chart: CheckupReportPage.Chart {
        let line = LineChart(
            data: now.indices.map(datum), before: before.map { Double($0.speakers) }, flags: [], trend: nil,
            isLastOpen: true, wideWidth: Self.width,
            label: view.text(
                Phrase(
                    "近 14 天每天发言人数和今天到现在，可逐点看是谁",
                    "People who spoke on each of 14 days and today so far; each point opens who")),
            axisLabel: { NumberWords.short(Int($0)) })
        return CheckupReportPage.Chart(
            wide: line.svg(.wide), narrow: line.svg(.narrow), hasLegend: true,
            legend: [
                .init(key: "key", text: view.text(Phrase("近 14 天", "last 14 days"))),
                .init(key: "key key-was", text: view.text(Phrase("再前 14 天", "the 14 days before"))),
                .init(key: "key key-open", text: view.text(Self.soFar)),
            ])
    }

    private static let soFar = Phrase("今天到现在", "today so far")

    private func datum(_ index: Int) -> LineChart.Datum {
        let (fact, earlier) = (now[index], NumberWords.people(before[index].speakers))
        let isToday = index == now.count - 1
        let day = isToday ? Self.soFar : DateWords.short(fact.day)
        let (people, messages) = (NumberWords.people(fact.speakers), NumberWords.messages(fact.messages))
        let title = Phrase(
            "\(day.chinese)：\(people.chinese)、\(messages.chinese)，14 天前 \(earlier.chinese)",
            "\(day.english): \(people.english), \(messages.english); 14 days before \(earlier.english)")
        return LineChart.Datum(
            tick: view.text(isToday ? Phrase("今天", "today") : day), title: view.text(title),
            value: Double(fact.speakers),
            label: view.text(
                isToday ? Phrase("到现在 \(people.chinese)", "so far \(people.english)") : people),
            address: view.listAddress(fact.day, fact.day))
    }

    /// Whole days against whole days.
    var fact: String {
        func mean(_ days: [DailyFact]) -> Double {
            Double(days.reduce(0) { $0 + $1.speakers }) / Double(max(1, days.count))
        }
        let (mean, before) = (mean(now.dropLast()), mean(before.dropLast()))
        let shown = NumberWords.decimal(mean, places: 1)
        guard before > 0 else { return view.text(Phrase("日均 \(shown) 人", "\(shown) people a day")) }
        let change = NumberWords.percent((mean / before - 1).magnitude)
        if mean == before {
            return view.text(Phrase("日均 \(shown) 人，和前 14 天一样", "\(shown) a day, as in the 14 days before"))
        }
        return view.text(
            mean > before
                ? Phrase(
                    "日均 \(shown) 人，比前 14 天多 \(change)", "\(shown) a day, \(change) more than in the 14 days before")
                : Phrase(
                    "日均 \(shown) 人，比前 14 天少 \(change)", "\(shown) a day, \(change) less than in the 14 days before"))
    }

    func table(_ language: ReportLanguage) -> CheckupReportPage.Table {
        TableWriter(
            columns: [
                (Phrase("日期", "Day"), false), (Phrase("发言人数", "Speakers"), true), (Phrase("消息", "Messages"), true),
                (Phrase("加入", "Joined"), true), (Phrase("离开", "Left"), true),
                (Phrase("14 天前的发言人数", "Speakers 14 days before"), true),
            ],
            rows: zip(now, before).enumerated().map { index, pair in
                let (fact, earlier) = pair
                return [
                    index == now.count - 1 ? view.text(Self.soFar) : fact.day.description, "\(fact.speakers)",
                    "\(fact.messages)", "\(fact.joined)", "\(fact.departed)", "\(earlier.speakers)",
                ]
            },
            name: "activity", title: Phrase("近 14 天", "14 days"), newestLast: true,
            address: { row, column in
                switch column {
                case 1: view.listAddress(now[row].day, now[row].day)
                case 5: view.listAddress(before[row].day, before[row].day)
                default: nil
                }
            }
        ).table(language)
    }
}
