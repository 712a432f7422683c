/// Tells JSON exports apart by the keys that they begin with.
enum JSONRecognition {
    static func find(_ outline: JSONOutline) -> ChatRecognition.Finding {
        if outline.holds("_type") { return .format(.chatLabLines) }
        if outline.holds("chatlab") { return .format(.chatLabJSON) }
        if outline.holds("weflow") || outline.holds("session.wxid") { return .format(.weFlow) }
        if outline.holds("metadata", "chatInfo") {
            return outline.texts["format"] == "chunked-jsonl" ? .directory : .format(.qqChatExporter)
        }
        if outline.isObject, outline.holds("messageId", "sender.uid") { return .format(.qqChatExporter) }
        if outline.holds("guild", "channel") { return .format(.discord) }
        return .unknown
    }
}
