import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationEssentialsCompat

/// The style sheets, scripts and pictures of the pages, read and compressed once when the server starts. Their
/// addresses hold a hash of their contents, so that browsers may keep them for ever.
struct AssetStore: Sendable {
    struct Asset: Sendable {
        let type: String
        let plain: ByteBuffer
        /// Nil where compressing gains nothing.
        let gzip: ByteBuffer?
    }

    /// Which files make up which asset.
    static let bundles: [(name: String, parts: [String])] = [
        (
            "console.css",
            ["Styles/tokens.css", "Styles/base.css", "Styles/parts.css", "Styles/charts.css", "Styles/console.css"]
        ),
        ("insight.css", ["Styles/checkup.css", "Styles/insight.css"]),
        ("member.css", ["Styles/tokens.css", "Styles/base.css", "Styles/parts.css", "Styles/member.css"]),
        ("kernel.js", ["Scripts/kernel.js", "Scripts/live.js"]),
        ("chat.js", ["Scripts/kernel.js", "Scripts/live.js", "Scripts/chat.js"]),
        ("console.js", ["Scripts/kernel.js", "Scripts/live.js", "Scripts/console.js"]),
        ("console-chat.js", ["Scripts/kernel.js", "Scripts/live.js", "Scripts/chat.js", "Scripts/console.js"]),
        ("icons.svg", ["Icons/icons.svg"]),
        ("mark.svg", ["Icons/mark.svg"]),
    ]

    private let assets: [String: Asset]
    /// `console.css` → `/assets/console.1f2e3d4c.css`
    private let addresses: [String: String]

    /// - Throws: when one of our own files is missing.
    init() throws {
        let root = try PageTemplates.resourcesFolder()
        var assets: [String: Asset] = [:]
        var addresses: [String: String] = [:]
        for bundle in Self.bundles {
            let whole = try bundle.parts.map { try PageTemplates.text(root, $0) }.joined(separator: "\n")
            let text = bundle.name.hasSuffix(".js") ? ScriptText.stripped(whole) : whole
            let data = Data(text.utf8)
            let hash = SHA256.hash(data: data).prefix(6).map { String($0, radix: 16) }.joined()
            let parts = bundle.name.split(separator: ".")
            let name = "\(parts[0]).\(hash).\(parts[1])"
            addresses[bundle.name] = "/assets/\(name)"
            assets[name] = try Asset(
                type: Self.type(of: bundle.name), plain: ByteBuffer(data: data),
                gzip: Gzip.compress(data).map { ByteBuffer(data: $0) })
        }
        self.assets = assets
        self.addresses = addresses
    }

    /// The address of an asset; empty for one that is not in `bundles`.
    func address(_ name: String) -> String { addresses[name] ?? "" }

    /// What a browser that takes gzip has to fetch for an asset; nil for one that is not in `bundles`.
    func sentBytes(_ name: String) -> Int? {
        guard let asset = assets[address(name).replacingOccurrences(of: "/assets/", with: "")] else { return nil }
        return (asset.gzip ?? asset.plain).readableBytes
    }

    /// - Returns: nil for an unknown name.
    func response(_ name: String, acceptsGzip: Bool) -> Response? {
        guard let asset = assets[name] else { return nil }
        var headers: HTTPFields = [
            .contentType: asset.type, .cacheControl: "public, max-age=31536000, immutable", .vary: "Accept-Encoding",
        ]
        guard acceptsGzip, let gzip = asset.gzip else {
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: asset.plain))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: gzip))
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }
}
