/// A person inside one community. Imported people are members without a login until they claim their history.
package enum Member {}

/// A name that a member was seen under.
package enum MemberAlias {}

/// What a group member may do in the group that was imported.
package enum GroupRole: String, Hashable, Sendable {
    case owner
    case admin
    case member
    case bot
}
