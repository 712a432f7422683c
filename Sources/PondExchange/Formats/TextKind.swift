/// Tells from the words what a message in a text export is: exporters write placeholders where there was no text.
enum TextKind {
    /// The kind of a body that consists of a placeholder, perhaps followed by a title; `.text` for everything else.
    static func kind(_ body: Bytes) -> ChatMessageKind {
        var body = body
        while body.hasPrefix("\u{200E}") { body = body.dropping(3) }
        if body.first == UInt8(ascii: "!") { body = body.dropping(1) }
        switch body.first {
        case UInt8(ascii: "["): return bracketed(body)
        case UInt8(ascii: "<"): return angled(body)
        default: return phrase(body.trimmed)
        }
    }

    /// `[图片]`, `[图片] (local_id=3)`, `[链接|标题](https://…)`; an inline face such as `[微笑]好的` stays text.
    private static func bracketed(_ body: Bytes) -> ChatMessageKind {
        guard let end = body.index(of: UInt8(ascii: "]")), end <= 4096 else { return .text }
        let after = body.dropping(end + 1)
        guard after.count == 0 || after[0] == 0x20 || after[0] == UInt8(ascii: "(") || after[0] == 0x0A else {
            return .text
        }
        var word = body.slice(1, end)
        if let bar = word.index(of: UInt8(ascii: "|")) { word = word.slice(0, bar) }
        return bracketWords.first { word.equals($0.word) }?.kind ?? .text
    }

    private struct Word {
        var word: StaticString
        var kind: ChatMessageKind
        init(_ word: StaticString, _ kind: ChatMessageKind) {
            self.word = word
            self.kind = kind
        }
    }

    private static let bracketWords = [
        Word("图片", .image), Word("照片", .image), Word("圖片", .image), Word("Photo", .image), Word("写真", .image),
        Word("相片", .image), Word("闪照", .image), Word("image", .image),
        Word("语音", .voice), Word("语音消息", .voice), Word("語音訊息", .voice), Word("Voice message", .voice),
        Word("语音信息", .voice), Word("ボイスメッセージ", .voice), Word("voice", .voice),
        Word("视频", .video), Word("影片", .video), Word("Video", .video), Word("動画", .video), Word("video", .video),
        Word("文件", .file), Word("檔案", .file), Word("File", .file), Word("ファイル", .file), Word("file", .file),
        Word("表情", .sticker), Word("动画表情", .sticker), Word("GIF表情", .sticker), Word("贴图", .sticker),
        Word("貼圖", .sticker), Word("Sticker", .sticker), Word("スタンプ", .sticker), Word("sticker", .sticker),
        Word("链接", .link), Word("链接/文件", .link), Word("連結", .link), Word("卡片消息", .link),
        Word("小程序", .share), Word("视频号", .share), Word("分享", .share), Word("音乐", .share),
        Word("视频号直播", .share), Word("位置", .location), Word("地理位置", .location), Word("Location", .location),
        Word("位置情報", .location), Word("红包", .redPacket), Word("QQ红包", .redPacket), Word("紅包", .redPacket),
        Word("微信红包", .redPacket), Word("红包封面", .redPacket), Word("转账", .transfer), Word("轉帳", .transfer),
        Word("微信转账", .transfer), Word("通话", .call), Word("语音通话", .call), Word("视频通话", .call),
        Word("名片", .contact), Word("聊天记录", .forward), Word("合并转发", .forward), Word("转发", .forward),
        Word("拍一拍", .poke), Word("引用", .reply),
    ]

    /// WhatsApp's `<Media omitted>` does not say what it was; pictures are the most frequent.
    private static func angled(_ body: Bytes) -> ChatMessageKind {
        guard let end = body.index(of: UInt8(ascii: ">")), end <= 512, body.dropping(end + 1).trimmed.count == 0 else {
            return .text
        }
        let inside = body.slice(1, end)
        if inside.hasPrefix("attached:") || inside.hasPrefix("附件") || inside.hasPrefix("已附") {
            return fileKind(inside)
        }
        let isOmitted = inside.hasSuffix("omitted") || inside.contains("省略") || inside.contains("忽略")
        return isOmitted ? .image : .text
    }

    private static func fileKind(_ name: Bytes) -> ChatMessageKind {
        if name.contains("PHOTO") || name.hasSuffix(".jpg") || name.contains("IMG-") { return .image }
        if name.contains("VIDEO") || name.hasSuffix(".mp4") || name.contains("VID-") { return .video }
        if name.contains("AUDIO") || name.hasSuffix(".opus") || name.contains("PTT-") { return .voice }
        if name.contains("STICKER") || name.hasSuffix(".webp") { return .sticker }
        return name.hasSuffix(".vcf") ? .contact : .file
    }

    /// WhatsApp's phrases, which are whole messages.
    private static func phrase(_ body: Bytes) -> ChatMessageKind {
        guard body.count <= 160 else { return .text }
        if let found = phrases.first(where: { body.equals($0.word) }) { return found.kind }
        if body.hasSuffix("(file attached)") || body.hasSuffix("（文件附件）") || body.hasSuffix("(附件)") {
            return fileKind(body)
        }
        return .text
    }

    private static let phrases = [
        Word("image omitted", .image), Word("图像已忽略", .image), Word("图片已忽略", .image), Word("略過圖片", .image),
        Word("video omitted", .video), Word("视频已忽略", .video), Word("略過影片", .video),
        Word("video note omitted", .video), Word("audio omitted", .voice), Word("音频已忽略", .voice),
        Word("略過音訊", .voice), Word("sticker omitted", .sticker), Word("贴图已忽略", .sticker),
        Word("略過貼圖", .sticker), Word("GIF omitted", .sticker), Word("GIF 已忽略", .sticker),
        Word("document omitted", .file), Word("文档已忽略", .file), Word("略過文件", .file),
        Word("Contact card omitted", .contact), Word("联系人名片已忽略", .contact),
        Word("This message was deleted", .recall), Word("This message was deleted.", .recall),
        Word("You deleted this message", .recall), Word("You deleted this message.", .recall),
        Word("这条消息已删除", .recall), Word("此消息已删除", .recall), Word("此消息已被删除", .recall),
        Word("您已删除这条消息", .recall), Word("你删除了这条消息", .recall), Word("此訊息已刪除", .recall),
        Word("你已刪除此訊息", .recall), Word("Message unsent.", .recall), Word("null", .other),
    ]
}
