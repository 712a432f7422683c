/// What a member list says of somebody and Pond does not use: kept for an export, that it may be whole.
package struct ChatProfile: Hashable, Codable, Sendable {
    /// A post, of the platform or made up by the group.
    package struct Role: Hashable, Codable, Sendable {
        package var id: String
        package var name: String?

        package init(id: String, name: String? = nil) {
            self.id = id
            self.name = name
        }
    }

    /// A larger picture is left out: it would not be one of a face any more.
    package static let avatarBytesMax = 256 * 1024

    /// The name of the account, where the group knows the person by another one.
    package var accountName: String?
    /// A data URL, or an address.
    package var avatar: String?
    /// All of them in their order, where there is any that `ChatPerson.role` cannot tell.
    package var roles: [Role]

    package init(accountName: String? = nil, avatar: String? = nil, roles: [Role] = []) {
        self.accountName = accountName
        self.avatar = avatar
        self.roles = roles
    }

    package var isEmpty: Bool { accountName == nil && avatar == nil && roles.isEmpty }
}
