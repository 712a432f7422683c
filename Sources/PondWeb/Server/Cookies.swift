import HTTPTypes
import Hummingbird

/// The cookies that Pond sets. All are first-party and needed; none follows anybody.
enum CookieName {
    /// The session's token.
    static let session = "session"
    /// Ties forms to a browser before anybody signed in.
    static let visitor = "visitor"
    static let language = "language"
    static let theme = "theme"
}

extension Cookie {
    /// A cookie that scripts cannot read and other sites' forms do not send.
    static func pond(_ name: String, _ value: String, isSecure: Bool, maxAgeSeconds: Int? = nil) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: maxAgeSeconds, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax
        )
    }
}
