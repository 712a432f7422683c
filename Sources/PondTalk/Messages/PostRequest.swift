import PondCommunity
package import PondCore

/// One message on its way into a group, as the batch sees it.
struct PostRequest: Sendable {
    let community: Int64
    let group: Int64
    let groupName: String
    let author: Int64
    /// Staff talk in slow mode and in quiet hours.
    let isModerator: Bool
    let key: String?
    let text: String
    let replyTo: Int64?
    let pictures: [PictureDraft]
    let mentions: MentionNames
}

/// What became of a message that was posted.
package struct PostedMessage: Hashable, Sendable {
    package let id: ID<Message>
    package let at: Timestamp
    /// The same key had posted it before.
    package let wasThere: Bool
}
