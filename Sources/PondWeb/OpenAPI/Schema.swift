/// The part of JSON Schema (2020-12, as OpenAPI 3.1 uses it) that Pond's answers need.
indirect enum Schema: Hashable, Sendable {
    case string(format: String?)
    case integer
    case number
    case boolean
    case oneOf([String])
    case array(Schema)
    case object(name: String, properties: [Property])
    case map(Schema)
    case anyValue

    struct Property: Hashable, Sendable {
        let name: String
        let schema: Schema
        let isOptional: Bool
    }

    /// The schema of a type, read from its own way of decoding.
    static func of<Value: Decodable>(_ type: Value.Type) -> Schema {
        SchemaReader.read(type)
    }
}
