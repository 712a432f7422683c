import PondCommunity
import PondCore
import PondInsight
import PondTalk

/// 需要你处理: what waits, gravest first, each with one button.
struct TodayTasks {
    /// A report older than this is late: whoever reported waits for an answer.
    private static let reportMilliseconds: Int64 = 24 * 3_600_000

    let facts: TodayFacts
    let standing: Standing
    let language: ReportLanguage

    private func text(_ phrase: Phrase) -> String { phrase.text(language) }

    var tasks: [TodayPage.Waiting] {
        let all = [reports, interrupted, groupless, ending, errors, firstCheckup].compactMap { $0 }
        return all.enumerated().map { index, draft in
            TodayPage.Waiting(
                icon: draft.icon, tone: draft.isLate ? "k" : draft.isWarning ? "w" : "", what: text(draft.what),
                why: text(draft.why), isLate: draft.isLate, address: draft.address, button: text(draft.button),
                isFirst: index == 0)
        }
    }

    private struct Draft {
        var icon: String
        var what: Phrase
        var why: Phrase
        var address: String
        var button: Phrase
        var isLate = false
        var isWarning = false
    }

    private func address(_ place: ConsolePlace) -> String { place.address(standing.community.id) }

    private var reports: Draft? {
        guard let oldest = facts.reports.first else { return nil }
        let count = facts.reports.count
        let more = count == Reports.pageCountMax ? "+" : ""
        let waits = TimeWords.ago(oldest.createdAt, now: facts.now, timeZone: standing.community.timeZone)
        return Draft(
            icon: "review",
            what: Phrase("\(count)\(more) 条举报等你看", "\(count)\(more) \(count == 1 ? "report waits" : "reports wait")"),
            why: Phrase(
                "最早 \(waits.chinese)，在「\(oldest.groupName)」",
                "the oldest came \(waits.english), in “\(oldest.groupName)”"),
            address: address(.reports), button: Phrase("去处理", "Review"),
            isLate: facts.now.milliseconds - oldest.createdAt.milliseconds > Self.reportMilliseconds, isWarning: true)
    }

    private var interrupted: Draft? {
        guard let first = facts.interrupted.first else { return nil }
        let count = facts.interrupted.count
        return Draft(
            icon: "transfer",
            what: Phrase("\(count) 次导入断在半路", NumberWords.english(count, "import was", "imports were") + " interrupted"),
            why: Phrase(
                "「\(first.fileName)」还没完成，现在谁也看不到它", "“\(first.fileName)” is not complete, and hidden until then"),
            address: address(.exchange), button: Phrase("去看看", "Look"), isWarning: true)
    }

    private var groupless: Draft? {
        let count = facts.arrivals.groupless
        guard count > 0, standing.allowsSomewhere(.viewMemberDetails) else { return nil }
        return Draft(
            icon: "user-plus",
            what: Phrase(
                "\(count) 位新人还没进任何群", NumberWords.english(count, "newcomer is", "newcomers are") + " in no group"),
            why: Phrase("7 天内来的；没有群，就没人跟他们说话", "came within 7 days; without a group nobody talks with them"),
            address: "\(address(.members))?group=\(MemberFilterQuery.noGroup)&joined=7&origin=login",
            button: Phrase("拉进群", "Place them"), isWarning: true)
    }

    private var ending: Draft? {
        guard let first = facts.ending.min(by: { ($0.expiresAt ?? facts.now) < ($1.expiresAt ?? facts.now) }),
            let end = first.expiresAt
        else { return nil }
        let count = facts.ending.count
        let left = TimeWords.left(end, now: facts.now)
        return Draft(
            icon: "qr",
            what: Phrase("\(count) 张邀请快到期", NumberWords.english(count, "invitation ends", "invitations end") + " soon"),
            why: Phrase(
                "最早的还剩 \(left.chinese)，印出去的码会失效", "the first in \(left.english): printed codes will stop working"),
            address: address(.invitations), button: Phrase("换一张", "Renew"))
    }

    private var errors: Draft? {
        let found = (facts.checkup?.result.errors ?? []).filter { $0.verdict == .found }.map {
            CheckupWords.name(of: $0.error)
        }
        guard !found.isEmpty else { return nil }
        let names = Phrase.list(found)
        return Draft(
            icon: "pulse", what: Phrase("体检查出：\(names.chinese)", "The checkup found: \(names.english)"),
            why: Phrase("有证据，也有下一步", "with evidence and a next step"), address: address(.insight),
            button: Phrase("看证据", "See why"), isWarning: true)
    }

    private var firstCheckup: Draft? {
        guard facts.checkup == nil, standing.allows(.viewInsight),
            facts.days?.contains(where: { $0.messages > 0 }) == true || facts.groups.contains(where: { $0.members > 1 })
        else { return nil }
        return Draft(
            icon: "pulse", what: Phrase("还没体检过", "No checkup yet"),
            why: Phrase("读一遍聊天，看看群健不健康", "reads the talk and says how healthy the groups are"),
            address: address(.insight), button: Phrase("去体检", "Check"))
    }
}
