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
                // As a child task: what it needs of memory goes with it. A connection's own task keeps as much as the
                // deepest of its requests took for as long as it is open, and a live stream is open for long.
                async let response = pipeline.respond(to: request, context, route: route)
                return try await response
            }
        }
        for (path, page) in pagesOfForms() {
            router.get(RouterPath(path)) { _, context in
                Response.seeOther(Self.address(page) { context.parameters.get($0) })
            }
        }
        return router.buildResponder()
    }

    // MARK: forms that are asked for

    /// Where a form shows what is wrong, its address stands in the browser: whoever loads that again, or comes back to
    /// it, is led to the nearest page above it.
    func pagesOfForms() -> [(path: String, page: String)] {
        let people = routes.filter { $0.audience == .people }
        let pages = Set(people.filter { $0.method == .get }.map(\.path))
        return Set(people.filter { $0.method == .post }.map(\.path)).subtracting(pages).sorted().compactMap { path in
            var parts = path.split(separator: "/").dropLast()
            while !parts.isEmpty {
                let above = "/" + parts.joined(separator: "/")
                if pages.contains(above) { return (path, above) }
                parts = parts.dropLast()
            }
            return nil
        }
    }

    private static func address(_ page: String, _ value: (String) -> String?) -> String {
        page.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part.hasPrefix("{") ? FormValues.encoded(value(String(part.dropFirst().dropLast())) ?? "") : String(part)
        }.joined(separator: "/")
    }
}
