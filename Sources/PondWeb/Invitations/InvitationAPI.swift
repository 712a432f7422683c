import Hummingbird
import PondCommunity
import PondCore

/// An invitation as the API gives it.
struct InvitationResource: Codable, Sendable {
    let id: ID<Invitation>
    let code: String
    let link: String
    let groupId: ID<Group>?
    let note: String
    let usesMax: Int?
    let uses: Int
    let expiresAt: Timestamp?
    let state: Invitation.State
    let createdAt: Timestamp

    init(_ invitation: Invitation, origin: String, now: Timestamp) {
        id = invitation.id
        code = invitation.code
        link = "\(origin)/i/\(invitation.code)"
        groupId = invitation.groupId
        note = invitation.note
        usesMax = invitation.usesMax
        uses = invitation.uses
        expiresAt = invitation.expiresAt
        state = invitation.state(at: now)
        createdAt = invitation.createdAt
    }
}

/// A page of invitations, newest first.
struct InvitationPageResource: Codable, Sendable {
    let items: [InvitationResource]
    /// Goes into `before`; nil on the last page.
    let next: ID<Invitation>?
}

/// What makes an invitation.
struct InvitationRequest: Codable, Sendable {
    let groupId: ID<Group>?
    let note: String?
    let usesMax: Int?
    let days: Int?
}

/// A code that somebody comes in with.
struct InvitationUseRequest: Codable, Sendable {
    let code: String
    /// How they are called inside.
    let name: String
}

/// Where somebody stands after joining.
struct MembershipResource: Codable, Sendable {
    let communityId: ID<Community>
    let memberId: ID<Member>
    let number: Int
    let isNew: Bool
    let groupId: ID<Group>?
}

/// Invitations in the API.
struct InvitationAPIRoutes: Sendable {
    let invitations: Invitations
    let joining: Joining
    let shells: Shells

    private static let tag = "Invitations"
    private static let base = "/api/v1/communities/{community}/invitations"

    var routes: [Route] {
        [
            .api(
                .get, Self.base, .somewhereInCommunity(.manageInvitations), "listInvitations",
                "The invitations, newest first", tag: Self.tag,
                query: [
                    APIParameter(
                        name: "before", schema: .string(format: "int64"), summary: "The page after; from `next`")
                ], takes: Nothing.self, gives: InvitationPageResource.self
            ) { _, call in
                let all = try await invitations.all(
                    before: call.query("before").flatMap { ID($0) }, as: call.standing())
                return InvitationPageResource(
                    items: all.map { InvitationResource($0, origin: call.visit.origin, now: shells.now) },
                    next: all.count == Invitations.listCountMax ? all.last?.id : nil)
            },
            .api(
                .post, Self.base, .somewhereInCommunity(.manageInvitations), "makeInvitation", "Make an invitation",
                tag: Self.tag, takes: InvitationRequest.self, gives: InvitationResource.self, status: .created,
                refusals: [.groupNotFound]
            ) { request, call in
                let standing = try call.standing()
                let id = try await invitations.make(
                    InvitationDraft(
                        group: request.groupId, note: request.note ?? "", usesMax: request.usesMax.map { String($0) },
                        days: request.days.map { String($0) }), as: standing, key: call.visit.idempotencyKey)
                let made = try await invitations.invitation(id, as: standing)
                return InvitationResource(made, origin: call.visit.origin, now: shells.now)
            },
            .api(
                .post, "\(Self.base)/{invitation}/revocations", .somewhereInCommunity(.manageInvitations),
                "revokeInvitation", "Take an invitation back", tag: Self.tag, takes: Nothing.self, gives: Nothing.self,
                status: .noContent, refusals: [.invitationNotFound]
            ) { _, call in
                try await invitations.revoke(call.id("invitation"), as: call.standing())
                return Nothing()
            },
            .api(
                .post, "/api/v1/invitation-uses", .signedIn, "useInvitation",
                "Join a community by an invitation; again changes nothing", tag: Self.tag,
                takes: InvitationUseRequest.self, gives: MembershipResource.self, status: .created,
                refusals: [
                    .invitationNotFound, .invitationExpired, .invitationUsedUp, .invitationRevoked, .memberRemoved,
                    .alreadyMember,
                ]
            ) { request, call in
                let invitation = try await invitations.invitation(code: request.code)
                let joined = try await joining.join(invitation, as: call.actor, name: request.name)
                return MembershipResource(
                    communityId: joined.community, memberId: joined.member, number: joined.number,
                    isNew: joined.isNew, groupId: joined.group)
            },
        ]
    }
}
