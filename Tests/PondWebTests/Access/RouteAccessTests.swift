import HTTPTypes
import Testing

@testable import PondWeb

/// Every route, asked by everybody, against a table that was written by hand and not made from the routes.
@Suite("Who may call which route")
struct RouteAccessTests {
    @Test("Every route stands in the table, and every line of the table is a route")
    func isComplete() async throws {
        let routes = Set(try await RouteWorld.routes().map { "\($0.method.rawValue) \($0.path)" })
        let lines = Set(RouteAccess.table.keys)
        #expect(routes.subtracting(lines).sorted() == [])
        #expect(lines.subtracting(routes).sorted() == [])
    }

    @Test("Each route lets in whom the table names, and nobody else")
    func access() async throws {
        for route in try await RouteWorld.routes() {
            let line = "\(route.method.rawValue) \(route.path)"
            guard let allowed = RouteAccess.table[line] else { continue }
            // A world of its own: who is let in may change it.
            do {
                try await RouteWorld.run { world in
                    // Who is refused comes first, and changes nothing.
                    for visitor in RouteVisitor.allCases.filter({ !allowed.contains($0) })
                    where !RouteAccess.isToldLater(line, visitor) {
                        let answer = try await world.ask(route, as: visitor)
                        // To people of elsewhere, what they may not see is not there.
                        let isHidden = answer.status == 404 && !RouteVisitor.insiders.contains(visitor)
                        #expect(answer.isRefusal || isHidden, "\(line) as \(visitor): \(answer)")
                    }
                    if RouteAccess.isAskedElsewhere(route.path) { return }
                    for visitor in RouteVisitor.allCases.filter({ allowed.contains($0) }) {
                        let answer = try await world.ask(route, as: visitor)
                        #expect(!answer.isRefusal && answer.status < 500, "\(line) as \(visitor): \(answer)")
                    }
                }
            } catch {
                Issue.record("\(line): \(error)")
            }
        }
    }
}
