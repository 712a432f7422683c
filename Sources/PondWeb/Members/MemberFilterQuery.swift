import PondCommunity
import PondCore

/// A list of members as an address says it: `?q=小&post=admin&joined=7&silent=14&origin=imported&sort=name`.
struct MemberFilterQuery {
    /// In the place of a group's id.
    static let noGroup = "none"

    let filter: MemberFilter
    let after: MemberCursor?

    /// What an address says wrongly is as if it did not say it: a link that is torn still shows a list.
    init(_ value: (String) -> String?) {
        func days(_ name: String) -> Int? {
            value(name).flatMap { Int($0) }.flatMap { MemberFilter.daysRange.contains($0) ? $0 : nil }
        }
        filter = MemberFilter(
            text: value("q").map { String($0.prefix(100)) },
            post: value("post").flatMap { Post(rawValue: $0) }.flatMap { Post.staff.contains($0) ? $0 : nil },
            group: value("group").flatMap { ID<Group>($0) }, isGroupless: value("group") == Self.noGroup,
            joinedWithinDays: days("joined"), silentDays: days("silent"),
            invitation: value("invitation").flatMap { ID<Invitation>($0) },
            inviter: value("inviter").flatMap { ID<Member>($0) }, importID: value("import").flatMap { Int64($0) },
            origin: value("origin").flatMap { MemberFilter.Origin(rawValue: $0) },
            isFormer: value("state") == "former",
            sort: value("sort").flatMap { MemberFilter.Sort(rawValue: $0) } ?? .newest)
        after = value("after").flatMap { MemberCursor($0) }
    }

    /// The query of an address again, without the page.
    static func text(_ filter: MemberFilter) -> String {
        var parts: [(String, String)] = []
        if let text = filter.text { parts.append(("q", text)) }
        if let post = filter.post { parts.append(("post", post.rawValue)) }
        if let group = filter.group { parts.append(("group", group.description)) }
        if filter.isGroupless { parts.append(("group", noGroup)) }
        if let days = filter.joinedWithinDays { parts.append(("joined", String(days))) }
        if let days = filter.silentDays { parts.append(("silent", String(days))) }
        if let invitation = filter.invitation { parts.append(("invitation", invitation.description)) }
        if let inviter = filter.inviter { parts.append(("inviter", inviter.description)) }
        if let importID = filter.importID { parts.append(("import", String(importID))) }
        if let origin = filter.origin { parts.append(("origin", origin.rawValue)) }
        if filter.isFormer { parts.append(("state", "former")) }
        if filter.sort != .newest { parts.append(("sort", filter.sort.rawValue)) }
        return parts.map { "\($0)=\(FormValues.encoded($1))" }.joined(separator: "&")
    }

    /// From a query that a form carried along.
    static func read(_ text: String) -> MemberFilter {
        let values = FormValues(text)
        return MemberFilterQuery { values.text($0) }.filter
    }
}
