import CCurl
import CPondShims
import Foundation
import Glibc
package import PondCore

/// Hands letters to a mail server.
package struct Mailer: Sendable {
    /// What a server or the way to it refused, in curl's words.
    package struct Failed: Error, CustomStringConvertible {
        package let description: String
    }

    package let send: @Sendable (MailMessage, MailSettings, Timestamp) async throws -> Void

    package init(send: @escaping @Sendable (MailMessage, MailSettings, Timestamp) async throws -> Void) {
        self.send = send
    }

    /// For tests that send nothing.
    package static let unset = Mailer { _, _, _ in throw Failed(description: "no mail is sent here") }

    /// Through libcurl, on a thread of its own: libcurl blocks.
    package static func curl(timeoutSeconds: Int = 20) -> Mailer {
        let queue = DispatchQueue(label: "pond.mail")
        return Mailer { message, settings, at in
            try await withCheckedThrowingContinuation { continuation in
                queue.async {
                    continuation.resume(
                        with: Result { try SMTP.send(message, settings, at, timeoutSeconds: timeoutSeconds) })
                }
            }
        }
    }
}

/// One letter through libcurl.
private enum SMTP {
    static func send(_ message: MailMessage, _ settings: MailSettings, _ at: Timestamp, timeoutSeconds: Int) throws {
        guard let curl = curl_easy_init() else { throw Mailer.Failed(description: "libcurl does not start") }
        defer { curl_easy_cleanup(curl) }
        var wire = Array(message.wire(from: settings.from, at: at, id: UUID().uuidString).utf8)
        let recipients = curl_slist_append(nil, "<\(message.to)>")
        defer { curl_slist_free_all(recipients) }
        let scheme = settings.security == .tls ? "smtps" : "smtp"
        let isBare = settings.host.contains(":") && !settings.host.hasPrefix("[")
        let host = isBare ? "[\(settings.host)]" : settings.host
        try set(curl, CURLOPT_URL, "\(scheme)://\(host):\(settings.port)/pond")
        try set(curl, CURLOPT_MAIL_FROM, "<\(settings.from)>")
        try check(pond_curl_set_pointer(curl, CURLOPT_MAIL_RCPT, recipients))
        if !settings.user.isEmpty {
            try set(curl, CURLOPT_USERNAME, settings.user)
            try set(curl, CURLOPT_PASSWORD, settings.password)
        }
        // Required, not tried: a server in the middle must not talk us out of it.
        let usesTLS = settings.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        try set(curl, CURLOPT_USE_SSL, Int(usesTLS.rawValue))
        try set(curl, CURLOPT_TIMEOUT, timeoutSeconds)
        try set(curl, CURLOPT_CONNECTTIMEOUT, min(10, timeoutSeconds))
        try set(curl, CURLOPT_NOSIGNAL, 1)
        try set(curl, CURLOPT_UPLOAD, 1)
        try wire.withUnsafeMutableBytes { bytes in
            guard let file = fmemopen(bytes.baseAddress, bytes.count, "rb") else {
                throw Mailer.Failed(description: "the letter cannot be read")
            }
            defer { fclose(file) }
            // Without a reading function curl reads from this as from a file.
            try check(pond_curl_set_pointer(curl, CURLOPT_READDATA, file))
            try check(curl_easy_perform(curl))
        }
    }

    private static func set(_ curl: UnsafeMutableRawPointer, _ option: CURLoption, _ text: String) throws {
        try check(pond_curl_set_text(curl, option, text))
    }

    private static func set(_ curl: UnsafeMutableRawPointer, _ option: CURLoption, _ number: Int) throws {
        try check(pond_curl_set_number(curl, option, number))
    }

    private static func check(_ code: CURLcode) throws {
        guard code != CURLE_OK else { return }
        throw Mailer.Failed(description: String(cString: curl_easy_strerror(code)))
    }
}
