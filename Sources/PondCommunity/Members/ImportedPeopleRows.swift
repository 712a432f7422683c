import PondCore
import PondStore

/// What a chunk of an export says of people, as rows.
struct ImportedPeopleRows {
    /// Somebody nobody knew before.
    struct NewMember {
        let id: ID<Member>
        let number: Int64
    }

    /// A name of somebody.
    struct Name: Hashable {
        let member: ID<Member>
        let name: String
    }

    private var made: [(member: NewMember, name: String)] = []
    private var opened: [(account: String, member: ID<Member>)] = []
    private var heard: Set<String> = []
    private var places: [ID<Member>: ImportedPeople.Standing] = [:]
    /// In the order in which they were said.
    private var names: [(name: Name, isListed: Bool)] = []
    private var positions: [Name: Int] = [:]

    mutating func make(_ name: String, _ member: NewMember) -> ID<Member> {
        made.append((member, name))
        return member.id
    }

    /// Notes that an account is somebody's.
    mutating func open(_ account: String, for member: ID<Member>) {
        opened.append((account, member))
    }

    /// Notes that this export holds an account.
    mutating func hear(of account: String) {
        heard.insert(account)
    }

    /// Notes that somebody belongs to the group, with what the export says of them.
    mutating func place(_ member: ID<Member>, _ standing: ImportedPeople.Standing) {
        places[member] = places[member]?.joined(by: standing) ?? standing
    }

    /// Notes a name of somebody.
    mutating func name(_ member: ID<Member>, _ name: String, isListed: Bool) {
        let key = Name(member: member, name: name)
        if let position = positions[key] {
            names[position].isListed = names[position].isListed || isListed
        } else {
            positions[key] = names.count
            names.append((key, isListed))
        }
    }

    // MARK: writing

    /// - Returns: the rows of the names.
    /// - Throws: `StoreError`.
    func write(of people: ImportedPeople, in transaction: WriteTransaction) throws -> [Name: ID<MemberAlias>] {
        let community = people.community.sqlValue
        let importID = SQLValue.integer(people.importID)
        try transaction.insert(
            into: "members (community_id, id, number, display_name, import_id, created_at)", columns: 6,
            made.flatMap { member, name in
                [
                    community, member.id.sqlValue, .integer(member.number), .text(name), importID,
                    transaction.now.sqlValue,
                ]
            })
        try transaction.insert(
            into: "member_accounts (community_id, platform, account_id, member_id)", columns: 4,
            opened.flatMap { [community, people.platform.sqlValue, .text($0.account), $0.member.sqlValue] })
        try transaction.insert(
            into: "member_account_sources (community_id, platform, account_id, import_id)", columns: 4,
            heard.sorted().flatMap { [community, people.platform.sqlValue, .text($0), importID] },
            suffix: " ON CONFLICT DO NOTHING")
        let members = places.keys.sorted()
        try transaction.insert(
            into: "import_members (community_id, import_id, member_id)", columns: 3,
            members.flatMap { [community, importID, $0.sqlValue] }, suffix: " ON CONFLICT DO NOTHING")
        try writePlaces(members, of: people, in: transaction)
        return try writeNames(of: people, in: transaction)
    }

    /// The same rule as `Standing.joined(by:)`.
    private func writePlaces(
        _ members: [ID<Member>], of people: ImportedPeople, in transaction: WriteTransaction
    ) throws {
        try transaction.insert(
            into: "group_members (community_id, group_id, member_id, import_id, role, listed, profile)", columns: 7,
            members.flatMap { member in
                let standing = places[member] ?? .heard
                return [
                    people.community.sqlValue, people.group.sqlValue, member.sqlValue, .integer(people.importID),
                    .text(standing.role.rawValue), standing.isListed.sqlValue, .text(standing.profile),
                ]
            },
            suffix: """
                 ON CONFLICT (community_id, group_id, member_id, import_id) DO UPDATE
                SET listed = CASE WHEN excluded.listed = 1 THEN 1 ELSE group_members.listed END,
                    role = CASE WHEN excluded.listed = 1 OR excluded.role <> 'member'
                        THEN excluded.role ELSE group_members.role END,
                    profile = coalesce(excluded.profile, group_members.profile)
                """)
    }

    private func writeNames(
        of people: ImportedPeople, in transaction: WriteTransaction
    ) throws -> [Name: ID<MemberAlias>] {
        let community = people.community
        var ids: [Name: ID<MemberAlias>] = [:]
        for (name, _) in names { ids[name] = transaction.newID(MemberAlias.self) }
        let inserted = try transaction.insert(
            into: "member_aliases (community_id, id, member_id, name)", columns: 4,
            names.flatMap { name, _ in
                [community.sqlValue, ids[name].sqlValue, name.member.sqlValue, .text(name.name)]
            },
            suffix: " ON CONFLICT (community_id, member_id, name) DO NOTHING")
        if inserted < names.count {
            let members = Set(names.map(\.name.member)).sorted().map(\.sqlValue)
            let known = try transaction.query(
                """
                SELECT member_id, name, id FROM member_aliases
                WHERE community_id = \(community) AND member_id IN \(SQL.values(members, columns: members.count))
                """
            ) { (Name(member: ID($0.integer(0)), name: $0.text(1)), ID<MemberAlias>($0.integer(2))) }
            for (name, id) in known where ids[name] != nil { ids[name] = id }
        }
        try transaction.insert(
            into: "member_alias_sources (community_id, alias_id, import_id, id, listed)", columns: 5,
            names.flatMap { name, isListed in
                [
                    community.sqlValue, ids[name].sqlValue, .integer(people.importID),
                    transaction.newID(MemberAlias.self).sqlValue, isListed.sqlValue,
                ]
            },
            suffix: """
                 ON CONFLICT (community_id, alias_id, import_id) DO UPDATE
                SET listed = CASE WHEN excluded.listed = 1 THEN 1 ELSE member_alias_sources.listed END
                """)
        try transaction.index(
            names.map { ($0.name.member, MemberName.terms(of: $0.name.name)) }
                + made.map { ($0.member.id, [String($0.member.number)]) }, in: community)
        return ids
    }
}
