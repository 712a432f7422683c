import PondCommunity

/// Everybody who may stand before a route, from the one who may least.
enum RouteVisitor: String, CaseIterable, Hashable, Sendable {
    /// Nobody is signed in.
    case guest
    /// Signed in, and owner of another community.
    case elsewhere
    case member
    case leader
    case support
    case marketing
    case tech
    case admin
    case owner
    /// Runs the installation, and is no member of the community.
    case administrator

    /// The post that makes them so; nil where there is none.
    var post: Post? {
        switch self {
        case .leader: .leader
        case .support: .support
        case .marketing: .marketing
        case .tech: .tech
        case .admin: .admin
        default: nil
        }
    }

    /// Their login's number.
    var number: Int64 {
        switch self {
        case .guest: 0
        case .owner: 1
        case .elsewhere: 2
        case .member: 3
        case .leader: 4
        case .support: 5
        case .marketing: 6
        case .tech: 7
        case .admin: 8
        case .administrator: 9
        }
    }

    var token: String? { self == .guest ? nil : "token-\(number)" }

    static let insiders: Set<RouteVisitor> = [.member, .leader, .support, .marketing, .tech, .admin, .owner]
    static let staff: Set<RouteVisitor> = [.leader, .support, .marketing, .tech, .admin, .owner]
    static let all = Set(allCases)
}
