import HTTPTypes
import Hummingbird
import PondCore
import PondPlatform

/// What machines ask of a running server, and the files that pages are made of.
struct OperationsRoutes: Sendable {
    let assets: AssetStore
    let metrics: Metrics
    let state: ServerState
    /// Whether this node can serve: its database answers and it is not stopping.
    let isReady: @Sendable () async -> Bool

    var routes: [Route] {
        [
            Route(.get, "/healthz", .everybody, audience: .operations) { _ in Self.text("ok") },
            Route(.get, "/readyz", .everybody, audience: .operations) { _ in
                guard await isReady() else { throw AppError(.unavailable) }
                return Self.text("ready")
            },
            Route(.get, "/metrics", .everybody, audience: .operations) { call in
                guard Self.mayMeasure(call) else { throw AppError(.notFound) }
                return await Self.text(
                    metrics.text(with: state.gauges()), type: "text/plain; version=0.0.4; charset=utf-8")
            },
            Route(.get, "/assets/{name}", .everybody, audience: .operations) { call in
                let accepted = call.request.headers[.acceptEncoding] ?? ""
                let name = call.parameters["name"] ?? ""
                guard let response = assets.response(name, acceptsGzip: accepted.contains("gzip")) else {
                    throw AppError(.notFound)
                }
                return response
            },
        ]
    }

    /// Figures are for who runs the installation, and for what runs beside it on the same machine; a proxy there says
    /// for whom it asks.
    private static func mayMeasure(_ call: Call) -> Bool {
        if call.visit.actor.isAdministrator { return true }
        let isForwarded = ["Forwarded", "X-Forwarded-For"].contains { name in
            HTTPField.Name(name).map { call.request.headers[$0] != nil } ?? false
        }
        return !isForwarded && ["127.0.0.1", "::1"].contains(call.visit.address)
    }

    private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: .init(string: text)))
    }
}
