import Glibc

/// Cuts a stream into lines of bounded length. `\r\n` and `\n` end a line.
final class LineReader {
    /// The longest line that is kept; a longer one is passed over and told to `state`.
    static let lineBytesMax = 8 * 1024 * 1024

    private let stream: ByteStream
    private let state: ChatReadState
    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity = 2 * ByteStream.headBytes
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    /// Of the line handed out last, counted from 1.
    private(set) var number = 0
    /// Whether the line handed out last ends with the file and not with a line end.
    private(set) var isUnended = false

    init(_ stream: ByteStream, _ state: ChatReadState) {
        self.stream = stream
        self.state = state
        buffer = .allocate(capacity: capacity)
    }

    deinit { buffer.deallocate() }

    /// The next line without its end, valid until the next call; nil after the last.
    func next() throws -> Bytes? {
        var scanned = 0
        while true {
            let length = end - start
            if let hit = memchr(buffer + start + scanned, 0x0A, length - scanned) {
                let lineEnd = UnsafeRawPointer(buffer).distance(to: UnsafeRawPointer(hit))
                return line(upTo: lineEnd, next: lineEnd + 1)
            }
            if isAtEnd {
                isUnended = length > 0
                return length > 0 ? line(upTo: end, next: end) : nil
            }
            if length > Self.lineBytesMax {
                try passOverLine()
                scanned = 0
                continue
            }
            scanned = length
            try fill()
        }
    }

    private func line(upTo lineEnd: Int, next: Int) -> Bytes {
        let from = start
        start = next
        number += 1
        let length = lineEnd > from && buffer[lineEnd - 1] == 0x0D ? lineEnd - from - 1 : lineEnd - from
        return Bytes(start: buffer + from, count: length)
    }

    private func passOverLine() throws {
        number += 1
        state.skip(line: number, expected: .lineBytes(max: Self.lineBytesMax))
        while true {
            if let hit = memchr(buffer + start, 0x0A, end - start) {
                start = UnsafeRawPointer(buffer).distance(to: UnsafeRawPointer(hit)) + 1
                return
            }
            start = 0
            end = 0
            if isAtEnd { return }
            try fill()
        }
    }

    private func fill() throws {
        if start > 0 {
            memmove(buffer, buffer + start, end - start)
            end -= start
            start = 0
        }
        let got: Void? = try stream.withNext { bytes in
            if end + bytes.count > capacity { grow(to: end + bytes.count) }
            if let base = bytes.baseAddress { memcpy(buffer + end, base, bytes.count) }
            if let place = stream.firstZero {
                stream.zeroLine = number + 1 + Bytes(start: buffer, count: end + place).lineEndCount
            }
            end += bytes.count
        }
        if got == nil { isAtEnd = true }
    }

    private func grow(to needed: Int) {
        let size = max(needed, capacity * 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        memcpy(larger, buffer, end)
        buffer.deallocate()
        buffer = larger
        capacity = size
    }
}
