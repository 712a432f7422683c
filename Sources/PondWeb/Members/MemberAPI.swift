import Foundation
import Hummingbird
import PondCommunity
import PondCore
import PondPlatform

/// A member as the API gives them.
struct MemberResource: Codable, Sendable {
    let id: ID<Member>
    let number: Int
    let name: String
    let hasLogin: Bool
    let joinedAt: Timestamp
    let leftAt: Timestamp?
    let lastSpokeAt: Timestamp?
    let messageCount: Int
    let posts: [HeldPost]

    init(_ line: MemberLine) {
        id = line.id
        number = line.number
        name = line.displayName
        hasLogin = line.hasLogin
        joinedAt = line.joinedAt
        leftAt = line.leftAt
        lastSpokeAt = line.lastSpokeAt.milliseconds > 0 ? line.lastSpokeAt : nil
        messageCount = line.messageCount
        posts = line.posts
    }
}

/// A page of members; `next` goes into `after`.
struct MemberList: Codable, Sendable {
    let items: [MemberResource]
    let next: String?
    /// How many fit, counted to 10,000; only on the first page.
    let count: Int?
}

/// Members whom something is done with.
struct MemberRemovalRequest: Codable, Sendable {
    let members: [ID<Member>]
    let reason: String
}

/// What was done; `batch` takes it back.
struct MemberRemovalOutcome: Codable, Sendable {
    let batch: ID<MemberRemoval>
    let count: Int
}

/// How many something was done with.
struct MemberCount: Codable, Sendable {
    let count: Int
}

/// A post for a member; `group` for leaders alone.
struct MemberPostRequest: Codable, Sendable {
    let post: Post
    let group: ID<Group>?
}

/// A note of the staff.
struct MemberNoteRequest: Codable, Sendable {
    let body: String
}

/// What was made.
struct MemberNoteMade: Codable, Sendable {
    let id: ID<MemberNote>
}

/// Members in the API.
struct MemberAPIRoutes: Sendable {
    let directory: MemberDirectory
    let members: Members
    let removals: MemberRemovals
    let staff: Staff

    private static let tag = "Members"
    private static let base = "/api/v1/communities/{community}"

    var routes: [Route] { reading + writing }

    private static let query: [APIParameter] = [
        APIParameter(name: "q", schema: .string(format: nil), summary: "Part of a name, or a number"),
        APIParameter(name: "post", schema: .oneOf(Post.staff.map(\.rawValue)), summary: "Who holds it"),
        APIParameter(
            name: "group", schema: .string(format: nil), summary: "Who is in it; `none`: in no group that lives here"),
        APIParameter(
            name: "joined", schema: .integer,
            summary: "Joined on one of the last so many days of the community's calendar, today among them"),
        APIParameter(
            name: "silent", schema: .integer,
            summary: "Said nothing on the last so many days; whoever never spoke is silent since they joined"),
        APIParameter(name: "invitation", schema: .string(format: nil), summary: "Came through this invitation"),
        APIParameter(
            name: "inviter", schema: .string(format: nil), summary: "Came through an invitation of this member"),
        APIParameter(name: "import", schema: .string(format: nil), summary: "Came with this import"),
        APIParameter(name: "origin", schema: Schema.of(MemberFilter.Origin.self), summary: "Imported, or with login"),
        APIParameter(name: "state", schema: .oneOf(["former"]), summary: "Those who left"),
        APIParameter(name: "sort", schema: Schema.of(MemberFilter.Sort.self), summary: "The order"),
        APIParameter(name: "after", schema: .string(format: nil), summary: "The page after; from `next`"),
        APIParameter(name: "limit", schema: .integer, summary: "1 to 200"),
    ]

    private var reading: [Route] {
        [
            .api(
                .get, "\(Self.base)/members", .inCommunity(.viewMembers), "listMembers", "The members, in pages",
                tag: Self.tag, query: Self.query, takes: Nothing.self, gives: MemberList.self
            ) { _, call in
                let standing = try call.standing()
                let asked = MemberFilterQuery(call.query)
                let limit = call.query("limit").flatMap { Int($0) } ?? 50
                let page = try await directory.page(
                    asked.filter, after: asked.after, countMax: limit, as: standing)
                let count = asked.after == nil ? try await directory.count(asked.filter, as: standing).value : nil
                return MemberList(
                    items: page.lines.map(MemberResource.init), next: page.next?.description, count: count)
            },
            .api(
                .get, "\(Self.base)/members/{member}", .somewhereInCommunity(.viewMemberDetails), "showMember",
                "One member", tag: Self.tag, takes: Nothing.self, gives: MemberResource.self,
                refusals: [.memberNotFound]
            ) { _, call in
                MemberResource(try await members.record(call.id("member"), as: call.standing()).line)
            },
        ]
    }

    private var writing: [Route] {
        [
            .api(
                .post, "\(Self.base)/members/{member}/notes", .inCommunity(.viewMemberDetails), "writeMemberNote",
                "Write a note about a member, for the staff", tag: Self.tag, takes: MemberNoteRequest.self,
                gives: MemberNoteMade.self, status: .created
            ) { request, call in
                let id = try await members.note(
                    request.body, on: call.id("member"), as: call.standing(), key: call.visit.idempotencyKey)
                return MemberNoteMade(id: id)
            },
            .api(
                .post, "\(Self.base)/members/{member}/posts", .inCommunity(.manageStaff), "givePost",
                "Give a member a post", tag: Self.tag, takes: MemberPostRequest.self, gives: Nothing.self,
                status: .noContent, scope: .administer
            ) { request, call in
                try await staff.give(request.post, to: call.id("member"), in: request.group, as: call.standing())
                return Nothing()
            },
            .api(
                .post, "\(Self.base)/members/{member}/post-withdrawals", .inCommunity(.viewMembers),
                "withdrawPost", "Take a post back; anybody may lay down their own", tag: Self.tag,
                takes: MemberPostRequest.self, gives: Nothing.self, status: .noContent, refusals: [.lastOwner],
                scope: .administer
            ) { request, call in
                try await staff.withdraw(
                    request.post, from: call.id("member"), in: request.group, as: call.standing())
                return Nothing()
            },
            .api(
                .post, "\(Self.base)/member-removals", .inCommunity(.manageMembers), "removeMembers",
                "Ask members to go", tag: Self.tag, takes: MemberRemovalRequest.self,
                gives: MemberRemovalOutcome.self, status: .created, refusals: [.lastOwner, .memberNotFound]
            ) { request, call in
                let outcome = try await removals.remove(
                    .picked(request.members), reason: request.reason, as: call.standing())
                return MemberRemovalOutcome(batch: outcome.batch, count: outcome.count)
            },
            .api(
                .post, "\(Self.base)/member-removals/{batch}/undoings", .inCommunity(.manageMembers),
                "undoRemoval", "Take a removal back", tag: Self.tag, takes: Nothing.self, gives: MemberCount.self
            ) { _, call in
                MemberCount(count: try await removals.undo(call.id("batch"), as: call.standing()))
            },
        ]
    }
}
