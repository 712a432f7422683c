import Foundation

/// What a person signs in with and is written to: an e-mail address or a phone number, in one normal form.
package struct ContactAddress: Hashable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case email
        case phone
    }

    package static let charactersMax = 254
    /// Numbers without a country belong to this one.
    package static let defaultCountryCode = "86"

    package let kind: Kind
    /// Lower-case mail address, or `+` and digits (E.164).
    package let text: String

    /// Takes an address from the database.
    init(kind: Kind, stored: String) {
        self.kind = kind
        text = stored
    }

    /// Reads what somebody typed: full-width digits, blanks, hyphens and a missing country code are all right.
    /// - Returns: nil when it is neither a mail address nor a phone number.
    package init?(_ typed: String) {
        let narrow = typed.precomposedStringWithCompatibilityMapping
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard !narrow.isEmpty, narrow.utf8.count <= Self.charactersMax else { return nil }
        if narrow.contains("@") {
            guard let mail = Self.mail(narrow) else { return nil }
            self.init(kind: .email, stored: mail)
        } else {
            guard let phone = Self.phone(narrow) else { return nil }
            self.init(kind: .phone, stored: phone)
        }
    }

    /// One `@`, a local part and a domain with a dot, no blanks and no control characters. Whether it exists only a
    /// message can tell.
    private static func mail(_ text: String) -> String? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64 else { return nil }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        let isDomain =
            labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.unicodeScalars.allSatisfy {
                        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-"
                    }
            }
        let local = CharacterSet(charactersIn: "!#$%&'*+-/=?^_`{|}~.").union(.alphanumerics)
        guard isDomain, parts[0].unicodeScalars.allSatisfy({ local.contains($0) }) else { return nil }
        return text.lowercased()
    }

    /// E.164 has at most 15 digits; fewer than 7 are no subscriber's number.
    private static func phone(_ text: String) -> String? {
        var digits = text.filter { !" -()./".contains($0) }
        let isInternational = digits.hasPrefix("+") || digits.hasPrefix("00")
        if digits.hasPrefix("+") { digits.removeFirst() } else if digits.hasPrefix("00") { digits.removeFirst(2) }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), (7...15).contains(digits.count) else { return nil }
        if isInternational { return "+" + digits }
        return "+" + defaultCountryCode + (digits.hasPrefix("0") ? String(digits.dropFirst()) : digits)
    }

    /// The address with its middle hidden, for pages that others may look at: `m***@pond.example`, `+86138****0000`.
    package var masked: String {
        switch kind {
        case .email:
            let at = text.firstIndex(of: "@") ?? text.endIndex
            return text.prefix(1) + "***" + text[at...]
        case .phone: return text.prefix(6) + "****" + text.suffix(4)
        }
    }
}

extension ContactAddress: CustomStringConvertible {
    package var description: String { text }
}
