import CPondShims
import Foundation
import PondCore
import PondStore

/// Makes pictures that are safe to show of files that strangers bring: reads JPEG, PNG, WebP and GIF (of moving ones
/// the first frame), turns them upright, and writes WebP in sRGB without anything that the file said beside its pixels
/// (EXIF, GPS, comments, profiles).
///
/// Decoding takes tenths of a second of a core and memory by the pixel, so it has threads of its own, few of them, and
/// refuses what would have to wait for long.
package final class PictureWorkshop: Sendable {
    package static let fileBytesMax: Int64 = 20 << 20
    /// Longest side of what is kept, in pixels.
    package static let sideMax = 2_048
    package static let thumbnailSideMax = 480
    /// Longest side of what is brought; beyond it no camera goes, and many a decoder overflows.
    package static let sourceSideMax = 30_000
    /// A file of a few hundred bytes can hold a picture of gigabytes: what its head promises is looked at first.
    package static let decodedBytesMax: UInt64 = 256 << 20
    package static let threadCount = 2
    package static let waitingCountMax = 32

    private static let quality: Int32 = 82
    /// 0 to 6: more than 2 takes longer and saves 3 %.
    private static let effort: Int32 = 2

    private struct State: Sendable {
        var waiting = 0
        var next = 0
    }

    private let threads: [WorkerThread]
    private let state = Locked(State())

    package init() {
        threads = (0..<Self.threadCount).map { WorkerThread(name: "pond-pictures-\($0)") }
    }

    deinit {
        for thread in threads { thread.stop() }
    }

    /// - Parameter path: of a file as it was brought.
    /// - Throws: `AppError.pictureUnreadable`, `.pictureTooLarge`, `.unavailable` when too many wait,
    ///   `.fileNotReadable`.
    package func make(_ path: String) async throws -> MadePicture {
        try await onThread { try Self.read(path) }
    }

    /// Puts pictures in their place.
    /// - Throws: `AppError.fileNotWritable`, `.unavailable` when too many wait.
    package func store(_ pictures: [MadePicture], in folder: MediaFolder) async throws {
        try await onThread { for picture in pictures { try folder.store(picture) } }
    }

    /// How many calls wait or are at work.
    var waitingCount: Int { state.withLock { $0.waiting } }

    func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        let thread = state.withLock { state -> WorkerThread? in
            guard state.waiting < Self.waitingCountMax else { return nil }
            state.waiting += 1
            state.next = (state.next + 1) % Self.threadCount
            return threads[state.next]
        }
        guard let thread else { throw AppError(.unavailable) }
        defer { state.withLock { $0.waiting -= 1 } }
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            let isTaken = thread.run { continuation.resume(returning: Result { try body() }) }
            if !isTaken { continuation.resume(returning: .failure(AppError(.unavailable))) }
        }
        return try result.get()
    }

    private static func read(_ path: String) throws -> MadePicture {
        guard pond_vips_start() == 0 else { throw AppError(.unavailable) }
        guard let data = FileManager.default.contents(atPath: path) else { throw AppError(.fileNotReadable, path) }
        guard data.count <= fileBytesMax else { throw AppError(.inputTooLarge, "\(fileBytesMax >> 20) MB") }
        return try data.withUnsafeBytes { bytes in
            guard let format = PictureFormat(bytes) else { throw AppError(.pictureUnreadable) }
            if format == .jpeg, PictureFormat.hasTooManyScans(bytes) { throw AppError(.pictureUnreadable) }
            try check(bytes)
            return try make(bytes)
        }
    }

    /// Looks at the head, before anything is decoded.
    private static func check(_ bytes: UnsafeRawBufferPointer) throws {
        var head = pond_picture_head()
        guard pond_picture_look(bytes.baseAddress, bytes.count, &head) == 0 else { throw AppError(.pictureUnreadable) }
        guard max(head.width, head.height) <= sourceSideMax, head.decoded_byte_count <= decodedBytesMax else {
            throw AppError(.pictureTooLarge, "\(head.width) × \(head.height)")
        }
    }

    private static func make(_ bytes: UnsafeRawBufferPointer) throws -> MadePicture {
        var full = pond_picture()
        var thumbnail = pond_picture()
        let status = pond_picture_make(
            bytes.baseAddress, bytes.count, Int32(sideMax), Int32(thumbnailSideMax), quality, effort, &full, &thumbnail)
        guard status == 0 else { throw AppError(.pictureUnreadable) }
        defer {
            pond_picture_free(&full)
            pond_picture_free(&thumbnail)
        }
        func copy(_ picture: pond_picture) throws -> [UInt8] {
            let file = Array(UnsafeRawBufferPointer(start: picture.bytes, count: picture.byte_count))
            guard let bare = WebPContainer.bare(file) else { throw AppError(.pictureUnreadable) }
            return bare
        }
        return MadePicture(
            full: try copy(full), thumbnail: try copy(thumbnail), width: Int(full.width), height: Int(full.height))
    }
}
