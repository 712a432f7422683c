import Foundation

/// How many small writes a second the disk makes durable: the ceiling of commits that are not grouped.
enum FsyncRate {
    private static let seconds = 0.5
    private static let pieceBytes = 4096

    /// Appends pages to a file in `folder`, each followed by fdatasync(2).
    /// - Throws: `POSIXError`.
    static func measure(in folder: URL) throws -> Double {
        let path = folder.appending(path: "fsync-\(UUID().uuidString)").path()
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        defer {
            close(file)
            unlink(path)
        }
        let page = [UInt8](repeating: 0x70, count: pieceBytes)
        let clock = ContinuousClock()
        let started = clock.now
        var count = 0
        var elapsed = 0.0
        while elapsed < seconds {
            guard write(file, page, page.count) == page.count, fdatasync(file) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
            count += 1
            elapsed = (clock.now - started) / .seconds(1)
        }
        return Double(count) / elapsed
    }
}
