import Foundation
import HTTPTypes
import Hummingbird
import PondCore
import PondPlatform

/// What the account pages share.
struct AccountContext: Sendable {
    let parts: AccountParts

    /// Browsers keep a cookie for at most 400 days; how long the session lasts the server decides.
    static let cookieSeconds = 400 * 86_400

    func shell(_ call: Call, said: Phrase? = nil) async throws -> AccountShell {
        AccountShell(
            try await parts.installation.settings(), call.visit, said: said ?? AccountWords.said(call.query("said")))
    }

    func device(_ call: Call) -> Device {
        Device(networkAddress: call.visit.address, userAgent: call.visit.userAgent)
    }

    /// The token that the browser has now, worth something or not.
    func token(_ call: Call) -> String? {
        call.request.cookies[CookieName.session]?.value
    }

    /// On to a page, with the session's cookie.
    func response(to path: String, _ session: OpenedSession, _ call: Call) -> Response {
        var response = Response.seeOther(path)
        set(session, on: &response, call)
        return response
    }

    func set(_ session: OpenedSession, on response: inout Response, _ call: Call) {
        response.setCookie(
            .pond(
                CookieName.session, session.token, isSecure: call.visit.isSecure, maxAgeSeconds: Self.cookieSeconds))
    }

    /// A page that is one form.
    func form(
        _ title: Phrase, _ call: Call, action: String, button: Phrase, _ refusal: AppError?,
        fill: (inout FormPage, ReportLanguage) -> Void
    ) async throws -> Response {
        let language = call.visit.language
        var page = FormPage(
            frame: call.pages.frame(title, call.visit), shell: try await shell(call), action: action,
            button: button.text(language))
        fill(&page, language)
        page.show(refusal, language)
        return try respond(page, "accounts/form", call, refusal)
    }

    /// The page, with the status of the refusal that it shows.
    func respond(
        _ page: some Sendable, _ template: String, _ call: Call, _ refusal: AppError? = nil
    ) throws -> Response {
        var response = try call.pages.response(
            page, template: template, call.visit, status: refusal?.kind.status ?? .ok)
        if refusal?.code == .tooManyRequests, let seconds = refusal?.values.first {
            response.headers[.retryAfter] = seconds
        }
        return response
    }
}

extension String {
    /// As part of a query.
    var inQuery: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
