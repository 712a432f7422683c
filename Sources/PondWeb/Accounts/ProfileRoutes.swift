import HTTPTypes
import Hummingbird
import PondCore
import PondPlatform

/// `/me`: name, language, addresses and the password.
struct ProfileRoutes: Sendable {
    let context: AccountContext
    private var parts: AccountParts { context.parts }

    init(_ context: AccountContext) {
        self.context = context
    }

    var routes: [Route] {
        [
            .page("/me", .signedIn) { try await me($0, nil, nil) },
            .form("/me/profile", .signedIn, respond: postProfile),
            .form("/me/addresses", .signedIn, frequency: .guessing, respond: postAddress),
            .page("/me/addresses/verification", .signedIn) { try await verification($0, nil, nil) },
            .form("/me/addresses/codes", .signedIn, frequency: .guessing, respond: postCodeWish),
            .form("/me/addresses/verification", .signedIn, frequency: .guessing, respond: postVerification),
            .page("/me/password", .signedIn) { try await password($0, nil) },
            .form("/me/password", .signedIn, frequency: .guessing, respond: postPassword),
        ]
    }

    private func me(_ call: Call, _ input: FormValues?, _ refusal: AppError?) async throws -> Response {
        let language = call.visit.language
        let (account, addresses) = try await parts.accounts.account(of: call.actor)
        let settings = try await parts.installation.settings()
        let chosen = input?.line("language") ?? account.language ?? ""
        let fields = [
            TextField("name", AccountWords.name, .text, input, value: account.name, refusal: refusal, language),
            TextField(
                "birthYear", AccountWords.birthYear, .year, input, value: account.birthYear.map(String.init) ?? "",
                hint: AccountWords.birthYearHint, refusal: refusal, language),
        ]
        let page = AccountPage(
            frame: call.pages.frame(AccountWords.me, call.visit), shell: try await context.shell(call),
            name: account.name, initial: String(account.name.prefix(1)), tone: Int(account.id.rawValue % 6) + 1,
            isAdministrator: account.isAdministrator,
            addresses: addresses.map {
                .init(
                    address: $0.address, icon: $0.kind == .email ? "mail" : "phone",
                    isVerified: $0.verifiedAt != nil,
                    canBeVerified: $0.verifiedAt == nil && settings.sends(to: $0.kind))
            },
            leavingOn: account.eraseAt.map { Moment.minute($0) }, refusal: generalRefusal(refusal, language),
            fields: fields,
            languages: [
                ("", Phrase("跟随浏览器", "As the browser says")), ("zh", Phrase(same: "中文")),
                ("en", Phrase(same: "English")),
            ]
            .map { .init(value: $0.0, title: $0.1.text(language), isChosen: $0.0 == chosen) },
            addressField: TextField(
                "address", AccountWords.anotherAddress, .address, input, value: "", refusal: refusal, language),
            sessionCount: try await parts.sessions.list(as: call.actor).count,
            keyCount: try await parts.keys.list(as: call.actor).count,
            hasSecondFactor: try await parts.secondFactors.state(as: call.actor).isOn)
        return try context.respond(page, "accounts/me", call, refusal)
    }

    private func generalRefusal(_ refusal: AppError?, _ language: ReportLanguage) -> String? {
        guard let refusal, refusal.fields.isEmpty else { return nil }
        return refusal.wording.text(language)
    }

    private func postProfile(_ call: Call) async throws -> Response {
        let input = call.values
        do {
            let year = input.line("birthYear")
            if !year.isEmpty, input.number("birthYear") == nil {
                throw AppError(code: .fieldsInvalid, fields: [FieldError("birthYear", .malformed)])
            }
            let chosen = input.line("language")
            try await parts.accounts.change(
                name: input.line("name"), language: chosen.isEmpty ? nil : chosen,
                birthYear: input.number("birthYear"), as: call.actor)
            var response = Response.seeOther("/me?said=saved")
            if !chosen.isEmpty {
                response.setCookie(
                    .pond(CookieName.language, chosen, isSecure: call.visit.isSecure, maxAgeSeconds: 365 * 86_400))
            }
            return response
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await me(call, input, refusal)
        }
    }

    // MARK: addresses

    private func postAddress(_ call: Call) async throws -> Response {
        let input = call.values
        do {
            let address = try await parts.accounts.addAddress(input.line("address"), as: call.actor)
            guard try await parts.installation.settings().sends(to: address.kind) else {
                return .seeOther("/me?said=saved")
            }
            try await parts.codes.requestVerification(address, as: call.actor)
            return .seeOther("/me/addresses/verification?address=\(address.text.inQuery)")
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await me(call, input, refusal)
        }
    }

    private func postCodeWish(_ call: Call) async throws -> Response {
        let input = call.values
        guard let address = ContactAddress(input.line("address")) else { throw AppError(.notFound) }
        do {
            try await parts.codes.requestVerification(address, as: call.actor)
            return .seeOther("/me/addresses/verification?address=\(address.text.inQuery)&said=code")
        } catch let refusal as AppError where refusal.fields.contains(where: { $0.problem == .undeliverable }) {
            return try await me(call, input, refusal)
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await verification(call, input, refusal)
        }
    }

    private func verification(_ call: Call, _ input: FormValues?, _ refusal: AppError?) async throws -> Response {
        let language = call.visit.language
        let address = input?.line("address") ?? call.query("address") ?? ""
        let page = VerifyPage(
            frame: call.pages.frame(AccountWords.enterCode, call.visit), shell: try await context.shell(call),
            address: address, lead: AccountWords.codeSentToYou(address).text(language),
            fields: [
                TextField(
                    "code", AccountWords.code, .code, input, hint: AccountWords.sixDigits, refusal: refusal, language)
            ], refusal: generalRefusal(refusal, language))
        return try context.respond(page, "accounts/verify", call, refusal)
    }

    private func postVerification(_ call: Call) async throws -> Response {
        let input = call.values
        guard let address = ContactAddress(input.line("address")) else { throw AppError(.notFound) }
        do {
            try await parts.accounts.verify(address, code: input.line("code"), as: call.actor)
            return .seeOther("/me?said=verified")
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await verification(call, input, refusal)
        }
    }

    // MARK: password

    private func password(_ call: Call, _ refusal: AppError?) async throws -> Response {
        let language = call.visit.language
        let title = AccountWords.newPassword
        let page = PasswordPage(
            frame: call.pages.frame(title, call.visit), shell: try await context.shell(call),
            fields: [
                TextField("password", AccountWords.oldPassword, .password, refusal: refusal, language),
                TextField(
                    "newPassword", AccountWords.newPassword, .newPassword, hint: AccountWords.passwordHint,
                    refusal: refusal, language),
            ], refusal: generalRefusal(refusal, language))
        return try context.respond(page, "accounts/password", call, refusal)
    }

    private func postPassword(_ call: Call) async throws -> Response {
        let input = call.values
        do {
            let session = try await parts.accounts.changePassword(
                from: input["password"], to: input["newPassword"], as: call.actor)
            return context.response(to: "/me?said=password", session, call)
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await password(call, refusal)
        }
    }
}
