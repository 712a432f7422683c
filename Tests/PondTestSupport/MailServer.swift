import Foundation
import Glibc
import PondCore

/// A mail server that takes every letter and keeps it: plain SMTP (RFC 5321) on a free port of this machine.
package final class MailServer: Sendable {
    /// A letter as it came.
    package struct Letter: Hashable, Sendable {
        package let from: String
        package let to: [String]
        package let data: String

        /// The body, out of its base 64.
        package var text: String {
            let parts = data.components(separatedBy: "\r\n\r\n")
            let body = parts.dropFirst().joined().components(separatedBy: .whitespacesAndNewlines).joined()
            return Data(base64Encoded: body).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
    }

    package struct Failed: Error {}

    package let port: Int
    private let listener: Int32
    private let kept = Locked<[Letter]>([])

    /// Everything that came so far.
    package var letters: [Letter] { kept.withLock { $0 } }

    /// - Parameter refusesRecipients: answers 550 to every recipient.
    package init(refusesRecipients: Bool = false) throws {
        let opened = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(opened, raw, length) == 0 && listen(opened, 8) == 0 && getsockname(opened, raw, &length) == 0
            }
        }
        guard isBound else { throw Failed() }
        port = Int(UInt16(bigEndian: address.sin_port))
        listener = opened
        Thread { [kept] in
            while true {
                let connection = accept(opened, nil, nil)
                if connection < 0 { return }
                Self.serve(connection, refusesRecipients) { letter in kept.withLock { $0.append(letter) } }
                close(connection)
            }
        }.start()
    }

    package func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func serve(_ connection: Int32, _ refusesRecipients: Bool, _ keep: (Letter) -> Void) {
        var from = ""
        var to: [String] = []
        var buffer: [UInt8] = []
        func say(_ text: String) {
            let bytes = Array((text + "\r\n").utf8)
            _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        }
        func line() -> String? {
            while true {
                if let end = buffer.firstIndex(of: 10) {
                    let text = String(decoding: buffer[..<end], as: UTF8.self)
                    buffer.removeSubrange(...end)
                    return text.hasSuffix("\r") ? String(text.dropLast()) : text
                }
                var room = [UInt8](repeating: 0, count: 4_096)
                let count = recv(connection, &room, room.count, 0)
                if count <= 0 { return nil }
                buffer += room[..<count]
            }
        }
        func address(_ line: String) -> String {
            String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
        }
        say("220 mail.example ready")
        while let command = line() {
            switch command.prefix(4).uppercased() {
            case "EHLO", "HELO": say("250 mail.example")
            case "MAIL":
                (from, to) = (address(command), [])
                say("250 ok")
            case "RCPT":
                to.append(address(command))
                say(refusesRecipients ? "550 nobody of that name" : "250 ok")
            case "DATA":
                say("354 go on")
                var lines: [String] = []
                while let text = line(), text != "." {
                    lines.append(text.hasPrefix("..") ? String(text.dropFirst()) : text)
                }
                keep(Letter(from: from, to: to, data: lines.joined(separator: "\r\n")))
                say("250 taken")
            case "QUIT":
                say("221 bye")
                return
            default: say("502 not here")
            }
        }
    }
}
