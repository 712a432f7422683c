/// A link that a shell shows.
struct ShellLink: Hashable, Sendable {
    let address: String
    let title: String
}

/// A group of entries in the console's navigation.
struct NavigationSection: Sendable {
    let title: String
    let items: [NavigationItem]
}

/// An entry of the console's navigation.
struct NavigationItem: Sendable {
    let address: String
    let isCurrent: Bool
    /// The letter after `g` that goes there.
    let key: String?
    let icon: String
    let title: String
    /// What waits there; nil for nothing.
    let count: String?
    let countLabel: String
    let isUrgent: Bool
}

/// A tab of the member pages.
struct MemberTab: Sendable {
    let address: String
    let isCurrent: Bool
    let isPublish: Bool
    let icon: String
    let title: String
    let count: String?
    let countLabel: String
}

/// Numbers in a shell that follow what happens.
struct LiveCounts: Sendable {
    /// The events that change them.
    let kinds: String
    /// The page that holds them anew.
    let address: String
}

/// `shell/tabs-page`: the tabs of the member pages alone, for a page that is open.
struct TabsPage: Sendable {
    let frame: PageFrame
    let shell: MemberShell
}

/// What was just done, shown once after the redirect.
struct ShellToast: Sendable {
    let text: String
    let isBad: Bool
    /// How to take it back.
    let undo: ShellLink?

    init(_ text: String, isBad: Bool = false, undo: ShellLink? = nil) {
        self.text = text
        self.isBad = isBad
        self.undo = undo
    }
}

/// Where the live stream of a page begins.
struct StreamPlace: Sendable {
    let address: String
    let after: String
}

/// Who is signed in, at the foot of the navigation.
struct ShellPerson: Sendable {
    let name: String
    let post: String
    let tone: Int
    let initial: String
}

/// `shell/sign`: what a community is known by, a picture, or letters, or else Pond's mark.
struct BrandSign: Sendable {
    static let pond = BrandSign()

    var picture: String?
    var letters: String?
    var isPond: Bool { picture == nil && letters == nil }
}
