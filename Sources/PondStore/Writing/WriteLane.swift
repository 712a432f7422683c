import PondCore
import Synchronization

/// A thread that writes. Closures that wait together run in one engine transaction, each in its own savepoint, and all
/// are answered after the one commit.
final class WriteLane: Sendable {
    private let number: Int
    private let engine: any Engine
    private let upkeep: Upkeep
    private let committer: GroupCommitter
    private let thread: WorkerThread
    private let waiting = Mutex<[LaneTicket]>([])

    init(number: Int, engine: any Engine, clock: WallClock) {
        self.number = number
        self.engine = engine
        upkeep = Upkeep(clock: clock)
        committer = GroupCommitter(engine: engine, lane: number, upkeep: upkeep, clock: clock)
        thread = WorkerThread(name: "pond-lane-\(number)")
    }

    func submit(_ ticket: LaneTicket) {
        let wasEmpty = waiting.withLock { waiting in
            waiting.append(ticket)
            return waiting.count == 1
        }
        guard wasEmpty else { return }
        let accepted = thread.run { [self] in drain() }
        if !accepted { refuseAll() }
    }

    /// Waits for what is under way, refuses the rest and gives the node number back.
    func close() {
        thread.stop()
        refuseAll()
        guard upkeep.lease.isHeld else { return }
        // Where this fails, the lease runs out by itself.
        try? engine.withWriter(lane: number) { try upkeep.lease.release($0) }
    }

    private func drain() {
        while true {
            let tickets = waiting.withLock { waiting in
                let taken = Array(waiting.prefix(engine.limits.savepointsMax))
                return taken
            }
            if tickets.isEmpty { return }
            let done = committer.commit(tickets)
            let isEmpty = waiting.withLock { waiting in
                waiting.removeFirst(done)
                return waiting.isEmpty
            }
            if isEmpty { return }
        }
    }

    private func refuseAll() {
        let tickets = waiting.withLock { waiting in
            let all = waiting
            waiting = []
            return all
        }
        for ticket in tickets {
            for work in ticket.works() { work.settle(StoreError.closed) }
        }
    }
}
