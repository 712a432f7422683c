/// Tells the format of a text from its beginning.
struct ChatRecognition {
    enum Finding: Equatable {
        case format(ChatFormat)
        /// A small file of an archive that names people, channels or pictures; it holds no messages.
        case directory
        case unknown
    }

    let finding: Finding

    /// Lines that are tried against the formats that have no header.
    private static let linesMax = 400

    init(head: [UInt8], isWhole: Bool) {
        finding = head.withUnsafeBufferPointer { bytes in
            let text = Self.withoutComments(bytes)
            switch text.first {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let found = JSONRecognition.find(JSONOutline(text))
                return found == .unknown ? Self.textFormat(bytes, isWhole) : found
            default:
                return Self.textFormat(bytes, isWhole)
            }
        }
    }

    /// ChatLab's lines may begin with `#` comments.
    private static func withoutComments(_ head: Bytes) -> Bytes {
        var text = head
        while true {
            guard let start = text.firstIndex(where: { !$0.isBlank }) else { return text }
            text = text.dropping(start)
            guard text.first == UInt8(ascii: "#"), let end = text.index(of: 0x0A) else { return text }
            text = text.dropping(end + 1)
        }
    }

    private static func textFormat(_ head: Bytes, _ isWhole: Bool) -> Finding {
        var scores: [ChatFormat: Int] = [:]
        var lines = 0
        var at = 0
        while at < head.count, lines < linesMax {
            guard let end = head.index(of: 0x0A, from: at) ?? (isWhole || lines == 0 ? head.count : nil) else { break }
            var line = head.slice(at, end)
            if line.last == 0x0D { line = line.slice(0, line.count - 1) }
            at = end + 1
            guard line.count > 0 else { continue }
            if let sure = TextRecognition.title(line, isFirst: lines == 0) { return .format(sure) }
            lines += 1
            if let format = TextRecognition.format(line) { scores[format, default: 0] += 1 }
        }
        let best = TextRecognition.order.max { (scores[$0] ?? 0) < (scores[$1] ?? 0) }
        guard let best, let score = scores[best], score > 0 else { return .unknown }
        return .format(best)
    }
}
