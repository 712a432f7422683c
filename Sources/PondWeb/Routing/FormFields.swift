import Hummingbird
import HummingbirdCore
import NIOCore

/// The two hidden fields that every form of ours carries, wherever the form puts them.
struct FormFields {
    static let tokenName = "_token"
    static let keyName = "_key"

    let token: String?
    let key: String?

    /// Multipart forms carry them in their address, because their bodies are read as they arrive.
    init(_ request: Request, _ body: ByteBuffer) {
        var token = request.uri.queryParameters[Self.tokenName[...]].map(String.init)
        var key = request.uri.queryParameters[Self.keyName[...]].map(String.init)
        if request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true {
            for (name, value) in URI("/?" + String(buffer: body)).queryParameters {
                if name == Self.tokenName { token = String(value) }
                if name == Self.keyName { key = String(value) }
            }
        }
        self.token = token
        self.key = key
    }
}
