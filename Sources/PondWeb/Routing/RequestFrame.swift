import HTTPTypes
import Hummingbird
import Logging
import PondCore

/// What goes around every request, also those that no route answers: security headers, the request's id, a line in the
/// log, a count in the metrics.
struct RequestFrame: RouterMiddleware {
    typealias Context = WebContext

    let pipeline: RoutePipeline

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let audience: Route.Audience = request.uri.path.hasPrefix("/api/") ? .programs : .people
            let visit = (try? await pipeline.visits.read(request, context, requestID: context.id))?.visit
            response = pipeline.refuse(error, audience, visit ?? .unknownVisitor(context.id), context)
        }
        SecurityHeaders.add(to: &response.headers, isSecure: pipeline.visits.configuration.isSecure)
        response.headers[.requestID] = context.id
        let elapsed = ContinuousClock.now - start
        pipeline.metrics.count(
            route: context.endpointPath ?? "none", method: request.method.rawValue, status: response.status.code,
            seconds: elapsed.seconds)
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(response.status.code)",
                "milliseconds": "\((elapsed.seconds * 10_000).rounded() / 10)",
            ])
        return response
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
