import Foundation
import PondCore
import PondTalk

/// What became of an import or an undo, and the table of imports.
enum ImportWords {
    private static let groupsNamedMax = 10

    static func completed(_ file: String, _ community: String, _ done: Import) -> Sentence {
        Sentence(
            "\(file) → \(community)：\(done.messagesAdded) 条消息，\(done.membersAdded) 位新人。",
            "\(file) → \(community): \(Sentence.english(done.messagesAdded, "message")), "
                + "\(newPeople(done.membersAdded)).")
    }

    static func known(_ count: Int) -> Sentence {
        Sentence(
            "  有 \(count) 条之前就有了。",
            "  \(Sentence.english(count, "message")) \(count == 1 ? "was" : "were") there already.")
    }

    static func severalGroups(_ names: [String]) -> Sentence {
        let more = names.count > groupsNamedMax ? "…" : ""
        let shown = names.prefix(groupsNamedMax)
        return Sentence(
            "  里面有 \(names.count) 个聊天，各成一个群：\(shown.joined(separator: "、"))\(more)。用 --chat 只要其中一个。",
            "  \(names.count) chats, each a group of its own: \(shown.joined(separator: ", "))\(more). "
                + "--chat takes one alone.")
    }

    static func undoHint(_ id: String) -> Sentence {
        Sentence("  撤销：pond import --undo \(id)", "  Undo: pond import --undo \(id)")
    }

    static func shifted(_ lines: ShiftedLines) -> Sentence {
        let hours = abs(lines.minutes) / 60
        let half = lines.minutes % 60 != 0
        return Sentence(
            "  注意：有 \(lines.count) 条像是原来就有的消息，只是\(lines.minutes > 0 ? "晚" : "早")了 \(hours)\(half ? " 个半" : " ")小时。"
                + "是不是 --time-zone 写错了？撤销后换个时区再导一次。",
            "  note: \(Sentence.english(lines.count, "line")) \(lines.count == 1 ? "looks" : "look") like known ones "
                + "\(hours)\(half ? " ½" : "") h \(lines.minutes > 0 ? "earlier" : "later"). Is --time-zone right? "
                + "Undo this import and repeat it with another zone.")
    }

    static func knownFile(_ file: String, _ community: String, _ id: String) -> Sentence {
        Sentence(
            "\(file) 已经在 \(community) 里了（导入 \(id)），什么也没有添加。",
            "\(file) is in \(community) already, as import \(id). Nothing was added.")
    }

    static func stopped(_ file: String) -> Sentence {
        Sentence("已停止。\(file) 的内容一条也没有留下。", "Stopped. Nothing of \(file) was kept.")
    }

    static func notTried(_ files: [String]) -> Sentence {
        Sentence("没有试到：\(files.joined(separator: "、"))", "Not tried: \(files.joined(separator: ", "))")
    }

    static func sum(files: Int, messages: Int, known: Int, people: Int) -> Sentence {
        Sentence(
            "合计 \(files) 个文件：\(messages) 条消息，\(people) 位新人，\(known) 条之前就有。",
            "\(Sentence.english(files, "file")) in all: \(Sentence.english(messages, "message")), "
                + "\(newPeople(people)), \(known) known already.")
    }

    private static func newPeople(_ count: Int) -> String { "\(count) new \(count == 1 ? "person" : "people")" }

    // MARK: undoing

    static func undoing(_ file: String) -> Sentence { Sentence("撤销 \(file)", "undoing \(file)") }

    static func undone(_ original: Import, removed: Int) -> Sentence {
        Sentence(
            "\(original.fileName) 的导入（\(original.id)）已撤销，收回 \(removed) 条消息。",
            "Import \(original.id) of \(original.fileName) was undone: "
                + "\(Sentence.english(removed, "message")) taken back.")
    }

    static func passedOn(_ count: Int) -> Sentence {
        Sentence(
            "  有 \(count) 条留下：别的导入里也有。",
            "  \(Sentence.english(count, "message")) \(count == 1 ? "stays" : "stay"): another import held them too.")
    }

    static func undoStopped(isHidden: Bool, _ id: String) -> Sentence {
        isHidden
            ? Sentence(
                "已停止。这次导入已经看不见，剩下的还没清完：pond import --undo \(id) 接着清。",
                "Stopped. The import is hidden; what is left of it is removed by: pond import --undo \(id)")
            : Sentence("已停止。这次导入原样还在。", "Stopped. The import is as it was.")
    }

    // MARK: the table

    static let none = Sentence(
        "还没有导入过：pond import 文件 --community 社群名", "Nothing was imported yet: pond import EXPORT --community NAME")

    static func row(_ item: Import, community: String) -> Sentence {
        let day = item.startedAt.date.formatted(.iso8601)
        return Sentence("\(item.id)  \(day)  ") + state(item) + Sentence("  \(item.fileName) → \(community)")
            + counts(item)
    }

    static func state(_ item: Import) -> Sentence {
        switch (item.state, item.isHeld) {
        case (.completed, _): Sentence("已完成", "completed")
        case (.undone, _): Sentence("已撤销", "undone")
        case (.running, true): Sentence("进行中", "running")
        case (.undoing, true): Sentence("撤销中", "undoing")
        case (.running, false):
            Sentence(
                "中断（再导一次这个文件就接着来，或 --undo \(item.id) 清掉）",
                "interrupted (import the file again to go on, or --undo \(item.id) to clear it away)")
        case (.undoing, false):
            Sentence(
                "撤销到一半（接着来：pond import --undo \(item.id)）",
                "half undone (go on: pond import --undo \(item.id))")
        }
    }

    private static func counts(_ item: Import) -> Sentence {
        guard item.state == .completed else { return Sentence("") }
        var counts = Sentence(
            "  \(item.messagesAdded) 条消息，\(item.membersAdded) 位新人",
            "  \(Sentence.english(item.messagesAdded, "message")), \(newPeople(item.membersAdded))")
        if item.messagesKnown > 0 {
            counts = counts + Sentence("，\(item.messagesKnown) 条之前就有", ", \(item.messagesKnown) known already")
        }
        if item.linesSkipped > 0 {
            counts = counts + Sentence("，跳过 \(item.linesSkipped) 行", ", \(item.linesSkipped) skipped")
        }
        return counts
    }
}
