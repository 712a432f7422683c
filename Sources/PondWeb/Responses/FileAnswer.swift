import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import PondCore

/// Answers with a file, piece by piece as the reader takes it: reading happens on threads for it, and no more than a
/// piece is in memory.
struct FileAnswer: Sendable {
    static let pieceBytes = 64 << 10

    private let file: OpenFile
    let byteCount: Int

    /// - Parameter missing: what to say where the file is gone.
    /// - Throws: `AppError` of that code.
    init(path: String, missing: AppError.Code) async throws {
        let opened = try await NIOThreadPool.singleton.runIfActive { OpenFile(path) }
        guard let opened else { throw AppError(missing) }
        file = opened
        byteCount = opened.byteCount
    }

    var body: ResponseBody {
        ResponseBody(contentLength: byteCount) { [file, byteCount] writer in
            var offset = 0
            while offset < byteCount {
                let start = offset
                let piece = try await NIOThreadPool.singleton.runIfActive {
                    try file.read(from: start, countMax: Self.pieceBytes)
                }
                try await writer.write(piece)
                offset += piece.readableBytes
            }
            try await writer.finish(nil)
        }
    }
}

/// A file that is closed when nobody needs it any more.
private final class OpenFile: Sendable {
    private let descriptor: Int32
    let byteCount: Int

    init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else { return nil }
        byteCount = Int(status.st_size)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// - Throws: `AppError.fileNotReadable`.
    func read(from start: Int, countMax: Int) throws -> ByteBuffer {
        var buffer = ByteBuffer()
        let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: countMax) { bytes in
            max(0, pread(descriptor, bytes.baseAddress, min(countMax, byteCount - start), off_t(start)))
        }
        guard count > 0 else { throw AppError(.fileNotReadable) }
        return buffer
    }
}
