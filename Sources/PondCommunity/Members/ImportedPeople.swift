package import PondCore
package import PondStore

/// Finds or makes the members behind the names and accounts of an export.
///
/// An account id decides. Without one the name does: an export that carries only names joins the people that an earlier
/// one brought with accounts, as long as one person of the group bears that name; and an account that turns up later
/// joins the member who was known by that name alone.
///
/// What it learns in a transaction lasts once the caller says `keep` after the commit; until then `undo` takes it back.
package struct ImportedPeople: Sendable {
    /// Who an export says somebody is.
    package struct Identity: Hashable, Sendable {
        package let accountID: String?
        package let name: String

        package init(accountID: String?, name: String) {
            self.accountID = accountID
            self.name = name
        }

        /// One of the two is enough, and this is done for every line.
        package func hash(into hasher: inout Hasher) {
            hasher.combine(accountID ?? name)
        }
    }

    /// What an export says of somebody's place in the group.
    package struct Standing: Hashable, Sendable {
        /// Nobody lists them: they were heard.
        package static let heard = Standing(role: .member, isListed: false, profile: nil)

        let role: GroupRole
        let isListed: Bool
        let profile: String?

        /// - Parameters:
        ///   - isListed: the export's member list names them. A post counts without it; that somebody holds none is
        ///     believed of a list alone.
        ///   - profile: what else the list says, as JSON.
        package init(role: GroupRole, isListed: Bool, profile: String?) {
            self.role = role
            self.isListed = isListed
            self.profile = profile
        }
    }

    /// The member, and the row of the name they bore.
    package struct Known: Hashable, Sendable {
        package let member: ID<Member>
        package let alias: ID<MemberAlias>
    }

    private let community: ID<Community>
    private let group: ID<Group>
    private let platform: String
    private let importID: Int64
    private var known: [Identity: Known] = [:]
    /// Whom `known` got since the last `keep`.
    private var learned: [Identity] = []
    /// The member number given last in this transaction; the community's row says so once it is `finish`ed.
    private var lastNumber: Int64?
    /// Members made in this transaction.
    private var addedCount = 0

    package init(community: ID<Community>, group: ID<Group>, platform: String, importID: Int64) {
        self.community = community
        self.group = group
        self.platform = platform
        self.importID = importID
    }

    /// Makes what was learned last.
    package mutating func keep() {
        learned.removeAll(keepingCapacity: true)
    }

    /// Forgets whom the last transaction brought.
    package mutating func undo() {
        for identity in learned { known[identity] = nil }
        learned.removeAll(keepingCapacity: true)
        lastNumber = nil
        addedCount = 0
    }

    /// Writes down what was put off. To be called last in each transaction, which has to hold the community's row from
    /// its beginning: member numbers are given out of memory meanwhile.
    /// - Throws: `StoreError`.
    package mutating func finish(in transaction: WriteTransaction) throws {
        guard let lastNumber else { return }
        try transaction.execute(
            """
            UPDATE communities SET last_member_number = \(lastNumber), member_count = member_count + \(addedCount)
            WHERE id = \(community)
            """)
        self.lastNumber = nil
        addedCount = 0
    }

    /// The member behind a name and account, placed in the group as the export says.
    /// - Throws: `StoreError`.
    package mutating func resolve(
        _ identity: Identity, as standing: Standing = .heard, in transaction: WriteTransaction
    ) throws -> Known {
        if let known = known[identity] {
            if standing != .heard { try place(known.member, standing, transaction) }
            return known
        }
        let member = try member(identity, transaction)
        try place(member, standing, transaction)
        let alias = try alias(of: member, identity.name, listed: false, transaction)
        let found = Known(member: member, alias: alias)
        known[identity] = found
        learned.append(identity)
        return found
    }

    /// Notes that somebody belongs to the group, with what the export says of them.
    private func place(_ member: ID<Member>, _ standing: Standing, _ transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO group_members (community_id, group_id, member_id, import_id, role, listed, profile)
            VALUES (\(community), \(group), \(member), \(importID), \(standing.role.rawValue),
                \(standing.isListed), \(standing.profile))
            ON CONFLICT (community_id, group_id, member_id, import_id) DO UPDATE
            SET listed = CASE WHEN excluded.listed = 1 THEN 1 ELSE group_members.listed END,
                role = CASE WHEN excluded.listed = 1 OR excluded.role <> 'member'
                    THEN excluded.role ELSE group_members.role END,
                profile = coalesce(excluded.profile, group_members.profile)
            """)
    }

    /// Notes another name of somebody.
    package func addAlias(_ name: String, to member: ID<Member>, in transaction: WriteTransaction) throws {
        _ = try alias(of: member, name, listed: true, transaction)
    }

    // MARK: finding

    private mutating func member(_ identity: Identity, _ transaction: WriteTransaction) throws -> ID<Member> {
        let found: ID<Member>
        if let account = identity.accountID {
            if let byAccount = try memberByAccount(account, transaction) {
                found = byAccount
            } else {
                let byName = try membersByName(identity.name, withoutAccount: true, transaction)
                found = try byName.count == 1 ? byName[0] : add(identity.name, transaction)
                try transaction.execute(
                    """
                    INSERT INTO member_accounts (community_id, platform, account_id, member_id)
                    VALUES (\(community), \(platform), \(account), \(found))
                    """)
            }
            try transaction.execute(
                """
                INSERT INTO member_account_sources (community_id, platform, account_id, import_id)
                VALUES (\(community), \(platform), \(account), \(importID)) ON CONFLICT DO NOTHING
                """)
        } else {
            let byName = try membersByName(identity.name, withoutAccount: false, transaction)
            found = try byName.count == 1 ? byName[0] : add(identity.name, transaction)
        }
        try transaction.execute(
            """
            INSERT INTO import_members (community_id, import_id, member_id)
            VALUES (\(community), \(importID), \(found)) ON CONFLICT DO NOTHING
            """)
        return found
    }

    private func memberByAccount(_ account: String, _ transaction: WriteTransaction) throws -> ID<Member>? {
        try transaction.first(
            """
            SELECT member_id FROM member_accounts
            WHERE community_id = \(community) AND platform = \(platform) AND account_id = \(account)
            """
        ) { ID($0.integer(0)) }
    }

    private func membersByName(
        _ name: String, withoutAccount: Bool, _ transaction: WriteTransaction
    ) throws -> [ID<Member>] {
        let sql = Self.membersByName(
            name, community: community, group: group, withoutAccountOn: withoutAccount ? platform : nil)
        return try transaction.query(sql) { ID($0.integer(0)) }
    }

    /// People of the group who were seen under the name, at most two: one is an answer, two are none. Asked for each
    /// person of an export, so it may read no more than the name's own rows.
    /// - Parameter platform: leaves out who has an account there.
    package static func membersByName(
        _ name: String, community: ID<Community>, group: ID<Group>, withoutAccountOn platform: String?
    ) -> SQL {
        let accountless: SQL = """
             AND NOT EXISTS (SELECT 1 FROM member_accounts k
                WHERE k.community_id = a.community_id AND k.member_id = a.member_id AND k.platform = \(platform))
            """
        return """
            SELECT a.member_id FROM member_aliases a
            WHERE a.community_id = \(community) AND a.name = \(name)
                AND EXISTS (SELECT 1 FROM group_members g
                    WHERE g.community_id = a.community_id AND g.group_id = \(group) AND g.member_id = a.member_id)
            """ + (platform == nil ? "" : accountless) + " LIMIT 2"
    }

    // MARK: making

    private mutating func add(_ name: String, _ transaction: WriteTransaction) throws -> ID<Member> {
        let id = transaction.newID(Member.self)
        let last =
            try lastNumber
            ?? Int64(transaction.count("SELECT last_member_number FROM communities WHERE id = \(community)"))
        let number = last + 1
        lastNumber = number
        addedCount += 1
        try transaction.execute(
            """
            INSERT INTO members (community_id, id, number, display_name, import_id, created_at)
            VALUES (\(community), \(id), \(number), \(name), \(importID), \(transaction.now))
            """)
        try transaction.index(number: Int(number), of: id, in: community)
        try transaction.index(name, of: id, in: community)
        return id
    }

    private func alias(
        of member: ID<Member>, _ name: String, listed: Bool, _ transaction: WriteTransaction
    ) throws -> ID<MemberAlias> {
        let found: [ID<MemberAlias>] = try transaction.query(
            """
            INSERT INTO member_aliases (community_id, id, member_id, name)
            VALUES (\(community), \(transaction.newID(MemberAlias.self)), \(member), \(name))
            ON CONFLICT (community_id, member_id, name) DO UPDATE SET name = excluded.name
            RETURNING id
            """
        ) { ID($0.integer(0)) }
        guard let id = found.first else { throw StoreError.closed }
        try transaction.index(name, of: member, in: community)
        try transaction.execute(
            """
            INSERT INTO member_alias_sources (community_id, alias_id, import_id, id, listed)
            VALUES (\(community), \(id), \(importID), \(transaction.newID(MemberAlias.self)), \(listed))
            ON CONFLICT (community_id, alias_id, import_id) DO UPDATE
            SET listed = CASE WHEN excluded.listed = 1 THEN 1 ELSE member_alias_sources.listed END
            """)
        return id
    }
}
