import PondCore
import PondTalk

/// Imports and exports in words.
enum ExchangeWords {
    static func state(_ state: Upload.State) -> Phrase {
        switch state {
        case .looking: Phrase("正在看里面有什么", "Looking into it")
        case .looked: Phrase("等你说放到哪里", "Waiting to hear where it goes")
        case .refused: Phrase("没法导入", "Cannot be imported")
        case .writing: Phrase("正在写入", "Being written")
        case .ready: Phrase("等你确认", "Waiting for your word")
        case .revealing: Phrase("正在收尾", "Being finished")
        case .done: Phrase("已导入", "Imported")
        case .discarding: Phrase("正在清掉", "Being cleared away")
        case .discarded: Phrase("已放弃", "Given up")
        }
    }

    static func undone(_ count: Int) -> Phrase {
        Phrase("拿掉了 \(NumberWords.count(count)) 条", NumberWords.messages(count).english + " taken away")
    }

    static func state(_ item: ImportListing) -> Phrase {
        if item.isUndoNoted { return Phrase("撤销中", "Being undone") }
        return switch (item.state, item.isHeld) {
        case (.completed, _): Phrase("已完成", "Completed")
        case (.undone, _): Phrase("已撤销", "Undone")
        case (.running, true): Phrase("进行中", "Running")
        case (.undoing, true): Phrase("撤销中", "Being undone")
        case (.running, false): Phrase("中断了", "Interrupted")
        case (.undoing, false): Phrase("撤销到一半", "Half undone")
        }
    }

    /// Of a state: `g` good, `w` look, `k` bad, empty for none.
    static func tone(_ state: Upload.State) -> String {
        switch state {
        case .looked, .ready: "w"
        case .refused: "k"
        case .done: "g"
        default: ""
        }
    }

    static func tone(_ item: ImportListing) -> String {
        switch (item.state, item.isHeld || item.isUndoNoted) {
        case (.completed, false): "g"
        case (.running, false), (.undoing, false): "w"
        default: ""
        }
    }

    static func failure(_ failure: UploadFailure, file: String) -> Phrase {
        switch failure {
        case .unreadable(let error): ReadErrorWords.sentence(error)
        case .nothingToRead: Phrase("「\(file)」里没有消息。", "“\(file)” holds no messages.")
        case .knownAlready:
            Phrase(
                "这份文件按同样的设置导入过了，什么也没有添加。", "This file was imported before with the same settings. Nothing was added.")
        case .underWay:
            Phrase("同一份文件正由另一处写入，等那边完成就好。", "The same file is being written elsewhere. Wait for that one.")
        case .gone: Phrase("写好的内容在确认之前被清掉了。", "What was written was cleared away before anybody agreed.")
        }
    }

    static func rate(rows: Int, seconds: Double) -> Phrase? {
        guard seconds >= 1, rows > 0 else { return nil }
        let rate = NumberWords.count(Int(Double(rows) / seconds))
        return Phrase("每秒 \(rate) 条", "\(rate) lines a second")
    }

    static func left(seconds: Double) -> Phrase {
        if seconds < 5 { return Phrase("马上好", "Nearly there") }
        if seconds < 90 {
            let count = Int(seconds.rounded())
            return Phrase("还要大约 \(count) 秒", "about \(count) seconds left")
        }
        let minutes = Int((seconds / 60).rounded())
        return Phrase("还要大约 \(minutes) 分钟", "about \(minutes) minutes left")
    }

    static func read(_ rows: Int) -> Phrase {
        let count = NumberWords.count(rows)
        return Phrase("读了 \(count) 条", "\(count) lines read")
    }

    static func removed(_ rows: Int, of total: Int) -> Phrase {
        Phrase(
            "收回了 \(NumberWords.count(rows)) / \(NumberWords.count(total)) 条",
            "\(NumberWords.count(rows)) of \(NumberWords.count(total)) lines taken back")
    }

    static func shifted(_ lines: ShiftedLines) -> Phrase {
        let minutes = abs(lines.minutes)
        let hours = NumberWords.decimal(Double(minutes) / 60, places: 1)
        let count = NumberWords.count(lines.count)
        return Phrase(
            "有 \(count) 条很像已经有的消息，只是\(lines.minutes > 0 ? "晚" : "早")了 \(hours) 小时。多半是时区选错了：放弃这次，换个时区再来。",
            "\(count) lines look like known ones \(hours) h \(lines.minutes > 0 ? "later" : "earlier"). "
                + "The time zone is probably wrong: give this up and choose another one.")
    }

    static func quiet(from hour: Int, zone: String) -> Phrase {
        let until = (hour + UploadFinding.quietHours) % 24
        return Phrase(
            "按 \(zone) 读，最安静的是 \(hour):00–\(until):00，不像夜里。时区可能不对。",
            "Read in \(zone), the quietest hours are \(hour):00–\(until):00, which is hardly night. "
                + "The zone may be wrong.")
    }

    static func people(_ count: Int) -> Phrase {
        Phrase("\(NumberWords.count(count)) 人", NumberWords.english(count, "person", "people"))
    }

    static func messages(_ count: Int) -> Phrase {
        Phrase("\(NumberWords.count(count)) 条", NumberWords.english(count, "message", "messages"))
    }

    static func confirm(_ count: Int) -> Phrase {
        Phrase("导入这 \(NumberWords.count(count)) 条", "Import \(NumberWords.english(count, "message", "messages"))")
    }

    static func imported(_ count: Int) -> Phrase {
        Phrase(
            "导入好了，添了 \(NumberWords.count(count)) 条消息",
            "Imported: \(NumberWords.english(count, "message", "messages")) added")
    }
}
