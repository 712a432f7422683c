import PondCore
import PondPlatform

/// What stands around pages about one's account, which belong to no community: `shell` of `shell/member` and
/// `shell/alone`.
struct AccountShell: Sendable {
    struct Toast: Sendable {
        let text: String
        let isBad: Bool
    }

    let brandName: String
    let homeAddress = "/"
    let here: String
    let hasTabs = false
    let policies: [ShellLink]
    let filings: [ShellLink]
    let signInAddress: String?
    let toast: Toast?

    init(_ settings: InstallationSettings, _ visit: Visit, said: Phrase? = nil) {
        brandName = settings.siteName
        here = visit.here
        let footer = FooterLinks(settings, visit.language)
        policies = footer.policies
        filings = footer.filings
        signInAddress = visit.actor.person == nil ? "/sign-in" : nil
        toast = said.map { Toast(text: $0.text(visit.language), isBad: false) }
    }
}
