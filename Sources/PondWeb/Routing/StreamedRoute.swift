import HTTPTypes
import Hummingbird

extension Route {
    /// Which bodies a route takes piece by piece from the request, instead of having them collected.
    enum Streaming: Hashable, Sendable {
        case none
        /// Forms with files; their hidden fields stand in the address.
        case files
        case everything

        func covers(_ request: Request) -> Bool {
            switch self {
            case .none: false
            case .files: request.headers[.contentType]?.lowercased().hasPrefix("multipart/form-data") == true
            case .everything: true
            }
        }
    }

    /// The same route, taking bodies as they arrive.
    func streamed(_ streaming: Streaming = .everything) -> Route {
        var route = self
        route.streaming = streaming
        return route
    }
}
