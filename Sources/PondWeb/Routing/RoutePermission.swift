import PondCommunity
import PondPlatform

/// Who may call a route. There is no default: a route that does not say it does not compile.
enum RoutePermission: Hashable, Sendable {
    /// Also guests.
    case everybody
    case signedIn
    /// Who runs the installation.
    case administrator
    /// Whose standing in the community of the path (`{community}`) allows it.
    case inCommunity(Permission)
    /// Whose standing allows it somewhere in the community: leaders in the groups they lead. The façade checks which.
    case somewhereInCommunity(Permission)
}

extension RoutePermission: CustomStringConvertible {
    var description: String {
        switch self {
        case .everybody: "everybody"
        case .signedIn: "signed in"
        case .administrator: "administrator"
        case .inCommunity(let permission): permission.rawValue
        case .somewhereInCommunity(let permission): "\(permission.rawValue) in a group"
        }
    }
}
