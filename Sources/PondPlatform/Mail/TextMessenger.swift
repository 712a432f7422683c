import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import NIOFoundationEssentialsCompat
import NIOHTTP1
package import PondCore

/// A short message to a phone.
package struct TextMessage: Hashable, Codable, Sendable {
    /// `+` and digits.
    package let to: String
    package let text: String
    /// The same for the same message: a gateway may drop the second.
    package let id: String

    package init(to: String, text: String, id: String) {
        self.to = to
        self.text = text
        self.id = id
    }
}

/// Hands short messages to a gateway.
package struct TextMessenger: Sendable {
    /// What the gateway or the way to it refused.
    package struct Failed: Error, CustomStringConvertible {
        package let description: String
    }

    package let send: @Sendable (TextMessage, TextMessageGateway, Timestamp) async throws -> Void

    package init(send: @escaping @Sendable (TextMessage, TextMessageGateway, Timestamp) async throws -> Void) {
        self.send = send
    }

    /// For tests that send nothing.
    package static let unset = TextMessenger { _, _, _ in throw Failed(description: "no message is sent here") }

    /// By signed HTTP. The gateway's name is resolved once, looked at, and then called at that very address, so that
    /// a name cannot point somewhere else between the two.
    package static let http = TextMessenger { message, gateway, at in
        guard let url = URL(string: gateway.url), let host = url.host, let scheme = url.scheme,
            ["http", "https"].contains(scheme)
        else { throw Failed(description: "the gateway's address is no address") }
        let addresses = try await HostAddress.resolve(host)
        guard let address = addresses.first else { throw Failed(description: "\(host) has no address") }
        if !gateway.allowsPrivateAddresses, let inside = addresses.first(where: { !$0.isPublic }) {
            throw Failed(description: "\(host) is inside this network (\(inside.text)): not called")
        }
        let body = try JSONEncoder().encode(message)
        var request = HTTPClientRequest(url: gateway.url)
        request.method = .POST
        let time = String(at.seconds)
        let path = url.path.isEmpty ? "/" : url.path
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: GatewaySignature.keyHeader, value: gateway.keyID)
        request.headers.add(name: GatewaySignature.timeHeader, value: time)
        request.headers.add(
            name: GatewaySignature.header,
            value: GatewaySignature.make("POST", path, time, body: Array(body), secret: gateway.secret))
        request.body = .bytes(ByteBuffer(data: body))
        try await call(request, host: host, at: address)
    }

    private static func call(_ request: HTTPClientRequest, host: String, at address: HostAddress) async throws {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.dnsOverride = [host: address.text]
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let response = try await client.execute(request, timeout: .seconds(15))
            try await client.shutdown()
            guard (200..<300).contains(response.status.code) else {
                throw Failed(description: "the gateway answered \(response.status.code)")
            }
        } catch let refusal as Failed {
            throw refusal
        } catch {
            try? await client.shutdown()
            throw Failed(description: "the gateway does not answer: \(error)")
        }
    }
}

/// How a gateway knows that a message is ours: HMAC-SHA256 over method, path, time and body, one a line.
package enum GatewaySignature {
    package static let keyHeader = "X-Pond-Key"
    package static let timeHeader = "X-Pond-Time"
    package static let header = "X-Pond-Signature"
    /// A request whose time is further off than this is an old one that somebody sends again.
    package static let secondsMax: Int64 = 300

    package static func make(
        _ method: String, _ path: String, _ time: String, body: [UInt8], secret: String
    ) -> String {
        let message = Data("\(method)\n\(path)\n\(time)\n".utf8) + Data(body)
        let code = HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: Data(secret.utf8)))
        return code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// Whether a request was signed with this secret, lately.
    package static func isRight(
        _ signature: String, _ method: String, _ path: String, _ time: String, body: [UInt8], secret: String,
        now: Timestamp
    ) -> Bool {
        guard let seconds = Int64(time), abs(now.seconds - seconds) <= secondsMax else { return false }
        let right = make(method, path, time, body: body, secret: secret)
        return Token.isEqual(Array(right.utf8), Array(signature.utf8))
    }
}
