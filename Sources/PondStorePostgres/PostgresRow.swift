import CLibPQ
import PondStore

/// A row of a result in binary format.
struct PostgresRow: Row {
    let result: OpaquePointer
    let row: Int32

    var columnCount: Int { Int(PQnfields(result)) }

    func name(_ column: Int) -> String {
        PQfname(result, Int32(column)).map { String(cString: $0) } ?? ""
    }

    func isNull(_ column: Int) -> Bool { PQgetisnull(result, row, Int32(column)) == 1 }

    /// Integers of 2, 4 or 8 bytes and booleans are sent big-endian.
    func integer(_ column: Int) -> Int64 {
        let bytes = bytes(column)
        guard let first = bytes.first else { return 0 }
        let isBoolean = bytes.count == 1
        var value: Int64 = isBoolean ? 0 : (first & 0x80 == 0 ? 0 : -1)
        for byte in bytes.prefix(8) { value = value << 8 | Int64(byte) }
        return value
    }

    func real(_ column: Int) -> Double {
        let bytes = bytes(column)
        guard bytes.count == 8 else { return Double(integer(column)) }
        return Double(bitPattern: UInt64(bitPattern: integer(column)))
    }

    func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }
    func blob(_ column: Int) -> [UInt8] { [UInt8](bytes(column)) }

    private func bytes(_ column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, Int32(column)), count: Int(PQgetlength(result, row, Int32(column))))
    }
}
