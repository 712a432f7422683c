/// The 64-bit identity of a row, typed by what it identifies so that a member's id cannot be passed for a group's.
///
/// Stored as BIGINT. Written as a string in JSON, because JavaScript's numbers lose integers above 2^53.
package struct ID<Subject>: Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension ID: CustomStringConvertible {
    package var description: String { String(rawValue) }
}

extension ID: LosslessStringConvertible {
    package init?(_ description: String) {
        guard let value = Int64(description) else { return nil }
        rawValue = value
    }
}

extension ID: Codable {
    /// Accepts a number (a database column) or a string (JSON).
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int64.self) {
            rawValue = number
            return
        }
        let text = try container.decode(String.self)
        guard let value = Int64(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no id")
        }
        rawValue = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
