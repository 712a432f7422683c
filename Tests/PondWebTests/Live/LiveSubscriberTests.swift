import NIOCore
import NIOHTTP1
import NIOPosix
import PondCommunity
import PondCore
import Testing

@testable import PondWeb

@Suite("A stream's way to its socket")
struct LiveSubscriberTests {
    private static let subscription = LiveSubscription(
        community: 1, person: nil, proof: nil, member: 2, groups: [3], overseen: [], overseesAll: false,
        permissions: [], position: 0)

    /// Takes everything that arrives.
    private final class Collector: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        private struct State {
            var bytes = ByteBuffer()
            var waiting: [(Int, EventLoopPromise<ByteBuffer>)] = []
        }

        private let state = Locked(State())

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var piece = unwrapInboundIn(data)
            state.withLock { state in
                state.bytes.writeBuffer(&piece)
                for (count, promise) in state.waiting where state.bytes.readableBytes >= count {
                    promise.succeed(state.bytes)
                }
                state.waiting.removeAll { state.bytes.readableBytes >= $0.0 }
            }
        }

        /// All bytes, once there are so many.
        func bytes(_ count: Int, on eventLoop: any EventLoop) async throws -> ByteBuffer {
            let promise = eventLoop.makePromise(of: ByteBuffer.self)
            state.withLock { state in
                if state.bytes.readableBytes >= count {
                    promise.succeed(state.bytes)
                } else {
                    state.waiting.append((count, promise))
                }
            }
            return try await promise.futureResult.get()
        }
    }

    private static func chunk(_ number: Int) -> ByteBuffer {
        ByteBuffer(string: "\(number):" + String(repeating: "x", count: 1_000) + "\n")
    }

    @Test("What the socket takes, what waits in the channel, and what comes later arrive in one order")
    func order() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let arrived = group.next().makePromise(of: (any Channel).self)
        let server = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(HTTPResponseEncoder())
                    arrived.succeed(channel)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let collector = Collector()
        let client = try await ClientBootstrap(group: group)
            .channelOption(.autoRead, value: false).channelOption(.socketOption(.so_rcvbuf), value: 4_096)
            .channelInitializer { $0.pipeline.addHandler(collector) }
            .connect(to: #require(server.localAddress)).get()
        let channel = try await arrived.futureResult.get()
        let ended = channel.eventLoop.makePromise(of: Void.self)

        // Nobody reads: the socket fills, then the channel, and then the reader is too slow.
        let (stream, written) = try await channel.eventLoop.submit {
            let stream = try LiveSubscriber(Self.subscription, channel: channel, ended: ended)
            var count = 0
            while stream.write(Self.chunk(count)) { count += 1 }
            return (NIOLoopBound(stream, eventLoop: channel.eventLoop), count)
        }.get()
        let bytes = (0..<written).reduce(0) { $0 + Self.chunk($1).readableBytes }
        #expect(bytes > LiveSubscriber.pendingBytesMax)
        try await client.setOption(.autoRead, value: true).get()
        _ = try await collector.bytes(bytes, on: channel.eventLoop)

        let isWritten = try await channel.eventLoop.submit {
            (written..<(written + 20)).allSatisfy { stream.value.write(Self.chunk($0)) }
        }.get()
        #expect(isWritten)
        let all = (0..<(written + 20)).reduce(into: ByteBuffer()) { $0.writeImmutableBuffer(Self.chunk($1)) }
        #expect(try await collector.bytes(all.readableBytes, on: channel.eventLoop) == all)

        try await channel.eventLoop.submit {
            stream.value.cut()
            #expect(!stream.value.write(Self.chunk(0)))
        }.get()
        try await ended.futureResult.get()
        try? await client.close()
        try await server.close()
    }
}
