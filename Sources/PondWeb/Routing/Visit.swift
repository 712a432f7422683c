import PondPlatform

/// Who is at the other end of a request, and how they want to be answered.
struct Visit: Sendable {
    let requestID: String
    let actor: Actor
    let language: ReportLanguage
    let theme: PageTheme
    /// Of the client, as far as trusted proxies tell.
    let address: String
    let userAgent: String
    let isSecure: Bool
    /// What links that leave the site begin with: `https://pond.example`.
    let origin: String
    /// What forms carry, so that another site's form cannot be taken for ours.
    let formToken: String
    /// The key under which a write happens at most once; from the header or the form.
    var idempotencyKey: String?
    /// Path and query of the page that asks: where signing in leads back to.
    var here = "/"

    func with(idempotencyKey: String?) -> Visit {
        var visit = self
        visit.idempotencyKey = idempotencyKey
        return visit
    }

    /// Somebody of whom nothing could be found out, because finding out failed.
    static func unknownVisitor(_ requestID: String) -> Visit {
        Visit(
            requestID: requestID, actor: .guest, language: .chinese, theme: .system, address: "unknown",
            userAgent: "", isSecure: false, origin: "", formToken: "", idempotencyKey: nil)
    }
}
