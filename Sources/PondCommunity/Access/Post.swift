/// A post of responsibility that a member holds in a community.
package enum Post: String, CaseIterable, Codable, Sendable {
    /// 群主
    case owner
    /// 管理员
    case admin
    /// 客服
    case support
    /// 营销
    case marketing
    /// 技术
    case tech
    /// 团长: has rights only in the groups they lead.
    case leader
    /// 成员: somebody without a post.
    case member
    /// 访客: anybody, signed in or not, who is no member.
    case guest

    /// The posts that are given to somebody; the others follow from being a member or not.
    package static let staff: [Post] = [.owner, .admin, .support, .marketing, .tech, .leader]
}
