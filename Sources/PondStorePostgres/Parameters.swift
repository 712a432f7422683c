import CLibPQ
import PondStore

/// Bindings in PostgreSQL's binary format: numbers big-endian, text and bytes as they are.
struct Parameters {
    static let binary: Int32 = 1
    private static let formats: [Int32] = Array(repeating: binary, count: 65_535)

    /// Object ids of the types, from PostgreSQL's pg_type.dat.
    enum TypeID {
        static let int8: Oid = 20
        static let float8: Oid = 701
        static let text: Oid = 25
        static let bytea: Oid = 17
        static let int8Array: Oid = 1016
        static let float8Array: Oid = 1022
        static let textArray: Oid = 1009
        static let byteaArray: Oid = 1001
    }

    private(set) var types: [Oid] = []
    private var bytes: [UInt8] = []
    /// Where each value starts in `bytes`; -1 for NULL.
    private var starts: [Int] = []
    private var lengths: [Int32] = []

    var count: Int { types.count }

    init(_ bindings: [SQLValue]) {
        types.reserveCapacity(bindings.count)
        starts.reserveCapacity(bindings.count)
        lengths.reserveCapacity(bindings.count)
        bytes.reserveCapacity(bindings.count * 12)
        for value in bindings {
            switch value {
            case .integer(let number): append(TypeID.int8, number.map { bigEndian(UInt64(bitPattern: $0)) })
            case .real(let number): append(TypeID.float8, number.map { bigEndian($0.bitPattern) })
            case .text(let text): append(text)
            case .blob(let blob): append(TypeID.bytea, blob)
            }
        }
    }

    /// Rows as one array a column, for `unnest`: however many rows there are, the statement is the same, and the server
    /// plans a handful of parameters instead of thousands.
    /// - Parameter bindings: the rows one after the other, at least one.
    /// - Throws: `StoreError.engine` when the values of a column are not of one type.
    init(columnsOf bindings: [SQLValue], columnCount: Int) throws {
        bytes.reserveCapacity(bindings.count * 16)
        for column in 0..<columnCount {
            let (elementType, arrayType) = Self.types(bindings[column])
            types.append(arrayType)
            starts.append(bytes.count)
            appendArrayHead(of: elementType, count: bindings.count / columnCount)
            for index in stride(from: column, to: bindings.count, by: columnCount) {
                guard Self.types(bindings[index]).element == elementType else {
                    throw StoreError.engine(code: "bindings", message: "a column has values of two types")
                }
                appendElement(bindings[index])
            }
            lengths.append(Int32(bytes.count - starts[column]))
        }
    }

    private static func types(_ value: SQLValue) -> (element: Oid, array: Oid) {
        switch value {
        case .integer: (TypeID.int8, TypeID.int8Array)
        case .real: (TypeID.float8, TypeID.float8Array)
        case .text: (TypeID.text, TypeID.textArray)
        case .blob: (TypeID.bytea, TypeID.byteaArray)
        }
    }

    /// The format of array_send in PostgreSQL's arrayfuncs.c: dimensions, whether there are nulls, the elements' type;
    /// of the one dimension its length and its first index; then the elements, each behind its length.
    private mutating func appendArrayHead(of type: Oid, count: Int) {
        let dimensions: Int32 = 1
        let mayHoldNulls: Int32 = 1
        let firstIndex: Int32 = 1
        for number in [dimensions, mayHoldNulls, Int32(type), Int32(count), firstIndex] { append(bigEndian: number) }
    }

    private mutating func appendElement(_ value: SQLValue) {
        switch value {
        case .integer(let number?): appendElement(bigEndian: UInt64(bitPattern: number))
        case .real(let number?): appendElement(bigEndian: number.bitPattern)
        case .text(let text?):
            var text = text
            text.withUTF8 { utf8 in
                append(bigEndian: Int32(utf8.count))
                bytes.append(contentsOf: utf8)
            }
        case .blob(let blob?):
            append(bigEndian: Int32(blob.count))
            bytes.append(contentsOf: blob)
        case .integer(nil), .real(nil), .text(nil), .blob(nil): append(bigEndian: Int32(-1))
        }
    }

    private mutating func appendElement(bigEndian value: UInt64) {
        append(bigEndian: Int32(MemoryLayout<UInt64>.size))
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func append(bigEndian value: Int32) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    func withPointers<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        // A text of no bytes must still have an address: libpq takes a null pointer for NULL.
        let storage = bytes.isEmpty ? [0] : bytes
        return storage.withUnsafeBytes { raw in
            let base = raw.bindMemory(to: CChar.self).baseAddress
            let pointers = starts.map { start in start < 0 ? nil : base.map { $0 + min(start, storage.count - 1) } }
            return pointers.withUnsafeBufferPointer { values in
                body(values.baseAddress, lengths, Self.formats)
            }
        }
    }

    private mutating func append(_ text: String?) {
        guard var text else { return append(TypeID.text, [UInt8]?.none) }
        types.append(TypeID.text)
        starts.append(bytes.count)
        lengths.append(Int32(text.withUTF8 { $0.count }))
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ type: Oid, _ value: [UInt8]?) {
        types.append(type)
        starts.append(value == nil ? -1 : bytes.count)
        lengths.append(Int32(value?.count ?? 0))
        if let value { bytes.append(contentsOf: value) }
    }

    private func bigEndian(_ value: UInt64) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { [UInt8]($0) }
    }
}
