import PondCommunity
import PondCore

/// A member in a list.
struct MemberRow: Sendable {
    let id: String
    let address: String
    let name: String
    let portrait: Portrait
    /// 第 42 位.
    let number: String
    let posts: [String]
    let isImported: Bool
    let joined: ShownTime
    let left: ShownTime?
    /// Nil: never.
    let spoke: ShownTime?
    let messageCount: String
    /// Nil: none.
    let introduction: String?

    init(_ line: MemberLine, address: String, _ words: ListWords) {
        id = line.id.description
        self.address = address
        name = line.displayName
        portrait = Portrait(name: line.displayName, id: line.id.rawValue)
        number = MemberWords.ordinal(line.number).text(words.language)
        posts = Array(Set(line.posts.map(\.post))).sorted { $0.rawValue < $1.rawValue }
            .map { CommunityWords.name(of: $0).text(words.language) }
        isImported = !line.hasLogin
        joined = words.time(line.joinedAt)
        left = line.leftAt.map { words.time($0) }
        spoke = line.lastSpokeAt.milliseconds > 0 ? words.time(line.lastSpokeAt) : nil
        messageCount = NumberWords.count(line.messageCount)
        introduction = line.introduction.isEmpty ? nil : line.introduction
    }
}

/// How a list speaks: its language, its clock, its time zone.
struct ListWords: Sendable {
    let language: ReportLanguage
    let now: Timestamp
    let timeZone: String

    init(_ standing: Standing, _ call: Call, now: Timestamp) {
        language = call.visit.language
        self.now = now
        timeZone = standing.community.timeZone
    }

    func time(_ moment: Timestamp) -> ShownTime {
        ShownTime(moment, now: now, timeZone: timeZone, language)
    }
}
