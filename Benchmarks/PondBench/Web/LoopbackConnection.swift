import Foundation

/// One answer of a server.
struct LoopbackAnswer {
    let status: Int
    let body: String
}

/// A connection to a server on this machine. HTTP/1.1 by hand: what the client does must cost less than what is
/// measured.
final class LoopbackConnection {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let receiveSecondsMax = 30

    let descriptor: Int32
    private var reader = AnswerReader()
    private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)

    /// - Throws: `Failure` when nobody listens.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var patience = timeval(tv_sec: Self.receiveSecondsMax, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = Self.address(port: port)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(description: "nobody listens on port \(port)") }
    }

    deinit {
        close(descriptor)
        room.deallocate()
    }

    static func address(port: Int) -> sockaddr_in {
        sockaddr_in(
            sin_family: sa_family_t(AF_INET), sin_port: UInt16(port).bigEndian,
            sin_addr: in_addr(s_addr: UInt32(0x7F00_0001).bigEndian), sin_zero: (0, 0, 0, 0, 0, 0, 0, 0))
    }

    /// The text of a request.
    static func request(_ path: String, method: String = "GET", headers: [String] = [], body: String? = nil) -> String {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1"] + headers
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    }

    /// Sends a request and waits for its answer.
    func ask(_ path: String, headers: [String] = []) throws -> LoopbackAnswer {
        try send(Self.request(path, headers: headers))
        while true {
            if let answer = try receive() { return answer }
        }
    }

    func send(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EAGAIN { continue }
            guard count > 0 else { throw Failure(description: "the connection was closed while sending") }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Reads once.
    /// - Returns: nil while the answer is not whole.
    func receive() throws -> LoopbackAnswer? {
        let count = recv(descriptor, room.baseAddress, room.count, 0)
        if count < 0, errno == EAGAIN || errno == EINTR { return nil }
        guard count > 0 else { throw Failure(description: "the connection was closed") }
        return reader.take(UnsafeRawBufferPointer(rebasing: room[..<count]))
    }

    func makeNonBlocking() {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
}

/// Puts an answer together from what arrives. Answers that tell their length, and those without a body.
struct AnswerReader {
    private var bytes: [UInt8] = []
    /// Where the answer ends, once its head is known.
    private var end: Int?
    private var headEnd = 0

    mutating func take(_ piece: UnsafeRawBufferPointer) -> LoopbackAnswer? {
        bytes.append(contentsOf: piece)
        if end == nil { readHead() }
        guard let end, bytes.count >= end else { return nil }
        let status = Int(String(decoding: bytes.dropFirst(9).prefix(3), as: UTF8.self)) ?? 0
        let answer = LoopbackAnswer(status: status, body: String(decoding: bytes[headEnd..<end], as: UTF8.self))
        bytes.removeFirst(end)
        self.end = nil
        return answer
    }

    private mutating func readHead() {
        let blank = Array("\r\n\r\n".utf8)
        guard let found = bytes.withUnsafeBytes({ $0.firstPlace(of: blank) }) else { return }
        headEnd = found + blank.count
        let head = String(decoding: bytes[..<found], as: UTF8.self).lowercased()
        let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
        let count = length.flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
        end = headEnd + count
    }
}

extension UnsafeRawBufferPointer {
    /// Where `piece` begins for the first time; nil when it is nowhere.
    func firstPlace(of piece: [UInt8]) -> Int? {
        guard let base = baseAddress, let first = piece.first else { return nil }
        var place = 0
        while place + piece.count <= count, let found = memchr(base + place, Int32(first), count - place) {
            place = UnsafeRawPointer(found) - base
            if place + piece.count <= count, memcmp(found, piece, piece.count) == 0 { return place }
            place += 1
        }
        return nil
    }
}
