import HTTPTypes
import PondCommunity
import PondCore
import PondStore
import PondTalk

/// The conversation as programs use it. Pages call the same façades.
struct ChatAPI: Sendable {
    static let root = "/api/v1/communities/{community}"
    static let groupRoot = root + "/groups/{group}"
    static let messageRoot = groupRoot + "/messages/{message}"

    let access: GroupAccess
    let groups: Groups
    let members: GroupMembers
    let conversations: Conversations
    let reactions: Reactions
    let reading: ReadPositions
    let search: MessageSearch
    let reports: Reports
    let intake: PictureIntake

    init(_ database: Database, intake: PictureIntake) {
        self.intake = intake
        access = GroupAccess(database)
        groups = Groups(database)
        members = GroupMembers(database)
        conversations = Conversations(database)
        reactions = Reactions(database)
        reading = ReadPositions(database)
        search = MessageSearch(database)
        reports = Reports(database)
    }

    var routes: [Route] { groupRoutes + membershipRoutes + messageRoutes + reportRoutes }

    /// The group of the path.
    /// - Throws: `AppError.groupNotFound`.
    func group(_ call: Call) async throws -> GroupStanding {
        try await access.enter(call.id("group"), as: call.standing())
    }

    // MARK: groups

    private var groupRoutes: [Route] {
        [
            .api(
                .get, Self.root + "/groups", .inCommunity(.readGroups), "listGroups",
                "The groups that you may read, with what is new in them", tag: "chat", takes: Nothing.self,
                gives: GroupListAnswer.self
            ) { _, call in
                let standing = try call.standing()
                let overview = try await reading.overview(of: standing)
                let joinable = try await members.joinable(by: standing)
                return GroupListAnswer(
                    groups: overview.map {
                        GroupAnswer($0.group, unread: $0.unread.count, isMentioned: $0.isMentioned)
                    },
                    joinable: joinable.map { JoinableGroupAnswer(id: $0.id, name: $0.name) })
            },
            .api(
                .post, Self.root + "/groups", .inCommunity(.manageGroups), "createGroup", "Make a group",
                tag: "chat", takes: GroupInput.self, gives: MadeAnswer.self, status: .created
            ) { input, call in
                let key = call.visit.idempotencyKey
                return MadeAnswer(
                    id: try await groups.create(input.draft, as: call.standing(), key: key).description)
            },
            .api(
                .get, Self.groupRoot, .inCommunity(.readGroups), "getGroup", "One group", tag: "chat",
                takes: Nothing.self, gives: GroupAnswer.self
            ) { _, call in
                let group = try await group(call)
                return GroupAnswer(group, unread: try await reading.unread(in: group).count)
            },
            .api(
                .put, Self.groupRoot, .somewhereInCommunity(.manageGroups), "changeGroup",
                "Change a group's name and rules", tag: "chat", takes: GroupInput.self, gives: Nothing.self,
                status: .noContent
            ) { input, call in
                try await groups.change(group(call), to: input.draft)
                return Nothing()
            },
            .api(
                .post, Self.groupRoot + "/archiving", .somewhereInCommunity(.manageGroups), "archiveGroup",
                "End talk in a group and keep its history", tag: "chat", takes: Nothing.self, gives: Nothing.self,
                status: .noContent
            ) { _, call in
                try await groups.setArchived(true, group(call))
                return Nothing()
            },
            .api(
                .delete, Self.groupRoot + "/archiving", .somewhereInCommunity(.manageGroups), "reopenGroup",
                "Let talk in an archived group go on", tag: "chat", takes: Nothing.self, gives: Nothing.self,
                status: .noContent
            ) { _, call in
                try await groups.setArchived(false, group(call))
                return Nothing()
            },
        ]
    }

    // MARK: members of groups

    private var membershipRoutes: [Route] {
        [
            .api(
                .get, Self.groupRoot + "/members", .inCommunity(.readGroups), "listGroupMembers",
                "Who is in a group", tag: "chat",
                query: [
                    APIParameter(
                        name: "prefix", schema: .string(format: nil), summary: "What the name begins with")
                ],
                takes: Nothing.self, gives: GroupMemberListAnswer.self
            ) { _, call in
                let found = try await members.page(group(call), nameBeginsWith: call.query("prefix") ?? "")
                return GroupMemberListAnswer(
                    members: found.map {
                        .init(member: $0.id, number: $0.number, name: $0.displayName, joinedAt: $0.joinedAt)
                    })
            },
            .api(
                .post, Self.groupRoot + "/members", .somewhereInCommunity(.manageGroups), "addGroupMember",
                "Take a member into a group", tag: "chat", takes: GroupMemberInput.self, gives: Nothing.self,
                status: .noContent
            ) { input, call in
                try await members.add(input.member, to: group(call))
                return Nothing()
            },
            .api(
                .delete, Self.groupRoot + "/members/{member}", .somewhereInCommunity(.manageGroups),
                "removeGroupMember", "Put a member out of a group", tag: "chat", takes: Nothing.self,
                gives: Nothing.self, status: .noContent
            ) { _, call in
                try await members.remove(call.id("member"), from: group(call))
                return Nothing()
            },
            .api(
                .put, Self.groupRoot + "/membership", .inCommunity(.readGroups), "joinGroup",
                "Come into an open group", tag: "chat", takes: Nothing.self, gives: Nothing.self,
                status: .noContent, refusals: [.groupArchived]
            ) { _, call in
                try await members.join(call.id("group"), as: call.standing())
                return Nothing()
            },
            .api(
                .delete, Self.groupRoot + "/membership", .inCommunity(.readGroups), "leaveGroup",
                "Go out of a group", tag: "chat", takes: Nothing.self, gives: Nothing.self, status: .noContent
            ) { _, call in
                try await members.leave(group(call))
                return Nothing()
            },
            .api(
                .put, Self.groupRoot + "/read", .inCommunity(.readGroups), "readGroup",
                "Move your position in a group forward", tag: "chat", takes: ReadInput.self, gives: Nothing.self,
                status: .noContent
            ) { input, call in
                guard let place = TimelinePlace(input.place) else {
                    throw AppError(code: .fieldsInvalid, fields: [.init("place", .malformed)])
                }
                try await reading.read(upTo: place, in: group(call))
                return Nothing()
            },
        ]
    }
}
