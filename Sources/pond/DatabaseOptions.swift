import ArgumentParser
import Foundation
import PondCore
import PondStore
import PondStorePostgres
import PondStoreSQLite

/// Where the data lies: a file, or a PostgreSQL server.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "SQLite file, or a postgres:// URL. Also $POND_DATABASE.", valueName: "path|postgres://…"))
    var database: String?

    var address: String {
        database ?? ProcessInfo.processInfo.environment["POND_DATABASE"] ?? "pond.sqlite"
    }

    /// Opens it, making a file that is not there when `mayCreate`.
    /// - Throws: `StoreError`, `AppError.invalidInput`.
    func open(mayCreate: Bool = false) throws -> Database {
        if address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") {
            return try Database(engine: PostgresEngine(address: address))
        }
        if !mayCreate, !FileManager.default.fileExists(atPath: address) {
            throw AppError(
                .invalidInput, "There is no database at \(address). Name it with --database, or import something first.")
        }
        return try Database(engine: SQLiteEngine(path: address))
    }
}

/// Runs `body` with the database and closes it afterwards.
func withDatabase<Value>(
    _ options: DatabaseOptions, mayCreate: Bool = false, _ body: (Database) async throws -> Value
) async throws -> Value {
    let database = try options.open(mayCreate: mayCreate)
    defer { database.close() }
    return try await body(database)
}
