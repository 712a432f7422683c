import Foundation
import HTTPTypes
import Hummingbird
import PondCore
import PondPlatform

/// Signing in with a password or a code, the second factor, signing up, signing out.
struct SignInRoutes: Sendable {
    let context: AccountContext
    private var parts: AccountParts { context.parts }

    init(_ context: AccountContext) {
        self.context = context
    }

    var routes: [Route] {
        [
            .page("/sign-in", .everybody) { call in
                if call.actor.person != nil { return .seeOther(Self.target(call.query("next"))) }
                return try await signIn(call, nil, nil)
            },
            .form("/sign-in", .everybody, frequency: .guessing, respond: postSignIn),
            .page("/sign-in/code", .everybody) { try await askForCode($0, nil, nil) },
            .form("/sign-in/codes", .everybody, frequency: .guessing, respond: postCodeWish),
            .page("/sign-in/code/entry", .everybody) { try await enterCode($0, nil, nil) },
            .form("/sign-in/code/entry", .everybody, frequency: .guessing, respond: postCode),
            .page("/sign-in/second-factor", .everybody) { try await secondFactor($0, nil, nil) },
            .form("/sign-in/second-factor", .everybody, frequency: .guessing, respond: postSecondFactor),
            .page("/sign-in/reset", .everybody) { try await reset($0, nil, nil) },
            .form("/sign-in/reset", .everybody, frequency: .guessing, respond: postReset),
            .form("/session/end", .everybody, respond: signOut),
        ]
    }

    /// Where to go afterwards: what the form or the address says, or the front page.
    static func target(_ wish: String?) -> String {
        LocalPath.checked(wish) ?? "/"
    }

    private func hidden(_ call: Call, _ input: FormValues?) -> FormPage.Hidden {
        .init(name: "next", value: Self.target(input?.line("next") ?? call.query("next")))
    }

    private func suffix(_ hidden: FormPage.Hidden) -> String {
        hidden.value == "/" ? "" : "?next=\(hidden.value.inQuery)"
    }

    private func after(_ session: OpenedSession, _ call: Call, to: String) -> Response {
        guard session.awaitsSecondFactor else { return context.response(to: to, session, call) }
        let query = to == "/" ? "" : "?next=\(to.inQuery)"
        return context.response(to: "/sign-in/second-factor\(query)", session, call)
    }

    // MARK: password

    private func signIn(_ call: Call, _ input: FormValues?, _ refusal: AppError?) async throws -> Response {
        let to = hidden(call, input)
        let settings = try await parts.installation.settings()
        let sendsCodes = ContactAddress.Kind.allCases.contains { settings.sends(to: $0) }
        return try await context.form(
            AccountWords.signIn, call, action: "/sign-in", button: AccountWords.signIn, refusal
        ) { page, language in
            page.demo = settings.demo.map { DemoBanner($0, language) }
            page.hidden = [to]
            page.fields = [
                TextField("address", AccountWords.address, .address, input, refusal: refusal, language),
                TextField("password", AccountWords.password, .password, input, refusal: refusal, language),
            ]
            let codes: [ShellLink] = [
                .init(address: "/sign-in/code\(suffix(to))", title: AccountWords.signInByCode.text(language)),
                .init(address: "/sign-in/code?for=reset", title: AccountWords.forgotten.text(language)),
            ]
            page.links =
                (sendsCodes ? codes : [])
                + [.init(address: "/sign-up\(suffix(to))", title: AccountWords.newHere.text(language))]
        }
    }

    private func postSignIn(_ call: Call) async throws -> Response {
        let input = call.values
        do {
            let session = try await parts.sessions.signIn(
                input.line("address"), password: input["password"], from: context.device(call),
                replacing: context.token(call))
            return after(session, call, to: Self.target(input.line("next")))
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await signIn(call, input, refusal)
        }
    }

    // MARK: codes

    private static func purpose(_ text: String?) -> CodePurpose {
        text == CodePurpose.reset.rawValue ? .reset : .signIn
    }

    private func askForCode(_ call: Call, _ input: FormValues?, _ refusal: AppError?) async throws -> Response {
        let to = hidden(call, input)
        let purpose = Self.purpose(input?.line("for") ?? call.query("for"))
        let title = purpose == .reset ? AccountWords.resetPassword : AccountWords.signInByCode
        return try await context.form(
            title, call, action: "/sign-in/codes", button: AccountWords.sendCode, refusal
        ) { page, language in
            page.hidden = [to, .init(name: "for", value: purpose.rawValue)]
            page.fields = [
                TextField(
                    "address", AccountWords.address, .address, input, value: call.query("address") ?? "",
                    refusal: refusal, language)
            ]
            page.links = [
                .init(address: "/sign-in\(suffix(to))", title: AccountWords.signInByPassword.text(language))
            ]
        }
    }

    private func postCodeWish(_ call: Call) async throws -> Response {
        let input = call.values
        let purpose = Self.purpose(input.line("for"))
        do {
            try await parts.codes.request(purpose, input.line("address"), from: context.device(call))
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await askForCode(call, input, refusal)
        }
        let page = purpose == .reset ? "/sign-in/reset" : "/sign-in/code/entry"
        let to = Self.target(input.line("next"))
        return .seeOther("\(page)?address=\(input.line("address").inQuery)&next=\(to.inQuery)")
    }

    private func enterCode(_ call: Call, _ input: FormValues?, _ refusal: AppError?) async throws -> Response {
        let address = input?.line("address") ?? call.query("address") ?? ""
        let to = hidden(call, input)
        return try await context.form(
            AccountWords.enterCode, call, action: "/sign-in/code/entry", button: AccountWords.signIn, refusal
        ) { page, language in
            page.lead = AccountWords.codeSent(address).text(language)
            page.hidden = [to, .init(name: "address", value: address)]
            page.fields = [
                TextField(
                    "code", AccountWords.code, .code, input, hint: AccountWords.sixDigits, refusal: refusal, language)
            ]
            page.links = [
                .init(
                    address: "/sign-in/code?address=\(address.inQuery)&next=\(to.value.inQuery)",
                    title: AccountWords.sendAgain.text(language))
            ]
        }
    }

    private func postCode(_ call: Call) async throws -> Response {
        let input = call.values
        do {
            let session = try await parts.sessions.signIn(
                input.line("address"), code: input.line("code"), from: context.device(call),
                replacing: context.token(call))
            return after(session, call, to: Self.target(input.line("next")))
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await enterCode(call, input, refusal)
        }
    }

    private func reset(_ call: Call, _ input: FormValues?, _ refusal: AppError?) async throws -> Response {
        let address = input?.line("address") ?? call.query("address") ?? ""
        return try await context.form(
            AccountWords.resetPassword, call, action: "/sign-in/reset", button: AccountWords.resetPassword, refusal
        ) { page, language in
            page.lead = AccountWords.codeSent(address).text(language)
            page.hidden = [.init(name: "address", value: address)]
            page.fields = [
                TextField(
                    "code", AccountWords.code, .code, input, hint: AccountWords.sixDigits, refusal: refusal, language),
                TextField(
                    "newPassword", AccountWords.newPassword, .newPassword, input, hint: AccountWords.passwordHint,
                    refusal: refusal, language),
            ]
        }
    }

    private func postReset(_ call: Call) async throws -> Response {
        let input = call.values
        do {
            try await parts.accounts.resetPassword(
                input.line("address"), code: input.line("code"), to: input["newPassword"])
            return .seeOther("/sign-in?said=reset")
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await reset(call, input, refusal)
        }
    }

    // MARK: second factor

    private func secondFactor(_ call: Call, _ input: FormValues?, _ refusal: AppError?) async throws -> Response {
        guard let token = context.token(call), try await parts.sessions.waiting(token) != nil else {
            return .seeOther("/sign-in")
        }
        let to = hidden(call, input)
        return try await context.form(
            AccountWords.secondStep, call, action: "/sign-in/second-factor", button: AccountWords.goOn, refusal
        ) { page, language in
            page.hidden = [to]
            page.fields = [
                TextField(
                    "code", AccountWords.code, .code, input, hint: AccountWords.factorHint, refusal: refusal, language)
            ]
        }
    }

    private func postSecondFactor(_ call: Call) async throws -> Response {
        let input = call.values
        do {
            let session = try await parts.sessions.passSecondFactor(context.token(call) ?? "", code: input.line("code"))
            return context.response(to: Self.target(input.line("next")), session, call)
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await secondFactor(call, input, refusal)
        }
    }

    private func signOut(_ call: Call) async throws -> Response {
        if let token = context.token(call) { try await parts.sessions.signOut(token) }
        var response = Response.seeOther("/")
        response.setCookie(.pond(CookieName.session, "", isSecure: call.visit.isSecure, maxAgeSeconds: 0))
        return response
    }
}
