/// The names that stand between the words of a system line.
enum NoticeNames {
    /// Names that one line may list.
    private static let namesMax = 200
    private static let nameBytesMax = 256

    /// `"阿泽、小满"`, `阿泽, 小满 and 老周`, `阿泽(10001)`; counts such as `3位朋友` are nobody's name.
    static func read(_ bytes: Bytes) -> [String] {
        var found: [String] = []
        var start = 0
        var at = 0
        let whole = NoticeWording.unquoted(bytes)
        while at <= whole.count, found.count < namesMax {
            let rest = whole.dropping(at)
            let mark = separators.first { rest.hasPrefix($0) }
            guard at == whole.count || mark != nil else {
                at += 1
                continue
            }
            let name = withoutNumber(NoticeWording.unquoted(whole.slice(start, at)))
            if name.count > 0, name.count <= nameBytesMax, !isCount(name) { found.append(name.string) }
            at += mark?.utf8CodeUnitCount ?? 1
            start = at
        }
        return found
    }

    /// Names of people who come or go; empty where more than names stands there, for then the line has a shape that is
    /// not known and whoever it names could be anybody.
    static func sure(_ bytes: Bytes) -> [String] {
        isSure(bytes) ? read(bytes) : []
    }

    /// Who did it, without the post that QQ writes in front; empty where the post alone is told.
    static func actor(_ bytes: Bytes) -> [String] {
        var name = bytes.trimmed
        for post in posts where name.hasPrefix(post) { name = name.dropping(post.utf8CodeUnitCount) }
        return sure(name)
    }

    /// Whether the post alone is told: `管理员已同意老王加入本群`.
    static func isPost(_ bytes: Bytes) -> Bool {
        posts.contains { bytes.trimmed.equals($0) }
    }

    private static let posts: [StaticString] = ["管理员", "管理員", "群主"]
    private static let separators: [StaticString] = ["、", ", ", " and ", "\"和\"", "”和“", "\"和", "”和", "你和"]

    private static func isSure(_ bytes: Bytes) -> Bool {
        let name = bytes.trimmed
        for (open, close) in quotes where name.hasPrefix(open) && name.hasSuffix(close) { return true }
        return !doubts.contains { name.contains($0) }
    }

    private static let quotes: [(StaticString, StaticString)] = [
        ("\"", "\""), ("“", "”"), ("「", "」"), ("\u{2068}", "\u{2069}"),
    ]

    /// Words of a sentence rather than of a name, unless quotation marks say otherwise.
    private static let doubts: [StaticString] = [
        "通过", "同意", "邀请", "申请", "请求", "批准", "审核", "扫描", "二维码", "管理员", "链接", "验证", "此群",
        "透過", "邀請", "申請", "請求", "審核", "掃描", "QR 碼", "管理員", "連結", "驗證", "，", "。", "：",
        "this group", "the group", " invite", " request", " using ",
    ]

    /// QQ writes the number after the name.
    private static func withoutNumber(_ name: Bytes) -> Bytes {
        guard name.last == UInt8(ascii: ")"), let open = name.lastIndex(of: UInt8(ascii: "(")), open > 0 else {
            return name
        }
        let inside = name.slice(open + 1, name.count - 1)
        return inside.count >= 4 && inside.allSatisfy({ $0.digit != nil }) ? name.slice(0, open).trimmed : name
    }

    /// `1位朋友`, `3 others`.
    private static func isCount(_ name: Bytes) -> Bool {
        guard name.first?.digit != nil, let end = name.firstIndex(where: { $0.digit == nil }) else { return false }
        let unit = name.dropping(end).trimmed
        return units.contains { unit.equals($0) }
    }

    private static let units: [StaticString] = [
        "位朋友", "位好友", "位成员", "位用户", "位群友", "名成员", "个成员", "个朋友", "人", "位成員", "名成員",
        "people", "person", "other", "others", "friend", "friends", "participants", "members",
    ]
}
