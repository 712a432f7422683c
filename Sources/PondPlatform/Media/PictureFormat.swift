import Foundation

/// The formats that are read, told by a file's first bytes and never by its name.
enum PictureFormat: CaseIterable {
    case jpeg, png, webp, gif

    /// More passes over a progressive JPEG serve nothing but keeping a decoder busy; programs write about ten.
    static let jpegScanCountMax = 100

    /// - Returns: nil for anything else, whatever libvips would make of it.
    init?(_ bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(12))
        if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).elementsEqual("WEBP".utf8) {
            self = .webp
        } else if head.starts(with: Array("GIF87a".utf8)) || head.starts(with: Array("GIF89a".utf8)) {
            self = .gif
        } else {
            return nil
        }
    }

    /// Whether a JPEG begins more scans than any program writes: each is a pass over all of its blocks. Markers cannot
    /// stand in compressed data (ITU-T T.81, B.1.1.5).
    static func hasTooManyScans(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var count = 0
        var rest = bytes[...]
        while let base = rest.baseAddress, let hit = memchr(base, 0xFF, rest.count) {
            let place = rest.startIndex + (UnsafeRawPointer(hit) - base)
            if place + 1 < bytes.count, bytes[place + 1] == 0xDA { count += 1 }
            if count > jpegScanCountMax { return true }
            rest = bytes[(place + 1)...]
        }
        return false
    }
}

extension Slice<UnsafeRawBufferPointer> {
    fileprivate var baseAddress: UnsafeRawPointer? {
        isEmpty ? nil : base.baseAddress.map { $0 + startIndex }
    }
}
