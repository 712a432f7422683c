import HTTPTypes
import Hummingbird
import NIOCore
import PondCore
import PondPlatform

/// `/me/privacy` and the policies: consents, one's own data, leaving.
struct PrivacyRoutes: Sendable {
    let context: AccountContext
    private var parts: AccountParts { context.parts }

    init(_ context: AccountContext) {
        self.context = context
    }

    var routes: [Route] {
        [
            .page("/me/privacy", .signedIn) { try await privacy($0, nil) },
            .form("/me/consents", .signedIn) { call in
                let input = call.values
                let wanted = ConsentPurpose.optional.map { ($0, input.isOn($0.rawValue)) }
                try await parts.consents.set(
                    Dictionary(wanted, uniquingKeysWith: { first, _ in first }), as: call.actor)
                return .seeOther("/me/privacy?said=saved")
            },
            .form("/me/exports", .signedIn) { call in
                do {
                    _ = try await parts.exports.request(as: call.actor)
                    return .seeOther("/me/privacy?said=export")
                } catch let refusal as AppError where refusal.belongsOnForm {
                    return try await privacy(call, refusal)
                }
            },
            .page("/me/exports/{export}", .signedIn, respond: export),
            .form("/me/departures", .signedIn, frequency: .guessing) { call in
                do {
                    try await parts.departures.request(password: call.values["password"], as: call.actor)
                    return .seeOther("/me/privacy?said=leaving")
                } catch let refusal as AppError where refusal.belongsOnForm {
                    return try await privacy(call, refusal)
                }
            },
            .form("/me/departures/cancellations", .signedIn) { call in
                try await parts.departures.cancel(as: call.actor)
                return .seeOther("/me?said=staying")
            },
            .page("/policies", .everybody, respond: policies),
            .page("/policies/{policy}", .everybody, respond: policy),
        ]
    }

    private func privacy(_ call: Call, _ refusal: AppError?) async throws -> Response {
        let language = call.visit.language
        let account = try await parts.accounts.account(of: call.actor).account
        let log = try await parts.consents.log(as: call.actor)
        let page = PrivacyPage(
            frame: call.pages.frame(AccountWords.privacy, call.visit), shell: try await context.shell(call),
            consents: ConsentPurpose.optional.map { purpose in
                CheckField(
                    purpose.rawValue, AccountWords.consent(purpose),
                    isTicked: log.first { $0.purpose == purpose }?.isGiven ?? false, language)
            },
            log: log.map { line in
                .init(
                    title: AccountWords.consent(line.purpose).text(language),
                    state: (line.isGiven ? Phrase("同意", "agreed") : Phrase("撤回", "taken back")).text(language)
                        + " · \(line.version)",
                    at: Moment.minute(line.at))
            },
            exports: try await parts.exports.list(as: call.actor).map { export in
                .init(
                    address: export.readyAt == nil ? nil : "/me/exports/\(export.id)",
                    at: Moment.minute(export.createdAt))
            }, isLeaving: account.state == .leaving, leavingOn: account.eraseAt.map { Moment.minute($0) },
            fields: [TextField("password", AccountWords.password, .password, refusal: refusal, language)],
            refusal: refusal.flatMap { $0.fields.isEmpty ? $0.wording.text(language) : nil })
        return try context.respond(page, "accounts/privacy", call, refusal)
    }

    private func export(_ call: Call) async throws -> Response {
        let content = try await parts.exports.content(call.id("export"), as: call.actor)
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"pond-my-data.json\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: content)))
    }

    private func policy(_ call: Call) async throws -> Response {
        guard let policy = call.parameters["policy"].flatMap(Policy.init) else { throw AppError(.notFound) }
        let settings = try await parts.installation.settings()
        let current = policy == .terms ? settings.terms : settings.privacy
        let version = call.query("version") ?? current.version
        var text = current.text
        if version != current.version {
            let earlier = try await parts.installation.earlierPolicy(policy.rawValue, version: version)
            guard let earlier else { throw AppError(.notFound) }
            text = earlier
        }
        let isModel = text.isEmpty
        if isModel { text = policy.model.text(call.visit.language) }
        let page = PolicyPage(
            frame: call.pages.frame(policy.title, call.visit), shell: try await context.shell(call),
            version: version,
            earlier: (1..<max(1, Int(current.version) ?? 1)).map(String.init).filter { $0 != version }.map {
                ShellLink(address: "/policies/\(policy.rawValue)?version=\($0)", title: $0)
            },
            current: version == current.version ? nil : "/policies/\(policy.rawValue)",
            language: isModel ? nil : TextLanguage.code(of: text, besides: call.visit.language),
            paragraphs: text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.isEmpty })
        return try context.respond(page, "accounts/policy", call)
    }

    private func policies(_ call: Call) async throws -> Response {
        let language = call.visit.language
        let settings = try await parts.installation.settings()
        let page = PolicyListPage(
            frame: call.pages.frame(Phrase("公约与政策", "Policies"), call.visit), shell: try await context.shell(call),
            policies: Policy.allCases.map { policy in
                let words = policy == .terms ? settings.terms : settings.privacy
                return .init(
                    address: "/policies/\(policy.rawValue)", title: policy.title.text(language), version: words.version)
            })
        return try context.respond(page, "accounts/policies", call)
    }
}
