package import PondStore

/// How jobs of a kind are done.
package struct JobHandler: Sendable {
    package let kind: String
    /// Works outside the database first, if it must (idempotently: it may be run twice), and returns what is to be
    /// written. That is committed together with the job's completion, or not at all.
    package let run: @Sendable (Job) async throws -> @Sendable (WriteTransaction) throws -> Void

    package init(
        kind: String, run: @escaping @Sendable (Job) async throws -> @Sendable (WriteTransaction) throws -> Void
    ) {
        self.kind = kind
        self.run = run
    }
}
