import Foundation
package import PondCommunity
package import PondCore
import PondExchange
package import PondPlatform
package import PondStore

/// The job that makes a checkup of a community: reads what was said, computes, and keeps the result with the people
/// behind it. Nothing of it is seen before it is complete; it ends early once it is cancelled.
package struct CheckupMaking: Sendable {
    package static let jobKind = "checkup.make"
    /// The JSON holds so many people, those who said most; of all others it has the sums. They stand in the table.
    package static let namedPeopleMax = 5_000
    /// Older ones are taken away.
    package static let keptMax = 60
    /// Lines between two looks at whether somebody cancelled it.
    private static let linesPerStep = 10_000
    private static let rowsPerTransaction = 5_000

    private let database: Database
    private let history: CommunityHistory
    private let pondVersion: String

    package init(_ database: Database, history: CommunityHistory, pondVersion: String) {
        self.database = database
        self.history = history
        self.pondVersion = pondVersion
    }

    private struct Payload: Decodable {
        let checkup: Int64
    }

    /// Somebody cancelled it, or it was made before.
    private struct NotWanted: Error {}

    package func handler() -> JobHandler {
        JobHandler(kind: Self.jobKind) { job in
            let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
            let (id, community) = (ID<CheckupSnapshot>(payload.checkup), ID<Community>(job.communityID))
            do {
                return try await make(id, of: community)
            } catch is NotWanted {
                return { _ in }
            } catch let error where !(error is StoreError || error is CancellationError) {
                // The same history would fail again.
                return { try $0.end(id, of: community, as: .failed) }
            } catch let error as StoreError where job.attempts >= JobQueue.attemptsMax {
                try await database.write { try $0.end(id, of: community, as: .failed) }
                throw error
            }
        }
    }

    private func make(
        _ id: ID<CheckupSnapshot>, of community: ID<Community>
    ) async throws -> @Sendable (WriteTransaction) throws -> Void {
        try await note(0, id, community)
        var noted = 0
        var builder = try await builder(of: community, options: try await options(community)) { lines in
            guard lines - noted >= Self.linesPerStep else { return }
            noted = lines
            try await note(lines, id, community)
        }
        var (checkup, people) = try builder.finishWithPeople()
        guard checkup.totals.messages > 0 else { return { try $0.end(id, of: community, as: .empty) } }
        try await write(people, of: checkup, id, community)
        checkup.keepNoWords(of: Self.namedPeopleMax)
        let (result, indices) = (String(decoding: try checkup.json(), as: UTF8.self), checkup.indices)
        let errors = checkup.errors.map {
            ErrorStanding(error: $0.error, verdict: $0.verdict, severity: $0.severity)
        }
        let verdicts = String(decoding: try JSONEncoder().encode(errors), as: UTF8.self)
        let traits = people.rows.reduce(0) { $0 | $1.traitBits }
        return { transaction in
            try transaction.complete(
                id, of: community, result: result, verdicts: verdicts, traits: traits, indices: indices)
        }
    }

    /// The same checkup, computed and not kept; nil for a community in which nobody has a login: what was imported is
    /// all that is known of it.
    /// - Throws: `StoreError`.
    package func checkup(
        of community: ID<Community>, adjusting adjust: (inout CheckupOptions) -> Void
    ) async throws -> Checkup? {
        let isLivedIn = try await database.read { transaction in
            try transaction.count(
                """
                SELECT count(*) FROM (
                    SELECT 1 FROM members WHERE community_id = \(community) AND person_id IS NOT NULL LIMIT 1
                ) AS somebody
                """) == 1
        }
        guard isLivedIn else { return nil }
        var options = try await options(community)
        adjust(&options)
        var builder = try await builder(of: community, options: options) { _ in try Task.checkCancellation() }
        return try builder.finish()
    }

    /// With all that is known of its members, and all that was said.
    /// - Parameter afterPage: told how many lines were read so far.
    private func builder(
        of community: ID<Community>, options: CheckupOptions, afterPage: (Int) async throws -> Void
    ) async throws -> CheckupBuilder {
        var builder = CheckupBuilder(options: options)
        try await MemberComings(database).read(community) { builder.add(KnownMember($0)) }
        var lines = 0
        for group in try await Groups(database).all(of: community) {
            try await history.read(community, group, { builder.add($0) }) { count in
                lines += count
                try await afterPage(lines)
            }
        }
        return builder
    }

    private func options(_ community: ID<Community>) async throws -> CheckupOptions {
        let known = try await database.read { transaction in
            try transaction.first("SELECT time_zone, settings, created_at FROM communities WHERE id = \(community)") {
                ($0.text(0), $0.text(1), $0.integer(2))
            }
        }
        guard let (zone, settings, since) = known else { throw NotWanted() }
        var options = CheckupOptions(
            timeZone: TimeZone(identifier: zone), generatedAt: database.clock.now(), pondVersion: pondVersion,
            formats: ["pond"])
        options.accountsAreMembers = true
        let door = try JSONDecoder().decode(CommunitySettings.self, from: Data(settings.utf8)).door
        options.live = LiveCommunity(needsInvitation: door == .invitation, since: Timestamp(milliseconds: since))
        return options
    }

    /// - Throws: `NotWanted`.
    private func note(_ lines: Int, _ id: ID<CheckupSnapshot>, _ community: ID<Community>) async throws {
        try Task.checkCancellation()
        let isWanted = try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE checkups SET state = 'running', lines_read = \(lines)
                WHERE community_id = \(community) AND id = \(id) AND state IN ('waiting', 'running')
                """) == 1
        }
        if !isWanted { throw NotWanted() }
    }

    private func write(
        _ people: CheckupPeople, of checkup: Checkup, _ id: ID<CheckupSnapshot>, _ community: ID<Community>
    ) async throws {
        try await database.write { try $0.forgetPeople(of: id, community) }
        var start = 0
        while start < people.rows.count {
            try Task.checkCancellation()
            let range = start..<min(start + Self.rowsPerTransaction, people.rows.count)
            let bindings = range.flatMap { position in
                people.rows[position].bindings(checkup.people[position], position, id, community)
            }
            try await database.write { transaction in
                try transaction.insert(into: CheckupPeople.Row.table, columns: CheckupPeople.Row.columns, bindings)
            }
            start = range.upperBound
        }
    }
}

extension CheckupPeople.Row {
    static let table = """
        checkup_people (community_id, checkup_id, position, member_id, messages, first_day, last_day, role, circle, \
        part, traits, fields, hours)
        """
    static let columns = 13

    var traitBits: Int64 { traits.reduce(0) { $0 | $1.bit } }

    func bindings(
        _ person: Checkup.Person, _ position: Int, _ id: ID<CheckupSnapshot>, _ community: ID<Community>
    ) -> [SQLValue] {
        [
            community.sqlValue, id.sqlValue, .integer(Int64(position)), .integer(Int64(person.key) ?? 0),
            .integer(Int64(person.messages)), .integer((person.firstSpoke?.number).map(Int64.init)),
            .integer((person.lastSpoke?.number).map(Int64.init)), .text(person.role?.rawValue),
            .integer(person.circle.map(Int64.init)), .integer(part.map(Int64.init)),
            .integer(traitBits), .integer(fields),
            .text(String(decoding: hours.map { UInt8(ascii: $0 ? "1" : "0") }, as: UTF8.self)),
        ]
    }
}

extension KnownMember {
    fileprivate init(_ coming: MemberComing) {
        let cameAlone = !coming.wasInvited && !coming.isOwner
        self.init(
            id: coming.id.description, name: coming.displayName,
            role: coming.isOwner ? .owner : coming.isStaff ? .admin : .member,
            arrival: coming.isImported
                ? .imported : cameAlone ? .uninvited(coming.createdAt) : .invited(coming.createdAt),
            departure: coming.leftAt.map { coming.wasRemoved ? .removed($0) : .left($0) })
    }
}

extension Checkup {
    /// Names belong to `members` and words to `messages`, where they can be changed, recalled and erased.
    mutating func keepNoWords(of peopleMax: Int) {
        people = Array(people.prefix(peopleMax))
        for position in people.indices { people[position].name = "" }
        changeExcerpts { excerpt in
            var wordless = excerpt
            wordless.text = ""
            return wordless.message == nil ? nil : wordless
        }
    }
}

extension WriteTransaction {
    func forgetPeople(of id: ID<CheckupSnapshot>, _ community: ID<Community>) throws {
        try execute("DELETE FROM checkup_people WHERE community_id = \(community) AND checkup_id = \(id)")
    }

    func end(_ id: ID<CheckupSnapshot>, of community: ID<Community>, as state: CheckupSnapshot.State) throws {
        let ended = try execute(
            """
            UPDATE checkups SET state = \(state.rawValue) WHERE community_id = \(community) AND id = \(id)
                AND state IN ('waiting', 'running')
            """)
        if ended == 1 { record(NewEvent("checkup.ended", community: community.rawValue, subject: id.rawValue)) }
    }

    func complete(
        _ id: ID<CheckupSnapshot>, of community: ID<Community>, result: String, verdicts: String, traits: Int64,
        indices: Checkup.Indices?
    ) throws {
        let made = try execute(
            """
            UPDATE checkups SET state = 'made', made_at = \(now), result = \(result),
                verdicts = \(verdicts), traits = \(traits),
                participation = \(indices?.participation.value), activity = \(indices?.activity.value),
                contribution = \(indices?.contribution.value), overall = \(indices?.overall), lines_read = lines_total
            WHERE community_id = \(community) AND id = \(id) AND state IN ('waiting', 'running')
            """)
        guard made == 1 else { return try forgetPeople(of: id, community) }
        record(NewEvent("checkup.made", community: community.rawValue, subject: id.rawValue))
        let old = try query(
            """
            SELECT id FROM checkups WHERE community_id = \(community) AND state NOT IN ('waiting', 'running')
            ORDER BY id DESC LIMIT 10 OFFSET \(CheckupMaking.keptMax)
            """
        ) { ID<CheckupSnapshot>($0.integer(0)) }
        for id in old {
            try forgetPeople(of: id, community)
            try execute("DELETE FROM checkups WHERE community_id = \(community) AND id = \(id)")
        }
    }
}
