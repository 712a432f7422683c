import PondCore

/// `shell/refusal`: why something was refused, and the way on.
struct RefusalPage: Sendable {
    let frame: PageFrame
    let heading: String
    let detail: String
    let fields: [String]
    /// Where it can be put right.
    let way: ShellLink?
    /// Shown where the failure is ours, so that somebody can look it up in the log.
    let requestID: String?

    init(_ error: AppError, frame: PageFrame, here: String, requestID: String? = nil) {
        self.frame = frame
        let language: ReportLanguage = frame.isChinese ? .chinese : .english
        heading = frame.title
        detail = error.wording.text(language)
        fields = error.fields.map { "\($0.field): \($0.wording.text(language))" }
        way = Self.way(on: error, here: here, language)
        self.requestID = requestID
    }

    /// Where what was refused can be put right; nil where it cannot.
    static func way(on error: AppError, here: String, _ language: ReportLanguage) -> ShellLink? {
        switch error.code {
        case .signInNeeded:
            let address = here == "/" ? "/sign-in" : "/sign-in?next=\(here.inQuery)"
            return .init(address: address, title: AccountWords.signIn.text(language))
        case .secondFactorNeeded:
            return .init(address: "/me/second-factor", title: AccountWords.secondStep.text(language))
        case .membershipNeeded:
            return community(in: here).map {
                .init(address: "/c/\($0)", title: Phrase("看看这个社群", "See the community").text(language))
            }
        case .phoneNeeded, .guardianNeeded: return .init(address: "/me", title: AccountWords.me.text(language))
        default: return nil
        }
    }

    /// `/c/7/groups/9` and `/console/7` are about the community 7.
    private static func community(in path: String) -> Substring? {
        let parts = path.split(separator: "/", maxSplits: 2)
        guard parts.count > 1, parts[0] == "c" || parts[0] == "console" else { return nil }
        return parts[1].prefix { $0.isASCII && $0.isNumber }
    }
}
