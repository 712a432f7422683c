import Foundation
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTalk

/// Performs acts: knows who is who in the database, and remembers what became of earlier acts.
struct DemoStage {
    private struct Role {
        let actor: Actor
        var standing: Standing
        let member: ID<Member>
        var groups: [DemoGroup: GroupStanding] = [:]
    }

    private let database: Database
    private let accounts: Accounts
    private let people: [DemoPerson]
    private let conversations: Conversations
    private let reactions: Reactions
    private let reports: Reports
    private let pictures: Pictures?
    /// Each is drawn once.
    private var made: [DemoPicture: MadePicture] = [:]
    private let community: ID<Community>
    private var groups: [DemoGroup: ID<Group>]
    private var roles: [Int: Role] = [:]
    private var invitations: [Int: ID<Invitation>] = [:]
    private var messages: [Int: (id: ID<Message>, at: Timestamp, group: DemoGroup)] = [:]

    var messageCount: Int { messages.count }
    var memberCount: Int { roles.count }

    /// Founds the community: its owner, what it is for, how it looks, its groups.
    /// - Parameter pictures: nil leaves the pictures out.
    init(_ database: Database, accounts: Accounts, people: [DemoPerson], pictures: Pictures?) async throws {
        self.pictures = pictures
        self.database = database
        self.accounts = accounts
        self.people = people
        conversations = Conversations(database)
        reactions = Reactions(database)
        reports = Reports(database)
        let person = try await Self.account(of: people[DemoPeople.owner], accounts, isAdministrator: true)
        let actor = Actor(person: person, proof: .machine)
        let founded = try await CommunityFounding(database).found(DemoCommunity.founding, as: actor)
        community = founded.community
        groups = [.hall: founded.group]
        let standing = try await CommunityAccess(database).enter(community, as: actor)
        roles[DemoPeople.owner] = Role(actor: actor, standing: standing, member: founded.owner)
        let profiles = CommunityProfiles(database)
        let version = try await profiles.profile(standing).version
        _ = try await profiles.change(DemoCommunity.change(of: version), as: standing)
        for group in DemoGroup.allCases.dropFirst() {
            // Never the hall, where whoever looks around says their first word, at whatever hour it is there.
            let isQuietAtNight = group == .camp
            let draft = GroupDraft(
                name: group.name, description: group.purpose, quietFrom: isQuietAtNight ? "23:30" : "",
                quietUntil: isQuietAtNight ? "06:00" : "")
            groups[group] = try await Groups(database).create(draft, as: standing)
        }
        try await describeHall()
        try await introduce(DemoPeople.owner)
    }

    private mutating func describeHall() async throws {
        let draft = GroupDraft(name: DemoGroup.hall.name, description: DemoGroup.hall.purpose)
        try await Groups(database).change(try await seat(DemoPeople.owner, .hall), to: draft)
        roles[DemoPeople.owner]?.groups = [:]
    }

    private static func account(
        of person: DemoPerson, _ accounts: Accounts, isAdministrator: Bool = false
    ) async throws -> ID<Person> {
        try await accounts.add(
            AccountDraft(
                name: person.name, address: person.address, password: DemoFilling.password, agrees: true),
            isAdministrator: isAdministrator, as: .machine)
    }

    mutating func perform(_ act: DemoAct) async throws {
        switch act.deed {
        case .arrive(let inviter): try await arrive(act.actor, invitedBy: inviter)
        case .enter(let group): try await enter(act.actor, group)
        case .leave: try await Members(database).leave(as: try role(act.actor).standing)
        case .say(let group, let text, let quoted): try await say(act, group, text, quoted)
        case .react(let name, let number):
            guard let message = messages[number], let reaction = Reaction(rawValue: name) else { return }
            try await reactions.set(reaction, to: true, on: message.id, in: try await seat(act.actor, message.group))
        case .recall(let number):
            guard let message = messages[number] else { return }
            try await conversations.recall(message.id, in: try await seat(act.actor, message.group))
        case .report(let number, let reason, let note):
            guard let message = messages[number], let reason = ReportReason(rawValue: reason) else { return }
            let draft = ReportDraft(reason: reason, note: note)
            try await reports.file(draft, on: message.id, in: try await seat(act.actor, message.group))
        case .uphold(let number, let note): try await uphold(act.actor, number, note)
        case .remove(let other, let reason):
            _ = try await MemberRemovals(database).remove(
                .picked([try role(other).member]), reason: reason, as: try role(act.actor).standing)
        case .read(let number):
            guard let message = messages[number] else { return }
            let group = try await GroupAccess(database).enter(
                try groupID(message.group), as: try role(act.actor).standing)
            guard group.membership != nil else { return }
            try await ReadPositions(database).read(
                upTo: TimelinePlace(at: message.at, id: message.id.rawValue), in: group)
        }
    }

    // MARK: deeds

    private mutating func arrive(_ number: Int, invitedBy inviter: Int) async throws {
        let person = people[number]
        let actor = Actor(person: try await Self.account(of: person, accounts), proof: .machine)
        let invitation = try await invitation(of: inviter)
        let joined = try await Joining(database).join(invitation, as: actor, name: person.name)
        try await givePosts(to: number, joined.member)
        let standing = try await CommunityAccess(database).enter(community, as: actor)
        roles[number] = Role(actor: actor, standing: standing, member: joined.member)
        try await introduce(number)
    }

    /// The one link of each who invites; leaders invite into the group they lead.
    private mutating func invitation(of inviter: Int) async throws -> Invitation {
        let standing = try role(inviter).standing
        let links = Invitations(database)
        if let known = invitations[inviter] { return try await links.invitation(known, as: standing) }
        let group = DemoGroup.allCases.first { $0.leaders.contains(people[inviter].name) }
        let draft = InvitationDraft(
            group: try group.map { try groupID($0) }, note: DemoCommunity.invitationNotes[people[inviter].name] ?? "")
        let made = try await links.make(draft, as: standing)
        invitations[inviter] = made
        return try await links.invitation(made, as: standing)
    }

    private func givePosts(to number: Int, _ member: ID<Member>) async throws {
        let staff = Staff(database)
        let owner = try role(DemoPeople.owner).standing
        let person = people[number]
        switch person.post {
        case .owner, .member: return
        case .admin: try await staff.give(.admin, to: member, as: owner)
        case .support: try await staff.give(.support, to: member, as: owner)
        case .marketing: try await staff.give(.marketing, to: member, as: owner)
        case .leader:
            for group in DemoGroup.allCases where group.leaders.contains(person.name) {
                try await staff.give(.leader, to: member, in: try groupID(group), as: owner)
            }
        }
    }

    private func introduce(_ number: Int) async throws {
        let person = people[number]
        guard !person.introduction.isEmpty else { return }
        try await Members(database).change(
            Members.OwnChange(
                name: person.name, introduction: person.introduction, notifications: .mentions, isRanked: true),
            as: try role(number).standing)
    }

    private mutating func enter(_ number: Int, _ group: DemoGroup) async throws {
        try await GroupMembers(database).join(try groupID(group), as: try role(number).standing)
        roles[number]?.groups[group] = nil
    }

    private mutating func say(_ act: DemoAct, _ group: DemoGroup, _ text: String, _ quoted: Int?) async throws {
        let seat = try await seat(act.actor, group)
        let (shown, words) = DemoPicture.split(text)
        let draft = MessageDraft(
            text: words, replyTo: quoted.flatMap { messages[$0]?.id }, pictures: try await bring(shown, to: seat))
        let posted = try await conversations.post(draft, to: seat)
        messages[act.number] = (posted.id, posted.at, group)
    }

    private mutating func bring(_ shown: [DemoPicture], to seat: GroupStanding) async throws -> [PictureDraft] {
        guard let pictures, !shown.isEmpty else { return [] }
        for picture in shown where made[picture] == nil {
            let file = NSTemporaryDirectory() + "pond-demo-\(UUID().uuidString).png"
            defer { try? FileManager.default.removeItem(atPath: file) }
            try Data(picture.png()).write(to: URL(fileURLWithPath: file))
            made[picture] = try await pictures.make(file)
        }
        let brought = try await pictures.add(shown.compactMap { made[$0] }, to: seat)
        return zip(brought, shown).map { PictureDraft($0.id, description: $1.description) }
    }

    private func uphold(_ number: Int, _ reported: Int, _ note: String) async throws {
        let standing = try role(number).standing
        guard let message = messages[reported],
            let report = try await reports.open(as: standing).first(where: { $0.message == message.id })
        else { return }
        try await reports.decide(report.id, .recalled, note: note, as: standing)
    }

    // MARK: who is who

    private func role(_ number: Int) throws -> Role {
        guard let role = roles[number] else { throw AppError(.memberNotFound) }
        return role
    }

    func standing(of number: Int) throws -> Standing { try role(number).standing }

    private func groupID(_ group: DemoGroup) throws -> ID<Group> {
        guard let id = groups[group] else { throw AppError(.groupNotFound, group.name) }
        return id
    }

    /// Somebody in a group, looked up once.
    private mutating func seat(_ number: Int, _ group: DemoGroup) async throws -> GroupStanding {
        if let known = roles[number]?.groups[group] { return known }
        let standing = try await GroupAccess(database).enter(try groupID(group), as: try role(number).standing)
        roles[number]?.groups[group] = standing
        return standing
    }
}
