import Foundation
import PondCore

/// What is needed to found a community.
package struct CommunityDraft: Sendable {
    package static let nameCharactersMax = 200
    package static let defaultTimeZone = "Asia/Shanghai"

    package var name: String
    package var timeZone: String

    package init(name: String, timeZone: String = CommunityDraft.defaultTimeZone) {
        self.name = name
        self.timeZone = timeZone
    }

    /// The draft with surrounding blanks and U+0000 taken away.
    /// - Throws: `AppError.communityNameMissing`, `.communityNameTooLong`, `.timeZoneUnknown`.
    package func validated() throws -> CommunityDraft {
        var draft = self
        draft.name = name.replacingOccurrences(of: "\0", with: "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard !draft.name.isEmpty else { throw AppError(.communityNameMissing) }
        guard draft.name.unicodeScalars.count <= Self.nameCharactersMax else {
            throw AppError(.communityNameTooLong, "\(Self.nameCharactersMax)")
        }
        guard TimeZone(identifier: timeZone) != nil else {
            throw AppError(.timeZoneUnknown, timeZone)
        }
        return draft
    }
}
