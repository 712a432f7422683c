import CLibPQ
import Foundation

/// Waits for the server's answer to what was sent, because libpq's own waiting has no end: a server that is stopped
/// still acknowledges what its machine receives.
enum AnswerWait {
    /// - Parameter limitMilliseconds: nil: however long it takes.
    /// - Returns: the last of the results, as PQexec gives it; nil when there is none.
    /// - Throws: `Silence` after the limit. The connection cannot be used any more.
    static func result(_ connection: OpaquePointer, limitMilliseconds: Int?) throws(Silence) -> OpaquePointer? {
        let deadline = limitMilliseconds.map { ContinuousClock.now + .milliseconds($0) }
        var last: OpaquePointer?
        while true {
            do {
                try wait(connection, until: deadline)
            } catch {
                PQclear(last)
                throw error
            }
            guard let next = PQgetResult(connection) else { return last }
            PQclear(last)
            last = next
        }
    }

    struct Silence: Error {}

    private static func wait(
        _ connection: OpaquePointer, until deadline: ContinuousClock.Instant?
    ) throws(Silence) {
        while PQisBusy(connection) == 1 {
            let left = deadline.map { ($0 - ContinuousClock.now) / .milliseconds(1) }
            if let left, left <= 0 { throw Silence() }
            var poll = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
            _ = Foundation.poll(&poll, 1, left.map { Int32(min($0.rounded(.up), 1e9)) } ?? -1)
            // What is wrong with the connection is in the result that is asked for next.
            if PQconsumeInput(connection) == 0 { return }
        }
    }
}
