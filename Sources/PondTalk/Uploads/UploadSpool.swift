import Crypto
import Foundation
import Glibc
import PondCore
import PondPlatform
import PondStore

/// The folder in which uploaded files lie until they are imported. Nodes of one installation share it.
package struct UploadSpool: Sendable {
    /// A file that nobody has written to for so long was given up by a process that ended.
    private static let abandonedSeconds: TimeInterval = 3_600

    private let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Begins a file of a random name, so that what people call theirs never reaches the disk.
    /// - Throws: `AppError.fileNotWritable`.
    package func begin() throws -> SpoolFile {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw AppError(.fileNotWritable, folder)
        }
        let name = UUID().uuidString.lowercased()
        let descriptor = open(path(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw AppError(.fileNotWritable, folder) }
        return SpoolFile(name: name, path: path(name), descriptor: descriptor)
    }

    package func remove(_ name: String) {
        unlink(path(name))
    }

    /// Removes what no upload under way needs: left by a process that was killed.
    /// - Parameter needed: names that stay.
    func sweep(keeping needed: Set<String>, now: Date = Date()) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !needed.contains(name) {
            let changedAt = try? FileManager.default.attributesOfItem(atPath: path(name))[.modificationDate] as? Date
            if let changedAt, now.timeIntervalSince(changedAt) > Self.abandonedSeconds { remove(name) }
        }
    }
}

/// A file that is being received: written and hashed piece by piece on a thread of its own, nothing kept in memory.
package final class SpoolFile: Sendable {
    private struct State: Sendable {
        var hash = SHA256()
        var byteCount: Int64 = 0
    }

    package let name: String
    private let path: String
    private let descriptor: Int32
    private let state = Locked(State())
    private let thread = WorkerThread(name: "pond-spool")

    init(name: String, path: String, descriptor: Int32) {
        self.name = name
        self.path = path
        self.descriptor = descriptor
    }

    package var byteCount: Int64 { state.withLock { $0.byteCount } }

    /// - Throws: `AppError.fileNotWritable`: the disk is full, most likely.
    package func write(_ bytes: [UInt8]) async throws {
        try await onThread { [state, descriptor, path] in
            var done = 0
            while done < bytes.count {
                let count = bytes.withUnsafeBytes { bytes in
                    Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw AppError(.fileNotWritable, path) }
                done += count
            }
            state.withLock { state in
                state.hash.update(data: bytes)
                state.byteCount += Int64(bytes.count)
            }
        }
    }

    /// Brings it to disk.
    /// - Returns: SHA-256, 64 hexadecimal digits.
    package func finish() async throws -> String {
        try await onThread { [descriptor, path] in
            guard fsync(descriptor) == 0 else { throw AppError(.fileNotWritable, path) }
        }
        close()
        return state.withLock { $0.hash.finalize() }.hexadecimal
    }

    /// Leaves nothing behind.
    package func discard() {
        unlink(path)
        close()
    }

    private func close() {
        if thread.run({ [descriptor] in _ = Glibc.close(descriptor) }) { thread.stop() }
    }

    private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
            let isRunning = thread.run { continuation.resume(returning: Result { try body() }) }
            if !isRunning { continuation.resume(returning: .failure(AppError(.fileNotWritable, path))) }
        }
        try result.get()
    }
}
