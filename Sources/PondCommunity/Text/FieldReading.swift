package import PondCore

/// Reads the fields of a draft and collects what is wrong with them.
package struct FieldReading {
    package private(set) var errors: [FieldError] = []

    package init() {}

    package mutating func refuse(_ error: FieldError) {
        errors.append(error)
    }

    /// One line of text, cleaned. Lengths count characters as people see them, and at most four scalars a character.
    package mutating func line(_ field: String, _ text: String, isNeeded: Bool = false, charactersMax: Int) -> String {
        check(field, CleanText.line(text), isNeeded: isNeeded, charactersMax: charactersMax)
    }

    /// Several lines of text, cleaned.
    package mutating func lines(_ field: String, _ text: String, isNeeded: Bool = false, charactersMax: Int) -> String {
        check(field, CleanText.lines(text), isNeeded: isNeeded, charactersMax: charactersMax)
    }

    private mutating func check(_ field: String, _ clean: String, isNeeded: Bool, charactersMax: Int) -> String {
        let visible = CleanText.isVisible(clean) ? clean : ""
        if visible.isEmpty, isNeeded { errors.append(FieldError(field, .missing)) }
        if visible.count > charactersMax || visible.unicodeScalars.count > charactersMax * 4 {
            errors.append(FieldError(field, .tooLong, String(charactersMax)))
        }
        return visible
    }

    /// A whole number in a range; nil where the field is empty.
    package mutating func number(_ field: String, _ text: String?, _ range: ClosedRange<Int>) -> Int? {
        guard let text = text.map(CleanText.line), !text.isEmpty else { return nil }
        guard let number = Int(text), range.contains(number) else {
            errors.append(FieldError(field, .outOfRange, String(range.lowerBound), String(range.upperBound)))
            return nil
        }
        return number
    }

    /// - Throws: `AppError.fieldsInvalid` with all that was wrong.
    package func finish() throws {
        try AppError.check(errors)
    }
}
