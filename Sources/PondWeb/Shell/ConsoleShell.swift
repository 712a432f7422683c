/// What stands around every page of the console (`shell/console`).
struct ConsoleShell: Sendable {
    let brandName: String
    /// The address of the mark's picture; nil shows Pond's.
    let sign: BrandSign
    let brandStyle: String?
    let homeAddress: String
    let sections: [NavigationSection]
    let person: ShellPerson
    let memberAddress: String?
    let otherCommunities: String?
    /// The address of this page, to come back to.
    let here: String
    var back: ShellLink?
    /// How old the numbers are, or how many there are.
    var fresh: String
    let searchAddress: String
    var searchText: String
    var stream: StreamPlace?
    var toast: ShellToast?

    /// With what only one page knows.
    func with(
        back: ShellLink? = nil, fresh: String = "", searchText: String = "", stream: StreamPlace? = nil,
        toast: ShellToast? = nil
    ) -> ConsoleShell {
        var shell = self
        shell.back = back
        shell.fresh = fresh
        shell.searchText = searchText
        shell.stream = stream
        shell.toast = toast
        return shell
    }
}
