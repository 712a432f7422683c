import HTTPTypes
import Hummingbird
import PondPlatform

/// One line of the route table.
struct Route: Sendable {
    /// What answers when something is refused: a page for people, problem details for programs.
    enum Audience: Hashable, Sendable {
        case people
        case programs
        /// Both, and machines that watch: `/healthz`.
        case operations
    }

    /// How often one may call it.
    enum Frequency: Hashable, Sendable {
        case reading
        case writing
        /// Signing in and codes: what somebody could guess at.
        case guessing
    }

    let method: HTTPRequest.Method
    /// `/communities/{community}/members`
    let path: String
    let permission: RoutePermission
    let audience: Audience
    let frequency: Frequency
    let scope: Scope
    /// The largest body that is read; longer ones are refused with 413.
    let bodyBytesMax: Int
    /// What OpenAPI says; nil for pages.
    let operation: APIOperation?
    /// Which bodies it reads as they arrive.
    var streaming = Streaming.none
    let respond: @Sendable (Call) async throws -> Response

    static let formBytesMax = 256 * 1024

    init(
        _ method: HTTPRequest.Method, _ path: String, _ permission: RoutePermission, audience: Audience,
        frequency: Frequency? = nil, scope: Scope? = nil, bodyBytesMax: Int = formBytesMax,
        operation: APIOperation? = nil, respond: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.permission = permission
        self.audience = audience
        let reads = method == .get || method == .head
        self.frequency = frequency ?? (reads ? .reading : .writing)
        self.scope = scope ?? (reads ? .read : .write)
        self.bodyBytesMax = bodyBytesMax
        self.operation = operation
        self.respond = respond
    }

    /// A page.
    static func page(
        _ path: String, _ permission: RoutePermission,
        respond: @escaping @Sendable (Call) async throws -> Response
    ) -> Route {
        Route(.get, path, permission, audience: .people, respond: respond)
    }

    /// What a form of a page posts to.
    static func form(
        _ path: String, _ permission: RoutePermission, frequency: Frequency? = nil,
        bodyBytesMax: Int = formBytesMax, respond: @escaping @Sendable (Call) async throws -> Response
    ) -> Route {
        Route(
            .post, path, permission, audience: .people, frequency: frequency, bodyBytesMax: bodyBytesMax,
            respond: respond)
    }
}
