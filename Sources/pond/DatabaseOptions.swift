import ArgumentParser
import Foundation
import PondCommunity
import PondCore
import PondStore
import PondStorePostgres
import PondStoreSQLite
import PondTalk

/// Where the data lies: a file, or a PostgreSQL server.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "SQLite file, or a postgres:// URL. Also $POND_DATABASE.", valueName: "path|postgres://…"))
    var database: String?

    var address: String { database ?? Self.environment ?? "pond.sqlite" }

    /// The file as it was named; nil for the default, and for a server, whose URL may hold a password.
    var named: String? { isServer ? nil : database }

    static var environment: String? { ProcessInfo.processInfo.environment["POND_DATABASE"] }

    var isServer: Bool { address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") }

    /// Where files belong that are no rows: beside the database, or in the current folder where that is a server.
    var dataFolder: String { isServer ? "pond-data" : address + "-data" }

    /// Whether opening it makes a file that is not there yet.
    var isNewFile: Bool { !isServer && !FileManager.default.fileExists(atPath: address) }

    /// Opens it, making a file that is not there when `mayCreate`.
    /// - Throws: `StoreError`, `AppError.databaseMissing`.
    fileprivate func open(mayCreate: Bool, clock: WallClock, isDurable: Bool) throws -> Database {
        if isServer { return try Database(engine: PostgresEngine(address: address), clock: clock) }
        if !mayCreate { try requireExisting() }
        do {
            return try Database(engine: SQLiteEngine(path: address, isDurable: isDurable), clock: clock)
        } catch SQLiteEngine.OpeningError.notOpened {
            throw AppError(.databaseNotOpened, address)
        } catch SQLiteEngine.OpeningError.notADatabase {
            throw AppError(.notADatabase, address)
        }
    }

    /// - Throws: `AppError.databaseMissing` where a file is named that is not there.
    func requireExisting() throws {
        if isNewFile { throw AppError(.databaseMissing, address) }
    }

    /// Removes the file with what SQLite keeps beside it.
    fileprivate func removeFile() {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            try? FileManager.default.removeItem(atPath: address + suffix)
        }
    }
}

/// Runs `body` with the database and closes it afterwards. A file that was made for `body` and in which nothing was
/// kept goes again.
func withDatabase<Value>(
    _ options: DatabaseOptions, mayCreate: Bool = false, clock: WallClock = .system,
    isDurable: Bool = true, _ body: (Database) async throws -> Value
) async throws -> Value {
    let isNew = mayCreate && options.isNewFile
    let database = try options.open(mayCreate: mayCreate, clock: clock, isDurable: isDurable)
    do {
        let value = try await body(database)
        database.close()
        return value
    } catch {
        let isEmpty = isNew ? await isEmpty(database) : false
        database.close()
        if isEmpty { options.removeFile() }
        throw error
    }
}

private func isEmpty(_ database: Database) async -> Bool {
    guard let communities = try? await Communities(database).all(foundedOnly: false),
        let imports = try? await Imports(database).all(),
        let people = try? await database.read({ try $0.count("SELECT count(*) FROM persons") })
    else { return false }
    return communities.isEmpty && imports.isEmpty && people == 0
}
