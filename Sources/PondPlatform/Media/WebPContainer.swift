/// The chunks that a WebP file is made of (RFC 9649, section 2).
///
/// libvips is asked to leave out what is said of a picture, and its versions differ in what they leave out. What may
/// betray where somebody lives is not left to that.
enum WebPContainer {
    private static let headBytes = 12
    /// Pixels and transparency, and what frames them. Not EXIF, XMP, ICCP.
    private static let kept: Set<String> = ["VP8 ", "VP8L", "VP8X", "ALPH"]
    /// In the first byte of VP8X: there is transparency.
    private static let alphaFlag: UInt8 = 0x10

    /// The same picture with nothing but its pixels. Its colours are sRGB, which is what is meant where no profile is.
    /// - Returns: nil for what is no still WebP.
    static func bare(_ file: [UInt8]) -> [UInt8]? {
        guard file.count > headBytes, file.starts(with: "RIFF".utf8), file[8..<12].elementsEqual("WEBP".utf8) else {
            return nil
        }
        var body = Array("WEBP".utf8)
        var start = headBytes
        while start + 8 <= file.count {
            let byteCount = (0..<4).reduce(0) { $0 | Int(file[start + 4 + $1]) << (8 * $1) }
            // Chunks begin at even places.
            let end = start + 8 + byteCount + byteCount % 2
            guard end <= file.count, byteCount > 0 else { return nil }
            let name = String(decoding: file[start..<start + 4], as: UTF8.self)
            if kept.contains(name) {
                body += file[start..<end]
                if name == "VP8X" { body[body.count - (end - start) + 8] &= alphaFlag }
            }
            start = end
        }
        return Array("RIFF".utf8) + (0..<4).map { UInt8(body.count >> (8 * $0) & 255) } + body
    }
}
