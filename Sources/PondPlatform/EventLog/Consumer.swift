package import PondStore

/// Somebody who reads the log in order.
///
/// What `apply` does and the move of the cursor are one transaction, and the cursor moves by compare-and-set: a consumer
/// that was paused past its turn, or a second one on another node, fails that and has no effect.
package struct Consumer: Sendable {
    package enum Kind: Sendable {
        /// Writes only its own tables, which can be thrown away and grown again from the first event.
        /// `reset` empties them.
        case projection(reset: @Sendable (WriteTransaction) throws -> Void)
        /// Calls verbs or inserts jobs, with `Consumer.key(for:)` as idempotency key. Starts at the head of the log and
        /// is never replayed.
        case reactor
    }

    package let name: String
    package let kind: Kind
    /// Takes events in order; a batch may end anywhere. No effect outside the transaction.
    package let apply: @Sendable (WriteTransaction, [Event]) throws -> Void

    package init(
        name: String, kind: Kind, apply: @escaping @Sendable (WriteTransaction, [Event]) throws -> Void
    ) {
        self.name = name
        self.kind = kind
        self.apply = apply
    }

    /// The idempotency key of what a reactor does because of an event.
    package func key(for event: Event) -> String { "\(name):\(event.id)" }
}
