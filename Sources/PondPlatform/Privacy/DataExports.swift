import Foundation
package import PondCore
package import PondStore

/// An export of all that is kept about somebody.
package enum DataExport {}

/// One export in its person's list.
package struct DataExportEntry: Hashable, Decodable, Sendable {
    package let id: ID<DataExport>
    package let createdAt: Timestamp
    /// Nil while the job has not made it.
    package let readyAt: Timestamp?
}

/// Exports of one's own data: asked for, made by a job, kept for a week.
package struct DataExports: Sendable {
    package static let jobKind = "data.export"
    package static let keptMilliseconds: Int64 = 7 * 86_400_000
    /// One a day is enough for everybody.
    package static let pauseMilliseconds: Int64 = 86_400_000

    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// - Throws: `AppError.tooManyRequests`.
    package func request(as actor: Actor) async throws -> ID<DataExport> {
        let person = try actor.signedIn()
        return try await database.write { transaction in
            let now = transaction.now
            let last = try transaction.first(
                "SELECT created_at FROM data_exports WHERE person_id = \(person) ORDER BY id DESC LIMIT 1"
            ) { $0.integer(0) }
            if let last, now.milliseconds - last < Self.pauseMilliseconds {
                throw AppError(.tooManyRequests, String((Self.pauseMilliseconds - now.milliseconds + last) / 1000 + 1))
            }
            let id = transaction.newID(DataExport.self)
            try transaction.execute(
                "INSERT INTO data_exports (person_id, id, created_at) VALUES (\(person), \(id), \(now))")
            try transaction.schedule(
                NewJob(
                    Self.jobKind, community: 0, payload: "{\"person\":\(person),\"export\":\(id)}",
                    key: id.description))
            try transaction.audit(NewAuditEntry("export.requested", "person", person.rawValue), by: person)
            return id
        }
    }

    package func list(as actor: Actor) async throws -> [DataExportEntry] {
        let person = try actor.signedIn()
        return try await database.read { transaction in
            try transaction.all(
                DataExportEntry.self,
                """
                SELECT id, created_at, ready_at FROM data_exports WHERE person_id = \(person)
                ORDER BY id DESC LIMIT 20
                """)
        }
    }

    /// The JSON of a finished export.
    /// - Throws: `AppError.notFound`.
    package func content(_ export: ID<DataExport>, as actor: Actor) async throws -> String {
        let person = try actor.signedIn()
        let content = try await database.read { transaction in
            try transaction.first(
                """
                SELECT content FROM data_exports
                WHERE person_id = \(person) AND id = \(export) AND ready_at IS NOT NULL
                """
            ) { $0.text(0) }
        }
        guard let content else { throw AppError(.notFound) }
        return content
    }

    private struct Payload: Decodable {
        let person: Int64
        let export: Int64
    }

    /// The job: reads everything on one snapshot.
    package func handler(_ sources: [PersonalData]) -> JobHandler {
        JobHandler(kind: Self.jobKind) { [database] job in
            let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
            let person = ID<Person>(payload.person)
            let parts = try await database.read { transaction in
                try sources.map { "\"\($0.name)\":\(try $0.collect(transaction, person))" }
            }
            let content = "{\(parts.joined(separator: ","))}"
            return { transaction in
                try transaction.execute(
                    """
                    UPDATE data_exports SET content = \(content), ready_at = \(transaction.now)
                    WHERE person_id = \(person) AND id = \(payload.export)
                    """)
            }
        }
    }
}
