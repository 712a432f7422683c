import Hummingbird
import NIOCore
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import ServiceLifecycle

/// All live streams of this process, and the reader of the log that feeds them.
///
/// A stream is opened by an ordinary route, which has found out who asks and what they may do. From then on its
/// connection's task sleeps, and the loop that owns the connection writes to it (see docs/decisions/0007).
final class LiveHub: Service {
    private struct State {
        /// The last event that was handed to the loops; nil before the log was looked at.
        var position: Int64?
        var loops: [ObjectIdentifier: NIOLoopBound<LiveLoop>] = [:]
        var isStopping = false
    }

    static let readCountMax = 1_000
    private static let pollInterval: Duration = .seconds(1)

    private let database: Database
    private let state = Locked(State())

    init(_ database: Database) {
        self.database = database
    }

    // MARK: the log

    /// Follows the log until the process stops: woken by commits of any node, and once a second in case a wake-up was
    /// lost.
    func run() async throws {
        defer { stop() }
        await cancelWhenGracefulShutdown {
            await self.database.withEventBell { bell in
                while !Task.isCancelled {
                    // A database that is away is back at some later look; the position has not moved meanwhile.
                    try? await self.follow()
                    await bell.wait(atMost: Self.pollInterval)
                }
            }
        }
    }

    /// Hands out what is new in the log.
    /// - Throws: `StoreError`.
    func follow() async throws {
        guard let start = state.withLock({ $0.position }) else {
            let head = try await database.read { try $0.headPosition() }
            state.withLock { if $0.position == nil { $0.position = head } }
            return
        }
        var position = start
        while true {
            let after = position
            let events = try await database.read { try $0.events(after: after, countMax: Self.readCountMax) }
            guard let last = events.last else { return }
            publish(events.map(LiveEvent.init), upTo: last.position)
            position = last.position
            if events.count < Self.readCountMax { return }
        }
    }

    private func publish(_ events: [LiveEvent], upTo position: Int64) {
        // Under the lock, so that a loop that is made meanwhile starts exactly behind what it will not be handed.
        state.withLock { state in
            state.position = position
            for loop in state.loops.values {
                loop.eventLoop.execute { loop.value.take(events) }
            }
        }
    }

    // MARK: streams

    /// Serves a stream on the connection until it ends: because the reader went, was too slow, has to show anew who it
    /// is, or because the process stops.
    /// - Returns: false when so much happened meanwhile that it has to begin again.
    @discardableResult
    func serve(_ subscription: LiveSubscription, on channel: any Channel) async throws -> Bool {
        let eventLoop = channel.eventLoop
        let ended = eventLoop.makePromise(of: Void.self)
        let opened = try await eventLoop.submit { () throws -> NIOLoopBound<LiveSubscriber>? in
            do {
                let subscriber = try LiveSubscriber(subscription, channel: channel, ended: ended)
                guard let loop = self.loop(on: eventLoop), loop.add(subscriber) else {
                    subscriber.end()
                    return nil
                }
                return NIOLoopBound(subscriber, eventLoop: eventLoop)
            } catch {
                ended.fail(error)
                throw error
            }
        }.get()
        guard let opened else { return false }
        channel.closeFuture.whenComplete { _ in opened.value.end() }
        try await withGracefulShutdownHandler {
            try await ended.futureResult.get()
        } onGracefulShutdown: {
            self.stop()
        }
        try await eventLoop.submit { self.loop(on: eventLoop)?.remove(opened.value) }.get()
        return true
    }

    /// The index of the loop that this runs on; nil before the log was looked at, and when the process stops.
    private func loop(on eventLoop: any EventLoop) -> LiveLoop? {
        let bound = state.withLock { state -> NIOLoopBound<LiveLoop>? in
            if let known = state.loops[ObjectIdentifier(eventLoop)] { return known }
            guard let position = state.position, !state.isStopping else { return nil }
            let bound = NIOLoopBound(LiveLoop(eventLoop, position: position), eventLoop: eventLoop)
            state.loops[ObjectIdentifier(eventLoop)] = bound
            return bound
        }
        return bound?.value
    }

    /// Ends all streams; no new ones begin.
    func stop() {
        let loops = state.withLock { state in
            state.isStopping = true
            return Array(state.loops.values)
        }
        for loop in loops { loop.eventLoop.execute { loop.value.endAll() } }
    }

    /// The streams that are open.
    func streamCount() async -> Int {
        let loops = state.withLock { Array($0.loops.values) }
        var count = 0
        for loop in loops { count += (try? await loop.eventLoop.submit { loop.value.count }.get()) ?? 0 }
        return count
    }

    var isStopping: Bool { state.withLock { $0.isStopping } }
    var isFollowing: Bool { state.withLock { $0.position != nil } }
}
