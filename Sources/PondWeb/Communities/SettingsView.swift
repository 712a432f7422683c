import HTTPTypes
import PondCommunity
import PondCore

/// Puts the pages of the settings together: with what is kept, or with what was just typed and refused.
struct SettingsView {
    let standing: Standing
    let call: Call
    let profile: CommunityProfile
    let refused: AppError?
    /// What was wrong with a picture that was brought, beside the form.
    var markRefused: AppError?
    let now: Timestamp
    let place: SettingsPlace

    private var language: ReportLanguage { call.visit.language }
    private var form: FormValues { call.values }
    private var errors: [String: String] { refused?.texts(language) ?? [:] }
    private var problem: String? { refused.map { $0.wording.text(language) } }
    private var frame: PageFrame { call.pages.frame(place.title, call.visit) }
    private var mayChange: Bool { standing.allows(.manageSettings) }
    private var links: [SettingsLink] {
        SettingsPlace.links(standing.community.id, place, standing, language)
    }
    /// After a conflict the form carries the version that is there now.
    private var version: String { String(profile.version) }
    private var action: String { place.address(standing.community.id) }

    private func choice<Value: RawRepresentable & CaseIterable>(
        _ type: Value.Type, _ words: (Value) -> Phrase, _ isChosen: (Value) -> Bool
    ) -> [FormChoice] where Value.RawValue == String {
        type.allCases.map { FormChoice($0.rawValue, words($0).text(language), isChosen: isChosen($0)) }
    }

    func brand(_ shell: ConsoleShell) -> BrandSettingsPage {
        let typed = refused.map { _ in profile.change(version: profile.version, brand: form) }
        let brand = typed?.brand ?? profile.brand
        let basics = typed?.basics
        return BrandSettingsPage(
            frame: frame, shell: shell, links: links, action: action, version: version, mayChange: mayChange,
            name: basics?.name ?? profile.community.name, timeZone: basics?.timeZone ?? profile.community.timeZone,
            slogan: brand.slogan, initials: brand.initials, shownInitials: profile.initials,
            sign: profile.sign, markAction: action + "/mark",
            markProblem: markRefused.map { $0.wording.text(language) },
            colourLight: brand.colourLight.isEmpty ? BrandColour.pond.text : brand.colourLight,
            colourDark: brand.colourDark.isEmpty ? BrandColour.pondAtNight.text : brand.colourDark,
            hasColours: brand.hasColours, errors: errors, problem: problem)
    }

    func positioning(_ shell: ConsoleShell) -> PositioningSettingsPage {
        let shown = refused == nil ? profile.positioning : Positioning(form)
        return PositioningSettingsPage(
            frame: frame, shell: shell, links: links, action: action, version: version, mayChange: mayChange,
            kinds: choice(Positioning.Kind.self, CommunityWords.name) { $0 == shown.kind },
            forms: choice(Positioning.Form.self, CommunityWords.name) { $0 == shown.form },
            purposes: choice(Positioning.Purpose.self, CommunityWords.name) { $0 == shown.purpose },
            categories: choice(Positioning.Category.self, CommunityWords.name) { $0 == shown.category },
            elements: choice(Positioning.Element.self, CommunityWords.name, shown.elements.contains),
            portrait: shown.portrait,
            valueTags: shown.valueTags.joined(separator: language == .chinese ? "、" : ", "), errors: errors,
            problem: problem)
    }

    func access(_ shell: ConsoleShell) -> AccessSettingsPage {
        let typed = refused.map { _ in profile.change(version: profile.version, access: form) }
        let settings = typed?.settings ?? profile.settings
        return AccessSettingsPage(
            frame: frame, shell: shell, links: links, action: action, version: version, mayChange: mayChange,
            isPublic: typed?.basics?.isPublic ?? profile.community.isPublic,
            doors: choice(CommunitySettings.Door.self, CommunityWords.name) { $0 == settings.door },
            guestsSee: choice(CommunitySettings.GuestView.self, CommunityWords.name, settings.guestsSee.contains),
            languages: [
                FormChoice("zh", "中文", isChosen: settings.language == "zh"),
                FormChoice("en", "English", isChosen: settings.language == "en"),
            ], showsRegion: settings.showsRegion, personalRanking: settings.personalRanking,
            needsVerifiedPhone: settings.needsVerifiedPhone, errors: errors, problem: problem)
    }

    func staff(_ shell: ConsoleShell, _ holders: [Staff.Holder]) -> StaffSettingsPage {
        let words = ListWords(standing, call, now: now)
        let console = "/console/\(standing.community.id)"
        return StaffSettingsPage(
            frame: frame, shell: shell, links: links,
            rows: holders.map {
                .init(
                    name: $0.displayName, portrait: Portrait(name: $0.displayName, id: $0.memberId.rawValue),
                    number: MemberWords.ordinal($0.number).text(language),
                    post: CommunityWords.name(of: $0.post).text(language), postValue: $0.post.rawValue,
                    group: $0.groupName, groupValue: String($0.groupId), given: words.time($0.givenAt),
                    address: "\(console)/members/\($0.memberId)", withdrawal: $0.memberId.description)
            }, action: "\(action)/withdrawals", mayGive: standing.allows(.manageStaff), members: "\(console)/members",
            problem: problem)
    }

    func permissions(_ shell: ConsoleShell, _ table: PermissionTable) -> PermissionSettingsPage {
        PermissionSettingsPage(
            frame: frame, shell: shell, links: links,
            posts: Post.allCases.map { CommunityWords.name(of: $0).text(language) },
            rows: Permission.allCases.map { permission in
                .init(
                    title: CommunityWords.name(of: permission).text(language), code: permission.rawValue,
                    cells: Post.allCases.map {
                        .init(
                            isAllowed: table.allows(permission, to: $0),
                            post: CommunityWords.name(of: $0).text(language))
                    })
            })
    }
}
