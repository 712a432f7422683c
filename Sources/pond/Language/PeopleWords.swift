import PondPlatform
import PondWeb

/// What `pond user` says.
enum PeopleWords {
    static let password = Phrase("密码：", "Password: ")
    static let again = Phrase("再输一次：", "Again: ")

    /// A line of the list.
    static func row(_ line: AccountLine) -> Phrase {
        let marks = [line.isAdministrator ? Phrase("管理员", "administrator") : nil, name(of: line.state)]
        let known = marks.compactMap { $0 }
        let start = Phrase(same: "\(line.id)  \(line.address ?? "-")  \(line.name)")
        guard !known.isEmpty else { return start }
        return start
            + Phrase(
                "（\(known.map(\.chinese).joined(separator: "、"))）",
                "  (\(known.map(\.english).joined(separator: ", ")))")
    }

    /// Nil for the ordinary case.
    private static func name(of state: Account.State) -> Phrase? {
        switch state {
        case .active: nil
        case .leaving: Phrase("正在注销", "leaving")
        case .erased: Phrase("已注销", "erased")
        }
    }

    static func passwordSet(_ who: String) -> Phrase {
        Phrase("\(who) 的密码换好了。", "The password of \(who) is set.")
    }

    static func runsInstallation(_ who: String) -> Phrase {
        Phrase("\(who) 现在管理整个系统。", "\(who) runs the installation.")
    }

    static func sessionsEnded(_ count: Int) -> Phrase {
        Phrase("\(count) 个登录已经结束。", "\(Phrase.english(count, "session")) ended.")
    }
}
