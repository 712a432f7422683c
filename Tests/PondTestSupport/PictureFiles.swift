import Foundation
import PondDemo

/// Files of pictures as people, and people who mean ill, bring them.
package enum PictureFiles {
    /// What must not be found in anything that we show.
    package static let secret = "SECRET-PLACE"

    /// A PNG of one colour.
    package static func png(width: Int = 60, height: Int = 40, red: UInt8 = 200) -> [UInt8] {
        let pixels = Array(repeatElement([red, 40, 60], count: width * height).joined())
        return PlainPNG.bytes(width: width, height: height, pixels: pixels)
    }

    /// A PNG of a few hundred bytes whose head promises 50,000 × 50,000 pixels.
    package static var bomb: [UInt8] {
        var bytes = png()
        let side = [UInt8(0), 0, 0xC3, 0x50]
        bytes.replaceSubrange(16..<24, with: side + side)
        let check = PlainPNG.checksum(Array(bytes[12..<29]))
        bytes.replaceSubrange(29..<33, with: (0..<4).map { UInt8(check >> (24 - 8 * UInt32($0)) & 255) })
        return bytes
    }

    /// 24 × 16 pixels, red on the left and blue on the right.
    package static var jpeg: [UInt8] {
        let text = """
            /9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4a
            HjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAQABgDASIAAhEBAxEB/8QA
            FwABAQEBAAAAAAAAAAAAAAAAAAMEBf/EABcQAQADAAAAAAAAAAAAAAAAAAAEQoH/xAAWAQEBAQAAAAAAAAAAAAAAAAAGAQX/xAAbEQABBAMA
            AAAAAAAAAAAAAAAAAgSBsQEzNP/aAAwDAQACEQMRAD8A5yEquroSq6jDoTNZNp7oVFmcAmDp/9k=
            """
        return Array(Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
    }

    /// The JPEG as a phone on its side writes it: turned (orientation 6), with the place where it was taken (EXIF 2.32)
    /// and a comment.
    package static var jpegOfPhone: [UInt8] {
        func entry(_ tag: UInt16, _ type: UInt16, _ count: UInt32, _ value: UInt32) -> [UInt8] {
            little(tag) + little(type) + little(count) + little(value)
        }
        let degrees = [UInt32(31), 1, 14, 1, 3_720, 100].flatMap(little)
        let description = Array((secret + "\0").utf8)
        let head = Array("II".utf8) + little(UInt16(42)) + little(UInt32(8))
        let directory =
            little(UInt16(3)) + entry(0x010E, 2, UInt32(description.count), 0) + entry(0x0112, 3, 1, 6)
            + entry(0x8825, 4, 1, 50) + little(UInt32(0))
        let place =
            little(UInt16(2)) + entry(1, 2, 2, UInt32(UInt8(ascii: "N"))) + entry(2, 5, 3, 80) + little(UInt32(0))
        var body = head + directory + place + degrees + description
        let offset = little(UInt32(body.count - description.count))
        body.replaceSubrange(18..<22, with: offset)
        let exif = Array("Exif\0\0".utf8) + body
        let comment = Array(secret.utf8)
        return [0xFF, 0xD8, 0xFF, 0xE1] + big(exif.count + 2) + exif + [0xFF, 0xFE] + big(comment.count + 2) + comment
            + jpeg.dropFirst(2)
    }

    private static func little(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }

    private static func little(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 255) } }

    private static func big(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 255)] }
}

/// A folder of a test, which goes with it.
package func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = NSTemporaryDirectory() + "pond-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}
