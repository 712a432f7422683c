import Foundation
import PondCore
import PondTalk
import PondWeb

/// What became of an import or an undo, and the table of imports.
enum ImportWords {
    private static let groupsNamedMax = 10

    static func completed(_ file: String, _ community: String, _ done: Import) -> Phrase {
        Phrase(
            "\(file) → \(community)：\(done.messagesAdded) 条消息，\(done.membersAdded) 位新人。",
            "\(file) → \(community): \(Phrase.english(done.messagesAdded, "message")), "
                + "\(newPeople(done.membersAdded)).")
    }

    static func known(_ count: Int) -> Phrase {
        Phrase(
            "  有 \(count) 条之前就有了。",
            "  \(Phrase.english(count, "message")) \(count == 1 ? "was" : "were") there already.")
    }

    static func severalGroups(_ names: [String]) -> Phrase {
        let more = names.count > groupsNamedMax ? "…" : ""
        let shown = names.prefix(groupsNamedMax)
        return Phrase(
            "  里面有 \(names.count) 个聊天，各成一个群：\(shown.joined(separator: "、"))\(more)。用 --chat 只要其中一个。",
            "  \(names.count) chats, each a group of its own: \(shown.joined(separator: ", "))\(more). "
                + "--chat takes one alone.")
    }

    static func nameless(_ group: String) -> Phrase {
        Phrase(
            "  注意：有聊天没写群名；没有别的群可认时，放进「\(group)」。用 --group 写明群名。",
            "  note: a chat without a name went into “\(group)” where no other group could be meant. "
                + "Name the group with --group.")
    }

    private static let undoNamedMax = 5

    /// The command in full; for many files, where their ids are found.
    /// - Parameter database: as it was named; nil where the default would be found again.
    static func undoHint(_ ids: [String], database: String?) -> Phrase {
        let place = database.map { " --database '\($0)'" } ?? ""
        guard ids.count <= undoNamedMax else {
            return Phrase(
                "  撤销：pond import --undo 编号\(place)，编号见 pond imports\(place)",
                "  Undo: pond import --undo ID\(place), with the ids that pond imports\(place) lists")
        }
        let command = "pond import --undo \(ids.joined(separator: " "))\(place)"
        return Phrase("  撤销：\(command)", "  Undo: \(command)")
    }

    static func shifted(_ lines: ShiftedLines) -> Phrase {
        let hours = abs(lines.minutes) / 60
        let half = lines.minutes % 60 != 0
        return Phrase(
            "  注意：有 \(lines.count) 条像是原来就有的消息，只是\(lines.minutes > 0 ? "晚" : "早")了 \(hours)\(half ? " 个半" : " ")小时。"
                + "是不是 --time-zone 写错了？撤销后换个时区再导一次。",
            "  note: \(Phrase.english(lines.count, "line")) \(lines.count == 1 ? "looks" : "look") like known ones "
                + "\(hours)\(half ? " ½" : "") h \(lines.minutes > 0 ? "earlier" : "later"). Is --time-zone right? "
                + "Undo this import and repeat it with another zone.")
    }

    static func knownFile(_ file: String, _ community: String, _ id: String) -> Phrase {
        Phrase(
            "\(file) 已经在 \(community) 里了（导入 \(id)），什么也没有添加。",
            "\(file) is in \(community) already, as import \(id). Nothing was added.")
    }

    static func stopped(_ file: String) -> Phrase {
        Phrase("已停止。\(file) 的内容一条也没有留下。", "Stopped. Nothing of \(file) was kept.")
    }

    static let stoppedWaiting = Phrase(
        "已停止等待。没做完的那次导入别人看不见；再敲一遍同样的命令就接着来。",
        "Stopped waiting. Nobody sees the import that was not finished; the same command goes on with it.")

    static func notTried(_ files: [String]) -> Phrase {
        Phrase("没有试到：\(files.joined(separator: "、"))", "Not tried: \(files.joined(separator: ", "))")
    }

    static func sum(files: Int, messages: Int, known: Int, people: Int) -> Phrase {
        Phrase(
            "合计 \(files) 个文件：\(messages) 条消息，\(people) 位新人，\(known) 条之前就有。",
            "\(Phrase.english(files, "file")) in all: \(Phrase.english(messages, "message")), "
                + "\(newPeople(people)), \(known) known already.")
    }

    private static func newPeople(_ count: Int) -> String { "\(count) new \(count == 1 ? "person" : "people")" }

    // MARK: undoing

    static func undoing(_ file: String) -> Phrase { Phrase("撤销 \(file)", "undoing \(file)") }

    static func undone(_ original: Import, removed: Int) -> Phrase {
        Phrase(
            "\(original.fileName) 的导入（\(original.id)）已撤销，收回 \(removed) 条消息。",
            "Import \(original.id) of \(original.fileName) was undone: "
                + "\(Phrase.english(removed, "message")) taken back.")
    }

    static func passedOn(_ count: Int) -> Phrase {
        Phrase(
            "  有 \(count) 条留下：别的导入里也有。",
            "  \(Phrase.english(count, "message")) \(count == 1 ? "stays" : "stay"): another import held them too.")
    }

    static func undoStopped(isHidden: Bool, _ id: String) -> Phrase {
        isHidden
            ? Phrase(
                "已停止。这次导入已经看不见，剩下的还没清完：pond import --undo \(id) 接着清。",
                "Stopped. The import is hidden; what is left of it is removed by: pond import --undo \(id)")
            : Phrase("已停止。这次导入原样还在。", "Stopped. The import is as it was.")
    }

    // MARK: the table

    static let none = Phrase(
        "还没有导入过：pond import 文件 --community 社群名", "Nothing was imported yet: pond import EXPORT --community NAME")

    static func row(_ item: Import, community: String) -> Phrase {
        let day = item.startedAt.date.formatted(.iso8601)
        return Phrase(same: "\(item.id)  \(day)  ") + state(item) + Phrase(same: "  \(item.fileName) → \(community)")
            + counts(item)
    }

    static func state(_ item: Import) -> Phrase {
        switch (item.state, item.isHeld) {
        case (.completed, _): Phrase("已完成", "completed")
        case (.undone, _): Phrase("已撤销", "undone")
        case (.running, true): Phrase("进行中", "running")
        case (.undoing, true): Phrase("撤销中", "undoing")
        case (.running, false):
            Phrase(
                "中断（再导一次这个文件就接着来，或 --undo \(item.id) 清掉）",
                "interrupted (import the file again to go on, or --undo \(item.id) to clear it away)")
        case (.undoing, false):
            Phrase(
                "撤销到一半（接着来：pond import --undo \(item.id)）",
                "half undone (go on: pond import --undo \(item.id))")
        }
    }

    private static func counts(_ item: Import) -> Phrase {
        guard item.state == .completed else { return Phrase(same: "") }
        var counts = Phrase(
            "  \(item.messagesAdded) 条消息，\(item.membersAdded) 位新人",
            "  \(Phrase.english(item.messagesAdded, "message")), \(newPeople(item.membersAdded))")
        if item.messagesKnown > 0 {
            counts = counts + Phrase("，\(item.messagesKnown) 条之前就有", ", \(item.messagesKnown) known already")
        }
        if item.linesSkipped > 0 {
            counts = counts + Phrase("，跳过 \(item.linesSkipped) 行", ", \(item.linesSkipped) skipped")
        }
        return counts
    }
}
