import PondCommunity
import PondCore

/// The pages of the console, as its navigation lists them.
enum ConsolePlace: String, CaseIterable, Sendable {
    case today, groups, reports, members, invitations, insight, exchange, settings, audit

    /// Where one who comes into the console arrives.
    static let entry = ConsolePlace.today

    /// The headings of the navigation, with what stands under each.
    static let sections: [(title: Phrase, places: [ConsolePlace])] = [
        (Phrase("工作台", "Desk"), [.today, .groups, .reports]),
        (Phrase("成员", "People"), [.members, .invitations]),
        (Phrase("洞察", "Insight"), [.insight, .exchange]),
        (Phrase("社群", "Community"), [.settings, .audit]),
    ]

    var title: Phrase {
        switch self {
        case .today: Phrase("今日", "Today")
        case .groups: Phrase("群", "Groups")
        case .reports: Phrase("举报", "Reports")
        case .members: Phrase("全部成员", "Members")
        case .invitations: Phrase("邀请", "Invitations")
        case .insight: Phrase("分析", "Insight")
        case .exchange: Phrase("导入导出", "Import, export")
        case .settings: Phrase("设置", "Settings")
        case .audit: Phrase("审计", "Audit log")
        }
    }

    var icon: String {
        switch self {
        case .today: "today"
        case .groups: "chat"
        case .reports: "review"
        case .members: "users"
        case .invitations: "qr"
        case .insight: "chart"
        case .exchange: "transfer"
        case .settings: "settings"
        case .audit: "book"
        }
    }

    /// The letter after `g`.
    var key: String {
        switch self {
        case .today: "g d"
        case .groups: "g g"
        case .reports: "g r"
        case .members: "g m"
        case .invitations: "g i"
        case .insight: "g a"
        case .exchange: "g x"
        case .settings: "g s"
        case .audit: "g l"
        }
    }

    var permission: Permission {
        switch self {
        case .today, .groups, .members: .viewConsole
        case .reports: .reviewReports
        case .invitations: .manageInvitations
        case .insight: .viewInsight
        case .exchange: .importHistory
        case .settings: .viewConsole
        case .audit: .viewAudit
        }
    }

    func address(_ community: ID<Community>) -> String {
        self == .today ? "/console/\(community)" : "/console/\(community)/\(rawValue)"
    }
}
