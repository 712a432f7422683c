import Crypto
import Foundation

/// The six digits that an authenticator shows: RFC 6238 with HMAC-SHA1, 30 seconds, over RFC 4226.
package enum TimeBasedCode {
    package static let stepSeconds: Int64 = 30
    package static let secretBytes = 20
    /// Clocks may be wrong by one step in each direction.
    static let windowSteps: Int64 = 1

    package static func makeSecret() -> [UInt8] {
        SymmetricKey(size: .init(bitCount: secretBytes * 8)).withUnsafeBytes { Array($0) }
    }

    /// The digits of a step (seconds since 1970, divided by 30).
    package static func digits(_ secret: [UInt8], step: Int64) -> String {
        let message = withUnsafeBytes(of: step.bigEndian) { Data($0) }
        let hash = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: secret)))
        let offset = Int(hash[hash.count - 1] & 0x0F)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - text.count) + text
    }

    /// The step whose digits these are, near the time; nil when they are none's.
    /// - Parameter after: steps up to this one were used already.
    static func step(_ typed: String, _ secret: [UInt8], seconds: Int64, after used: Int64) -> Int64? {
        let now = seconds / stepSeconds
        let given = Array(typed.utf8)
        return (now - windowSteps...now + windowSteps).first { step in
            step > used && Token.isEqual(Array(digits(secret, step: step).utf8), given)
        }
    }

    /// RFC 4648's base 32, which authenticators read.
    package static func base32(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var result = ""
        var buffer = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                result.append(alphabet[buffer >> (bits - 5) & 31])
                bits -= 5
            }
            buffer &= (1 << bits) - 1
        }
        if bits > 0 { result.append(alphabet[buffer << (5 - bits) & 31]) }
        return result
    }

    /// What the QR code of an authenticator holds (Google's Key Uri Format).
    package static func address(_ secret: [UInt8], site: String, account: String) -> String {
        func escaped(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
        return "otpauth://totp/\(escaped(site)):\(escaped(account))?secret=\(base32(secret))&issuer=\(escaped(site))"
    }
}
