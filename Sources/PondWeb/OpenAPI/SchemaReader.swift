import PondCore

/// A type whose schema is not what its decoding shows.
protocol SchemaDescribing {
    static var schema: Schema { get }
}

extension ID: SchemaDescribing {
    static var schema: Schema { .string(format: "int64") }
}

extension Timestamp: SchemaDescribing {
    static var schema: Schema { .integer }
}

/// Finds out a type's schema by letting it decode itself from a decoder that gives it whatever it asks for and notes
/// what that was. So the schema cannot say something else than the type does.
enum SchemaReader {
    static func read(_ type: any Decodable.Type) -> Schema {
        if let described = type as? any SchemaDescribing.Type { return described.schema }
        if let cases = Self.cases(of: type) { return .oneOf(cases) }
        if let optional = type as? any OptionalType.Type { return read(optional.wrapped) }
        if let array = type as? any ArrayType.Type { return .array(read(array.element)) }
        if let map = type as? any MapType.Type { return .map(read(map.value)) }
        switch type {
        case is String.Type: return .string(format: nil)
        case is Bool.Type: return .boolean
        case is Int.Type, is Int64.Type, is Int32.Type, is UInt32.Type: return .integer
        case is Double.Type, is Float.Type: return .number
        default: break
        }
        let notes = Notes()
        _ = try? type.init(from: NotingDecoder(notes: notes, codingPath: []))
        return .object(name: name(of: type), properties: notes.properties)
    }

    /// `Checkup.Person` is `CheckupPerson`, so that it is no other type's `Person`.
    private static func name(of type: any Decodable.Type) -> String {
        let full = String(reflecting: type)
        guard !full.contains("<") else { return "\(type)" }
        return full.split(separator: ".").dropFirst().filter { !$0.hasPrefix("(") }.joined()
    }

    private static func cases(of type: any Decodable.Type) -> [String]? {
        func names<Cases: CaseIterable & RawRepresentable>(_ type: Cases.Type) -> [String]? {
            type.allCases.compactMap { $0.rawValue as? String }
        }
        guard let type = type as? any (CaseIterable & RawRepresentable).Type else { return nil }
        return names(type)
    }

    /// Any value of the type, made by letting it decode from nothing.
    static func sample<Value: Decodable>(_ type: Value.Type) throws -> Value {
        func firstCase<Cases: CaseIterable>(_ type: Cases.Type) -> Any? { type.allCases.first }
        if let cases = type as? any CaseIterable.Type, let value = firstCase(cases) as? Value { return value }
        if let many = type as? any EmptyType.Type, let value = many.empty as? Value { return value }
        return try Value(from: NotingDecoder(notes: Notes(), codingPath: []))
    }
}

/// Types that a sample of is made without decoding.
protocol EmptyType { static var empty: Any { get } }
extension Array: EmptyType { static var empty: Any { [Element]() } }
extension Dictionary: EmptyType { static var empty: Any { [Key: Value]() } }

/// What may be missing.
protocol OptionalType { static var wrapped: any Decodable.Type { get } }
extension Optional: OptionalType where Wrapped: Decodable { static var wrapped: any Decodable.Type { Wrapped.self } }
/// A list.
protocol ArrayType { static var element: any Decodable.Type { get } }
extension Array: ArrayType where Element: Decodable { static var element: any Decodable.Type { Element.self } }
/// An object whose keys are data.
protocol MapType { static var value: any Decodable.Type { get } }
extension Dictionary: MapType where Key == String, Value: Decodable {
    static var value: any Decodable.Type { Value.self }
}

/// What a type asked for.
private final class Notes {
    var properties: [Schema.Property] = []
    /// The property whose presence was asked for last.
    var asked: String?

    func add(_ name: String, _ type: any Decodable.Type) {
        guard !properties.contains(where: { $0.name == name }) else { return }
        properties.append(.init(name: name, schema: SchemaReader.read(type), isOptional: asked == name))
    }
}

private struct NotingDecoder: Decoder {
    let notes: Notes
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(NotingObject<Key>(notes: notes, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "lists are described"))
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { NotingValue(codingPath: codingPath) }
}

private struct NotingObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let notes: Notes
    let codingPath: [any CodingKey]
    var allKeys: [Key] { [] }

    /// A property is optional where the type asks first whether it is there.
    func contains(_ key: Key) -> Bool {
        notes.asked = key.stringValue
        return true
    }

    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        notes.add(key.stringValue, type)
        return try SchemaReader.sample(type)
    }

    private func noted<Value: Decodable>(_ value: Value, _ key: Key) -> Value {
        notes.add(key.stringValue, Value.self)
        return value
    }

    func decode(_ type: Bool.Type, forKey key: Key) -> Bool { noted(false, key) }
    func decode(_ type: String.Type, forKey key: Key) -> String { noted("0", key) }
    func decode(_ type: Double.Type, forKey key: Key) -> Double { noted(0, key) }
    func decode(_ type: Float.Type, forKey key: Key) -> Float { noted(0, key) }
    func decode(_ type: Int.Type, forKey key: Key) -> Int { noted(0, key) }
    func decode(_ type: Int8.Type, forKey key: Key) -> Int8 { noted(0, key) }
    func decode(_ type: Int16.Type, forKey key: Key) -> Int16 { noted(0, key) }
    func decode(_ type: Int32.Type, forKey key: Key) -> Int32 { noted(0, key) }
    func decode(_ type: Int64.Type, forKey key: Key) -> Int64 { noted(0, key) }
    func decode(_ type: UInt.Type, forKey key: Key) -> UInt { noted(0, key) }
    func decode(_ type: UInt8.Type, forKey key: Key) -> UInt8 { noted(0, key) }
    func decode(_ type: UInt16.Type, forKey key: Key) -> UInt16 { noted(0, key) }
    func decode(_ type: UInt32.Type, forKey key: Key) -> UInt32 { noted(0, key) }
    func decode(_ type: UInt64.Type, forKey key: Key) -> UInt64 { noted(0, key) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
        -> KeyedDecodingContainer<Nested>
    {
        KeyedDecodingContainer(NotingObject<Nested>(notes: Notes(), codingPath: codingPath + [key]))
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "lists are described"))
    }

    func superDecoder() -> any Decoder { NotingDecoder(notes: Notes(), codingPath: codingPath) }
    func superDecoder(forKey key: Key) -> any Decoder { superDecoder() }
}

private struct NotingValue: SingleValueDecodingContainer {
    let codingPath: [any CodingKey]

    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) throws -> Bool { false }
    func decode(_ type: String.Type) throws -> String { "0" }
    func decode(_ type: Double.Type) throws -> Double { 0 }
    func decode(_ type: Float.Type) throws -> Float { 0 }
    func decode(_ type: Int.Type) throws -> Int { 0 }
    func decode(_ type: Int8.Type) throws -> Int8 { 0 }
    func decode(_ type: Int16.Type) throws -> Int16 { 0 }
    func decode(_ type: Int32.Type) throws -> Int32 { 0 }
    func decode(_ type: Int64.Type) throws -> Int64 { 0 }
    func decode(_ type: UInt.Type) throws -> UInt { 0 }
    func decode(_ type: UInt8.Type) throws -> UInt8 { 0 }
    func decode(_ type: UInt16.Type) throws -> UInt16 { 0 }
    func decode(_ type: UInt32.Type) throws -> UInt32 { 0 }
    func decode(_ type: UInt64.Type) throws -> UInt64 { 0 }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try SchemaReader.sample(type) }
}
