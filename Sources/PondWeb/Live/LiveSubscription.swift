import PondCommunity
import PondCore
import PondPlatform
import PondStore

/// What somebody may hear, as it was at a position of the log.
struct LiveSubscription: Sendable {
    let community: Int64
    let person: Int64?
    let proof: LiveProof?
    let member: Int64?
    /// The groups they are in.
    var groups: Set<Int64>
    /// The groups they oversee as leaders, whether they are in them or not.
    let overseen: Set<Int64>
    let overseesAll: Bool
    let permissions: Set<Permission>
    /// Up to here, what happened is in the sets above and was handed out already.
    let position: Int64

    func hears(_ audience: LiveAudience) -> Bool {
        switch audience {
        case .group(let group, let community):
            community == self.community && (overseesAll || groups.contains(group) || overseen.contains(group))
        case .person(let member): member == self.member
        case .staff(let permission, let community):
            community == self.community && permissions.contains(permission)
        }
    }

    /// Whether a change ends the stream.
    func isEnded(by change: LiveChange) -> Bool {
        switch change {
        case .enters, .exits: false
        case .ends(let member): member == self.member
        case .revokes(let proof): proof == self.proof
        case .revokesAll(let person, let kept): person == self.person && (kept == nil || kept != proof)
        }
    }
}

/// What a stream begins with.
struct LiveBeginning: Sendable {
    /// A longer gap is not replayed: the page loads anew.
    static let gapCountMax = 500

    let subscription: LiveSubscription
    /// What was missed; nil when it is too much to tell.
    let missed: [LiveEvent]?

    /// Reads proof, standing and log on one snapshot: what changes later is an event behind its position.
    /// - Parameters:
    ///   - entered: the standing as it was when the request came in.
    ///   - after: the last event that the browser saw.
    /// - Throws: `AppError.signInNeeded`, `.membershipNeeded`, `.communityNotFound`, `.notAllowed`.
    static func read(
        _ entered: Standing, after: Int64?, _ transaction: ReadTransaction
    ) throws -> LiveBeginning {
        let actor = entered.actor
        if try transaction.isRevoked(actor) { throw AppError(.signInNeeded) }
        let standing = try transaction.standing(of: actor, in: entered.community.id, table: .standard)
        try standing.require(.readGroups)
        let member = try standing.asMember()
        let community = standing.community.id.rawValue
        let groups = try transaction.query(
            "SELECT group_id FROM group_memberships WHERE community_id = \(community) AND member_id = \(member)"
        ) { $0.integer(0) }
        let head = try transaction.headPosition()
        let subscription = LiveSubscription(
            community: community, person: actor.person?.rawValue, proof: LiveProof(actor.proof),
            member: member.rawValue, groups: Set(groups),
            overseen: Set(standing.ledGroups.filter { standing.oversees($0) }.map(\.rawValue)),
            overseesAll: standing.overseesAllGroups, permissions: standing.permissions, position: head)
        guard let after, after < head else {
            // A position that the log has not reached is none of ours: another database, or one that was restored.
            return LiveBeginning(subscription: subscription, missed: (after ?? head) == head ? [] : nil)
        }
        let events = try transaction.events(after: after, of: community, countMax: gapCountMax + 1)
        guard events.count <= gapCountMax else { return LiveBeginning(subscription: subscription, missed: nil) }
        let heard = events.map(LiveEvent.init).filter { $0.audiences.contains { subscription.hears($0) } }
        return LiveBeginning(subscription: subscription, missed: heard)
    }
}
