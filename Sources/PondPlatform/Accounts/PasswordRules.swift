package import PondCore

/// What a password has to be. Length and not being a well-known one are what counts; rules of composition are not
/// (NIST SP 800-63B, section 5.1.1.2).
package enum PasswordRules {
    package static let charactersMin = 8
    package static let charactersMax = 200

    /// The heads of every list of leaked passwords, and what Chinese lists add.
    static let wellKnown: Set<String> = [
        "12345678", "123456789", "1234567890", "password", "password1", "qwertyui", "qwertyuiop", "11111111",
        "00000000", "88888888", "66666666", "iloveyou", "abc12345", "abcd1234", "1q2w3e4r", "1qaz2wsx", "qwer1234",
        "woaini1314", "woaini520", "5201314520", "a1234567", "a12345678", "a123456789", "123123123", "12341234",
        "87654321", "asdfghjkl", "zxcvbnm123", "passw0rd", "p@ssw0rd", "admin123", "administrator", "letmein1",
        "welcome1", "sunshine", "princess", "football", "baseball", "dragon123", "superman", "qq123456", "wang1234",
    ]

    /// - Parameter near: name and addresses, which others know.
    package static func errors(_ password: String, near: [String], field: String = "password") -> [FieldError] {
        if password.isEmpty { return [FieldError(field, .missing)] }
        if password.count < charactersMin { return [FieldError(field, .tooShort, String(charactersMin))] }
        if password.unicodeScalars.count > charactersMax {
            return [FieldError(field, .tooLong, String(charactersMax))]
        }
        let lower = password.lowercased()
        let isNear = near.contains {
            !$0.isEmpty && ($0.lowercased() == lower || $0.lowercased().hasPrefix(lower + "@"))
        }
        let isMonotone = Set(lower).count < 4
        return wellKnown.contains(lower) || isNear || isMonotone ? [FieldError(field, .tooWeak)] : []
    }
}
