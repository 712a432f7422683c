import Foundation
import Hummingbird
import NIOCore

/// The fields of a posted form, as text. What is missing is empty, so that a form can always be shown again with what
/// was in it.
struct FormInput: Sendable {
    private var values: [String: String] = [:]

    init(_ body: String) {
        for pair in body.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count > 1 ? parts[1] : "") else {
                continue
            }
            values[name] = value
        }
    }

    /// `application/x-www-form-urlencoded`: a plus is a blank. U+0000 goes, because no database keeps it.
    private static func decoded(_ text: Substring) -> String? {
        text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding?.replacingOccurrences(of: "\0", with: "")
    }

    /// A field without blanks around it.
    func text(_ name: String) -> String {
        (values[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A field as it was typed: passwords may begin with a blank.
    func raw(_ name: String) -> String { values[name] ?? "" }

    /// Whether a box was ticked.
    func isTicked(_ name: String) -> Bool { values[name] != nil }

    func number(_ name: String) -> Int? { Int(text(name).precomposedStringWithCompatibilityMapping) }
}

extension Call {
    /// The fields of a posted form.
    func input() -> FormInput { FormInput(String(buffer: body)) }
}
