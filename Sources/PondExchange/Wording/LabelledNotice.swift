/// WhatsApp for iOS labels some of its own lines with the name of the person whom they are about, as if that person
/// had said them: `Boris: <U+200E>Boris created group “读书会”` (seen since August 2024,
/// https://github.com/Pustur/whatsapp-chat-parser/issues/258). Only lines in words that WhatsApp is known to use are
/// taken for its own: a person, too, may begin with their own name.
enum LabelledNotice {
    /// - Parameters:
    ///   - text: what stands behind the label, which the caller has seen to be marked with U+200E.
    ///   - label: the name in front, plain as `WhatsAppName.plain` gives it.
    static func isTold(_ text: Bytes, label: Bytes) -> Bool {
        let line = WhatsAppName.plain(text)
        let rest = afterSubject(line, label)
        if let rest, wholes.contains(where: { rest.equals($0) }) || acts.contains(where: { rest.hasPrefix($0) }) {
            return true
        }
        switch NoticeWording.worded(line) {
        case .joined(let names, _), .left(let names), .removed(let names, _):
            return rest != nil || names.contains { $0.utf8.elementsEqual(label) }
        case .renamed: return rest != nil
        default: return false
        }
    }

    /// What follows the label's name, or what the exporting person is called; nil when the line begins with neither.
    private static func afterSubject(_ line: Bytes, _ label: Bytes) -> Bytes? {
        if line.count > label.count, label.count > 0, line.slice(0, label.count).elementsEqual(label) {
            return line.dropping(label.count).undirected
        }
        guard let own = selves.first(where: { line.hasPrefix($0) }) else { return nil }
        return line.dropping(own.utf8CodeUnitCount)
    }

    private static let selves: [StaticString] = ["You", "你", "您"]

    /// The most frequent of what `NoticeWording` knows: its many sentences are tried for the others alone.
    private static let wholes: [StaticString] = [" left", " was added"]

    /// What people do besides coming, going and renaming, which `NoticeWording` knows, and the most frequent of that.
    private static let acts: [StaticString] = [
        " joined using ", " joined from the community", " joined the group",
        " created group", " created this group", " changed this group", " changed the group", " changed the subject",
        " changed the settings", " changed the description", " changed their phone number", " turned on ",
        " turned off ", " pinned a message", " reset this group", " requested to join", " is now an admin",
        " is no longer an admin", "'re now an admin", "’re now an admin", "'re no longer an admin",
        "’re no longer an admin", " deleted this group", " were added", " joined this group",
        "创建了", " 创建了", "建立了", " 建立了", "更改了", " 更改了", "已更改", " 已更改", "变更了", " 变更了",
        "變更了", " 變更了", "已變更", " 已變更", "修改了", " 修改了", "开启了", " 开启了", "關閉了", " 關閉了",
        "关闭了", " 关闭了", "開啟了", " 開啟了", "置顶了", " 置顶了", "釘選了", " 釘選了", "现在是", " 现在是",
        "現在是", " 現在是", "不再是", " 不再是", "已不再是", " 已不再是", "已成为", " 已成为", "已成為", " 已成為",
    ]
}
