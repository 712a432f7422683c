import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondPlatform

/// New people: the first one, who owns the installation, and everybody after.
struct SignUpRoutes: Sendable {
    let context: AccountContext
    private var parts: AccountParts { context.parts }

    init(_ context: AccountContext) {
        self.context = context
    }

    var routes: [Route] {
        [
            .page("/first-run", .everybody) { call in
                guard try await parts.accounts.awaitsFirstRun(),
                    Token.isEqual(
                        Array((call.query("token") ?? "").utf8), Array(parts.secret.firstRunToken.utf8))
                else { throw AppError(.linkExpired) }
                return try await firstRun(call, nil, nil)
            },
            .form("/first-run", .everybody, frequency: .guessing, respond: postFirstRun),
            .page("/sign-up", .everybody) { call in
                if call.actor.person != nil { return .seeOther(SignInRoutes.target(call.query("next"))) }
                return try await signUp(call, nil, nil)
            },
            .form("/sign-up", .everybody, frequency: .guessing, respond: postSignUp),
        ]
    }

    private func agreement(
        _ input: FormValues?, _ refusal: AppError?, _ language: ReportLanguage
    ) -> CheckField {
        let links = [Policy.terms, .privacy].map {
            ShellLink(address: "/policies/\($0.rawValue)", title: $0.title.text(language))
        }
        return CheckField(
            "agrees", AccountWords.agrees, links: links, isTicked: input?.isOn("agrees") ?? false,
            refusal: refusal, language)
    }

    private func person(
        _ input: FormValues?, _ refusal: AppError?, _ language: ReportLanguage
    ) -> [TextField] {
        [
            TextField("name", AccountWords.name, .text, input, refusal: refusal, language),
            TextField("address", AccountWords.address, .address, input, refusal: refusal, language),
            TextField(
                "password", AccountWords.password, .newPassword, input, hint: AccountWords.passwordHint,
                refusal: refusal, language),
        ]
    }

    // MARK: the first one

    private func firstRun(_ call: Call, _ input: FormValues?, _ refusal: AppError?) async throws -> Response {
        try await context.form(
            AccountWords.firstRun, call, action: "/first-run", button: AccountWords.found, refusal
        ) { page, language in
            page.lead = AccountWords.firstRunLead.text(language)
            page.hidden = [.init(name: "token", value: input?.line("token") ?? call.query("token") ?? "")]
            page.fields =
                person(input, refusal, language) + [
                    TextField(
                        "community", AccountWords.community, .text, input, hint: AccountWords.communityHint,
                        refusal: refusal, language)
                ]
            page.checks = [agreement(input, refusal, language)]
        }
    }

    private func postFirstRun(_ call: Call) async throws -> Response {
        let input = call.values
        let community = input.line("community")
        let draft = AccountDraft(
            name: input.line("name"), address: input.line("address"), password: input["password"],
            agrees: input.isOn("agrees"))
        do {
            let founding = FoundingDraft(
                name: community, ownerName: draft.name,
                firstGroup: CommunityWords.firstGroup.text(call.visit.language))
            try Self.checkFirstRun(draft, founding)
            let session = try await parts.accounts.firstRun(
                token: input.line("token"), secret: parts.secret, draft, from: context.device(call)
            ) { transaction, person in
                _ = try CommunityFounding.found(founding, owner: person, adoptsImported: true, transaction)
            }
            return context.response(to: "/", session, call)
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await firstRun(call, input, refusal)
        }
    }

    /// The community's name is refused together with the other fields, not after them.
    private static func checkFirstRun(_ draft: AccountDraft, _ founding: FoundingDraft) throws {
        var errors: [FieldError] = []
        do {
            _ = try draft.validated(year: 9_999)
        } catch let refusal as AppError {
            errors = refusal.fields
        }
        do {
            _ = try founding.validated()
        } catch let refusal as AppError {
            // The owner's name is the account's, whose rules are the same.
            errors += refusal.fields.filter { $0.field == "name" }.map { $0.renamed("community") }
        }
        try AppError.check(errors)
    }

    // MARK: everybody after

    private func signUp(_ call: Call, _ input: FormValues?, _ refusal: AppError?) async throws -> Response {
        try await context.form(
            AccountWords.signUp, call, action: "/sign-up", button: AccountWords.signUp, refusal
        ) { page, language in
            let to = SignInRoutes.target(input?.line("next") ?? call.query("next"))
            page.hidden = [.init(name: "next", value: to)]
            page.fields =
                person(input, refusal, language) + [
                    TextField(
                        "birthYear", AccountWords.birthYear, .year, input, hint: AccountWords.birthYearHint,
                        refusal: refusal, language)
                ]
            page.checks = [agreement(input, refusal, language)]
            if refusal?.fields.contains(where: { $0.field == "guardianAgrees" }) == true
                || input?.isOn("guardianAgrees") == true
            {
                page.checks.append(
                    CheckField(
                        "guardianAgrees", AccountWords.guardian,
                        isTicked: input?.isOn("guardianAgrees") ?? false, refusal: refusal, language))
            }
            page.links = [
                .init(
                    address: to == "/" ? "/sign-in" : "/sign-in?next=\(to.inQuery)",
                    title: AccountWords.haveAccount.text(language))
            ]
        }
    }

    private func postSignUp(_ call: Call) async throws -> Response {
        let input = call.values
        do {
            let year = input.line("birthYear")
            if !year.isEmpty, input.number("birthYear") == nil {
                throw AppError(code: .fieldsInvalid, fields: [FieldError("birthYear", .malformed)])
            }
            let draft = AccountDraft(
                name: input.line("name"), address: input.line("address"), password: input["password"],
                birthYear: input.number("birthYear"), agrees: input.isOn("agrees"),
                guardianAgrees: input.isOn("guardianAgrees"))
            let session = try await parts.accounts.signUp(
                draft, from: context.device(call), replacing: context.token(call)
            ) { _, _ in }
            return context.response(to: SignInRoutes.target(input.line("next")), session, call)
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await signUp(call, input, refusal)
        }
    }
}
