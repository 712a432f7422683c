import Foundation
import HTTPTypes
import Hummingbird
import PondCore
import PondPlatform

/// What the OpenAPI document says of a route.
struct APIOperation: Sendable {
    /// The operation's name, unique: `postMessage`.
    let id: String
    let summary: String
    let tag: String
    let query: [APIParameter]
    let request: Schema?
    let response: Schema?
    let status: HTTPResponse.Status
    /// What it may refuse with beside the common refusals.
    let refusals: [AppError.Code]
    /// Where the request is no JSON.
    var requestType = "application/json"
    /// Where the answer is no JSON: then it is text.
    var responseType = "application/json"
}

/// A parameter in the query.
struct APIParameter: Sendable {
    let name: String
    let schema: Schema
    let summary: String
}

/// Nothing, where a route takes or gives nothing.
struct Nothing: Codable, Sendable {}

extension Route {
    /// A route of the API: JSON in, JSON out, described in OpenAPI by the types themselves.
    static func api<Input: Decodable & Sendable, Output: Encodable & Sendable>(
        _ method: HTTPRequest.Method, _ path: String, _ permission: RoutePermission, _ id: String,
        _ summary: String, tag: String, query: [APIParameter] = [], takes: Input.Type,
        gives: Output.Type, status: HTTPResponse.Status = .ok, refusals: [AppError.Code] = [],
        frequency: Frequency? = nil, scope: Scope? = nil, bodyBytesMax: Int = formBytesMax,
        respond: @escaping @Sendable (Input, Call) async throws -> Output
    ) -> Route where Output: Decodable {
        let operation = APIOperation(
            id: id, summary: summary, tag: tag, query: query,
            request: Input.self == Nothing.self ? nil : Schema.of(Input.self),
            response: Output.self == Nothing.self ? nil : Schema.of(Output.self), status: status,
            refusals: refusals)
        return Route(
            method, path, permission, audience: .programs, frequency: frequency, scope: scope,
            bodyBytesMax: bodyBytesMax, operation: operation
        ) { call in
            let input =
                Input.self == Nothing.self
                ? try JSONDecoder().decode(Input.self, from: Data("{}".utf8))
                : try call.json(Input.self)
            let output = try await respond(input, call)
            if Output.self == Nothing.self { return Response(status: .noContent) }
            return try JSONAnswer.response(output, status: status)
        }
    }
}
