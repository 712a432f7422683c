import Foundation
import PondCore

/// Runs a group of closures as one transaction, and alone where the group could not be kept together.
///
/// The rules (architecture.md, Store):
/// - each closure runs in its own savepoint; one that throws is rolled back alone and answered with its error;
/// - serialisation failure or deadlock, or a transaction that SQLite left by itself: everything is rolled back and each
///   closure runs in a transaction of its own;
/// - connection lost before COMMIT: nothing was written, all are told so;
/// - connection lost during COMMIT: the server is asked what became of the transaction, nothing is retried blindly;
/// - events are inserted as the last step, so that their positions are drawn in the order of commits.
struct GroupCommitter: Sendable {
    private static let attemptsAloneMax = 25
    private static let pauseMillisecondsMax = 20.0

    let engine: any Engine
    let lane: Int
    let upkeep: Upkeep
    let clock: WallClock

    /// Runs the tickets, or as many of them as the time of a group allows, and answers them.
    /// - Returns: how many tickets were dealt with.
    func commit(_ tickets: [LaneTicket]) -> Int {
        var run = GroupRun(tickets: tickets)
        do {
            try engine.withWriter(lane: lane) { connection in
                try perform(&run, on: connection)
            }
        } catch {
            run.settleOpen(error)
        }
        return run.taken
    }

    private func perform(_ run: inout GroupRun, on connection: any Connection) throws {
        do {
            try together(&run, on: connection)
        } catch let failure as AbandonedGroup {
            if connection.isInTransaction { try? connection.script("ROLLBACK") }
            if let lost = failure.connectionLost { throw lost }
            // Where not even the transaction could be begun there is nothing to run alone.
            if run.taken == 0 { throw failure.cause }
            run.emptyTicket()
            for work in run.works { alone(work, on: connection) }
            run.works = []
        }
        for work in run.retried { alone(work, on: connection) }
        run.retried = []
    }

    // MARK: together

    private func together(_ run: inout GroupRun, on connection: any Connection) throws {
        let transaction = try begin(on: connection)
        let started = ContinuousClock.now
        var next = run.take()
        let single = run.tickets.count == 1 && !run.isInsideTicket
        var failures: [(LaneWork, any Error)] = []
        var kept: [LaneWork] = []
        while let work = next {
            do {
                try attempt(work, in: transaction, savepoint: !single)
                kept.append(work)
            } catch let abandoned as AbandonedGroup {
                throw abandoned
            } catch {
                if let singles = work.singles { run.split(into: singles()) } else { failures.append((work, error)) }
            }
            next = isFull(run, since: started) ? nil : run.take()
        }
        try end(transaction, kept: kept)
        run.works = []
        for work in kept { work.settle(nil) }
        for (work, error) in failures { work.settle(error) }
    }

    /// What was taken out of a ticket belongs to this group; other tickets can wait for the next one.
    private func isFull(_ run: GroupRun, since start: ContinuousClock.Instant) -> Bool {
        if run.isInsideTicket { return false }
        let elapsed = (ContinuousClock.now - start) / .milliseconds(1)
        return elapsed > Double(engine.limits.groupMillisecondsMax) || run.count >= engine.limits.savepointsMax
    }

    private func attempt(_ work: LaneWork, in transaction: WriteTransaction, savepoint: Bool) throws {
        let connection = transaction.connection
        let mark = transaction.eventMark
        do {
            if savepoint { try connection.script("SAVEPOINT work") }
            try work.attempt(transaction)
            if savepoint { try connection.script("RELEASE SAVEPOINT work") }
        } catch {
            if AbandonedGroup.mustAbandon(error, connection) { throw AbandonedGroup(cause: error) }
            transaction.discardEvents(after: mark)
            do {
                try connection.script(savepoint ? "ROLLBACK TO SAVEPOINT work; RELEASE SAVEPOINT work" : "ROLLBACK")
            } catch {
                throw AbandonedGroup(cause: error)
            }
            throw error
        }
    }

    // MARK: alone

    private func alone(_ work: LaneWork, on connection: any Connection) {
        var lastError: (any Error)?
        for attempt in 0..<Self.attemptsAloneMax {
            if attempt > 0 { pause(beforeAttempt: attempt) }
            do {
                let transaction = try begin(on: connection)
                try work.attempt(transaction)
                try end(transaction, kept: [work])
                return work.settle(nil)
            } catch {
                let cause = (error as? AbandonedGroup)?.cause ?? error
                if connection.isInTransaction { try? connection.script("ROLLBACK") }
                lastError = cause
                let abandoned = AbandonedGroup(cause: cause)
                if abandoned.connectionLost != nil { return work.settle(cause) }
                if cause as? StoreError != .serialisation { break }
            }
        }
        guard let singles = work.singles else { return work.settle(lastError) }
        for single in singles() { alone(single, on: connection) }
    }

    /// Two lanes that undo each other's work part ways only when they do not try again in step.
    private func pause(beforeAttempt attempt: Int) {
        Thread.sleep(forTimeInterval: Double.random(in: 0...Self.pauseMillisecondsMax) * Double(attempt) / 1000)
    }

    // MARK: the transaction

    private func begin(on connection: any Connection) throws -> WriteTransaction {
        do {
            try upkeep.keep(connection)
            try connection.beginWriting()
            return WriteTransaction(connection, ids: upkeep.lease.ids, clock: clock)
        } catch {
            throw AbandonedGroup(cause: error)
        }
    }

    private func end(_ transaction: WriteTransaction, kept: [LaneWork]) throws {
        let connection = transaction.connection
        guard connection.isInTransaction else {
            // A single closure that failed has been rolled back. Otherwise the engine has ended the transaction behind
            // a closure that took its error for its own.
            if kept.isEmpty { return }
            throw AbandonedGroup(cause: StoreError.engine(code: "aborted", message: "the transaction ended by itself"))
        }
        let wroteEvents = !transaction.events.isEmpty
        var transactionID: String?
        do {
            if wroteEvents { try EventWriter.write(transaction.events, in: transaction) }
            if connection.dialect == .postgres {
                let sql: SQL = "SELECT CAST(pg_current_xact_id_if_assigned() AS text)"
                transactionID = try transaction.first(sql) { $0.textOrNull(0) } ?? nil
            }
        } catch {
            throw AbandonedGroup(cause: error)
        }
        try commit(connection, transactionID: transactionID)
        if wroteEvents { engine.committedEvents() }
    }

    private func commit(_ connection: any Connection, transactionID: String?) throws {
        do {
            try connection.script("COMMIT")
        } catch StoreError.connectionLost(let reason) {
            guard let transactionID else {
                throw AbandonedGroup(cause: StoreError.connectionLost(reason))
            }
            switch (try? engine.outcome(ofTransaction: transactionID, lane: lane)) ?? .unknown {
            case .committed: return
            case .aborted: throw AbandonedGroup(cause: StoreError.connectionLost(reason))
            case .unknown: throw AbandonedGroup(cause: StoreError.commitUnknown)
            }
        } catch {
            throw AbandonedGroup(cause: error)
        }
    }
}

/// The tickets of one group and what became of them so far.
private struct GroupRun {
    let tickets: [LaneTicket]
    private(set) var taken = 0
    /// How many works were handed out.
    private(set) var count = 0
    /// What the ticket taken last still holds, last first.
    private var open: [LaneWork] = []
    /// Taken and not yet answered.
    var works: [LaneWork] = []
    /// Requests of batches that failed as a whole, to be tried one by one.
    var retried: [LaneWork] = []

    init(tickets: [LaneTicket]) {
        self.tickets = tickets
    }

    var isInsideTicket: Bool { !open.isEmpty }

    mutating func take() -> LaneWork? {
        while open.isEmpty, taken < tickets.count {
            open = tickets[taken].works().reversed()
            taken += 1
        }
        guard let work = open.popLast() else { return nil }
        count += 1
        works.append(work)
        return work
    }

    /// Hands out the rest of the ticket taken last.
    mutating func emptyTicket() {
        works += open.reversed()
        open = []
    }

    /// The batch that was taken last failed as a whole: its requests are answered in its stead.
    mutating func split(into singles: [LaneWork]) {
        works.removeLast()
        retried += singles
    }

    /// Answers everything that is still open. A group that could not even begin takes all of its tickets with it.
    mutating func settleOpen(_ error: any Error) {
        while take() != nil {}
        for work in works + retried { work.settle(error) }
        works = []
        retried = []
    }
}

/// The whole group has to be given up; `cause` says why.
private struct AbandonedGroup: Error {
    let cause: any Error

    /// The closures cannot be tried again on this connection.
    var connectionLost: StoreError? {
        switch cause as? StoreError {
        case .connectionLost, .commitUnknown, .noNodeFree: cause as? StoreError
        default: nil
        }
    }

    /// Whether an error that came out of a closure says something about the transaction, not about the closure.
    static func mustAbandon(_ error: any Error, _ connection: any Connection) -> Bool {
        switch error as? StoreError {
        case .serialisation, .connectionLost: true
        default: !connection.isInTransaction
        }
    }
}
