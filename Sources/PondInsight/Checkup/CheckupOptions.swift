package import Foundation
package import PondCore

/// What the caller knows and the export does not.
package struct CheckupOptions: Sendable {
    /// Days and hours are of this zone.
    package var timeZone: TimeZone
    package var isTimeZoneAssumed: Bool
    package var generatedAt: Timestamp
    package var pondVersion: String
    /// Account id or name of the 群主, where the export does not tell.
    package var owner: String?
    /// What the reader recognised, in order of the files.
    package var formats: [String]
    package var thresholds: Thresholds
    /// Whether chats of one name on several platforms are one chat, whose equal lines count once.
    package var mergesPlatforms = false
    /// Whether account ids are those of the community's members, who are the same person on every platform.
    package var accountsAreMembers = false
    /// What is known of a community that lives in a database; nil for exports.
    package var live: LiveCommunity?

    /// - Parameter timeZone: nil stands for Asia/Shanghai and is reported as assumed.
    package init(
        timeZone: TimeZone? = nil, generatedAt: Timestamp, pondVersion: String = "0.1", owner: String? = nil,
        formats: [String] = [], thresholds: Thresholds = Thresholds()
    ) {
        self.timeZone = timeZone ?? TimeZone(identifier: "Asia/Shanghai") ?? .gmt
        isTimeZoneAssumed = timeZone == nil
        self.generatedAt = generatedAt
        self.pondVersion = pondVersion
        self.owner = owner
        self.formats = formats
        self.thresholds = thresholds
    }
}
