package import PondCore

/// A conversation of a community.
package struct Group: Hashable, Decodable, Sendable {
    package let id: ID<Group>
    package let name: String
    /// Where it lives or lived: `wechat`, `telegram`, …
    package let platform: String
    /// The platform's own id, where known.
    package let sourceID: String?
    /// `group` or `private`.
    package let kind: String

    package init(id: ID<Group>, name: String, platform: String, sourceID: String?, kind: String) {
        self.id = id
        self.name = name
        self.platform = platform
        self.sourceID = sourceID
        self.kind = kind
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, platform, kind
        case sourceID = "sourceId"
    }
}
