/// What stands around every member page (`shell/member`), and around pages on a card of their own (`shell/alone`).
struct MemberShell: Sendable {
    let brandName: String
    let brandMark: String?
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
    var stream: StreamPlace?
    var toast: ShellToast?

    func with(stream: StreamPlace? = nil, toast: ShellToast? = nil) -> MemberShell {
        var shell = self
        shell.stream = stream
        shell.toast = toast
        return shell
    }

    /// Around a page that belongs to no community.
    static func alone(here: String) -> MemberShell {
        MemberShell(
            brandName: "Pond", brandMark: nil, brandStyle: nil, homeAddress: "/", consoleAddress: nil,
            searchAddress: nil, signInAddress: nil, here: here, policies: [], filings: [], hasTabs: false, tabs: [])
    }
}
