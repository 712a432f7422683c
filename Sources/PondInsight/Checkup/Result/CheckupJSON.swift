package import Foundation
import PondCore

extension Checkup {
    /// The JSON of `pond checkup --json`: begins `{"schema":1,"totals":{"messages":…,"system":…,"people":…`.
    ///
    /// The order of top-level keys and of the totals is written out here, since `JSONEncoder` promises none; inside the
    /// other sections keys are sorted.
    /// - Throws: `EncodingError` when a number is not finite, which would be a mistake of ours.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var data = Data("{\"schema\":\(schema),\"totals\":\(totals.orderedJSON)".utf8)
        func append(_ key: String, _ value: some Encodable) throws {
            data.append(contentsOf: ",\"\(key)\":".utf8)
            data.append(try encoder.encode(value))
        }
        try append("source", source)
        try append("needs", needs)
        if let noGroup { try append("noGroup", noGroup) }
        try append("coverage", coverage)
        if let indices { try append("indices", indices) }
        try append("errors", errors)
        try append("actions", actions)
        try append("activity", activity)
        try append("newcomers", newcomers)
        try append("rhythm", rhythm)
        try append("ecology", ecology)
        try append("network", network)
        try append("content", content)
        try append("limits", limits)
        try append("people", people)
        data.append(contentsOf: "}".utf8)
        return data
    }

    /// Reads what `json()` wrote.
    package init(json data: Data) throws {
        self = try JSONDecoder().decode(Checkup.self, from: data)
    }
}

extension Checkup.Totals {
    /// Integers only, so that writing them by hand needs no escaping.
    var orderedJSON: String {
        let fields: [(String, Int64?)] = [
            ("messages", Int64(messages)), ("system", Int64(system)), ("people", Int64(people)),
            ("speaking", Int64(speaking)), ("silent", silent.map(Int64.init)), ("chats", Int64(chats)),
            ("days", Int64(days)), ("from", from?.milliseconds), ("until", until?.milliseconds),
            ("duplicates", Int64(duplicates)), ("misdated", Int64(misdated)),
        ]
        let written = fields.compactMap { field in field.1.map { "\"\(field.0)\":\($0)" } }
        return "{" + written.joined(separator: ",") + "}"
    }
}
