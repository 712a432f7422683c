import Foundation
import PondStore
import PondStorePostgres

/// The throw-away cluster that `bin/bench` starts, named by `POND_TEST_POSTGRES`.
struct PostgresCluster {
    struct Missing: Error, CustomStringConvertible {
        let description = "POND_TEST_POSTGRES is not set: run bin/bench, which starts a PostgreSQL to throw away"
    }

    let times: PostgresTimes
    private let url: String

    /// - Throws: `Missing`, `StoreError`.
    init() throws {
        guard let url = ProcessInfo.processInfo.environment["POND_TEST_POSTGRES"], !url.isEmpty else { throw Missing() }
        let engine = try PostgresEngine(address: url, laneCount: 1, readerCount: 1)
        defer { engine.close() }
        let backend = try engine.withWriter(lane: 0) { connection in
            try connection.query("SELECT CAST(pg_backend_pid() AS BIGINT)") { Int($0.integer(0)) }
        }
        guard let times = backend.first.flatMap(PostgresTimes.init(backend:)) else { throw Missing() }
        self.times = times
        self.url = url
    }

    /// Makes a fresh database and gives its URL.
    func makeDatabase(_ name: String) throws -> String {
        try run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
        try run("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        return address(name)
    }

    func dropDatabase(_ name: String) throws {
        try run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    private func run(_ script: String) throws {
        let engine = try PostgresEngine(address: url, laneCount: 1, readerCount: 1)
        defer { engine.close() }
        try engine.withWriter(lane: 0) { connection in
            // Dropping a database waits for the disk, which a busy machine does not give in a write's time.
            try connection.script("SET statement_timeout = 0")
            try connection.script(script)
        }
    }

    /// `postgres://user@/NAME?host=…`.
    private func address(_ database: String) -> String {
        let parts = url.split(separator: "?", maxSplits: 1)
        var path = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        if path.count > 3 { path[3] = Substring(database) }
        return path.joined(separator: "/") + (parts.count > 1 ? "?\(parts[1])" : "")
    }
}
