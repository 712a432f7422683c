package import PondCore
package import PondStore

/// Whom the names and accounts of a chunk of an export can mean: what the database knows of them, kept true while the
/// chunk is gone through.
package struct Acquaintances {
    /// People of the group who were seen under a name.
    private struct Bearers {
        var all: Set<ID<Member>> = []
        /// Those of them who have no account on the export's platform.
        var accountless: Set<ID<Member>> = []
    }

    private var byAccount: [String: ID<Member>] = [:]
    private var byName: [String: Bearers] = [:]

    /// - Throws: `StoreError`.
    init(
        of identities: [ImportedPeople.Identity], among people: ImportedPeople, _ transaction: WriteTransaction
    ) throws {
        let accounts = Set(identities.compactMap(\.accountID)).sorted()
        if !accounts.isEmpty {
            let found = try transaction.query(
                """
                SELECT account_id, member_id FROM member_accounts
                WHERE community_id = \(people.community) AND platform = \(people.platform)
                    AND account_id IN \(SQL.list(accounts))
                """
            ) { ($0.text(0), ID<Member>($0.integer(1))) }
            byAccount = Dictionary(found) { $1 }
        }
        let bearers = Self.bearers(
            of: Set(identities.map(\.name)).sorted(), community: people.community, group: people.group,
            platform: people.platform)
        _ = try transaction.query(bearers) { row in
            let member = ID<Member>(row.integer(1))
            byName[row.text(0), default: Bearers()].all.insert(member)
            if row.integer(2) == 0 { byName[row.text(0)]?.accountless.insert(member) }
        }
    }

    /// Who of the group was seen under the names, and whether they have an account on the platform.
    package static func bearers(
        of names: [String], community: ID<Community>, group: ID<Group>, platform: String
    ) -> SQL {
        """
        SELECT a.name, a.member_id, CASE WHEN EXISTS (SELECT 1 FROM member_accounts k
            WHERE k.community_id = a.community_id AND k.member_id = a.member_id AND k.platform = \(platform))
            THEN 1 ELSE 0 END
        FROM member_aliases a
        WHERE a.community_id = \(community) AND a.name IN \(SQL.list(names))
            AND EXISTS (SELECT 1 FROM group_members g
                WHERE g.community_id = a.community_id AND g.group_id = \(group) AND g.member_id = a.member_id)
        """
    }

    /// The member behind an identity: by the account, else the only one of that name, else somebody new.
    mutating func member(
        _ identity: ImportedPeople.Identity, _ rows: inout ImportedPeopleRows,
        making new: () throws -> ImportedPeopleRows.NewMember
    ) rethrows -> ID<Member> {
        let found = identity.accountID.flatMap { byAccount[$0] }
        let bearers = byName[identity.name] ?? Bearers()
        let candidates = identity.accountID == nil ? bearers.all : bearers.accountless
        let namesake = candidates.count == 1 ? candidates.first : nil
        let member = try found ?? namesake ?? rows.make(identity.name, new())
        if let account = identity.accountID {
            rows.hear(of: account)
            if found == nil {
                byAccount[account] = member
                rows.open(account, for: member)
                if namesake != nil { loseAccountless(member) }
            }
        }
        byName[identity.name, default: Bearers()].all.insert(member)
        if identity.accountID == nil, namesake == nil { byName[identity.name]?.accountless.insert(member) }
        return member
    }

    private mutating func loseAccountless(_ member: ID<Member>) {
        for (name, bearers) in byName where bearers.accountless.contains(member) {
            byName[name]?.accountless.remove(member)
        }
    }

    /// Notes another name of somebody who goes by an identity.
    mutating func note(_ alias: String, of member: ID<Member>, goingBy identity: ImportedPeople.Identity) {
        byName[alias, default: Bearers()].all.insert(member)
        guard identity.accountID == nil, byName[identity.name]?.accountless.contains(member) == true else { return }
        byName[alias]?.accountless.insert(member)
    }
}
