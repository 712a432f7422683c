import HTTPTypes
import Hummingbird
import PondCore
import PondPlatform

/// `/me`: the second factor, sessions and keys.
struct SecurityRoutes: Sendable {
    let context: AccountContext
    private var parts: AccountParts { context.parts }

    init(_ context: AccountContext) {
        self.context = context
    }

    var routes: [Route] {
        [
            .page("/me/second-factor", .signedIn) { try await secondFactor($0, nil) },
            .form("/me/second-factor", .signedIn, frequency: .guessing, respond: postSecondFactor),
            .form("/me/second-factor/removals", .signedIn, frequency: .guessing, respond: postRemoval),
            .page("/me/sessions", .signedIn, respond: sessions),
            .form("/me/sessions/revocations", .signedIn) { call in
                try await parts.sessions.revokeOthers(as: call.actor)
                return .seeOther("/me/sessions?said=revoked")
            },
            .form("/me/sessions/{session}/revocations", .signedIn) { call in
                try await parts.sessions.revoke(call.id("session"), as: call.actor)
                return .seeOther("/me/sessions?said=revoked")
            },
            .page("/me/keys", .signedIn) { try await keys($0, nil, nil, token: nil) },
            .form("/me/keys", .signedIn, respond: postKey),
            .form("/me/keys/{key}/revocations", .signedIn) { call in
                try await parts.keys.revoke(call.id("key"), as: call.actor)
                return .seeOther("/me/keys?said=key-revoked")
            },
        ]
    }

    // MARK: second factor

    private func secondFactor(_ call: Call, _ refusal: AppError?) async throws -> Response {
        let language = call.visit.language
        let state = try await parts.secondFactors.state(as: call.actor)
        var picture: SecondFactorPage.Picture?
        var secret: String?
        if !state.isOn {
            let bytes = try await parts.secondFactors.begin(as: call.actor)
            let settings = try await parts.installation.settings()
            let account = try await parts.accounts.account(of: call.actor)
            let address = TimeBasedCode.address(
                bytes, site: settings.siteName, account: account.addresses.first?.address ?? account.account.name)
            picture = QRCode(address).map { .init(side: $0.side, path: $0.path) }
            secret = Self.grouped(TimeBasedCode.base32(bytes))
        }
        let general = refusal.flatMap { $0.fields.isEmpty ? $0.wording.text(language) : nil }
        let page = SecondFactorPage(
            frame: call.pages.frame(AccountWords.secondStep, call.visit), shell: try await context.shell(call),
            isOn: state.isOn, recoveryCodesLeft: state.recoveryCodesLeft, picture: picture, secret: secret,
            fields: [
                TextField(
                    "code", AccountWords.code, .code, hint: state.isOn ? AccountWords.factorHint : nil,
                    refusal: refusal, language)
            ], refusal: general)
        return try context.respond(page, "accounts/second-factor", call, refusal)
    }

    private static func grouped(_ text: String) -> String {
        var groups: [Substring] = []
        var rest = text[...]
        while !rest.isEmpty {
            groups.append(rest.prefix(4))
            rest = rest.dropFirst(4)
        }
        return groups.joined(separator: " ")
    }

    /// The recovery codes are in this answer alone, so it is no redirect.
    private func postSecondFactor(_ call: Call) async throws -> Response {
        do {
            let (session, codes) = try await parts.secondFactors.confirm(call.values.line("code"), as: call.actor)
            let page = RecoveryCodesPage(
                frame: call.pages.frame(AccountWords.secondStep, call.visit),
                shell: try await context.shell(call, said: AccountWords.said("factor-on")), codes: codes,
                all: codes.joined(separator: "\n"))
            var response = try context.respond(page, "accounts/recovery-codes", call)
            context.set(session, on: &response, call)
            return response
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await secondFactor(call, refusal)
        }
    }

    private func postRemoval(_ call: Call) async throws -> Response {
        do {
            let session = try await parts.secondFactors.remove(call.values.line("code"), as: call.actor)
            return context.response(to: "/me/second-factor?said=factor-off", session, call)
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await secondFactor(call, refusal)
        }
    }

    // MARK: sessions

    private func sessions(_ call: Call) async throws -> Response {
        let all = try await parts.sessions.list(as: call.actor)
        let page = SessionsPage(
            frame: call.pages.frame(AccountWords.sessions, call.visit), shell: try await context.shell(call),
            sessions: all.map { session in
                .init(
                    id: session.id.description, device: Self.device(session.userAgent, call.visit.language),
                    networkAddress: session.networkAddress, seen: Moment.minute(session.seenAt),
                    seenAt: Moment.machine(session.seenAt), isThisOne: session.id == call.actor.session)
            }, hasOthers: all.contains { $0.id != call.actor.session })
        return try context.respond(page, "accounts/sessions", call)
    }

    /// Browser and system, as far as their own words tell; people know their devices by these.
    private static func device(_ userAgent: String, _ language: ReportLanguage) -> String {
        let browsers = [
            ("MicroMessenger", "微信"), ("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari"), ("curl/", "curl"),
        ]
        let systems = [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("HarmonyOS", "HarmonyOS"),
            ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
        ]
        let browser = browsers.first { userAgent.contains($0.0) }?.1
        let system = systems.first { userAgent.contains($0.0) }?.1
        let known = [browser, system].compactMap { $0 }.joined(separator: " · ")
        return known.isEmpty ? Phrase("没有说明的设备", "A device that does not say").text(language) : known
    }

    // MARK: keys

    private func keys(
        _ call: Call, _ input: FormValues?, _ refusal: AppError?, token: String?
    ) async throws -> Response {
        let language = call.visit.language
        let all = try await parts.keys.list(as: call.actor)
        let page = KeysPage(
            frame: call.pages.frame(AccountWords.keys, call.visit), shell: try await context.shell(call),
            keys: all.map { key in
                .init(
                    id: key.id.description, name: key.name, start: key.tokenStart + "…",
                    scopes: key.scopes.split(separator: " ").compactMap { Scope(rawValue: String($0)) }.map {
                        AccountWords.scope($0).text(language)
                    }.joined(separator: " · "), used: key.usedAt.map { Moment.minute($0) },
                    ends: key.expiresAt.map { Moment.minute($0) })
            }, isEmpty: all.isEmpty, token: token,
            fields: [
                TextField("name", AccountWords.keyName, .text, input, refusal: refusal, language),
                TextField("days", AccountWords.keyDays, .number, input, value: "90", refusal: refusal, language),
            ],
            scopes: Scope.allCases.map { scope in
                CheckField(
                    "scope-\(scope.rawValue)", AccountWords.scope(scope),
                    isTicked: input?.isOn("scope-\(scope.rawValue)") ?? (scope == .read), language)
            }, scopesError: refusal?.fields.first { $0.field == "scopes" }?.wording.text(language),
            refusal: refusal.flatMap { $0.fields.isEmpty ? $0.wording.text(language) : nil })
        return try context.respond(page, "accounts/keys", call, refusal)
    }

    /// The token is in this answer alone, so it is no redirect.
    private func postKey(_ call: Call) async throws -> Response {
        let input = call.values
        do {
            let days = input.line("days")
            if !days.isEmpty, input.number("days") == nil {
                throw AppError(code: .fieldsInvalid, fields: [FieldError("days", .malformed)])
            }
            let scopes = Scope.allCases.filter { input.isOn("scope-\($0.rawValue)") }
            let draft = APIKeyDraft(name: input.line("name"), scopes: Set(scopes), days: input.number("days"))
            let made = try await parts.keys.make(draft, as: call.actor, key: call.visit.idempotencyKey)
            // The form that is sent again finds the key made, and its token gone.
            return try await keys(call, nil, nil, token: made.token.isEmpty ? nil : made.token)
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await keys(call, input, refusal, token: nil)
        }
    }
}
