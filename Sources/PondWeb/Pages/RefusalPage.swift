import PondCore

/// `shell/refusal`: why something was refused, and the way on.
struct RefusalPage: Sendable {
    let frame: PageFrame
    let heading: String
    let detail: String
    let fields: [String]
    /// Where it can be put right.
    let way: AccountShell.Link?
    /// Shown where the failure is ours, so that somebody can look it up in the log.
    let requestID: String?

    init(_ error: AppError, frame: PageFrame, here: String, requestID: String? = nil) {
        self.frame = frame
        let language: ReportLanguage = frame.isChinese ? .chinese : .english
        heading = frame.title
        detail = error.wording.text(language)
        fields = error.fields.map { "\($0.field): \($0.wording.text(language))" }
        switch error.code {
        case .signInNeeded:
            let address = here == "/" ? "/sign-in" : "/sign-in?next=\(here.inQuery)"
            way = .init(title: AccountWords.signIn.text(language), address: address)
        case .secondFactorNeeded:
            way = .init(title: AccountWords.secondStep.text(language), address: "/me/second-factor")
        case .phoneNeeded, .guardianNeeded: way = .init(title: AccountWords.me.text(language), address: "/me")
        default: way = nil
        }
        self.requestID = requestID
    }
}
