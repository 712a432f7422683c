import PondCommunity
import PondCore

/// The two sets of pages that show the same conversations.
enum ChatSide: Sendable {
    case member, console

    func groups(_ community: ID<Community>) -> String {
        switch self {
        case .member: "/c/\(community)/groups"
        case .console: "/console/\(community)/groups"
        }
    }

    func path(_ rest: String) -> String {
        (self == .member ? "/c/{community}/groups" : "/console/{community}/groups") + rest
    }

    var reading: RoutePermission {
        self == .member ? .inCommunity(.readGroups) : .somewhereInCommunity(.viewConsole)
    }
}
