import NIOCore
import NIOHTTP1

/// One open stream, used on its event loop alone.
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
    private(set) var isOpen = true

    /// - Parameter ended: fulfilled once, when the stream is over; the connection's own task waits for it.
    init(
        _ subscription: LiveSubscription, channel: any Channel, ended: EventLoopPromise<Void>
    ) throws {
        self.subscription = subscription
        self.channel = channel
        self.ended = ended
        openedAt = .now()
        context = try channel.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
    }

    /// Writes framed bytes in front of the HTTP encoder.
    /// - Returns: false when the reader is too slow: they are cut off and come back by the id of what they saw.
    func write(_ chunk: ByteBuffer) -> Bool {
        guard isOpen, channel.isActive else { return false }
        guard channel.isWritable else { return false }
        context.writeAndFlush(NIOAny(IOData.byteBuffer(chunk)), promise: nil)
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
