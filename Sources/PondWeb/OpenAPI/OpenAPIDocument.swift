import HTTPTypes
import PondCore

/// The OpenAPI 3.1 document of a route table.
struct OpenAPIDocument: Encodable, Sendable {
    /// JSON whose shape the document decides as it goes.
    indirect enum Value: Encodable, Sendable {
        case text(String)
        case number(Int)
        case flag(Bool)
        case list([Value])
        case object([String: Value])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .flag(let flag): try container.encode(flag)
            case .list(let list): try container.encode(list)
            case .object(let object): try container.encode(object)
            }
        }
    }

    private let root: Value

    func encode(to encoder: any Encoder) throws {
        try root.encode(to: encoder)
    }

    init(_ table: RouteTable, version: String) {
        var components = SchemaComponents()
        var paths: [String: [String: Value]] = [:]
        for route in table.routes {
            guard let operation = route.operation else { continue }
            paths[route.path, default: [:]][route.method.rawValue.lowercased()] =
                Self.operation(operation, route, &components)
        }
        root = .object([
            "openapi": .text("3.1.0"),
            "info": .object([
                "title": .text("Pond"), "version": .text(version),
                "license": .object([
                    "name": .text("AGPL-3.0-or-later"), "identifier": .text("AGPL-3.0-or-later"),
                ]),
            ]),
            "security": .list([.object(["key": .list([])]), .object(["session": .list([])])]),
            "paths": .object(paths.mapValues { .object($0) }),
            "components": .object([
                "schemas": .object(components.schemas),
                "securitySchemes": .object([
                    "key": .object(["type": .text("http"), "scheme": .text("bearer")]),
                    "session": .object([
                        "type": .text("apiKey"), "in": .text("cookie"), "name": .text(CookieName.session),
                    ]),
                ]),
            ]),
        ])
    }

    private static func operation(
        _ operation: APIOperation, _ route: Route, _ components: inout SchemaComponents
    ) -> Value {
        var value: [String: Value] = [
            "operationId": .text(operation.id), "summary": .text(operation.summary),
            "tags": .list([.text(operation.tag)]), "x-permission": .text(route.permission.description),
        ]
        let parameters = pathParameters(route.path) + operation.query.map { parameter($0, &components) }
        if !parameters.isEmpty { value["parameters"] = .list(parameters) }
        if let request = operation.request {
            value["requestBody"] = .object([
                "required": .flag(true), "content": content(operation.requestType, components.value(of: request)),
            ])
        }
        value["responses"] = .object(responses(operation, route, &components))
        if route.permission == .everybody { value["security"] = .list([.object([:])]) }
        return .object(value)
    }

    private static func pathParameters(_ path: String) -> [Value] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
            .object([
                "name": .text(String(part.dropFirst().dropLast())), "in": .text("path"), "required": .flag(true),
                "schema": .object(["type": .text("string"), "pattern": .text("^[0-9]{1,19}$")]),
            ])
        }
    }

    private static func parameter(_ parameter: APIParameter, _ components: inout SchemaComponents) -> Value {
        .object([
            "name": .text(parameter.name), "in": .text("query"), "required": .flag(false),
            "description": .text(parameter.summary), "schema": components.value(of: parameter.schema),
        ])
    }

    private static func responses(
        _ operation: APIOperation, _ route: Route, _ components: inout SchemaComponents
    ) -> [String: Value] {
        var answer: [String: Value] = ["description": .text(operation.status.reasonPhrase)]
        if let response = operation.response {
            answer["content"] = content(operation.responseType, components.value(of: response))
        }
        var responses = [String(operation.status.code): Value.object(answer)]
        for status in refusals(operation, route) {
            responses[String(status.code)] = .object([
                "description": .text(status.reasonPhrase),
                "content": content("application/problem+json", components.value(of: Schema.of(Problem.self))),
            ])
        }
        return responses
    }

    /// Every status that the pipeline or the route may refuse with.
    private static func refusals(_ operation: APIOperation, _ route: Route) -> Set<HTTPResponse.Status> {
        var statuses: Set<HTTPResponse.Status> = [.badRequest, .tooManyRequests, .unauthorized]
        if route.permission != .everybody { statuses.insert(.forbidden) }
        if route.path.contains("{") { statuses.insert(.notFound) }
        if operation.request != nil { statuses.formUnion([.contentTooLarge, .unprocessableContent]) }
        if route.method != .get { statuses.formUnion([.forbidden, .conflict]) }
        return statuses.union(operation.refusals.map { AppError($0).kind.status })
    }

    private static func content(_ type: String, _ schema: Value) -> Value {
        .object([type: .object(["schema": schema])])
    }
}

/// Named schemas, each written once.
struct SchemaComponents {
    private(set) var schemas: [String: OpenAPIDocument.Value] = [:]

    mutating func value(of schema: Schema) -> OpenAPIDocument.Value {
        switch schema {
        case .string(let format):
            var value: [String: OpenAPIDocument.Value] = ["type": .text("string")]
            if let format { value["format"] = .text(format) }
            return .object(value)
        case .integer: return .object(["type": .text("integer"), "format": .text("int64")])
        case .number: return .object(["type": .text("number")])
        case .boolean: return .object(["type": .text("boolean")])
        case .oneOf(let cases): return .object(["type": .text("string"), "enum": .list(cases.map { .text($0) })])
        case .array(let element): return .object(["type": .text("array"), "items": value(of: element)])
        case .map(let element):
            return .object(["type": .text("object"), "additionalProperties": value(of: element)])
        case .anyValue: return .object([:])
        case .object(let name, let properties): return reference(name, properties)
        }
    }

    private mutating func reference(_ name: String, _ properties: [Schema.Property]) -> OpenAPIDocument.Value {
        if schemas[name] == nil {
            schemas[name] = .object([:])
            var described: [String: OpenAPIDocument.Value] = [:]
            for property in properties { described[property.name] = value(of: property.schema) }
            let required = properties.filter { !$0.isOptional }.map { OpenAPIDocument.Value.text($0.name) }
            var object: [String: OpenAPIDocument.Value] = [
                "type": .text("object"), "properties": .object(described),
            ]
            if !required.isEmpty { object["required"] = .list(required) }
            schemas[name] = .object(object)
        }
        return .object(["$ref": .text("#/components/schemas/\(name)")])
    }
}
