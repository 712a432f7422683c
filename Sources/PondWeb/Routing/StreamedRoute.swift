import Hummingbird

extension Route {
    /// The same route, whose body is not collected: it takes it piece by piece from the request. Its form's hidden
    /// fields stand in the address.
    func streamed() -> Route {
        var route = self
        route.isStreamed = true
        return route
    }
}
