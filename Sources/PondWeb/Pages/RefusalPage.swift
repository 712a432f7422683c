import PondCore

/// `shell/refusal`: why something was refused, and the way on.
struct RefusalPage: Sendable {
    let frame: PageFrame
    let heading: String
    let detail: String
    let fields: [String]
    let signIn: Bool
    /// Shown where the failure is ours, so that somebody can look it up in the log.
    let requestID: String?

    init(_ error: AppError, frame: PageFrame, requestID: String? = nil) {
        self.frame = frame
        let language: ReportLanguage = frame.isChinese ? .chinese : .english
        heading = frame.title
        detail = error.wording.text(language)
        fields = error.fields.map { "\($0.field): \($0.wording.text(language))" }
        signIn = error.kind == .signInNeeded
        self.requestID = requestID
    }
}
