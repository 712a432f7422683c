import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondPlatform

/// `/` and the choice of a community; founding one; the style sheet of a brand.
struct FrontRoutes: Sendable {
    let profiles: CommunityProfiles
    let founding: CommunityFounding
    let personName: PersonNames
    let shells: Shells
    /// Nobody has an account yet: the first run makes the first one.
    let isFirstRun: @Sendable () async throws -> Bool

    var routes: [Route] {
        [
            .page("/", .everybody, respond: front),
            .page("/console", .signedIn, respond: choose),
            .page("/communities/new", .administrator) { call in
                try await show(call, founding: try await emptyForm(call), status: .ok)
            },
            .form("/communities", .administrator, respond: found),
            Route(.get, "/communities/{community}/brand.css", .everybody, audience: .operations, respond: style),
        ]
    }

    /// One's only community, or the only public one; otherwise the choice.
    private func front(_ call: Call) async throws -> Response {
        if try await isFirstRun() { return .seeOther("/first-run") }
        let cards = try await profiles.cards(for: call.actor)
        let mine = cards.filter(\.isMine)
        if mine.count == 1, let only = mine.first {
            return .seeOther(only.isStaff ? ConsolePlace.entry.address(only.id) : "/c/\(only.id)")
        }
        if mine.isEmpty, cards.count == 1, let only = cards.first { return .seeOther("/c/\(only.id)") }
        if cards.isEmpty, call.actor.isAdministrator { return .seeOther("/communities/new") }
        return try await show(call, founding: nil, status: .ok)
    }

    private func choose(_ call: Call) async throws -> Response {
        let run = try await profiles.cards(for: call.actor).filter { $0.isStaff || call.actor.isAdministrator }
        if run.count == 1, let only = run.first, !call.actor.isAdministrator {
            return .seeOther(ConsolePlace.entry.address(only.id))
        }
        return try await show(call, founding: nil, status: .ok)
    }

    private func show(
        _ call: Call, founding: FoundingForm?, status: HTTPResponse.Status
    ) async throws -> Response {
        let language = call.visit.language
        let cards = founding == nil ? try await profiles.cards(for: call.actor) : []
        let heading =
            founding == nil
            ? Phrase("去哪个社群", "Which community") : Phrase("建一个社群", "Found a community")
        let page = CommunityChoosePage(
            frame: call.pages.frame(heading, call.visit), shell: try await shells.outside(nil, call),
            heading: heading.text(language),
            rows: cards.map { CommunityRow($0, language, isAdministrator: call.actor.isAdministrator) },
            isEmpty: cards.isEmpty && founding == nil, isSignedIn: call.actor.person != nil,
            signInAddress: SignInPlace.address(to: "/"), mayFound: call.actor.isAdministrator && founding == nil,
            founding: founding)
        return try call.pages.response(page, template: "communities/choose", call.visit, status: status)
    }

    private func emptyForm(_ call: Call) async throws -> FoundingForm {
        let name = try await personName.name(call.actor.signedIn())
        return FoundingForm(
            name: "", slogan: "", ownerName: name, firstGroup: CommunityWords.firstGroup.text(call.visit.language),
            timeZone: CommunityDraft.defaultTimeZone, isByInvitation: false, errors: [:])
    }

    private func found(_ call: Call) async throws -> Response {
        let form = call.values
        let draft = FoundingDraft(
            name: form["name"], slogan: form["slogan"], ownerName: form["ownerName"],
            timeZone: form.text("timeZone") ?? CommunityDraft.defaultTimeZone, firstGroup: form["firstGroup"],
            door: CommunitySettings.Door(rawValue: form["door"]) ?? .open)
        do {
            let founded = try await founding.found(draft, as: call.actor, key: call.visit.idempotencyKey)
            return .seeOther("/c/\(founded.community)?welcome=1")
        } catch let error as AppError where error.code == .fieldsInvalid {
            let filled = FoundingForm(
                name: form["name"], slogan: form["slogan"], ownerName: form["ownerName"],
                firstGroup: form["firstGroup"], timeZone: form["timeZone"],
                isByInvitation: form["door"] == CommunitySettings.Door.invitation.rawValue,
                errors: error.texts(call.visit.language))
            return try await show(call, founding: filled, status: .unprocessableContent)
        }
    }

    /// The address holds the version, so browsers keep it.
    private func style(_ call: Call) async throws -> Response {
        let profile = try await profiles.profile(call.standing())
        return Response(
            status: .ok,
            headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "private, max-age=31536000, immutable"],
            body: .init(byteBuffer: .init(string: BrandStyle.css(profile.brand))))
    }
}
