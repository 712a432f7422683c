import PondCore

/// The CSV of WeChatMsg (留痕, MemoTrace), of one chat or of all (`messages.csv`).
///
/// Builds differ: 12 columns, 9 columns, 12 named columns over rows of 9 (private chats), an unnamed index column in
/// front. Columns are found by name. None names the chat, but a file of one chat is called `<remark>_utf8.csv`.
/// `localId` counts rows on one telephone, so it is not handed out as an id.
final class WeChatMsgReader {
    private struct Columns {
        var count = 0
        var talker = -1
        var type = -1
        var subType = -1
        var isSender = -1
        var createTime = -1
        var content = -1
        var textTime = -1
        var remark = -1
        var nickname = -1
        var sender = -1
        /// Fields of a row that leaves out the last three.
        var shortCount: Int { count == 12 || count == 13 ? count - 3 : count }
        /// How many fields a row may have.
        var counts: [Int] { shortCount == count ? [count] : [shortCount, count] }
    }

    private let state: ChatReadState
    private var columns = Columns()
    private var talker: String?
    private var firstTalker: String?
    private var isPrivate = false

    init(_ state: ChatReadState) {
        self.state = state
    }

    static func isHeader(_ line: Bytes) -> Bool {
        line.contains("TalkerId") && line.contains("StrContent") && line.contains("CreateTime")
    }

    func read(_ stream: ByteStream) throws {
        let reader = CSVReader(stream, state, startsRow: Self.startsRow)
        guard try reader.next() else { return }
        readHeader(reader)
        while try reader.next() { try readRow(reader) }
        if talker == nil { try open(Bytes(start: nil, count: 0), isPrivate: false) }
    }

    /// `12,7,1,0,0,1119863940,`: numbers up to the time, which no message text looks like by accident.
    private static func startsRow(_ line: Bytes) -> Bool {
        var scanner = ByteScanner(line)
        for digits in [1...12, 1...12, 1...6, 0...6, 1...1, 9...10] as [ClosedRange<Int>] {
            guard scanner.number(digits) != nil, scanner.take(UInt8(ascii: ",")) else { return false }
        }
        return true
    }

    private func readHeader(_ reader: CSVReader) {
        columns.count = reader.fieldCount
        for index in 0..<reader.fieldCount {
            switch reader.field(index).trimmed.string {
            case "TalkerId": columns.talker = index
            case "Type": columns.type = index
            case "SubType": columns.subType = index
            case "IsSender": columns.isSender = index
            case "CreateTime": columns.createTime = index
            case "StrContent": columns.content = index
            case "StrTime": columns.textTime = index
            case "Remark": columns.remark = index
            case "NickName": columns.nickname = index
            case "Sender": columns.sender = index
            default: break
            }
        }
    }

    private func readRow(_ reader: CSVReader) throws {
        let isShort = reader.fieldCount == columns.shortCount && reader.fieldCount != columns.count
        guard reader.fieldCount == columns.count || isShort else {
            return state.skip(line: reader.line, expected: .fields(oneOf: columns.counts, found: reader.fieldCount))
        }
        guard let type = reader.field(columns.type).integer else {
            return state.skip(line: reader.line, expected: .number(field: "Type"))
        }
        guard let sentAt = sentAt(reader) else {
            return state.skip(line: reader.line, expected: .seconds(field: "CreateTime"))
        }
        try open(reader.field(columns.talker), isPrivate: isShort || columns.sender < 0)
        var kind = WeChatKind.kind(type: type, subType: reader.field(columns.subType).integer ?? 0)
        let body = WeChatBody.read(reader.field(columns.content), kind: kind)
        if kind == .system, let told = body.kind { kind = told }
        let sender = kind == .system || kind == .recall ? nil : sender(reader)
        if sender == nil, kind != .recall, kind != .system {
            return state.skip(line: reader.line, expected: .field(oneOf: ["Sender", "NickName", "Remark"]))
        }
        let message = ChatMessage(
            sender: sender, sentAt: sentAt, kind: kind, text: body.text, reply: body.reply,
            notice: NoticeWording.notice(kind, body.text, sender: sender))
        try state.handOut(message, line: reader.line)
    }

    private func sentAt(_ reader: CSVReader) -> Timestamp? {
        if let unix = reader.field(columns.createTime).integer.flatMap(Moments.timestamp(unix:)) { return unix }
        return Moments.timestamp(iso: reader.field(columns.textTime), clock: state.clock)
    }

    /// The first row decides what kind of chat it is: rows without a sender are written for private chats alone.
    private func open(_ id: Bytes, isPrivate: Bool) throws {
        if let talker, talker.utf8.elementsEqual(id) { return }
        let id = id.string
        talker = id
        firstTalker = firstTalker ?? id
        self.isPrivate = isPrivate && !id.hasSuffix("@chatroom")
        try state.open(
            ChatInfo(
                platform: "wechat", sourceID: id.isEmpty ? nil : id, name: id == firstTalker ? remark : "",
                kind: self.isPrivate ? .conversation : .group))
    }

    /// What the file's name calls the chat.
    private var remark: String {
        let name = (state.entry ?? state.fileName).split(separator: "/").last ?? ""
        return name.firstRange(of: Self.ending).map { String(name[..<$0.lowerBound]) } ?? ""
    }

    private static let ending = "_utf8.csv"

    private func sender(_ reader: CSVReader) -> ChatSender? {
        let id = reader.field(columns.sender)
        let account = id.count > 0 ? state.names.string(id) : nil
        let nickname = reader.field(columns.nickname)
        if nickname.count > 0 { return ChatSender(accountID: account, name: state.names.string(nickname)) }
        let remark = reader.field(columns.remark)
        if remark.count > 0 { return ChatSender(accountID: account, name: state.names.string(remark)) }
        if let account { return ChatSender(accountID: account, name: account) }
        if reader.field(columns.isSender).integer == 1 { return ChatSender(accountID: nil, name: "我") }
        return isPrivate ? ChatSender(accountID: nil, name: "对方") : nil
    }
}
