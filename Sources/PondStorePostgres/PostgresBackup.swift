import CLibPQ
import Foundation
import PondStore

/// Copies a database with PostgreSQL's own programs, which know its formats for ever.
package struct PostgresBackup {
    /// Why a program did not do it.
    package enum Failure: Error {
        /// `pg_dump` or `pg_restore` is not installed.
        case programMissing(String)
        /// What the program said last.
        case failed(program: String, reason: String)
        /// The database to restore into holds tables already.
        case notEmpty
    }

    private static let pollMilliseconds = 100
    private static let reasonBytesMax = 4_000

    private let address: String

    /// - Parameter address: a libpq connection URL, `postgres://user@host/database`.
    package init(address: String) {
        self.address = address
    }

    /// Writes one snapshot to `file`, in `pg_dump`'s custom format. Blocks the thread; others go on writing.
    /// - Throws: `Failure`, `StoreError.connectionLost` for an address that cannot be read, `CancellationError`.
    package func dump(to file: String, isCancelled: @Sendable () -> Bool) throws {
        try run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--file=\(file)"], isCancelled)
    }

    /// Fills an empty database from `file`, wholly or not at all.
    /// - Throws: `Failure`, `StoreError`, `CancellationError`.
    package func restore(from file: String, isCancelled: @Sendable () -> Bool) throws {
        let connection = try PostgresConnection(address: address, role: .reader, limits: PostgresLimits())
        let tables = try connection.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") { row in
            row.integer(0)
        }
        guard tables == [0] else { throw Failure.notEmpty }
        try run(
            "pg_restore", ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", file],
            isCancelled)
    }

    private func run(_ program: String, _ arguments: [String], _ isCancelled: () -> Bool) throws {
        guard let path = Self.find(program) else { throw Failure.programMissing(program) }
        let (parameters, password) = try connectionParameters()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["--dbname=\(parameters)", "--no-password"] + arguments
        var environment = ProcessInfo.processInfo.environment
        if let password { environment["PGPASSWORD"] = password }
        process.environment = environment
        // A file, because a pipe that nobody empties would hold the program up.
        let said = FileManager.default.temporaryDirectory.appendingPathComponent("pond-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: said.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: said) }
        process.standardError = try FileHandle(forWritingTo: said)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        while process.isRunning {
            if isCancelled() { process.terminate() }
            Thread.sleep(forTimeInterval: Double(Self.pollMilliseconds) / 1_000)
        }
        process.waitUntilExit()
        if isCancelled() { throw CancellationError() }
        guard process.terminationStatus == 0 else {
            let words = try FileHandle(forReadingFrom: said).read(upToCount: Self.reasonBytesMax) ?? Data()
            throw Failure.failed(program: program, reason: String(decoding: words, as: UTF8.self).trimmed)
        }
    }

    private static func find(_ program: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The address without its password, which must not stand on a command line that everybody on the machine can read.
    private func connectionParameters() throws -> (String, password: String?) {
        var reason: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(address, &reason) else {
            defer { PQfreemem(reason) }
            throw StoreError.connectionLost(reason.map { String(cString: $0).trimmed } ?? "no memory")
        }
        defer { PQconninfoFree(options) }
        var pairs: [String] = []
        var password: String?
        var option = options
        while let keyword = option.pointee.keyword {
            defer { option += 1 }
            guard let value = option.pointee.val.map({ String(cString: $0) }) else { continue }
            if strcmp(keyword, "password") == 0 {
                password = value
            } else {
                let quoted = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
                pairs.append("\(String(cString: keyword))='\(quoted)'")
            }
        }
        return (pairs.joined(separator: " "), password)
    }
}
