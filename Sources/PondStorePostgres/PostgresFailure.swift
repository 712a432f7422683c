import CLibPQ
import PondStore

/// A failed result as a `StoreError`, by SQLSTATE: https://www.postgresql.org/docs/15/errcodes-appendix.html
struct PostgresFailure {
    private let state: String
    private let constraint: String
    private let column: String
    private let message: String

    init(_ result: OpaquePointer) {
        func field(_ code: Character) -> String {
            guard let value = PQresultErrorField(result, Int32(code.asciiValue ?? 0)) else { return "" }
            return String(cString: value)
        }
        state = field("C")
        constraint = field("n")
        column = field("c")
        message = field("M")
    }

    var storeError: StoreError {
        switch state {
        case "23505": .unique(constraint: constraint)
        case "23503": .foreignKey(constraint: constraint)
        case "23514": .check(constraint: constraint)
        case "23502": .notNull(column: column)
        case "40001", "40P01": .serialisation
        case "57014", "55P03": .timeout(message)
        case "53100": .diskFull(message)
        case "25006": .readOnly(message)
        // The server is stopping, or cut us off for idling: the connection goes with it.
        case "57P01", "57P02", "57P03", "25P03": .connectionLost(message)
        default: .engine(code: state, message: message)
        }
    }
}
