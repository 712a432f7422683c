import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import PondCore

/// Refuses writes that another site made a browser send.
///
/// Two checks, each of which is enough on the browsers that support it (OWASP, Cross-Site Request Forgery Prevention):
/// where the request says it comes from, and a token that only our pages carry. Programs with a key in their header
/// need neither, because no browser adds that header by itself.
struct FormGuard: Sendable {
    private let secret: SymmetricKey

    init(secret: SymmetricKey) {
        self.secret = secret
    }

    /// What the forms of this visitor carry.
    /// - Parameter visitor: the session's or, before signing in, the visitor's cookie.
    func token(for visitor: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("form:\(visitor)".utf8), using: secret)
        return Data(code).base64URLEncoded
    }

    /// - Throws: `AppError.crossSite`, `.formExpired`.
    func check(_ request: Request, token given: String?, visitor: String, origin: String) throws {
        let site = request.headers[.secFetchSite]
        if let site, site != "same-origin", site != "none" { throw AppError(.crossSite) }
        if let from = request.headers[.origin], from != origin { throw AppError(.crossSite) }
        guard let given, let code = Data(base64URLEncoded: given),
            HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Data("form:\(visitor)".utf8), using: secret)
        else { throw AppError(.formExpired) }
    }
}

extension Data {
    /// Base64 for addresses and cookies (RFC 4648, section 5), without padding.
    var base64URLEncoded: String {
        base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    init?(base64URLEncoded text: String) {
        var padded = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        while padded.count % 4 != 0 { padded += "=" }
        self.init(base64Encoded: padded)
    }
}
