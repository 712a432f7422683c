import Foundation

/// Waits for whatever of many connections has something to read: poll(2), because Swift does not see epoll.
struct Poller {
    private var watched: [pollfd] = []

    mutating func watch(_ descriptor: Int32) {
        watched.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    }

    /// Those that can be read, after so many milliseconds at most.
    mutating func ready(milliseconds: Int32) -> [Int32] {
        guard poll(&watched, nfds_t(watched.count), milliseconds) > 0 else { return [] }
        return watched.lazy.filter { $0.revents != 0 }.map(\.fd)
    }
}
