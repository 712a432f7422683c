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

        /// What is believed after something else was said later.
        func joined(by later: Standing) -> Standing {
            Standing(
                role: later.isListed || later.role != .member ? later.role : role,
                isListed: isListed || later.isListed, profile: later.profile ?? profile)
        }
    }

    /// Somebody whom an export names: as an author, or in its list of members.
    package struct Mention: Sendable {
        let identity: Identity
        let standing: Standing
        let aliases: [String]

        /// - Parameter aliases: other names that the list of members gives them.
        package init(_ identity: Identity, as standing: Standing = .heard, aliases: [String] = []) {
            self.identity = identity
            self.standing = standing
            self.aliases = aliases
        }

        /// Whether it says more than that they were heard.
        var isListing: Bool { standing != .heard || !aliases.isEmpty }
    }

    /// The member, and the row of the name they bore.
    package struct Known: Hashable, Sendable {
        package let member: ID<Member>
        package let alias: ID<MemberAlias>
    }

    let community: ID<Community>
    let group: ID<Group>
    let platform: String
    let importID: Int64
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

    /// The member behind a name and account that was met.
    package subscript(_ identity: Identity) -> Known? { known[identity] }

    /// Finds or makes the members behind all that a chunk of an export names, in its order, and places them in the
    /// group as it says: a few statements for everybody, not for each.
    /// - Parameter mentions: at most 30,000, because each may bind a value of one statement.
    /// - Throws: `StoreError`.
    package mutating func meet(_ mentions: [Mention], in transaction: WriteTransaction) throws {
        let told = mentions.filter { known[$0.identity] == nil || $0.isListing }
        guard !told.isEmpty else { return }
        var acquaintances = try Acquaintances(of: told.map(\.identity), among: self, transaction)
        var rows = ImportedPeopleRows()
        var met: [Identity: ID<Member>] = [:]
        var strangers: [Identity] = []
        for mention in told {
            let identity = mention.identity
            let member: ID<Member>
            if let before = known[identity]?.member ?? met[identity] {
                member = before
            } else {
                member = try acquaintances.member(identity, &rows) { try newMember(transaction) }
                met[identity] = member
                strangers.append(identity)
                rows.name(member, identity.name, isListed: false)
            }
            rows.place(member, mention.standing)
            for alias in mention.aliases {
                rows.name(member, alias, isListed: true)
                acquaintances.note(alias, of: member, goingBy: identity)
            }
        }
        let aliases = try rows.write(of: self, in: transaction)
        for identity in strangers {
            guard let member = met[identity], let alias = aliases[.init(member: member, name: identity.name)] else {
                throw StoreError.closed
            }
            known[identity] = Known(member: member, alias: alias)
            learned.append(identity)
        }
    }

    private mutating func newMember(_ transaction: WriteTransaction) throws -> ImportedPeopleRows.NewMember {
        let last =
            try lastNumber
            ?? Int64(transaction.count("SELECT last_member_number FROM communities WHERE id = \(community)"))
        lastNumber = last + 1
        addedCount += 1
        return .init(id: transaction.newID(Member.self), number: last + 1)
    }
}
