import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// One open stream, used on its event loop alone.
///
/// What it writes goes to the socket at once, past NIO's pipeline and its pending writes; only what the socket does not
/// take waits in the channel, and what comes later waits behind it.
final class LiveSubscriber {
    /// Bytes that an unread stream may hold back. Writability tells of it (NIO's high water mark).
    static let pendingBytesMax = 64 * 1024

    var subscription: LiveSubscription
    /// Which of the loop's pending audiences it is in; 0 between ticks.
    var mask: UInt64 = 0
    let openedAt: NIODeadline
    private let channel: any Channel
    private let context: ChannelHandlerContext
    private let ended: EventLoopPromise<Void>
    /// Nil under TLS, and where the channel is no socket.
    private let socket: NIOBSDSocket.Handle?
    /// Writes that wait in the channel. Before the first is done, the answer's own head may wait there too.
    private var waitingCount = 0
    private var isChannelEmpty = false
    private(set) var isOpen = true

    /// - Parameter ended: fulfilled once, when the stream is over; the connection's own task waits for it.
    init(
        _ subscription: LiveSubscription, channel: any Channel, ended: EventLoopPromise<Void>
    ) throws {
        self.subscription = subscription
        self.channel = channel
        self.ended = ended
        openedAt = .now()
        let pipeline = channel.pipeline.syncOperations
        context = try pipeline.context(handlerType: HTTPResponseEncoder.self)
        let isPlain = (try? pipeline.context(handlerType: NIOSSLServerHandler.self)) == nil
        socket =
            isPlain ? try pipeline.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) { $0 } : nil
    }

    /// Writes framed bytes.
    /// - Returns: false when the reader is too slow: they are cut off and come back by the id of what they saw.
    func write(_ chunk: ByteBuffer) -> Bool {
        // A channel that is not active has given its socket back, and somebody else may have it.
        guard isOpen, channel.isActive else { return false }
        guard let socket, isChannelEmpty else { return leave(chunk) }
        let sent = chunk.withUnsafeReadableBytes {
            send(socket, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
        }
        if sent == chunk.readableBytes { return true }
        if sent < 0, errno != EAGAIN, errno != EINTR { return false }
        return leave(chunk.dropping(max(0, sent)))
    }

    /// Leaves bytes to the channel, in front of the HTTP encoder.
    private func leave(_ chunk: ByteBuffer) -> Bool {
        guard channel.isWritable else { return false }
        waitingCount += 1
        isChannelEmpty = false
        let written = channel.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in
            self.waitingCount -= 1
            self.isChannelEmpty = self.waitingCount == 0
        }
        context.writeAndFlush(NIOAny(IOData.byteBuffer(chunk)), promise: written)
        return true
    }

    /// Ends the stream in good order.
    func end() {
        guard isOpen else { return }
        isOpen = false
        ended.succeed(())
    }

    /// Ends the stream of a reader who does not read: there is no use in writing an end.
    func cut() {
        guard isOpen else { return }
        isOpen = false
        channel.close(promise: nil)
        ended.succeed(())
    }
}

/// Parts of an HTTP/1.1 body of unknown length (RFC 9112, section 7.1).
enum HTTPChunk {
    static func around(_ bytes: ByteBuffer) -> ByteBuffer {
        var chunk = ByteBuffer()
        chunk.reserveCapacity(bytes.readableBytes + 16)
        chunk.writeString(String(bytes.readableBytes, radix: 16) + "\r\n")
        chunk.writeImmutableBuffer(bytes)
        chunk.writeString("\r\n")
        return chunk
    }
}

extension ByteBuffer {
    fileprivate func dropping(_ count: Int) -> ByteBuffer {
        var rest = self
        rest.moveReaderIndex(forwardBy: count)
        return rest
    }
}
