/// What is wrong with one field of an input.
package struct FieldError: Hashable, Sendable {
    /// Stable for ever, like `AppError.Code`.
    package enum Problem: String, CaseIterable, Sendable {
        case missing
        /// Value: the most characters.
        case tooLong = "too_long"
        /// Value: the fewest characters.
        case tooShort = "too_short"
        case malformed
        /// Value: what is offered, or empty.
        case notOffered = "not_offered"
        case taken
        /// The name of somebody who holds a post.
        case staffName = "staff_name"
        /// Values: from, to.
        case outOfRange = "out_of_range"
        case tooWeak = "too_weak"
        /// Value: the contrast that it has, `3.1`.
        case lowContrast = "low_contrast"
        case wrong
        case expired
        /// Value: why in the words of who refused it; empty where nothing is set up that would send.
        case undeliverable
    }

    /// The field's name in the form and in JSON.
    package let field: String
    package let problem: Problem
    /// What fills the wording, such as the limit.
    package let values: [String]

    package init(_ field: String, _ problem: Problem, _ values: String...) {
        self.field = field
        self.problem = problem
        self.values = values
    }

    /// The same about a field that the form calls otherwise.
    package func renamed(_ field: String) -> FieldError {
        FieldError(field: field, problem: problem, values: values)
    }

    private init(field: String, problem: Problem, values: [String]) {
        self.field = field
        self.problem = problem
        self.values = values
    }
}
