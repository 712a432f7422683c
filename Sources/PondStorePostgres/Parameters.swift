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
