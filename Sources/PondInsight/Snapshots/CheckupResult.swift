import Foundation
package import PondCommunity
package import PondCore
import PondStore

extension Checkups {
    /// What a checkup found, with the names that people bear now and the words that still stand.
    /// - Throws: `AppError.notAllowed`, `.notFound` also for one that was not made.
    package func result(_ id: ID<CheckupSnapshot>, as standing: Standing) async throws -> Checkup {
        try standing.require(.viewInsight)
        let community = standing.community.id
        var checkup = try await wordless(id, of: community)
        let asked = checkup.excerptMessages
        let (names, words) = try await database.read { transaction in
            let names = try transaction.query(
                """
                SELECT p.position, m.display_name FROM checkup_people p
                JOIN members m ON m.community_id = p.community_id AND m.id = p.member_id
                WHERE p.community_id = \(community) AND p.checkup_id = \(id)
                    AND p.position < \(CheckupMaking.namedPeopleMax)
                """
            ) { (Int($0.integer(0)), $0.text(1)) }
            return (names, try transaction.words(of: asked, in: community))
        }
        for (position, name) in names where checkup.people.indices.contains(position) {
            checkup.people[position].name = name
        }
        let charactersMax = Thresholds().excerptCharactersMax
        checkup.changeExcerpts { excerpt in
            guard let said = excerpt.message.flatMap({ words[$0] }) else { return nil }
            var told = excerpt
            told.text = ExcerptText.shortened(said, charactersMax: charactersMax)
            return told
        }
        return checkup
    }

    /// As it is kept.
    private func wordless(_ id: ID<CheckupSnapshot>, of community: ID<Community>) async throws -> Checkup {
        let known = memory.checkup(id)
        let isKnown = known != nil
        let text = try await database.read { transaction in
            try transaction.first(
                """
                SELECT CASE WHEN \(isKnown) = 1 THEN '' ELSE result END FROM checkups
                WHERE community_id = \(community) AND id = \(id) AND state = 'made'
                """
            ) { $0.text(0) }
        }
        guard let text else { throw AppError(.notFound) }
        if let known { return known }
        let read = try Checkup(json: Data(text.utf8))
        memory.keep(read, as: id)
        return read
    }
}

extension Checkup {
    fileprivate var excerptMessages: [String] { errors.flatMap(\.evidence).compactMap { $0.excerpt?.message } }
}

extension ReadTransaction {
    /// What these messages say now; those that were recalled or whose import was undone say nothing any more.
    fileprivate func words(of messages: [String], in community: ID<Community>) throws -> [String: String] {
        let ids = messages.compactMap { Int64($0) }
        guard !ids.isEmpty else { return [:] }
        let asked = SQL.values(ids.map { .integer($0) }, columns: ids.count)
        let said = try query(
            """
            SELECT id, body FROM messages
            WHERE community_id = \(community) AND id IN \(asked) AND recalled_at IS NULL AND body <> ''
                AND (import_id IS NULL OR import_id IN (SELECT i.id FROM imports i
                    WHERE i.community_id = \(community) AND i.state = 'completed'))
            """
        ) { (String($0.integer(0)), $0.text(1)) }
        return Dictionary(said) { first, _ in first }
    }
}
