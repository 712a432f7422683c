import CLibArchive
import Foundation

/// Gzip through libarchive, which the importers use as well.
enum Gzip {
    /// `AE_IFREG`, a cast in C that Swift does not import.
    private static let regularFile: UInt32 = 0o100000

    /// - Returns: nil when the compressed form is not smaller or libarchive fails.
    static func compress(_ data: Data) throws -> Data? {
        guard let archive = archive_write_new() else { return nil }
        defer { archive_write_free(archive) }
        var result = Data(count: data.count + 4_096)
        var used = 0
        let isWritten = result.withUnsafeMutableBytes { room in
            archive_write_set_format_raw(archive) == ARCHIVE_OK && archive_write_add_filter_gzip(archive) == ARCHIVE_OK
                && archive_write_set_filter_option(archive, "gzip", "timestamp", nil) == ARCHIVE_OK
                && archive_write_set_bytes_in_last_block(archive, 1) == ARCHIVE_OK
                && archive_write_open_memory(archive, room.baseAddress, room.count, &used) == ARCHIVE_OK
                && write(data, to: archive)
        }
        guard isWritten, used < data.count else { return nil }
        return result.prefix(used)
    }

    private static func write(_ data: Data, to archive: OpaquePointer) -> Bool {
        guard let entry = archive_entry_new() else { return false }
        defer { archive_entry_free(entry) }
        archive_entry_set_filetype(entry, Self.regularFile)
        guard archive_write_header(archive, entry) == ARCHIVE_OK else { return false }
        let written = data.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
        return written == data.count && archive_write_close(archive) == ARCHIVE_OK
    }
}
