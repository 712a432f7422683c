/// Whether an export that does not say for sure which chat it holds can hold the one that it is taken for.
///
/// Who speaks in a chat shows in two exports of it. Two that share nobody are two chats; on IRC, where people come and
/// go by the hour, a single one is enough.
package enum ChatCrowd {
    /// Fewer say nothing.
    package static let peopleMin = 5
    /// One in so many has to be in both: whoever made the exports is, and a first name or two.
    private static let sharedOneIn = 4

    /// - Parameters:
    ///   - shared: people who are in both.
    ///   - sizes: how many are in each.
    package static func areStrangers(shared: Int, sizes: (Int, Int), platform: String) -> Bool {
        let smaller = min(sizes.0, sizes.1)
        guard smaller >= peopleMin else { return false }
        return platform == "irc" ? shared == 0 : shared * sharedOneIn < smaller
    }
}
