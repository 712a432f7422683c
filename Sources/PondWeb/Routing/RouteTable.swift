import Hummingbird

/// All routes of Pond. Two of the same method and path do not start the server.
struct RouteTable: Sendable {
    struct Twice: Error, CustomStringConvertible {
        let description: String
    }

    let routes: [Route]

    /// - Throws: `Twice` for two routes of one method and path.
    init(_ routes: [Route]) throws {
        var seen: Set<String> = []
        for route in routes {
            let line = "\(route.method.rawValue) \(route.path)"
            guard seen.insert(line).inserted else { throw Twice(description: "Two routes for \(line)") }
        }
        self.routes = routes
    }

    /// What answers requests: each route through the same pipeline.
    func responder(_ pipeline: RoutePipeline) -> RouterResponder<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestFrame(pipeline: pipeline))
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await pipeline.respond(to: request, context, route: route)
            }
        }
        return router.buildResponder()
    }
}
