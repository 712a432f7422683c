import Foundation
import PondTalk

/// How this process serves.
package struct WebConfiguration: Sendable {
    package var host: String
    /// 0 takes any free port.
    package var port: Int
    /// What people type, `https://pond.example`; nil takes it from each request.
    package var publicURL: String?
    /// Certificate chain and private key as PEM files; nil serves plain HTTP, for a proxy that does TLS.
    package var tls: TLSFiles?
    /// Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed, as addresses.
    package var trustedProxies: Set<String>
    /// Where the address of Pond's own source is shown; AGPL asks for it.
    package var sourceURL: String
    package var version: String
    package var uploads: UploadLimits

    package struct TLSFiles: Sendable {
        package let certificateChain: String
        package let privateKey: String

        package init(certificateChain: String, privateKey: String) {
            self.certificateChain = certificateChain
            self.privateKey = privateKey
        }
    }

    package init(
        host: String = "127.0.0.1", port: Int = 8080, publicURL: String? = nil, tls: TLSFiles? = nil,
        trustedProxies: Set<String> = [], sourceURL: String = "/source", version: String,
        uploads: UploadLimits = Self.uploadsDefault
    ) {
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.tls = tls
        self.trustedProxies = trustedProxies
        self.sourceURL = sourceURL
        self.version = version
        self.uploads = uploads
    }

    /// A folder of the system's for temporary files.
    package static var uploadsDefault: UploadLimits {
        UploadLimits(spool: UploadSpool(folder: NSTemporaryDirectory() + "pond-spool"))
    }

    /// Whether everybody comes through TLS.
    var isSecure: Bool { tls != nil || publicURL?.hasPrefix("https://") == true }
}
