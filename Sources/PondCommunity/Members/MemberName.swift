import Foundation
package import PondCore
package import PondStore

/// Names of members, and how they are found by a part of one.
package enum MemberName {
    package static let charactersMax = 40
    /// What of a name is searched: imported names may be as long as their platform let them be.
    package static let searchedScalarsMax = 64
    /// What of a term is kept; longer searches are cut to this.
    package static let termScalarsMax = 24

    /// Without regard to case, width and compatibility forms (NFKC), marks that cannot be seen left out.
    package static func folded(_ text: String) -> String {
        CleanText.line(text).precomposedStringWithCompatibilityMapping.lowercased()
    }

    /// Every end of the name: 何以棠, 以棠, 棠. Whoever holds a text has a term that begins with it.
    package static func terms(of name: String) -> [String] {
        let scalars = Array(folded(name).unicodeScalars.prefix(searchedScalarsMax))
        return scalars.indices.filter { scalars[$0] != " " }.map { start in
            var term = String.UnicodeScalarView()
            term.append(contentsOf: scalars[start..<min(start + termScalarsMax, scalars.count)])
            return String(term)
        }
    }

    /// The range of terms that begin with what somebody typed, as from and below; nil when nothing was typed.
    /// 「第 42 位」 and `#42` are numbers.
    package static func range(_ typed: String) -> (from: String, below: String)? {
        var text = folded(typed)
        let digits = text.filter { !"#第位 号".contains($0) }
        if !digits.isEmpty, digits.allSatisfy(\.isNumber) { text = digits }
        let scalars = Array(text.unicodeScalars.prefix(termScalarsMax))
        guard let last = scalars.last else { return nil }
        var from = String.UnicodeScalarView()
        from.append(contentsOf: scalars)
        var below = String.UnicodeScalarView()
        below.append(contentsOf: scalars.dropLast())
        // Bytes of UTF-8 are in the order of scalars; surrogates are none.
        let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
        below.append(Unicode.Scalar(next) ?? "\u{10FFFF}")
        return (String(from), String(below))
    }
}

extension WriteTransaction {
    /// Makes a member findable by a name.
    package func index(_ name: String, of member: ID<Member>, in community: ID<Community>) throws {
        try index([(member, MemberName.terms(of: name))], in: community)
    }

    /// Makes a member findable by their number.
    package func index(number: Int, of member: ID<Member>, in community: ID<Community>) throws {
        try index([(member, [String(number)])], in: community)
    }

    /// Makes members findable by terms.
    package func index(_ terms: [(member: ID<Member>, terms: [String])], in community: ID<Community>) throws {
        let rows = terms.flatMap { member, terms in
            terms.flatMap { [community.sqlValue, .text($0), member.sqlValue] }
        }
        try insert(
            into: "member_search (community_id, term, member_id)", columns: 3, rows, suffix: " ON CONFLICT DO NOTHING")
    }

    /// Finds members by the names that they have now, and by no other.
    /// - Parameter members: one at least; a thousand is a good batch.
    package func reindex(_ members: [Int64], in community: ID<Community>) throws {
        let ids = SQL.values(members.map { .integer($0) }, columns: members.count)
        try execute("DELETE FROM member_search WHERE community_id = \(community) AND member_id IN \(ids)")
        let names = try query(
            """
            SELECT id, display_name, number FROM members WHERE community_id = \(community) AND id IN \(ids)
            UNION ALL
            SELECT member_id, name, 0 FROM member_aliases WHERE community_id = \(community) AND member_id IN \(ids)
            """
        ) { (id: $0.integer(0), name: $0.text(1), number: $0.integer(2)) }
        try index(
            names.map { (ID($0.id), MemberName.terms(of: $0.name) + ($0.number > 0 ? [String($0.number)] : [])) },
            in: community)
    }
}
