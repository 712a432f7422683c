import PondCommunity
import PondCore
import PondTalk

/// What the reader may do about a message.
struct MessageRights: Sendable {
    /// Their own, within the minutes in which nobody asks why.
    let recallAtOnce: Bool
    let recall: Bool
    let report: Bool

    init(_ message: MessageLine, _ group: GroupStanding, now: Timestamp) {
        let isThere = message.recall == nil
        let isOwn = message.author != nil && message.author?.id == group.standing.member
        let age = now.milliseconds - message.sentAt.milliseconds
        recallAtOnce = isThere && isOwn && age <= Conversations.recallMinutesMax * 60_000
        recall = recallAtOnce || (isThere && group.allows(.moderateMessages))
        report = isThere && !isOwn && group.allows(.reportContent) && group.standing.member != nil
    }
}
