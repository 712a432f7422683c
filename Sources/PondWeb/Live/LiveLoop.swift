import NIOCore
import PondCommunity

/// The streams of one event loop, indexed by audience. Used on that loop alone: no locks, no tasks, no queries.
final class LiveLoop {
    /// Audiences that one tick tells apart.
    private static let audiencesMax = 64
    /// Events kept for streams that begin while the log moves on.
    static let recentCountMax = 2_000
    /// The shortest time between two ticks. Where handing out takes long, the next waits three times as long as that
    /// took: it gets a quarter of the loop's time, the rest is for other things, and more is joined into one write.
    static let tick = TimeAmount.milliseconds(4)
    private static let pauseFactor: Int64 = 3
    static let tickMax = TimeAmount.milliseconds(100)
    static let heartbeat = TimeAmount.seconds(15)
    /// A stream this old ends, and its browser comes back and shows anew who it is.
    static let lifetimeMax = TimeAmount.minutes(10)

    private struct Pending {
        let position: Int64
        let audiences: UInt64
        let frame: ByteBuffer
    }

    private let eventLoop: any EventLoop
    /// The last event that was handed out here.
    private var position: Int64
    private var recent: [LiveEvent] = []
    /// `recent` holds all events behind this one.
    private var completeAfter: Int64
    private var streams = LiveStreams()
    private var byGroup: [Int64: LiveStreams] = [:]
    private var byMember: [Int64: LiveStreams] = [:]
    /// Staff who oversee all groups, by community.
    private var overseers: [Int64: LiveStreams] = [:]
    private var staff: [LiveAudience: LiveStreams] = [:]
    private var bits: [LiveAudience: Int] = [:]
    private var pending: [Pending] = []
    private var isTickScheduled = false
    /// How long handing out took the last time.
    private var flushTime = TimeAmount.zero
    private var isBeating = false

    init(_ eventLoop: any EventLoop, position: Int64) {
        self.eventLoop = eventLoop
        self.position = position
        completeAfter = position
    }

    var count: Int { streams.all.count }

    // MARK: streams

    /// Takes a stream in. What was handed out here since its subscription was read is made up for.
    /// - Returns: false when that is more than is kept: the stream has to begin again.
    func add(_ subscriber: LiveSubscriber) -> Bool {
        flush()
        let since = subscriber.subscription.position
        if position > since {
            guard since >= completeAfter else { return false }
            catchUp(subscriber, recent.filter { $0.position > since })
        }
        guard subscriber.isOpen else { return true }
        index(subscriber)
        startBeating()
        return true
    }

    private func catchUp(_ subscriber: LiveSubscriber, _ missed: [LiveEvent]) {
        var bytes = ByteBuffer()
        for event in missed {
            switch event.change {
            case .enters(let member, let group) where member == subscriber.subscription.member:
                subscriber.subscription.groups.insert(group)
            case .exits(let member, let group) where member == subscriber.subscription.member:
                subscriber.subscription.groups.remove(group)
            case .some(let change) where subscriber.subscription.isEnded(by: change): return subscriber.end()
            default: break
            }
            if event.audiences.contains(where: { subscriber.subscription.hears($0) }) {
                bytes.writeImmutableBuffer(event.frame)
            }
        }
        if bytes.readableBytes > 0, !subscriber.write(HTTPChunk.around(bytes)) { subscriber.cut() }
    }

    func remove(_ subscriber: LiveSubscriber) {
        guard streams.remove(subscriber) else { return }
        let subscription = subscriber.subscription
        for group in subscription.groups.union(subscription.overseen) { Self.take(subscriber, from: &byGroup, group) }
        if let member = subscription.member { Self.take(subscriber, from: &byMember, member) }
        Self.take(subscriber, from: &overseers, subscription.community)
        for permission in subscription.permissions {
            Self.take(subscriber, from: &staff, .staff(permission, community: subscription.community))
        }
    }

    private func index(_ subscriber: LiveSubscriber) {
        let subscription = subscriber.subscription
        streams.insert(subscriber)
        for group in subscription.groups.union(subscription.overseen) {
            byGroup[group, default: LiveStreams()].insert(subscriber)
        }
        if let member = subscription.member { byMember[member, default: LiveStreams()].insert(subscriber) }
        if subscription.overseesAll { overseers[subscription.community, default: LiveStreams()].insert(subscriber) }
        for permission in subscription.permissions {
            staff[.staff(permission, community: subscription.community), default: LiveStreams()].insert(subscriber)
        }
    }

    private static func take<Key: Hashable>(
        _ subscriber: LiveSubscriber, from index: inout [Key: LiveStreams], _ key: Key
    ) {
        index[key]?.remove(subscriber)
        if index[key]?.isEmpty == true { index[key] = nil }
    }

    private func streams(of member: Int64, before position: Int64) -> [LiveSubscriber] {
        byMember[member]?.all.filter { $0.subscription.position < position } ?? []
    }

    /// Ends all streams: the process stops.
    func endAll() {
        flush()
        for subscriber in streams.all { subscriber.end() }
        streams = LiveStreams()
        (byGroup, byMember, overseers, staff) = ([:], [:], [:], [:])
    }

    // MARK: events

    /// Takes events in the order of the log.
    func take(_ events: [LiveEvent]) {
        for event in events {
            if let change = event.change { apply(change, event.position) }
            if !event.audiences.isEmpty { enqueue(event) }
            position = event.position
            recent.append(event)
        }
        if recent.count > Self.recentCountMax * 2 {
            let goneCount = recent.count - Self.recentCountMax
            completeAfter = recent[goneCount - 1].position
            recent.removeFirst(goneCount)
        }
        scheduleTick()
    }

    private func apply(_ change: LiveChange, _ at: Int64) {
        // What was said before belongs to who was there before.
        flush()
        switch change {
        case .enters(let member, let group):
            for subscriber in streams(of: member, before: at) {
                subscriber.subscription.groups.insert(group)
                byGroup[group, default: LiveStreams()].insert(subscriber)
            }
        case .exits(let member, let group):
            for subscriber in streams(of: member, before: at) {
                subscriber.subscription.groups.remove(group)
                if !subscriber.subscription.overseen.contains(group) {
                    Self.take(subscriber, from: &byGroup, group)
                }
            }
        case .ends(let member): end(streams(of: member, before: at))
        case .revokes, .revokesAll:
            end(
                streams.all.filter {
                    $0.subscription.position < at && $0.subscription.isEnded(by: change)
                })
        }
    }

    private func end(_ subscribers: some Sequence<LiveSubscriber>) {
        for subscriber in subscribers {
            subscriber.end()
            remove(subscriber)
        }
    }

    private func enqueue(_ event: LiveEvent) {
        let heard = event.audiences.filter(hasStreams)
        guard !heard.isEmpty else { return }
        if bits.count + heard.count > Self.audiencesMax { flush() }
        var mask: UInt64 = 0
        for audience in heard {
            let bit = bits[audience] ?? bits.count
            bits[audience] = bit
            mask |= 1 << UInt64(bit)
        }
        pending.append(Pending(position: event.position, audiences: mask, frame: event.frame))
    }

    private func hasStreams(_ audience: LiveAudience) -> Bool {
        switch audience {
        case .group(let group, let community): byGroup[group] != nil || overseers[community] != nil
        case .person(let member): byMember[member] != nil
        case .staff: staff[audience] != nil
        }
    }

    // MARK: ticks

    private func scheduleTick() {
        guard !pending.isEmpty, !isTickScheduled else { return }
        isTickScheduled = true
        eventLoop.assumeIsolated().scheduleTask(in: max(Self.tick, min(flushTime * Self.pauseFactor, Self.tickMax))) {
            self.isTickScheduled = false
            self.flush()
        }
    }

    /// Hands out what is pending: one write a stream, one buffer for all that are in the same audiences.
    private func flush() {
        guard !pending.isEmpty else { return }
        let begun = NIODeadline.now()
        defer { flushTime = .now() - begun }
        var touched: [LiveSubscriber] = []
        touched.reserveCapacity(streams.all.count)
        for (audience, bit) in bits {
            switch audience {
            case .group(let group, let community):
                mark(byGroup[group], bit, &touched)
                mark(overseers[community], bit, &touched)
            case .person(let member): mark(byMember[member], bit, &touched)
            case .staff: mark(staff[audience], bit, &touched)
            }
        }
        let first = pending[0].position
        var joined: [UInt64: ByteBuffer] = [:]
        var slow: [LiveSubscriber] = []
        for subscriber in touched {
            let mask = subscriber.mask
            subscriber.mask = 0
            let chunk: ByteBuffer?
            if subscriber.subscription.position >= first {
                chunk = join(mask, after: subscriber.subscription.position)
            } else if let known = joined[mask] {
                chunk = known
            } else {
                chunk = join(mask, after: 0)
                joined[mask] = chunk
            }
            if let chunk, !subscriber.write(chunk) { slow.append(subscriber) }
        }
        pending.removeAll(keepingCapacity: true)
        bits.removeAll(keepingCapacity: true)
        for subscriber in slow { drop(subscriber) }
    }

    private func mark(_ streams: LiveStreams?, _ bit: Int, _ touched: inout [LiveSubscriber]) {
        guard let streams else { return }
        for subscriber in streams.all {
            if subscriber.mask == 0 { touched.append(subscriber) }
            subscriber.mask |= 1 << UInt64(bit)
        }
    }

    private func join(_ mask: UInt64, after position: Int64) -> ByteBuffer? {
        var bytes = ByteBuffer()
        for event in pending where event.audiences & mask != 0 && event.position > position {
            bytes.writeImmutableBuffer(event.frame)
        }
        return bytes.readableBytes == 0 ? nil : HTTPChunk.around(bytes)
    }

    private func drop(_ subscriber: LiveSubscriber) {
        remove(subscriber)
        subscriber.cut()
    }

    // MARK: heartbeat

    /// Beats as long as there is somebody to hear it.
    private func startBeating() {
        guard !isBeating, !streams.isEmpty else { return }
        isBeating = true
        eventLoop.assumeIsolated().scheduleTask(in: Self.heartbeat) {
            self.isBeating = false
            self.keepAlive()
            self.startBeating()
        }
    }

    private func keepAlive() {
        flush()
        // With data, because browsers report nothing of an event without; the id saves a quiet stream a long replay.
        let chunk = HTTPChunk.around(ByteBuffer(string: "id: \(position)\nevent: beat\ndata: 1\n\n"))
        let now = NIODeadline.now()
        for subscriber in streams.all {
            if now - subscriber.openedAt > Self.lifetimeMax {
                remove(subscriber)
                subscriber.end()
            } else if !subscriber.write(chunk) {
                drop(subscriber)
            }
        }
    }
}
