import PondCore

/// Reads a row into a `Decodable` struct: property `sentAt` from column `sent_at`. For pages of rows; loops over many
/// rows read columns by number instead.
struct RowDecoder: Decoder {
    let row: any Row
    let columns: [String: Int]
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// Column numbers by name, made once a result.
    static func columns(of row: any Row) -> [String: Int] {
        var columns: [String: Int] = [:]
        for column in 0..<row.columnCount { columns[row.name(column)] = column }
        return columns
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RowContainer<Key>(row: row, columns: columns))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "a row is no list"))
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        ColumnContainer(row: row, column: 0, codingPath: [])
    }
}

private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let row: any Row
    let columns: [String: Int]
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { columns.keys.compactMap { Key(stringValue: $0) } }

    private func column(_ key: Key) throws -> Int {
        if let column = columns[snakeCase(key.stringValue)] { return column }
        throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "no such column"))
    }

    private func container(_ key: Key) throws -> ColumnContainer {
        ColumnContainer(row: row, column: try column(key), codingPath: [key])
    }

    func contains(_ key: Key) -> Bool { columns[snakeCase(key.stringValue)] != nil }
    func decodeNil(forKey key: Key) throws -> Bool { row.isNull(try column(key)) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try container(key).decode(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "a column is no struct")
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "a column is no list")
    }

    func superDecoder() throws -> any Decoder { RowDecoder(row: row, columns: columns) }
    func superDecoder(forKey key: Key) throws -> any Decoder { RowDecoder(row: row, columns: columns) }

    private func snakeCase(_ name: String) -> String {
        var result = ""
        for character in name {
            if character.isUppercase {
                result += "_" + character.lowercased()
            } else {
                result.append(character)
            }
        }
        return result
    }
}

private struct ColumnContainer: SingleValueDecodingContainer {
    let row: any Row
    let column: Int
    let codingPath: [any CodingKey]

    func decodeNil() -> Bool { row.isNull(column) }
    func decode(_ type: Bool.Type) throws -> Bool { try integer() != 0 }
    func decode(_ type: String.Type) throws -> String {
        try requireValue()
        return row.text(column)
    }
    func decode(_ type: Double.Type) throws -> Double {
        try requireValue()
        return row.real(column)
    }
    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    func decode(_ type: Int.Type) throws -> Int { try exactly() }
    func decode(_ type: Int8.Type) throws -> Int8 { try exactly() }
    func decode(_ type: Int16.Type) throws -> Int16 { try exactly() }
    func decode(_ type: Int32.Type) throws -> Int32 { try exactly() }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try exactly() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try exactly() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try exactly() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try exactly() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try exactly() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try Value(from: ColumnDecoder(container: self))
    }

    private func integer() throws -> Int64 {
        try requireValue()
        return row.integer(column)
    }

    private func exactly<Number: FixedWidthInteger>() throws -> Number {
        guard let number = Number(exactly: try integer()) else {
            throw DecodingError.dataCorruptedError(in: self, debugDescription: "\(row.name(column)) is out of range")
        }
        return number
    }

    private func requireValue() throws {
        guard row.isNull(column) else { return }
        throw DecodingError.valueNotFound(
            Int64.self, .init(codingPath: codingPath, debugDescription: "\(row.name(column)) is NULL"))
    }
}

private struct ColumnDecoder: Decoder {
    let container: ColumnContainer
    var codingPath: [any CodingKey] { container.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "a column is no struct"))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "a column is no list"))
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { container }
}
