/// Tells JSON exports apart by the keys that they begin with.
enum JSONRecognition {
    static func find(_ outline: JSONOutline) -> ChatRecognition.Finding {
        if outline.holds("_type") { return .format(.chatLabLines) }
        if outline.holds("chatlab") { return .format(.chatLabJSON) }
        if outline.holds("weflow") || outline.holds("session.wxid") { return .format(.weFlow) }
        if outline.holds("chatInfo") {
            return outline.texts["format"] == "chunked-jsonl" || outline.texts["metadata.format"] == "chunked-jsonl"
                ? .directory : .format(.qqChatExporter)
        }
        if outline.isObject, outline.holds("messageId", "sender") || outline.holds("id", "sender.uid", "content") {
            return .format(.qqChatExporter)
        }
        if outline.holds("guild", "channel") { return .format(.discord) }
        if outline.holds("*.seq", "*.talker") || outline.holds("messages.*.seq", "messages.*.talker") {
            return .format(.chatlogJSON)
        }
        if outline.holds("chats.list") || outline.holds("left_chats.list") || isTelegramChat(outline) {
            return .format(.telegram)
        }
        return outline.isArray ? slack(outline) : .unknown
    }

    private static func isTelegramChat(_ outline: JSONOutline) -> Bool {
        let isFull = outline.holds("about") && (outline.holds("personal_information") || outline.holds("contacts"))
        return isFull || outline.holds("type", "id", "messages") || outline.holds("messages.*.date_unixtime")
    }

    /// A day's messages; or the lists of people and channels; an empty array is a day without messages.
    private static func slack(_ outline: JSONOutline) -> ChatRecognition.Finding {
        if outline.holds("*.ts"), outline.texts["*.type"] == "message" { return .format(.slack) }
        if outline.holds("*.id", "*.profile") || outline.holds("*.id", "*.members") { return .directory }
        return outline.paths.isEmpty ? .directory : .unknown
    }
}
