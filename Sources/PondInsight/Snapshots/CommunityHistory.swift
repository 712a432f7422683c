package import PondCommunity
package import PondCore
package import PondExchange

/// How a checkup reads what was said in a group. Handed in, because the talk belongs to another context.
package struct CommunityHistory: Sendable {
    /// Hands out the records of a group, in the order of their time, with member ids as account ids; `afterPage` is
    /// told after every few of them how many there were, and may throw to end the reading.
    package typealias Read =
        @Sendable (
            _ community: ID<Community>, _ group: Group, _ receive: (ChatRecord) throws -> Void,
            _ afterPage: (Int) async throws -> Void
        ) async throws -> Void

    package let read: Read

    package init(read: @escaping Read) {
        self.read = read
    }
}
