import Foundation
package import PondPlatform
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
    /// A file with the source of this program, for `/source` to hand out; nil where there is none.
    package var sourceArchive: String?
    package var version: String
    package var uploads: UploadLimits
    /// Where pictures lie.
    package var media: MediaFolder

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
        trustedProxies: Set<String> = [], sourceURL: String = "/source",
        sourceArchive: String? = nil, version: String,
        uploads: UploadLimits = Self.uploadsDefault, media: MediaFolder = Self.mediaDefault
    ) {
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.tls = tls
        self.trustedProxies = trustedProxies
        self.sourceURL = sourceURL
        self.sourceArchive = sourceArchive
        self.version = version
        self.uploads = uploads
        self.media = media
    }

    /// A folder of the system's for temporary files.
    package static var uploadsDefault: UploadLimits {
        UploadLimits(spool: UploadSpool(folder: NSTemporaryDirectory() + "pond-spool"))
    }

    package static var mediaDefault: MediaFolder { MediaFolder(path: NSTemporaryDirectory() + "pond-media") }

    /// Whether everybody comes through TLS.
    var isSecure: Bool { tls != nil || publicURL?.hasPrefix("https://") == true }
}
