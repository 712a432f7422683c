import CLibArchive
import Glibc
import PondCore

/// The file on disk, as a run of entries whose bytes are pulled: gzip, xz, bzip2 and zstd are unpacked, zip and tar
/// opened, and a plain file is its own one entry. Everything goes through libarchive, so memory stays flat.
final class ArchiveInput {
    struct Entry {
        /// The path inside the archive; nil for a plain or merely compressed file.
        var name: String?
        var modifiedAt: Timestamp
    }

    /// Bytes pulled at once.
    static let chunkBytes = 256 * 1024
    /// A text never packs this well; what does is a bomb.
    static let expansionRatioMax: Int64 = 500
    /// What may unpack before the ratio is looked at, so that small repetitive files pass.
    static let expansionBytesFree: Int64 = 64 * 1024 * 1024

    /// POSIX's numbers of file types, in a file's mode and in libarchive alike.
    private static let fileTypeMask: mode_t = 0o170000
    private static let regularFile: mode_t = 0o100000
    private static let folder: mode_t = 0o040000

    let sizeBytes: Int64
    private let archive: OpaquePointer
    private let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: ArchiveInput.chunkBytes)
    private let fileModifiedAt: Timestamp
    private var unpackedBytes: Int64 = 0

    init(path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw ChatReadFailure(code: .notReadable, expected: .told(String(cString: strerror(errno))))
        }
        guard status.st_mode & Self.fileTypeMask == Self.regularFile else {
            let isFolder = status.st_mode & Self.fileTypeMask == Self.folder
            throw ChatReadFailure(
                code: .notReadable, expected: .file(insteadOf: isFolder ? .folder : .pipeOrDevice))
        }
        sizeBytes = Int64(status.st_size)
        fileModifiedAt = Timestamp(seconds: Int64(status.st_mtim.tv_sec))
        if sizeBytes == 0 {
            throw ChatReadFailure(code: .emptyFile, expected: .export)
        }
        guard let handle = archive_read_new() else {
            throw ChatReadFailure(code: .notReadable, expected: .told("out of memory"))
        }
        archive = handle
        Self.allow(handle)
        guard archive_read_open_filename(handle, path, Self.chunkBytes) == ARCHIVE_OK else {
            throw ChatReadFailure(code: .notReadable, expected: .told(message))
        }
    }

    deinit {
        archive_read_free(archive)
        chunk.deallocate()
    }

    private static func allow(_ archive: OpaquePointer) {
        archive_read_support_filter_gzip(archive)
        archive_read_support_filter_xz(archive)
        archive_read_support_filter_bzip2(archive)
        archive_read_support_filter_zstd(archive)
        archive_read_support_format_zip(archive)
        archive_read_support_format_tar(archive)
        archive_read_support_format_raw(archive)
        archive_read_support_format_empty(archive)
    }

    /// Whether bytes that were unpacked are an archive again: zip, gzip, xz, zstd, bzip2, 7z or rar.
    static func begins(_ head: Bytes) -> Bool {
        signatures.contains { head.starts(with: $0) }
    }

    private static let signatures: [[UInt8]] = [
        [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0x1F, 0x8B, 0x08], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00],
        [0x28, 0xB5, 0x2F, 0xFD], Array("BZh9".utf8), [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], Array("Rar!".utf8),
    ]

    /// The size of a file on disk; 0 where there is none.
    static func sizeBytes(path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// Bytes of the file on disk that were used so far.
    var readBytes: Int64 { max(0, archive_filter_bytes(archive, -1)) }

    /// Whether the file holds named entries, so that it may have to be read twice.
    var holdsEntries: Bool {
        let base = archive_format(archive) & Int32(ARCHIVE_FORMAT_BASE_MASK)
        return base == Int32(ARCHIVE_FORMAT_ZIP) || base == Int32(ARCHIVE_FORMAT_TAR)
    }

    /// The next file; folders and links are passed over. Nil at the end.
    func nextEntry() throws -> Entry? {
        while true {
            var entry: OpaquePointer?
            switch archive_read_next_header(archive, &entry) {
            case ARCHIVE_EOF: return nil
            case ARCHIVE_OK, ARCHIVE_WARN: break
            default: throw failure
            }
            guard let entry, holdsEntries else {
                return Entry(name: nil, modifiedAt: fileModifiedAt)
            }
            if archive_entry_filetype(entry) & Self.fileTypeMask == Self.regularFile {
                let modified = Timestamp(seconds: Int64(archive_entry_mtime(entry)))
                return Entry(name: Self.name(of: entry), modifiedAt: modified)
            }
        }
    }

    private static func name(of entry: OpaquePointer) -> String {
        if let name = archive_entry_pathname_utf8(entry) { return String(cString: name) }
        if let name = archive_entry_pathname(entry) { return String(cString: name) }
        return "?"
    }

    /// The entry's next bytes, valid until the next call; nil at its end.
    func nextChunk() throws -> Bytes? {
        let count = archive_read_data(archive, chunk, Self.chunkBytes)
        guard count >= 0 else {
            throw failure
        }
        guard count > 0 else { return nil }
        unpackedBytes += Int64(count)
        if unpackedBytes > Self.expansionBytesFree, unpackedBytes / Self.expansionRatioMax > max(1, readBytes) {
            throw ChatReadFailure(
                code: .archiveExpandsTooMuch,
                expected: .packing(ratioMax: Int(Self.expansionRatioMax)))
        }
        return Bytes(start: chunk, count: count)
    }

    private var failure: ChatReadFailure {
        let said = message
        let folded = said.lowercased()
        let code: ChatReadError.Code =
            folded.contains("passphrase") || folded.contains("encrypt")
            ? .archiveLocked : folded.contains("truncated") ? .truncated : .archiveDamaged
        return ChatReadFailure(code: code, expected: .told(said))
    }

    private var message: String {
        guard let text = archive_error_string(archive) else { return "The file ends too early or is damaged" }
        return String(cString: text)
    }
}
