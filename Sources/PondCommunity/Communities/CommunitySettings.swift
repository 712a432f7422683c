import Foundation
import PondCore

/// What those who run a community chose for it, apart from what it is (`Positioning`) and how it looks (`Brand`).
package struct CommunitySettings: Codable, Hashable, Sendable {
    /// Who may become a member.
    package enum Door: String, CaseIterable, Codable, Sendable {
        /// Whoever is signed in.
        case open
        /// Whoever has an invitation.
        case invitation
    }

    /// What guests see of a public community beside its brand.
    package enum GuestView: String, CaseIterable, Codable, Sendable {
        case numbers, newcomers, positioning
    }

    /// `zh` or `en`: what pages speak to those who did not choose.
    package var language: String
    package var door: Door
    package var guestsSee: [GuestView]
    /// 显示 IP 属地: the province or country of whoever speaks, as China's rules ask of public accounts.
    package var showsRegion: Bool
    /// Whether members' pages may be ordered for each person; each member can decline for themselves.
    package var personalRanking: Bool
    /// Whether a verified phone number is needed to post here (网络安全法, article 24).
    package var needsVerifiedPhone: Bool

    package init(
        language: String = "zh", door: Door = .open, guestsSee: [GuestView] = GuestView.allCases,
        showsRegion: Bool = false, personalRanking: Bool = false, needsVerifiedPhone: Bool = false
    ) {
        self.language = language
        self.door = door
        self.guestsSee = guestsSee
        self.showsRegion = showsRegion
        self.personalRanking = personalRanking
        self.needsVerifiedPhone = needsVerifiedPhone
    }

    private enum CodingKeys: String, CodingKey {
        case language, door, guestsSee, showsRegion, personalRanking, needsVerifiedPhone
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let standard = CommunitySettings()
        language = try values.decodeIfPresent(String.self, forKey: .language) ?? standard.language
        door = try values.decodeIfPresent(Door.self, forKey: .door) ?? standard.door
        guestsSee = try values.decodeIfPresent([GuestView].self, forKey: .guestsSee) ?? standard.guestsSee
        showsRegion = try values.decodeIfPresent(Bool.self, forKey: .showsRegion) ?? standard.showsRegion
        personalRanking = try values.decodeIfPresent(Bool.self, forKey: .personalRanking) ?? standard.personalRanking
        needsVerifiedPhone =
            try values.decodeIfPresent(Bool.self, forKey: .needsVerifiedPhone) ?? standard.needsVerifiedPhone
    }

    package func read(_ reading: inout FieldReading) -> CommunitySettings {
        var clean = self
        if !["zh", "en"].contains(language) { reading.refuse(FieldError("language", .notOffered)) }
        clean.guestsSee = GuestView.allCases.filter(guestsSee.contains)
        return clean
    }
}
