import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PondCore
import PondPlatform

/// Finds out who is at the other end of a request.
struct VisitReader: Sendable {
    let identification: Identification
    let guardOfForms: FormGuard
    let configuration: WebConfiguration

    /// What was found, and the visitor cookie to set where there was none.
    struct Reading: Sendable {
        let visit: Visit
        /// The cookie that the form token is bound to.
        let visitor: String
        let newVisitor: String?
        /// A browser sent it, with cookies: writes need a form token.
        let comesWithCookies: Bool
    }

    /// - Throws: what the database throws.
    func read(_ request: Request, _ context: WebContext, requestID: String) async throws -> Reading {
        let bearer = request.headers[.authorization].flatMap(Self.bearer)
        let sessionToken = request.cookies[CookieName.session]?.value
        var found: Identification.Found?
        if let bearer {
            found = try await identification.key(bearer)
            if found == nil { throw AppError(.signInNeeded) }
        } else if let sessionToken {
            found = try await identification.session(sessionToken)
        }
        let old = found == nil || bearer != nil ? request.cookies[CookieName.visitor]?.value : sessionToken
        let visitor = old ?? Self.newVisitor()
        let address = clientAddress(request, context)
        let isSecure = isSecure(request, context)
        let visit = Visit(
            requestID: requestID, actor: found?.actor ?? .guest, language: language(request, found),
            theme: request.cookies[CookieName.theme].flatMap { PageTheme(rawValue: $0.value) } ?? .system,
            address: address, userAgent: String((request.headers[.userAgent] ?? "").prefix(300)), isSecure: isSecure,
            origin: origin(request, isSecure: isSecure), formToken: guardOfForms.token(for: visitor),
            idempotencyKey: request.headers[.idempotencyKey], here: Self.here(request))
        return Reading(
            visit: visit, visitor: visitor, newVisitor: old == nil && bearer == nil ? visitor : nil,
            comesWithCookies: bearer == nil)
    }

    private static func bearer(_ header: String) -> String? {
        let prefix = "bearer "
        guard header.lowercased().hasPrefix(prefix) else { return nil }
        return String(header.dropFirst(prefix.count))
    }

    private static func newVisitor() -> String { RandomToken.make() }

    /// The page itself, or for a form the page that it stands on.
    private static func here(_ request: Request) -> String {
        if request.method == .get || request.method == .head { return request.uri.description }
        guard let from = request.headers[.referer], let url = URL(string: from) else { return "/" }
        return url.path + (url.query.map { "?\($0)" } ?? "")
    }

    private func language(_ request: Request, _ found: Identification.Found?) -> ReportLanguage {
        if let chosen = request.cookies[CookieName.language].flatMap({ ReportLanguage(rawValue: $0.value) }) {
            return chosen
        }
        if let known = found?.language { return known }
        // Chinese first: English for those whose browser names it before any Chinese.
        let wanted = (request.headers[.acceptLanguage] ?? "").lowercased().split(separator: ",")
        let first = wanted.first { $0.contains("zh") || $0.contains("en") }
        return first?.contains("en") == true ? .english : .chinese
    }

    private func clientAddress(_ request: Request, _ context: WebContext) -> String {
        let peer = context.channel.remoteAddress?.ipAddress ?? "unknown"
        guard configuration.trustedProxies.contains(peer),
            let forwarded = request.headers[.forwardedFor]?.split(separator: ",").last
        else { return peer }
        return forwarded.trimmingCharacters(in: .whitespaces)
    }

    private func isSecure(_ request: Request, _ context: WebContext) -> Bool {
        if configuration.tls != nil { return true }
        if let url = configuration.publicURL { return url.hasPrefix("https://") }
        let peer = context.channel.remoteAddress?.ipAddress ?? ""
        return configuration.trustedProxies.contains(peer) && request.headers[.forwardedProto] == "https"
    }

    private func origin(_ request: Request, isSecure: Bool) -> String {
        if let url = configuration.publicURL { return url }
        let host = request.head.authority ?? "\(configuration.host):\(configuration.port)"
        return (isSecure ? "https://" : "http://") + host
    }
}
