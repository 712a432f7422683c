import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import PondCommunity
import PondCore
import PondPlatform

/// What happens to every request between the socket and its route: who asks, whether they may, how often, with what.
struct RoutePipeline: Sendable {
    let visits: VisitReader
    let access: CommunityAccess
    let limiter: RateLimiter
    let pages: PageRenderer
    let metrics: Metrics
    /// Whether staff have to show a second factor before they do what members may not.
    let staffNeedsSecondFactor: @Sendable () async throws -> Bool

    func respond(to request: Request, _ context: WebContext, route: Route) async throws -> Response {
        let requestID = context.id
        let reading: VisitReader.Reading
        do {
            reading = try await visits.read(request, context, requestID: requestID)
        } catch {
            return refuse(error, route.audience, .unknownVisitor(requestID), context)
        }
        do {
            var response = try await answer(request, context, route, reading)
            if let visitor = reading.newVisitor, route.audience == .people {
                response.setCookie(.pond(CookieName.visitor, visitor, isSecure: reading.visit.isSecure))
            }
            return response
        } catch {
            return refuse(error, route.audience, reading.visit, context)
        }
    }

    private func answer(
        _ request: Request, _ context: WebContext, _ route: Route, _ reading: VisitReader.Reading
    ) async throws -> Response {
        let visit = reading.visit
        try limit(visit, route)
        guard visit.actor.allows(route.scope) else { throw AppError(.notAllowed, route.scope.rawValue) }
        let standing = try await permit(visit.actor, route.permission, context)
        let isStreamed = route.streaming.covers(request)
        let body = isStreamed ? ByteBuffer() : try await collect(request, bytesMax: route.bodyBytesMax, context)
        let fields = FormFields(request, body)
        if route.method != .get, route.method != .head, reading.comesWithCookies {
            try visits.guardOfForms.check(
                request, token: request.headers[.formToken] ?? fields.token, visitor: reading.visitor,
                origin: visit.origin)
        }
        let call = Call(
            request: request, parameters: Dictionary(context.parameters.map { (String($0), String($1)) }) { $1 },
            body: body, visit: visit.with(idempotencyKey: visit.idempotencyKey ?? fields.key), pages: pages,
            standing: standing, channel: context.channel)
        return try await route.respond(call)
    }

    /// - Throws: `AppError.tooManyRequests`.
    private func limit(_ visit: Visit, _ route: Route) throws {
        guard route.audience != .operations else { return }
        let who = route.frequency == .guessing ? visit.address : visit.actor.person?.description ?? visit.address
        guard case .refused(let seconds) = limiter.take(.init(who: who, frequency: route.frequency)) else { return }
        throw AppError(.tooManyRequests, String(seconds))
    }

    /// - Throws: `AppError.signInNeeded`, `.notAllowed`, `.membershipNeeded`, `.communityNotFound`, `.notFound`.
    private func permit(
        _ actor: Actor, _ permission: RoutePermission, _ context: WebContext
    ) async throws -> Standing? {
        switch permission {
        case .everybody:
            guard context.parameters.get("community") != nil else { return nil }
            return try await standing(actor, context)
        case .signedIn:
            _ = try actor.signedIn()
            guard context.parameters.get("community") != nil else { return nil }
            return try await standing(actor, context)
        case .administrator:
            if !actor.isAdministrator { _ = try actor.signedIn() }
            try actor.requireAdministrator()
            try await requireSecondFactor(actor)
            return nil
        case .inCommunity(let permission):
            let standing = try await standing(actor, context)
            try standing.require(permission)
            try await requireSecondFactor(actor, for: permission)
            return standing
        case .somewhereInCommunity(let permission):
            let standing = try await standing(actor, context)
            if !standing.allowsSomewhere(permission) { try standing.require(permission) }
            try await requireSecondFactor(actor, for: permission)
            return standing
        }
    }

    /// - Throws: `AppError.secondFactorNeeded`.
    private func requireSecondFactor(_ actor: Actor, for permission: Permission? = nil) async throws {
        if let permission, PermissionTable.standard.allows(permission, to: .member) { return }
        guard !actor.hasSecondFactor, actor.session != nil, try await staffNeedsSecondFactor() else { return }
        throw AppError(.secondFactorNeeded)
    }

    private func standing(_ actor: Actor, _ context: WebContext) async throws -> Standing {
        guard let id = context.parameters.get("community").flatMap({ ID<Community>($0) }), id.rawValue > 0 else {
            throw AppError(.notFound)
        }
        return try await access.enter(id, as: actor)
    }

    /// - Throws: `AppError.inputTooLarge`, and `.inputUnreadable` for a body that comes too slowly or breaks off.
    private func collect(_ request: Request, bytesMax: Int, _ context: WebContext) async throws -> ByteBuffer {
        var body = ByteBuffer()
        var pace = BodyPace()
        do {
            for try await part in request.body {
                guard body.readableBytes + part.readableBytes <= bytesMax else {
                    throw AppError(.inputTooLarge, "\(bytesMax / 1024) KB")
                }
                try pace.count(part.readableBytes)
                body.writeImmutableBuffer(part)
            }
            return body
        } catch {
            BodyPace.dismiss(context.channel)
            throw error is AppError ? error : AppError(.inputUnreadable, "the body broke off")
        }
    }

    /// A refusal in the form that the caller reads. What is not a refusal is our own failure: it is logged whole and
    /// told as a request id.
    func refuse(_ error: any Error, _ audience: Route.Audience, _ visit: Visit, _ context: WebContext) -> Response {
        let refusal = AppError.told(error)
        if refusal.kind == .unknown {
            context.logger.error("request failed", metadata: ["error": "\(error)"])
        }
        var response =
            audience == .people
            ? pages.refusal(refusal, visit) : Self.problem(refusal, visit)
        if refusal.code == .tooManyRequests, let seconds = refusal.values.first {
            response.headers[.retryAfter] = seconds
        }
        return response
    }

    private static func problem(_ error: AppError, _ visit: Visit) -> Response {
        let problem = Problem(error, requestID: visit.requestID, language: visit.language)
        let response = try? JSONAnswer.response(
            problem, status: error.kind.status, type: "application/problem+json")
        return response ?? Response(status: error.kind.status)
    }
}
