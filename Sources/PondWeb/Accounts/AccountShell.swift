import PondCore
import PondPlatform

/// What stands around pages about one's account, which belong to no community: `shell` of `shell/member` and
/// `shell/alone`.
struct AccountShell: Sendable {
    struct Link: Sendable {
        let title: String
        let address: String
    }
    struct Filing: Sendable {
        let title: String
        let address: String?
    }
    struct Toast: Sendable {
        let text: String
        let isBad: Bool
    }

    let brandName: String
    let homeAddress = "/"
    let here: String
    let hasTabs = false
    let policies: [Link]
    let filings: [Filing]
    let signInAddress: String?
    let toast: Toast?

    init(_ settings: InstallationSettings, _ visit: Visit, said: Phrase? = nil) {
        brandName = settings.siteName
        here = visit.here
        policies = Policy.allCases.map {
            Link(title: $0.title.text(visit.language), address: "/policies/\($0.rawValue)")
        }
        var filings: [Filing] = []
        if !settings.icpNumber.isEmpty {
            filings.append(Filing(title: settings.icpNumber, address: "https://beian.miit.gov.cn/"))
        }
        if !settings.policeNumber.isEmpty {
            filings.append(Filing(title: settings.policeNumber, address: "https://beian.mps.gov.cn/"))
        }
        self.filings = filings
        signInAddress = visit.actor.person == nil ? "/sign-in" : nil
        toast = said.map { Toast(text: $0.text(visit.language), isBad: false) }
    }
}
