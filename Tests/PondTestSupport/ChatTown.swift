package import PondCommunity
package import PondCore
package import PondPlatform
package import PondStore

/// A community with a group and a few of the cast in it, made for tests of what people do in groups.
package struct ChatTown: Sendable {
    package let database: Database
    package let community: ID<Community>
    package let group: ID<Group>
    package let owner: Actor
    package let xiaoman: Actor
    package let aze: Actor
    /// A member of the community who is not in the group.
    package let outsider: Actor

    /// 何以棠 owns it and made the group; 小满 and 阿泽 are in it; 许南乔 is not.
    package static func found(_ database: Database, draft: GroupDraft = GroupDraft(name: "早起手冲")) async throws
        -> ChatTown
    {
        let community = try await Communities(database).findOrFound(CommunityDraft(name: "池塘咖啡"))
        var people: [Actor] = []
        for (index, name) in ["何以棠", "小满", "阿泽", "许南乔"].enumerated() {
            people.append(try await join(name, number: index + 1, community.id, database))
        }
        let owner = try await CommunityAccess(database).enter(community.id, as: people[0])
        let group = try await Groups(database).create(draft, as: owner)
        let standing = try await GroupAccess(database).enter(group, as: owner)
        for person in people[1...2] {
            let member = try await CommunityAccess(database).enter(community.id, as: person).asMember()
            try await GroupMembers(database).add(member, to: standing)
        }
        return ChatTown(
            database: database, community: community.id, group: group, owner: people[0], xiaoman: people[1],
            aze: people[2], outsider: people[3])
    }

    /// Makes a person a member; the first one owns the community.
    @discardableResult
    package static func join(
        _ name: String, number: Int, _ community: ID<Community>, _ database: Database
    ) async throws -> Actor {
        let person = try await database.write { transaction in
            let member = transaction.newID(Member.self)
            let person = transaction.newID(Person.self)
            try transaction.execute(
                """
                INSERT INTO members (community_id, id, number, person_id, display_name, created_at)
                VALUES (\(community), \(member), \(number), \(person), \(name), \(transaction.now))
                """)
            try transaction.execute("UPDATE communities SET last_member_number = \(number) WHERE id = \(community)")
            if number == 1 {
                try transaction.execute(
                    """
                    INSERT INTO staff_posts (community_id, member_id, post, given_at)
                    VALUES (\(community), \(member), 'owner', \(transaction.now))
                    """)
            }
            return person
        }
        return Actor(person: person, proof: .session(ID(person.rawValue)))
    }

    package func standing(_ actor: Actor) async throws -> Standing {
        try await CommunityAccess(database).enter(community, as: actor)
    }

    package func inGroup(_ actor: Actor) async throws -> GroupStanding {
        try await GroupAccess(database).enter(group, as: standing(actor))
    }

    package func count(_ sql: SQL) async throws -> Int {
        try await database.read { try $0.count(sql) }
    }
}
