import PondCommunity
import PondCore

/// A page of the settings, in the list beside them.
struct SettingsLink: Sendable {
    let address: String
    let title: String
    let icon: String
    let isCurrent: Bool
}

/// The pages of a community's settings.
enum SettingsPlace: String, CaseIterable, Sendable {
    case brand, positioning, access, staff, permissions

    var title: Phrase {
        switch self {
        case .brand: Phrase("名称和品牌", "Name and brand")
        case .positioning: Phrase("定位", "Positioning")
        case .access: Phrase("门和隐私", "Door and privacy")
        case .staff: Phrase("岗位", "Posts")
        case .permissions: Phrase("权限表", "Permissions")
        }
    }

    var icon: String {
        switch self {
        case .brand: "cup"
        case .positioning: "leaf"
        case .access: "lock"
        case .staff: "users"
        case .permissions: "table"
        }
    }

    func address(_ community: ID<Community>) -> String {
        "/console/\(community)/settings" + (self == .brand ? "" : "/\(rawValue)")
    }

    static func links(
        _ community: ID<Community>, _ current: SettingsPlace, _ standing: Standing, _ language: ReportLanguage
    )
        -> [SettingsLink]
    {
        var links = allCases.map {
            SettingsLink(
                address: $0.address(community), title: $0.title.text(language), icon: $0.icon,
                isCurrent: $0 == current)
        }
        if standing.allowsSomewhere(.manageInvitations) {
            links.append(
                SettingsLink(
                    address: ConsolePlace.invitations.address(community),
                    title: Phrase("邀请", "Invitations").text(language), icon: "qr", isCurrent: false))
        }
        links.append(
            SettingsLink(
                address: "/policies", title: Phrase("公约与政策", "Policies").text(language), icon: "book", isCurrent: false)
        )
        return links
    }
}

/// `settings/brand`
struct BrandSettingsPage: Sendable {
    let frame: PageFrame
    let shell: ConsoleShell
    let links: [SettingsLink]
    let action: String
    let version: String
    let mayChange: Bool
    let name: String
    let timeZone: String
    let slogan: String
    let initials: String
    let shownInitials: String
    let sign: BrandSign
    let markAction: String
    let markProblem: String?
    let colourLight: String
    let colourDark: String
    let hasColours: Bool
    let errors: [String: String]
    let problem: String?
}

/// `settings/positioning`
struct PositioningSettingsPage: Sendable {
    let frame: PageFrame
    let shell: ConsoleShell
    let links: [SettingsLink]
    let action: String
    let version: String
    let mayChange: Bool
    let kinds: [FormChoice]
    let forms: [FormChoice]
    let purposes: [FormChoice]
    let categories: [FormChoice]
    let elements: [FormChoice]
    let portrait: String
    let valueTags: String
    let errors: [String: String]
    let problem: String?
}

/// `settings/access`
struct AccessSettingsPage: Sendable {
    let frame: PageFrame
    let shell: ConsoleShell
    let links: [SettingsLink]
    let action: String
    let version: String
    let mayChange: Bool
    let isPublic: Bool
    let doors: [FormChoice]
    let guestsSee: [FormChoice]
    let languages: [FormChoice]
    let showsRegion: Bool
    let personalRanking: Bool
    let needsVerifiedPhone: Bool
    let errors: [String: String]
    let problem: String?
}

/// `settings/staff`
struct StaffSettingsPage: Sendable {
    struct HolderRow: Sendable {
        let name: String
        let portrait: Portrait
        let number: String
        let post: String
        let postValue: String
        let group: String?
        let groupValue: String
        let given: ShownTime
        let address: String
        let withdrawal: String
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let links: [SettingsLink]
    let rows: [HolderRow]
    let action: String
    let mayGive: Bool
    let members: String
    let problem: String?
}

/// `settings/permissions`: the table, a row a permission and a column a post.
struct PermissionSettingsPage: Sendable {
    struct Cell: Sendable {
        let isAllowed: Bool
        let post: String
    }

    struct PermissionRow: Sendable {
        let title: String
        let code: String
        let cells: [Cell]
    }

    let frame: PageFrame
    let shell: ConsoleShell
    let links: [SettingsLink]
    let posts: [String]
    let rows: [PermissionRow]
}
