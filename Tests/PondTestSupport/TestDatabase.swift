import Foundation
package import PondCore
package import PondStore
import PondStorePostgres
import PondStoreSQLite

/// The engines that every test of the store runs on: `@Test("…", arguments: Dialect.allCases)`.
///
/// SQLite gets a file in a temporary folder, PostgreSQL a clone of a migrated template database in the cluster that
/// `bin/test` starts.
package struct TestDatabase: Sendable {
    package let database: Database
    /// A path, or a connection URL; opens the same data again.
    package let address: String
    private let dialect: Dialect

    /// - Throws: `StoreError.connectionLost` when no cluster runs (start tests with `bin/test`).
    package init(_ dialect: Dialect, clock: WallClock = .system) async throws {
        self.dialect = dialect
        switch dialect {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pond-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            address = folder.appendingPathComponent("pond.sqlite").path
        case .postgres:
            address = try await PostgresTemplate.ofThisProcess.clone()
        }
        database = try Self.open(address, clock: clock)
    }

    /// Opens the same data through a handle of its own, as another process would.
    package func reopen(clock: WallClock = .system) throws -> Database {
        try Self.open(address, clock: clock)
    }

    /// Opens a path or a `postgres://` URL.
    package static func open(
        _ address: String, clock: WallClock = .system, migrations: [Migration] = Schema.migrations
    ) throws -> Database {
        try Database(engine: engine(address), clock: clock, migrations: migrations)
    }

    package static func engine(_ address: String) throws -> any Engine {
        guard address.hasPrefix("postgres") else { return try SQLiteEngine(path: address) }
        var limits = PostgresLimits()
        // A test that holds a transaction at a gate waits there for others, on whatever machine.
        limits.writeTransactionMilliseconds = 120_000
        return try PostgresEngine(address: address, timeLimits: limits)
    }

    /// Closes it and removes its data.
    package func remove() {
        database.close()
        guard dialect == .sqlite else { return }
        try? FileManager.default.removeItem(atPath: (address as NSString).deletingLastPathComponent)
    }
}

/// Runs `body` on a fresh database and removes it afterwards.
package func withDatabase(
    _ dialect: Dialect, clock: WallClock = .system, _ body: (TestDatabase) async throws -> Void
) async throws {
    let test = try await TestDatabase(dialect, clock: clock)
    do {
        try await body(test)
    } catch {
        test.remove()
        throw error
    }
    test.remove()
}

/// The migrated database that PostgreSQL's tests clone, made once a process.
private actor PostgresTemplate {
    static let ofThisProcess = PostgresTemplate()

    private let name = "pond_template_\(ProcessInfo.processInfo.processIdentifier)"
    private var isMade = false
    private var clones = 0

    func clone() throws -> String {
        let cluster = try ClusterAddress.fromEnvironment()
        let connection = try PostgresAdministration(address: cluster.address(database: "postgres"))
        if !isMade {
            try connection.run("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
            let template = try TestDatabase.open(cluster.address(database: name))
            template.close()
            isMade = true
        }
        clones += 1
        let clone = "pond_test_\(ProcessInfo.processInfo.processIdentifier)_\(clones)"
        try connection.run("CREATE DATABASE \(clone) TEMPLATE \(name)")
        return cluster.address(database: clone)
    }
}
