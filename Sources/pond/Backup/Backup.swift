import Foundation
import PondCore
import PondPlatform
import PondStorePostgres
import PondStoreSQLite

/// One backup: a folder with the database, the pictures and a list of what is in it.
struct Backup {
    private static let sqliteFile = "database.sqlite"
    private static let postgresFile = "database.dump"

    let folder: String
    let database: DatabaseOptions
    let media: MediaFolder
    let isCancelled: @Sendable () -> Bool

    private var isServer: Bool { database.isServer }
    private var engine: String { isServer ? "postgres" : "sqlite" }
    private var file: String { isServer ? Self.postgresFile : Self.sqliteFile }

    // MARK: taking

    /// Nothing is left of a backup that fails or is stopped; the folder appears whole.
    /// - Throws: `BackupError`, `AppError`, `StoreError`, `CancellationError`.
    func take(progress: @escaping (Int64, Int64) -> Void) throws {
        guard !FileManager.default.fileExists(atPath: folder) else { throw BackupError.exists(folder) }
        try database.requireExisting()
        let partial = folder + ".partial"
        try? FileManager.default.removeItem(atPath: partial)
        do {
            try FileManager.default.createDirectory(
                atPath: partial, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw AppError(.fileNotWritable, folder)
        }
        do {
            try write(to: partial, progress: progress)
            try FileManager.default.moveItem(atPath: partial, toPath: folder)
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw error
        }
        try DurableFile.synchronise(URL(fileURLWithPath: folder).deletingLastPathComponent().path)
    }

    private func write(to partial: String, progress: @escaping (Int64, Int64) -> Void) throws {
        let target = "\(partial)/\(file)"
        if isServer {
            try told { try PostgresBackup(address: database.address).dump(to: target, isCancelled: isCancelled) }
        } else {
            try SQLiteBackup.copy(from: database.address, to: target) { done, total in
                if isCancelled() { throw CancellationError() }
                progress(done, total)
            }
        }
        try DurableFile.synchronise(target)
        // After the database: a picture's file is there before its row, and stays for a while after it.
        let pictures = try BackupPictures(media: media, folder: partial, isCancelled: isCancelled).take()
        let manifest = BackupManifest(
            pondVersion: PondVersion.current, engine: engine, takenAt: WallClock.system.now().milliseconds,
            files: pictures.merging([file: try FileHash.of(target)]) { $1 })
        try manifest.write(partial)
        try DurableFile.synchronise(partial)
    }

    // MARK: restoring

    /// - Throws: `BackupError`, `AppError`, `StoreError`, `CancellationError`; the database is then as it was: not
    ///   there, or empty.
    func restore(progress: @escaping (Int64, Int64) -> Void) throws {
        let manifest = try BackupManifest.read(folder)
        guard manifest.engine == engine else { throw BackupError.ofOtherEngine(manifest.engine) }
        let source = "\(folder)/\(file)"
        guard let hash = manifest.files[file], try FileHash.of(source) == hash else {
            throw BackupError.damaged(file)
        }
        // Before the database: who finds that, finds all. Pictures that nobody refers to do no harm.
        try BackupPictures(media: media, folder: folder, isCancelled: isCancelled).restore(manifest.files)
        if isServer {
            try told { try PostgresBackup(address: database.address).restore(from: source, isCancelled: isCancelled) }
        } else {
            try restoreFile(source, progress: progress)
        }
    }

    private func restoreFile(_ source: String, progress: @escaping (Int64, Int64) -> Void) throws {
        let path = database.address
        guard database.isNewFile else { throw BackupError.exists(path) }
        let partial = path + ".restoring"
        let attributes = try FileManager.default.attributesOfItem(atPath: source)
        let total = (attributes[.size] as? NSNumber)?.int64Value ?? 0
        var done: Int64 = 0
        do {
            try DurableFile.copy(source, to: partial) { bytes in
                if isCancelled() { throw CancellationError() }
                done += bytes
                progress(done, total)
            }
            // Unlike a rename, a link never takes the place of a file that appeared meanwhile.
            try FileManager.default.linkItem(atPath: partial, toPath: path)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            try? FileManager.default.removeItem(atPath: partial)
            throw BackupError.exists(path)
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw error
        }
        try FileManager.default.removeItem(atPath: partial)
        try DurableFile.synchronise(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    private func told<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch PostgresBackup.Failure.programMissing(let program) {
            throw BackupError.programMissing(program)
        } catch PostgresBackup.Failure.failed(let program, let reason) {
            throw BackupError.programFailed(program, reason: reason)
        } catch PostgresBackup.Failure.notEmpty {
            throw BackupError.databaseNotEmpty
        }
    }
}
