/// What waits in a lane: a closure and the way to answer whoever waits for it.
///
/// `attempt` is run inside a savepoint and may be run again, so it has no effect outside the database. `settle` is
/// called exactly once, after the commit (nil) or when it is certain that nothing was written (the error).
struct LaneWork: Sendable {
    let attempt: @Sendable (WriteTransaction) throws -> Void
    let settle: @Sendable ((any Error)?) -> Void
    /// For a batch: its requests as works of their own, tried one by one when the batch fails as a whole.
    var singles: (@Sendable () -> [LaneWork])?
}

/// What a lane's queue holds. A batched command leaves one ticket for all of its requests that wait; they come out of
/// it in a few batches.
enum LaneTicket: Sendable {
    case work(LaneWork)
    case batch(@Sendable () -> [LaneWork])

    /// Takes out what is to be done; a ticket is asked once.
    func works() -> [LaneWork] {
        switch self {
        case .work(let work): [work]
        case .batch(let take): take()
        }
    }
}
