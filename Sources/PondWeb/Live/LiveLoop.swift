import NIOCore
import PondCommunity

/// The streams of one event loop, indexed by audience. Used on that loop alone: no locks, no tasks, no queries.
final class LiveLoop {
    /// Audiences that one tick tells apart.
    private static let audiencesMax = 64
    /// Events kept for streams that begin while the log moves on.
    static let recentCountMax = 2_000
    static let tick = TimeAmount.milliseconds(4)
    static let heartbeat = TimeAmount.seconds(15)
    /// A stream this old ends, and its browser comes back and shows anew who it is.
    static let lifetimeMax = TimeAmount.minutes(10)

    private typealias Streams = [ObjectIdentifier: LiveSubscriber]

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
    private var all: Streams = [:]
    private var byGroup: [Int64: Streams] = [:]
    private var byMember: [Int64: Streams] = [:]
    /// Staff who oversee all groups, by community.
    private var overseers: [Int64: Streams] = [:]
    private var staff: [LiveAudience: Streams] = [:]
    private var bits: [LiveAudience: Int] = [:]
    private var pending: [Pending] = []
    private var isTickScheduled = false
    private var isBeating = false

    init(_ eventLoop: any EventLoop, position: Int64) {
        self.eventLoop = eventLoop
        self.position = position
        completeAfter = position
    }

    var count: Int { all.count }

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
        let id = ObjectIdentifier(subscriber)
        guard all.removeValue(forKey: id) != nil else { return }
        let subscription = subscriber.subscription
        for group in subscription.groups.union(subscription.overseen) { Self.take(id, from: &byGroup, group) }
        if let member = subscription.member { Self.take(id, from: &byMember, member) }
        Self.take(id, from: &overseers, subscription.community)
        for permission in subscription.permissions {
            Self.take(id, from: &staff, .staff(permission, community: subscription.community))
        }
    }

    private func index(_ subscriber: LiveSubscriber) {
        let id = ObjectIdentifier(subscriber)
        let subscription = subscriber.subscription
        all[id] = subscriber
        for group in subscription.groups.union(subscription.overseen) { byGroup[group, default: [:]][id] = subscriber }
        if let member = subscription.member { byMember[member, default: [:]][id] = subscriber }
        if subscription.overseesAll { overseers[subscription.community, default: [:]][id] = subscriber }
        for permission in subscription.permissions {
            staff[.staff(permission, community: subscription.community), default: [:]][id] = subscriber
        }
    }

    private static func take<Key: Hashable>(_ id: ObjectIdentifier, from index: inout [Key: Streams], _ key: Key) {
        index[key]?[id] = nil
        if index[key]?.isEmpty == true { index[key] = nil }
    }

    /// Ends all streams: the process stops.
    func endAll() {
        flush()
        for subscriber in all.values { subscriber.end() }
        all = [:]
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
            for (id, subscriber) in byMember[member] ?? [:] where subscriber.subscription.position < at {
                subscriber.subscription.groups.insert(group)
                byGroup[group, default: [:]][id] = subscriber
            }
        case .exits(let member, let group):
            for (id, subscriber) in byMember[member] ?? [:] where subscriber.subscription.position < at {
                subscriber.subscription.groups.remove(group)
                if !subscriber.subscription.overseen.contains(group) { Self.take(id, from: &byGroup, group) }
            }
        case .ends(let member): end(byMember[member] ?? [:], change, at)
        case .revokes, .revokesAll: end(all, change, at)
        }
    }

    private func end(_ streams: Streams, _ change: LiveChange, _ at: Int64) {
        for subscriber in streams.values
        where subscriber.subscription.position < at && subscriber.subscription.isEnded(by: change) {
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
        eventLoop.assumeIsolated().scheduleTask(in: Self.tick) {
            self.isTickScheduled = false
            self.flush()
        }
    }

    /// Hands out what is pending: one write a stream, one buffer for all that are in the same audiences.
    private func flush() {
        guard !pending.isEmpty else { return }
        var touched: [LiveSubscriber] = []
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

    private func mark(_ streams: Streams?, _ bit: Int, _ touched: inout [LiveSubscriber]) {
        guard let streams else { return }
        for subscriber in streams.values {
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
        guard !isBeating, !all.isEmpty else { return }
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
        for subscriber in Array(all.values) {
            if now - subscriber.openedAt > Self.lifetimeMax {
                remove(subscriber)
                subscriber.end()
            } else if !subscriber.write(chunk) {
                drop(subscriber)
            }
        }
    }
}
