import Foundation
package import PondCore

/// What is needed to make an account.
package struct AccountDraft: Sendable {
    package static let nameCharactersMax = 40

    package var name: String
    package var address: String
    package var password: String
    package var birthYear: Int?
    /// Agreed to the terms and the privacy policy.
    package var agrees: Bool
    /// A guardian agreed, for people under 14.
    package var guardianAgrees: Bool

    package init(
        name: String, address: String, password: String, birthYear: Int? = nil, agrees: Bool,
        guardianAgrees: Bool = false
    ) {
        self.name = name
        self.address = address
        self.password = password
        self.birthYear = birthYear
        self.agrees = agrees
        self.guardianAgrees = guardianAgrees
    }

    /// A draft whose fields are known to be right.
    package struct Checked: Sendable {
        let name: String
        let address: ContactAddress
        let password: String
        let birthYear: Int?
        let guardianAgrees: Bool
    }

    /// - Parameter year: the current one, for the guardian's consent.
    /// - Throws: `AppError.fieldsInvalid` with all that is wrong.
    package func validated(year: Int) throws -> Checked {
        let name = PersonName.cleaned(name)
        let contact = ContactAddress(address)
        var errors = PersonName.errors(name) + PasswordRules.errors(password, near: [name, contact?.text ?? ""])
        if address.trimmingCharacters(in: .whitespaces).isEmpty {
            errors.append(FieldError("address", .missing))
        } else if contact == nil {
            errors.append(FieldError("address", .malformed))
        }
        if let birthYear, !(1900...year).contains(birthYear) {
            errors.append(FieldError("birthYear", .outOfRange, "1900", String(year)))
        }
        let isYoung = birthYear.map { year - $0 < Account.guardianAge } ?? false
        if isYoung, !guardianAgrees { errors.append(FieldError("guardianAgrees", .missing)) }
        if !agrees { errors.append(FieldError("agrees", .missing)) }
        guard let contact, errors.isEmpty else { throw AppError(code: .fieldsInvalid, fields: errors) }
        return Checked(
            name: name, address: contact, password: password, birthYear: birthYear, guardianAgrees: guardianAgrees)
    }
}

/// Names of people: one line of which something can be seen.
package enum PersonName {
    package static func cleaned(_ name: String) -> String {
        let line = CleanText.line(name)
        return CleanText.isVisible(line) ? line : ""
    }

    package static func errors(_ name: String, field: String = "name") -> [FieldError] {
        if name.isEmpty { return [FieldError(field, .missing)] }
        let isTooLong = name.count > AccountDraft.nameCharactersMax || name.unicodeScalars.count > 60
        return isTooLong ? [FieldError(field, .tooLong, String(AccountDraft.nameCharactersMax))] : []
    }
}
