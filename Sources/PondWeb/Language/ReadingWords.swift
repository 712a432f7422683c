package import PondExchange

/// What a reader left out, and what deserves a second look.
package enum ReadingWords {
    package static func skipped(_ skip: ChatReadSkip, file: String?) -> Phrase {
        Phrase(
            "  跳过：\(place(file, skip.entry, skip.line).chinese)应为\(chinese(skip.expected))",
            "  skipped: \(place(file, skip.entry, skip.line).english)expected \(skip.expected)")
    }

    /// How to see the rest stands with it.
    package static func skippedInAll(_ count: Int, file: String?) -> Phrase {
        Phrase(
            "  …… \(file.map { "\($0)：" } ?? "")一共跳过 \(count) 处，加 --all-notes 全部列出",
            "  … \(file.map { "\($0): " } ?? "")\(count) skipped in all; --all-notes lists them")
    }

    package static func note(_ warning: ChatReadWarning, file: String?) -> Phrase {
        let what = words(warning.kind, count: warning.count)
        let place = place(file, warning.entry, warning.line)
        return Phrase("  注意：\(place.chinese)\(what.chinese)", "  note: \(place.english)\(what.english)")
    }

    static func words(_ kind: ChatReadWarning.Kind, count: Int) -> Phrase {
        switch kind {
        case .datesGoBackwards:
            Phrase(
                "有 \(count) 条消息的时间比上一条还早，照样留下",
                "\(NumberWords.english(count, "message", "messages")) dated before the one above; kept")
        case .twelveHourClockGuessed:
            Phrase("小时从不超过 12，当作 12 小时制", "hours never pass 12, so a 12-hour clock was assumed")
        case .dateOrderGuessed:
            Phrase("日和月分不清先后，当作月在前", "day and month could be either way round; month first was assumed")
        case .yearGuessed: Phrase("日期没有年份，用了文件的年份", "dates name no year; the file's was assumed")
        case .dateGuessed:
            Phrase(
                "有 \(count) 条消息的时间没有日期，用了文件的修改日期；若是 IRC 日志，把日期写进文件名（如 2005-06-27.log）再来",
                "\(NumberWords.english(count, "message", "messages")) without a date; the day the file was written "
                    + "was assumed. An IRC log may bear its day in its name, such as 2005-06-27.log")
        case .bytesReplaced: Phrase("有些字节不是文字，换成了 �", "bytes that are no text were replaced")
        case .zeroBytesLeftOut:
            Phrase(
                "有 \(count) 个零字节不是文字，已去掉，所在的行照样留下",
                "\(NumberWords.english(count, "zero byte", "zero bytes")) left out; the lines around them are kept")
        case .encodingConverted: Phrase("文字已转成 UTF-8", "the text was converted to UTF-8")
        case .cutOff:
            Phrase(
                "最后一行断在半截，这份导出可能不完整",
                "the last line breaks off in the middle: the export seems to be cut off")
        case .attachmentsLeftOut:
            Phrase(
                "有 \(count) 个附件（图片、语音、文件）没有读：这里只读文字",
                "\(NumberWords.english(count, "attachment", "attachments")) left out: only text is read")
        }
    }

    private static func place(_ file: String?, _ entry: String?, _ line: Int?) -> Phrase {
        let names = [file, entry].compactMap { $0 }
        return Phrase(
            (names + [line.map { "第 \($0) 行" }].compactMap { $0 }).map { $0 + "：" }.joined(),
            (names + [line.map { "line \($0)" }].compactMap { $0 }).map { $0 + ": " }.joined())
    }

    /// To stand behind 应为.
    static func chinese(_ expected: ChatExpectation) -> String {
        switch expected {
        case .shape(let shape): " \(shape) 这样的一行"
        case .seconds(let field): " \(field)：1970 年以来的秒数"
        case .moment(let field): " \(field)：RFC 3339 写法的时间"
        case .number(let field): " \(field)：一个整数"
        case .field(let names): " \(names.joined(separator: " 或 "))"
        case .fieldValue(let field, let values): " \(field)：\(values.joined(separator: " 或 "))"
        case .fields(let counts, let found): " \(counts.map(String.init).joined(separator: " 或 ")) 列，这里有 \(found) 列"
        case .closingQuote: "收尾的引号"
        case .dateBeforeMessage: "消息之前先有日期"
        case .dateInOrder: "和其他行一样的日期顺序"
        case .oneObjectALine: "一行一个 JSON 对象"
        case .validJSON: "合规的 JSON"
        case .closedJSON: "有头有尾的 JSON"
        case .levels(let count): "最多 \(count) 层的 JSON"
        case .lineBytes(let bytes): "最多 \(bytes) 字节的一行"
        case .messageBytes(let bytes): "最多 \(bytes) 字节的一条消息"
        case .valueBytes(let bytes): "最多 \(bytes) 字节的一个值"
        case .packing(let ratio): "最多压到 \(ratio) 分之一的文字"
        case .export: "聊天记录"
        case .exportNotEmpty: "聊天记录，而不是空文件"
        case .exportUnpacked: "聊天记录；请先解开里面那个压缩包，再用解出来的文件"
        case .knownFormat: "其中一种：\(ChatFormat.allCases.map(\.title).joined(separator: "、"))"
        case .text(.utf32): " UTF-8、UTF-16 或 GB18030，这里是 UTF-32"
        case .text(.zeroBytes): " UTF-8、UTF-16 或 GB18030，这里有零字节，不是文字"
        case .text(.neither): " UTF-8、UTF-16 或 GB18030，这里都不是"
        case .text(.noConverter(let name)): " UTF-8，这台机器转不了 \(name)"
        case .file(.folder): "文件，或者解开的 Slack 导出文件夹（里面有 channels.json）"
        case .file(.pipeOrDevice): "磁盘上的文件，而不是管道或设备"
        case .chat(let name, let known): "「\(name)」，里面有的是：\(known.joined(separator: "、"))"
        case .told(let words): words
        }
    }
}
