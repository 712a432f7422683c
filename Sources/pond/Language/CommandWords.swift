import PondInsight
import PondWeb

/// What the other commands say, and how they refuse arguments.
enum CommandWords {
    static func checkedUp(_ checkup: Checkup, path: String) -> Phrase {
        let found = checkup.errors.filter { $0.verdict == .found }.count
        let untold = checkup.errors.filter { $0.verdict == .cannotTell }.count
        let totals = checkup.totals
        return Phrase(
            "\(totals.people) 人 \(totals.messages) 条消息，五个错误中了 \(found) 个"
                + (untold == 0 ? "" : "，\(untold) 个看不出") + " → \(path)",
            "\(Phrase.english(totals.messages, "message")) of \(totals.people) people, "
                + "\(found) of 5 errors found" + (untold == 0 ? "" : ", \(untold) cannot be told") + " → \(path)")
    }

    private static let filesNamedMax = 3

    static func takenFor(_ files: [String], chat: String) -> Phrase {
        let named = listed(files)
        return files.count == 1
            ? Phrase(
                "  注意：\(named.chinese)没有写群名，当作「\(chat)」",
                "  note: \(named.english) does not name its chat; it was taken for “\(chat)”")
            : Phrase(
                "  注意：\(named.chinese)没有写群名，当作「\(chat)」",
                "  note: \(named.english) do not name their chat; they were taken for “\(chat)”")
    }

    static func takenForOne(_ files: [String]) -> Phrase {
        let named = listed(files)
        return Phrase(
            "  注意：\(named.chinese)都没有写群名，当作同一个群",
            "  note: \(named.english) do not name their chat; they were taken for one")
    }

    /// The first few files by name, with how many more there are.
    private static func listed(_ files: [String]) -> Phrase {
        let first = files.prefix(filesNamedMax)
        let more = files.count - first.count
        return Phrase(
            "\(first.joined(separator: "、")) \(more > 0 ? "等 \(files.count) 个文件" : "")",
            "\(first.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "")")
    }

    static func exported(_ path: String, messages: Int) -> Phrase {
        Phrase(
            "\(path)：\(messages) 条消息。试试：pond checkup \(path)",
            "\(path): \(Phrase.english(messages, "message")). Try: pond checkup \(path)")
    }

    static func openInBrowser(_ path: String) -> Phrase {
        Phrase("\(path)：用浏览器打开。", "\(path): open it in a browser.")
    }

    /// Number in front of the name of a member whose own is hidden.
    static let member = Phrase("成员", "member")

    static let error = Phrase("错误：", "Error: ")
    static let usage = Phrase("用法见 pond --help，或在命令后面加 --help。", "See pond --help, or --help behind a command.")

    // MARK: backups

    static let backingUp = Phrase("备份", "backing up")
    static let restoring = Phrase("恢复", "restoring")
    static let backupStopped = Phrase("已停止，没有留下半份备份。", "Stopped. No half backup was left.")
    static let restoreStopped = Phrase("已停止，什么也没有恢复。", "Stopped. Nothing was restored.")

    static func backedUp(_ folder: String) -> Phrase {
        Phrase(
            "备份好了：\(folder)。恢复：pond restore \(folder) --database 新的位置",
            "Everything is in \(folder). To bring it back: pond restore \(folder) --database NEW")
    }

    static func restored(_ address: String) -> Phrase {
        Phrase("恢复好了：pond serve --database \(address)", "Restored. Go on with: pond serve --database \(address)")
    }

    // MARK: wrong use

    static let exportsMissing = Phrase(
        "请写明要体检的聊天记录文件，或者 --community 和 --database。",
        "Name the exports to check, or --community and --database.")
    static let undoAlone = Phrase("--undo 后面只写导入的编号，别的都不要。", "--undo takes an import's id and nothing else.")
    static let importMissing = Phrase("请写明要导入的文件。", "Name the export to import.")
    static let communityMissing = Phrase(
        "请写明放进哪个社群：--community 社群名。", "Say which community it goes into: --community NAME.")
    static let demoMissing = Phrase(
        "请写明要什么：--database demo.sqlite 建一个演示社群，--checkup OUT.html 写体检报告，--export OUT.jsonl 写聊天记录。",
        "Say what you want: --database demo.sqlite for a living community, --checkup OUT.html, or --export OUT.jsonl.")
    static let demoFilling = Phrase("正在造一个社群", "Making a community")
    static func demoFilled(_ name: String, members: Int, messages: Int) -> Phrase {
        Phrase("\(name)：\(members) 个人，\(messages) 条消息。", "\(name): \(members) people, \(messages) messages.")
    }
    static func demoAccounts(owner: String, member: String, password: String) -> Phrase {
        Phrase(
            "群主：\(owner)\n成员：\(member)\n密码都是：\(password)",
            "Owner:    \(owner)\nMember:   \(member)\nPassword: \(password) (both)")
    }
    static let demoEmpty = Phrase(
        "一个群要有消息，至少两个人，至少一天。", "A group needs messages, at least two people, and a day.")
}

/// The line that says how far a file was read.
enum ProgressWords {
    static func rate(_ perSecond: Int) -> Phrase { Phrase("每秒 \(perSecond) 行", "\(perSecond) lines/s") }
    static func left(_ seconds: Int) -> Phrase { Phrase("还要 \(seconds) 秒", "\(seconds) s left") }
}
