package import PondExchange

/// Why an export could not be read. The English stands beside the error itself.
package enum ReadErrorWords {
    package static func sentence(_ error: ChatReadError) -> Phrase { Phrase(chinese(error), error.description) }

    private static func chinese(_ error: ChatReadError) -> String {
        let place = [error.entry, error.line.map { "第 \($0) 行" }].compactMap { $0 }.joined(separator: "，")
        var text = place.isEmpty ? error.path : "\(error.path)（\(place)）"
        text += "：\(chinese(error.code))。"
        if case .told(let words) = error.expected {
            text += "（\(words)）"
        } else {
            text += "应为\(ReadingWords.chinese(error.expected))。"
        }
        guard error.messagesRead + error.skippedCount > 0 else { return text }
        return text + "在此之前读了 \(error.messagesRead) 条消息，跳过 \(error.skippedCount) 行。"
    }

    private static func chinese(_ code: ChatReadError.Code) -> String {
        switch code {
        case .notReadable: "读不了这个文件"
        case .emptyFile: "文件是空的"
        case .unknownFormat: "认不出是什么格式"
        case .wrongEncoding: "文字的编码认不出来"
        case .truncated: "文件没有写完就断了"
        case .malformed: "文字不合格式的规矩"
        case .lineTooLong: "有一行或一个值太长"
        case .archiveDamaged: "压缩包坏了"
        case .archiveLocked: "压缩包有密码，先解开再给"
        case .archiveEmpty: "压缩包是空的"
        case .archiveInArchive: "压缩包里面还是压缩包"
        case .archiveExpandsTooMuch: "压缩包解开后大得不像文字"
        case .chatNotFound: "文件里没有要找的聊天"
        }
    }
}
