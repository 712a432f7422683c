package import Foundation

/// What a reader cannot know from the file alone.
package struct ChatExportOptions: Sendable {
    /// The zone of formats that write local times.
    package var timeZone: TimeZone
    /// Read only the chat with this name or id of a file that holds several; nil reads all.
    package var chat: String?

    /// How many skipped places the report lists; all are counted.
    package var skipsListedMax: Int

    package init(
        timeZone: TimeZone = Self.defaultTimeZone, chat: String? = nil,
        skipsListedMax: Int = ChatReadReport.skipsListedMax
    ) {
        self.timeZone = timeZone
        self.chat = chat
        self.skipsListedMax = skipsListedMax
    }

    /// Asia/Shanghai, or UTC+8 where the machine has no time zone database.
    package static var defaultTimeZone: TimeZone {
        TimeZone(identifier: "Asia/Shanghai") ?? TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt
    }
}
