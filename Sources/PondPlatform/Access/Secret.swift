import Crypto
import Foundation

/// The installation's secret, 32 random bytes that all nodes share: forms are signed and codes derived with it.
package struct Secret: Sendable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// HMAC-SHA256 of a text that begins with what it is for.
    package func code(for text: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: bytes)))
    }

    /// The token that opens the first-run page: the same on all nodes, and good for nothing once somebody used it.
    package var firstRunToken: String { Token.text(Array(code(for: "first-run").prefix(16))) }
}

/// Random text that proves something by being known: cookies, keys. Only its SHA-256 is kept; 256 random bits need no
/// salt and no slow hash.
package enum Token {
    package static func make() -> String {
        text(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    }

    package static func hash(_ token: String) -> [UInt8] {
        Array(SHA256.hash(data: Data(token.utf8)))
    }

    /// Compares in a time that tells nothing of where they differ.
    package static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Base64 for addresses (RFC 4648, section 5), without padding.
    package static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}
