import Foundation
import NIOCore

/// The fields of a posted form, each with all its values: boxes that are ticked come under one name. What is missing is
/// empty, so that a form can always be shown again with what was in it.
struct FormValues: Sendable {
    private let values: [String: [String]]
    /// More are not read: no form of ours has as many.
    static let fieldCountMax = 2_000

    init(_ body: ByteBuffer) {
        self.init(String(buffer: body))
    }

    init(_ text: String) {
        var values: [String: [String]] = [:]
        for pair in text.split(separator: "&").prefix(Self.fieldCountMax) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count > 1 ? parts[1] : "") else {
                continue
            }
            values[name, default: []].append(value)
        }
        self.values = values
    }

    /// Fields of a multipart form.
    init(_ fields: [(String, String)]) {
        values = Dictionary(grouping: fields.prefix(Self.fieldCountMax), by: \.0).mapValues { fields in
            fields.map { $0.1.replacingOccurrences(of: "\0", with: "").replacing("\r\n", with: "\n") }
        }
    }

    /// The first value of a field; empty when it is not there.
    subscript(_ name: String) -> String { values[name]?.first ?? "" }

    /// Nil when it is not there or empty.
    func text(_ name: String) -> String? {
        let value = self[name]
        return value.isEmpty ? nil : value
    }

    /// The first value without blanks around it; empty when it is not there.
    func line(_ name: String) -> String { self[name].trimmingCharacters(in: .whitespacesAndNewlines) }

    /// A number, in full-width digits too.
    func number(_ name: String) -> Int? { Int(line(name).precomposedStringWithCompatibilityMapping) }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// Whether a box was ticked.
    func isOn(_ name: String) -> Bool { text(name) != nil }

    /// `application/x-www-form-urlencoded`: a plus is a blank. U+0000 goes, because no database keeps it.
    private static func decoded(_ text: Substring) -> String? {
        text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding?
            .replacingOccurrences(of: "\0", with: "")
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")

    /// For a value in an address (RFC 3986, unreserved characters and the slash stay).
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}

extension Call {
    /// The posted form.
    var values: FormValues { FormValues(body) }
}

/// A choice in a form.
struct FormChoice: Sendable {
    let value: String
    let title: String
    let hint: String?
    let isChosen: Bool

    init(_ value: String, _ title: String, hint: String? = nil, isChosen: Bool) {
        self.value = value
        self.title = title
        self.hint = hint
        self.isChosen = isChosen
    }
}
