import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondTalk

/// The settings of a community.
struct SettingsRoutes: Sendable {
    let profiles: CommunityProfiles
    let staff: Staff
    let shells: Shells
    let table: PermissionTable
    let marks: CommunityMarks
    let intake: MarkIntake

    var routes: [Route] {
        [
            .page("/console/{community}/settings", .somewhereInCommunity(.viewConsole)) { try await show(.brand, $0) },
            .form("/console/{community}/settings", .inCommunity(.manageSettings)) { call in
                try await change(.brand, call) { profile, form in
                    profile.change(version: form.version, brand: form)
                }
            },
            Route.form("/console/{community}/settings/mark", .inCommunity(.manageSettings), respond: setMark)
                .streamed(.files),
            .form("/console/{community}/settings/mark/removals", .inCommunity(.manageSettings)) { call in
                try await marks.remove(as: call.standing())
                return .seeOther(SettingsPlace.brand.address(try call.standing().community.id) + "?done=saved")
            },
            .page("/console/{community}/settings/positioning", .somewhereInCommunity(.viewConsole)) {
                try await show(.positioning, $0)
            },
            .form("/console/{community}/settings/positioning", .inCommunity(.manageSettings)) { call in
                try await change(.positioning, call) { _, form in
                    CommunityChange(version: form.version, positioning: Positioning(form))
                }
            },
            .page("/console/{community}/settings/access", .somewhereInCommunity(.viewConsole)) {
                try await show(.access, $0)
            },
            .form("/console/{community}/settings/access", .inCommunity(.manageSettings)) { call in
                try await change(.access, call) { profile, form in
                    profile.change(version: form.version, access: form)
                }
            },
            .page("/console/{community}/settings/staff", .somewhereInCommunity(.viewConsole)) {
                try await show(.staff, $0)
            },
            .form("/console/{community}/settings/staff/withdrawals", .inCommunity(.manageStaff), respond: withdraw),
            .page("/console/{community}/settings/permissions", .somewhereInCommunity(.viewConsole)) {
                try await show(.permissions, $0)
            },
        ]
    }

    private func show(
        _ place: SettingsPlace, _ call: Call, refused: AppError? = nil, markRefused: AppError? = nil
    ) async throws -> Response {
        let standing = try call.standing()
        let profile = try await profiles.profile(standing)
        let language = call.visit.language
        let toast = call.query("done") == "saved" ? ShellToast(Phrase("存好了", "Saved").text(language)) : nil
        let shell = try await shells.console(standing, .settings, call).with(toast: toast)
        let view = SettingsView(
            standing: standing, call: call, profile: profile, refused: refused, markRefused: markRefused,
            now: shells.now, place: place)
        let status = (refused ?? markRefused)?.kind.status ?? .ok
        switch place {
        case .brand:
            return try call.pages.response(view.brand(shell), template: "settings/brand", call.visit, status: status)
        case .positioning:
            return try call.pages.response(
                view.positioning(shell), template: "settings/positioning", call.visit, status: status)
        case .access:
            return try call.pages.response(view.access(shell), template: "settings/access", call.visit, status: status)
        case .staff:
            let holders = try await staff.holders(as: standing)
            return try call.pages.response(
                view.staff(shell, holders), template: "settings/staff", call.visit, status: status)
        case .permissions:
            return try call.pages.response(
                view.permissions(shell, table), template: "settings/permissions", call.visit, status: status)
        }
    }

    /// Carries a change out. One that was overtaken comes back with what was typed and the new version, so that whoever
    /// looks at both can send it again.
    private func change(
        _ place: SettingsPlace, _ call: Call, _ read: (CommunityProfile, FormValues) -> CommunityChange
    ) async throws -> Response {
        let standing = try call.standing()
        do {
            let profile = try await profiles.profile(standing)
            try await profiles.change(read(profile, call.values), as: standing)
            return .seeOther(place.address(standing.community.id) + "?done=saved")
        } catch let error as AppError where [.fieldsInvalid, .changedMeanwhile].contains(error.code) {
            return try await show(place, call, refused: error)
        }
    }

    private func setMark(_ call: Call) async throws -> Response {
        do {
            try await intake.take(call, mayBeBare: false)
            return .seeOther(SettingsPlace.brand.address(try call.standing().community.id) + "?done=saved")
        } catch let error as AppError where Self.isAboutTheFile(error) {
            return try await show(.brand, call, markRefused: error)
        }
    }

    private static func isAboutTheFile(_ error: AppError) -> Bool {
        [.pictureUnreadable, .pictureTooLarge, .inputTooLarge, .inputUnreadable, .fileMissing, .unavailable]
            .contains(error.code)
    }

    private func withdraw(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let form = call.values
        do {
            guard let post = Post(rawValue: form["post"]), let member = ID<Member>(form["member"]) else {
                throw AppError(.memberNotFound)
            }
            try await staff.withdraw(
                post, from: member, in: post == .leader ? ID<Group>(form["group"]) : nil, as: standing)
            return .seeOther(SettingsPlace.staff.address(standing.community.id) + "?done=saved")
        } catch let error as AppError where error.code == .lastOwner {
            return try await show(.staff, call, refused: error)
        }
    }
}

extension FormValues {
    /// The version that a form was made on; -1, which no community has, where it is not there.
    var version: Int64 { Int64(self["version"]) ?? -1 }
}

extension CommunityProfile {
    /// The form of name and brand.
    func change(version: Int64, brand form: FormValues) -> CommunityChange {
        CommunityChange(
            version: version,
            basics: .init(name: form["name"], timeZone: form["timeZone"], isPublic: community.isPublic),
            brand: Brand(
                slogan: form["slogan"], initials: form["initials"], mark: brand.mark,
                colourLight: form.isOn("hasColours") ? form["colourLight"] : "",
                colourDark: form.isOn("hasColours") ? form["colourDark"] : ""))
    }

    /// The form of door and privacy.
    func change(version: Int64, access form: FormValues) -> CommunityChange {
        CommunityChange(
            version: version,
            basics: .init(
                name: community.name, timeZone: community.timeZone, isPublic: form.isOn("isPublic")),
            settings: CommunitySettings(
                language: form["language"], door: .init(rawValue: form["door"]) ?? .open,
                guestsSee: form.all("guestsSee").compactMap { .init(rawValue: $0) },
                showsRegion: form.isOn("showsRegion"), personalRanking: form.isOn("personalRanking"),
                needsVerifiedPhone: form.isOn("needsVerifiedPhone")))
    }
}

extension Positioning {
    /// The form of the positioning. Tags are separated by commas of any writing.
    init(_ form: FormValues) {
        self.init(
            kind: Kind(rawValue: form["kind"]), form: Form(rawValue: form["form"]),
            purpose: Purpose(rawValue: form["purpose"]), category: Category(rawValue: form["category"]),
            elements: form.all("elements").compactMap { Element(rawValue: $0) }, portrait: form["portrait"],
            valueTags: form["valueTags"].split { ",，、;；\n".contains($0) }.map(String.init))
    }
}
