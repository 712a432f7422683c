import Foundation
import PondCommunity
import PondCore
import PondInsight

/// Puts the page of a community's checkup together.
struct InsightView {
    let standing: Standing
    let call: Call
    let all: [CheckupSnapshot]
    let shown: CheckupSnapshot?
    let result: Checkup?
    let traits: Set<CheckupTrait>
    let now: Timestamp

    private var language: ReportLanguage { call.visit.language }
    private var base: String { ConsolePlace.insight.address(standing.community.id) }
    private var made: [CheckupSnapshot] { all.filter { $0.state == .made } }

    var fresh: String {
        guard let at = shown?.madeAt else { return "" }
        let time = ShownTime(at, now: now, timeZone: standing.community.timeZone, language)
        return Phrase("体检于 \(time.exact)", "Checked \(time.exact)").text(language)
    }

    func page(_ shell: ConsoleShell) -> InsightPage {
        InsightPage(
            frame: call.pages.frame(Phrase("分析", "Insight"), call.visit), shell: shell,
            makeAction: "\(base)/checkups", making: making, canMake: making == nil, trouble: trouble,
            isEmpty: shown == nil,
            importAddress: standing.allows(.importHistory) ? ConsolePlace.exchange.address(standing.community.id) : nil,
            indices: shown.flatMap { $0.overall == nil ? nil : .init(indices(of: $0)) }, report: report, past: past,
            hasPast: made.count > 1,
            jsonAddress: shown.map { "/api/v1/communities/\(standing.community.id)/checkups/\($0.id)" })
    }

    // MARK: making

    private var making: InsightPage.Making? {
        guard let open = all.first(where: \.state.isUnderWay) else { return nil }
        let read = NumberWords.messages(open.linesRead)
        let all = NumberWords.messages(open.linesTotal)
        let text =
            open.state == .waiting
            ? Phrase("排着队，马上开始", "Waiting to begin")
            : Phrase("正在读：\(read.chinese) / \(all.chinese)", "Reading: \(read.english) of \(all.english)")
        return InsightPage.Making(
            text: text.text(language), value: String(min(open.linesRead, open.linesTotal)),
            max: String(max(open.linesTotal, 1)), cancelAction: "\(base)/checkups/\(open.id)/cancellations")
    }

    private var trouble: String? {
        switch all.first?.state {
        case .empty:
            Phrase("还没有人说过话，没有可体检的。", "Nobody has said anything yet: there is nothing to check.").text(language)
        case .failed:
            Phrase(
                "上一次体检没做成。再试一次；还不行，看看服务日志。",
                "The last checkup failed. Try again; if that fails too, look into the server's log."
            )
            .text(language)
        default: nil
        }
    }

    // MARK: indices

    private func indices(of shown: CheckupSnapshot) -> [InsightPage.IndexCell] {
        let place = made.firstIndex { $0.id == shown.id } ?? 0
        let course = Array(made[place...].prefix(InsightRoutes.historyMax))
        func cell(
            _ name: Phrase, _ note: Phrase, _ value: (CheckupSnapshot) -> Int?, _ people: CheckupTrait
        ) -> InsightPage.IndexCell {
            let values = course.compactMap(value)
            return InsightPage.IndexCell(
                name: name.text(language), note: note.text(language), value: values.first.map(String.init) ?? "–",
                address: links(shown).people(.trait(people)),
                spark: Sparkline(values: values.reversed().map(Double.init)).svg(),
                delta: values.count > 1 ? delta(values[0] - values[1], since: course[1]) : nil)
        }
        return [
            cell(Phrase("健康分", "Health"), Phrase("三个指数减去毛病", "indices less errors"), \.overall, .spoke),
            cell(CheckupWords.participation, Phrase("多少人在说", "who takes part"), \.participation, .spoke),
            cell(CheckupWords.activity, Phrase("多常来", "how often"), \.activity, .recentlySpoke),
            cell(CheckupWords.contribution, Phrase("给别人多少", "value for others"), \.contribution, .giver),
        ]
    }

    private func delta(_ change: Int, since before: CheckupSnapshot) -> InsightPage.Delta {
        let day = DateWords.minute(before.madeAt ?? before.askedAt, timeZone: standing.community.timeZone).prefix(10)
        return InsightPage.Delta(
            text: change == 0 ? Phrase("持平", "unchanged").text(language) : String(abs(change)), isUp: change > 0,
            isDown: change < 0, against: Phrase("较 \(day)", "against \(day)").text(language))
    }

    // MARK: the report

    private func links(_ shown: CheckupSnapshot) -> CheckupLinks {
        CheckupLinks(shown.id, traits, result?.people ?? [], standing)
    }

    private var report: CheckupReportPage.Version? {
        guard let result, let shown else { return nil }
        var writer = CheckupReportWriter(
            words: CheckupWords(checkup: result), language: language, fingerprint: shown.id.description)
        writer.links = links(shown)
        return writer.version()
    }

    private var past: [InsightPage.Past] {
        func number(_ value: Int?) -> String { value.map(String.init) ?? "–" }
        return made.map { snapshot in
            InsightPage.Past(
                address: "\(base)?checkup=\(snapshot.id)",
                made: ShownTime(
                    snapshot.madeAt ?? snapshot.askedAt, now: now, timeZone: standing.community.timeZone, language),
                who: snapshot.askedBy == nil
                    ? Phrase("自动", "by itself").text(language) : Phrase("手动", "by hand").text(language),
                isCurrent: snapshot.id == shown?.id, overall: number(snapshot.overall),
                participation: number(snapshot.participation), activity: number(snapshot.activity),
                contribution: number(snapshot.contribution))
        }
    }
}

extension CheckupLinks {
    /// Into the console, as far as the reader may go.
    /// - Parameters:
    ///   - traits: what anybody was found to be; lists of other traits are empty.
    ///   - people: `Checkup.people`.
    init(_ checkup: ID<CheckupSnapshot>, _ traits: Set<CheckupTrait>, _ people: [Checkup.Person], _ standing: Standing)
    {
        let community = standing.community.id
        let list = "\(ConsolePlace.insight.address(community))/people?checkup=\(checkup)&set="
        let members = ConsolePlace.members.address(community)
        let maySee = standing.allowsSomewhere(.viewMemberDetails)
        self.init(
            people: { set in
                if case .trait(let trait) = set, !traits.contains(trait) { return nil }
                return list + set.description
            },
            member: { position in
                guard maySee, people.indices.contains(position), !people[position].name.isEmpty else { return nil }
                return "\(members)/\(people[position].key)"
            },
            search: { word in
                guard standing.allows(.readGroups) else { return nil }
                return "/console/\(community)/groups/search?q=\(FormValues.encoded(word))"
            })
    }
}
