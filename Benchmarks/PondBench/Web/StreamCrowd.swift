import Dispatch
import Foundation

/// Many readers of the live stream and some who post, all on one thread: the pattern of `fan.c` beside it.
///
/// Pond's stream carries ids and no words, so a delivery is timed by the message's id: from the first byte of the
/// request that posted it to its arrival at each reader.
final class StreamCrowd {
    private static let idPrefix = Array("\"message\":\"".utf8)
    /// An event is longer than its kind and id and shorter than this.
    private static let eventBytesMax = 400
    private static let quietMicroseconds: UInt32 = 300_000

    private struct Poster {
        let connection: LoopbackConnection
        var isBusy = false
        var number = 0
        var sentAt: UInt64 = 0
    }

    private struct Arrival {
        let message: Int64
        let at: UInt64
    }

    private let town: BenchTown
    private let server: PondServer
    private var poller = Poller()
    private var readers: [LoopbackConnection] = []
    private var posters: [Poster] = []
    private var posterOf: [Int32: Int] = [:]
    private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    private var arrivals: [Arrival] = []
    private var sentAt: [Int64: UInt64] = [:]
    private var nextPoster = 0
    /// Every so many deliveries one is timed.
    private let timedEvery: Int

    private(set) var deliveries = 0
    private(set) var bytes = 0
    private(set) var posted = 0
    private(set) var answered = 0
    private(set) var refused: [Int: Int] = [:]

    init(_ town: BenchTown, _ server: PondServer, posters count: Int, timedEvery: Int = 1) throws {
        self.town = town
        self.server = server
        self.timedEvery = timedEvery
        for _ in 0..<count {
            let connection = try LoopbackConnection(port: server.port)
            connection.makeNonBlocking()
            posterOf[connection.descriptor] = posters.count
            posters.append(Poster(connection: connection))
            poller.watch(connection.descriptor)
        }
    }

    deinit {
        room.deallocate()
    }

    var readerCount: Int { readers.count }

    /// Opens streams, each of another person, and waits until every one has begun.
    func open(_ count: Int) throws {
        for index in readers.count..<(readers.count + count) {
            let connection = try LoopbackConnection(port: server.port)
            let visitor = town.visitors[index % town.visitors.count]
            try connection.send(
                LoopbackConnection.request(town.livePath, headers: [visitor.cookie, "Accept: text/event-stream"]))
            let count = recv(connection.descriptor, room.baseAddress, room.count, 0)
            let begins = String(decoding: room.prefix(max(0, count)), as: UTF8.self)
            guard begins.hasPrefix("HTTP/1.1 200") else {
                throw PondServer.Failure(description: "stream \(index) is refused: \(begins.prefix(300))")
            }
            connection.makeNonBlocking()
            readers.append(connection)
            poller.watch(connection.descriptor)
        }
        usleep(Self.quietMicroseconds)
        try wait(milliseconds: 0)
    }

    /// Nanoseconds of a clock that only goes forward.
    var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

    /// Posts a message over the next connection that is free.
    /// - Returns: false when all are busy.
    func post(bytes: Int) throws -> Bool {
        guard let offset = posters.indices.first(where: { !posters[(nextPoster + $0) % posters.count].isBusy })
        else { return false }
        let index = (nextPoster + offset) % posters.count
        nextPoster = index + 1
        let request = town.post(posted, bytes: bytes, by: town.visitors[posted % town.visitors.count])
        posters[index].isBusy = true
        posters[index].sentAt = now
        try posters[index].connection.send(request)
        posted += 1
        return true
    }

    /// Takes what has arrived, waiting for something at most so long.
    func wait(milliseconds: Int32) throws {
        for descriptor in poller.ready(milliseconds: milliseconds) {
            if let poster = posterOf[descriptor] {
                try hearAnswer(poster)
            } else {
                try hearStream(descriptor)
            }
        }
    }

    private func hearAnswer(_ index: Int) throws {
        guard let answer = try posters[index].connection.receive() else { return }
        posters[index].isBusy = false
        answered += 1
        guard answer.status == 201, let id = Self.id(in: answer.body) else {
            refused[answer.status, default: 0] += 1
            return
        }
        sentAt[id] = posters[index].sentAt
    }

    private static func id(in body: String) -> Int64? {
        guard let start = body.range(of: "\"id\":") else { return nil }
        let rest = body[start.upperBound...].drop { $0 == "\"" }
        return Int64(rest.prefix { $0.isNumber })
    }

    private func hearStream(_ descriptor: Int32) throws {
        let count = recv(descriptor, room.baseAddress, room.count, 0)
        if count < 0, errno == EAGAIN { return }
        guard count > 0, let base = room.baseAddress else {
            throw PondServer.Failure(description: "a stream ended after \(deliveries) deliveries")
        }
        bytes += count
        let at = now
        var place = UnsafeRawPointer(base)
        let end = place + count
        // One opening brace an event; beats and ids have none.
        while let found = memchr(place, 0x7B, end - place) {
            deliveries += 1
            place = UnsafeRawPointer(found) + 1
            if deliveries % timedEvery == 0 { time(place, end, at) }
        }
    }

    private func time(_ place: UnsafeRawPointer, _ end: UnsafeRawPointer, _ at: UInt64) {
        let event = UnsafeRawBufferPointer(start: place, count: min(end - place, Self.eventBytesMax))
        guard let found = event.firstPlace(of: Self.idPrefix) else { return }
        var digit = place + found + Self.idPrefix.count
        var id: Int64 = 0
        while digit < end {
            let byte = digit.load(as: UInt8.self)
            guard byte >= 0x30, byte <= 0x39 else {
                arrivals.append(Arrival(message: id, at: at))
                return
            }
            id = id * 10 + Int64(byte - 0x30)
            digit += 1
        }
    }

    /// Milliseconds from posting to delivery, in order.
    func latencies() -> [Double] {
        arrivals.compactMap { arrival in
            sentAt[arrival.message].map { arrival.at > $0 ? Double(arrival.at - $0) / 1e6 : 0 }
        }.sorted()
    }
}

extension [Double] {
    /// Of numbers in order; 0 without any.
    func percentile(_ share: Double) -> Double {
        isEmpty ? 0 : self[Swift.min(count - 1, Int(Double(count) * share))]
    }
}
