import Foundation
import PondCore

/// A letter of plain text.
package struct MailMessage: Hashable, Sendable {
    package let to: String
    package let subject: String
    package let text: String

    package init(to: String, subject: String, text: String) {
        self.to = to
        self.subject = subject
        self.text = text
    }

    /// The letter as it goes over the wire (RFC 5322, RFC 2045): every header ASCII, the body in base 64.
    func wire(from: String, at: Timestamp, id: String) -> String {
        let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
        let body = Data(text.replacingOccurrences(of: "\n", with: "\r\n").utf8)
            .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        let lines = [
            "From: \(from)", "To: \(to)", "Subject: \(Self.word(subject))", "Date: \(Self.date(at))",
            "Message-ID: <\(id)@\(domain)>", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64", "Auto-Submitted: auto-generated",
        ]
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body + "\r\n"
    }

    /// A header's text as encoded words (RFC 2047) of at most 75 characters, never cut within a character.
    private static func word(_ text: String) -> String {
        var words: [String] = []
        var bytes: [UInt8] = []
        func flush() {
            if !bytes.isEmpty { words.append("=?utf-8?B?\(Data(bytes).base64EncodedString())?=") }
            bytes = []
        }
        for scalar in text.unicodeScalars where scalar.value >= 0x20 {
            let next = Array(String(scalar).utf8)
            if bytes.count + next.count > 42 { flush() }
            bytes += next
        }
        flush()
        return words.joined(separator: "\r\n ")
    }

    private static func date(_ at: Timestamp) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
        return format.string(from: at.date)
    }
}
