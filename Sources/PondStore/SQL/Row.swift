/// One row of a result, readable only inside the closure it is handed to. Columns are numbered from 0.
///
/// Reading a column as a type that it is not gives that type's zero; the schema's CHECKs, not this reader, keep types
/// right.
package protocol Row {
    var columnCount: Int { get }
    func name(_ column: Int) -> String
    func isNull(_ column: Int) -> Bool
    func integer(_ column: Int) -> Int64
    func real(_ column: Int) -> Double
    func text(_ column: Int) -> String
    func blob(_ column: Int) -> [UInt8]
}

extension Row {
    package func integerOrNull(_ column: Int) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    package func textOrNull(_ column: Int) -> String? {
        isNull(column) ? nil : text(column)
    }
}
