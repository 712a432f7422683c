import PondCommunity

/// What stands around every member page (`shell/member`), and around pages on a card of their own (`shell/alone`).
struct MemberShell: Sendable {
    let brandName: String
    let sign: BrandSign
    let brandStyle: String?
    let homeAddress: String
    /// Where the console is, for those who may go there.
    let consoleAddress: String?
    let searchAddress: String?
    /// For guests.
    let signInAddress: String?
    let here: String
    let policies: [ShellLink]
    let filings: [ShellLink]
    let hasTabs: Bool
    let tabs: [MemberTab]
    /// Where the tabs come from anew while the page is open; nil without tabs.
    let counts: LiveCounts?
    var stream: StreamPlace?
    var toast: ShellToast?

    func with(stream: StreamPlace? = nil, toast: ShellToast? = nil) -> MemberShell {
        var shell = self
        shell.stream = stream
        shell.toast = toast
        return shell
    }

    /// Around a page for somebody who is not inside.
    /// - Parameter profile: the community that the page is about; nil for one that belongs to none.
    static func outside(_ profile: CommunityProfile?, here: String, _ footer: FooterLinks) -> MemberShell {
        MemberShell(
            brandName: profile?.community.name ?? "Pond", sign: profile?.sign ?? .pond,
            brandStyle: profile?.styleAddress, homeAddress: profile.map { "/c/\($0.community.id)" } ?? "/",
            consoleAddress: nil, searchAddress: nil, signInAddress: nil, here: here, policies: footer.policies,
            filings: footer.filings, hasTabs: false, tabs: [], counts: nil)
    }
}
