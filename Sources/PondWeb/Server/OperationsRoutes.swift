import HTTPTypes
import Hummingbird
import PondCore

/// What machines ask of a running server, and the files that pages are made of.
struct OperationsRoutes: Sendable {
    let assets: AssetStore
    let metrics: Metrics
    /// Whether this node can serve: its database answers and it is not stopping.
    let isReady: @Sendable () async -> Bool

    var routes: [Route] {
        [
            Route(.get, "/healthz", .everybody, audience: .operations) { _ in Self.text("ok") },
            Route(.get, "/readyz", .everybody, audience: .operations) { _ in
                guard await isReady() else { throw AppError(.unavailable) }
                return Self.text("ready")
            },
            Route(.get, "/metrics", .everybody, audience: .operations) { _ in
                Self.text(metrics.text, type: "text/plain; version=0.0.4; charset=utf-8")
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

    private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: .init(string: text)))
    }
}
