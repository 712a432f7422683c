import Crypto

/// A picture that was written anew, in two sizes: nothing of the file that was brought is in it but what one sees.
package struct MadePicture: Hashable, Sendable {
    /// What both sizes are served as.
    package static let type = "image/webp"

    /// SHA-256 of the full size, 64 hexadecimal digits: the same picture is stored once.
    package let name: String
    package let full: [UInt8]
    package let thumbnail: [UInt8]
    /// Of the full size, in pixels.
    package let width: Int
    package let height: Int

    init(full: [UInt8], thumbnail: [UInt8], width: Int, height: Int) {
        name = SHA256.hash(data: full).hexadecimal
        self.full = full
        self.thumbnail = thumbnail
        self.width = width
        self.height = height
    }
}
