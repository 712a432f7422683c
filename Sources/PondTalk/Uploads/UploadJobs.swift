import Foundation
import PondCommunity
import PondCore
package import PondPlatform
package import PondStore

/// What is done with uploads behind the pages. Each step goes on where it was when the process ends in between.
package struct UploadJobs: Sendable {
    /// The steps, by the names of their jobs.
    enum Step: String, CaseIterable, Sendable {
        case look = "upload.look"
        case write = "upload.write"
        case reveal = "upload.reveal"
        case discard = "upload.discard"
        /// Gives up one that nobody decided on.
        case expire = "upload.expire"
        /// Removes the file once its upload came to an end.
        case clear = "upload.clear"
    }

    typealias Effects = @Sendable (WriteTransaction) throws -> Void

    struct Payload: Codable {
        let id: ID<Upload>
    }

    let database: Database
    let spool: UploadSpool
    let imports: Imports

    package init(
        _ database: Database, spool: UploadSpool, leaseMilliseconds: Int64 = ImportLease.millisecondsDefault
    ) {
        self.database = database
        self.spool = spool
        imports = Imports(database, leaseMilliseconds: leaseMilliseconds)
    }

    package var handlers: [JobHandler] {
        Step.allCases.map { step in
            JobHandler(kind: step.rawValue) { job in
                let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
                let community = ID<Community>(job.communityID)
                let upload = try await database.read { try Uploads.find(payload.id, in: community, $0) }
                return try await run(step, upload)
            }
        } + [undoing]
    }

    /// Removes files that no upload needs; for the start of a process.
    package func sweep() async throws {
        let needed: [String] = try await database.read { transaction in
            try transaction.query("SELECT spool_name FROM uploads WHERE " + Uploads.isUnderWay) { $0.text(0) }
        }
        spool.sweep(keeping: Set(needed))
    }

    static func schedule(
        _ step: Step, _ id: ID<Upload>, _ community: ID<Community>, _ transaction: WriteTransaction
    ) throws {
        try transaction.schedule(
            NewJob(
                step.rawValue, community: community.rawValue, payload: ColumnJSON.text(Payload(id: id)),
                key: id.description))
    }

    private func scheduleExpiry(_ upload: Upload, in state: Upload.State, _ transaction: WriteTransaction) throws {
        let end = try transaction.databaseNow().adding(milliseconds: Upload.decisionMilliseconds)
        try transaction.schedule(
            NewJob(
                Step.expire.rawValue, community: upload.communityID.rawValue, runAt: end,
                payload: ColumnJSON.text(Payload(id: upload.id)), key: "\(upload.id):\(state.rawValue)"))
    }

    private func run(_ step: Step, _ upload: Upload) async throws -> Effects {
        switch step {
        case .look: try await look(upload)
        case .write: try await write(upload)
        case .reveal: try await reveal(upload)
        case .discard: try await discard(upload)
        case .expire: expire(upload)
        case .clear:
            { [spool] _ in if !upload.state.isUnderWay { spool.remove(upload.spoolName) } }
        }
    }

    // MARK: ends

    /// Changes the state when it still is what the job was for.
    func move(
        _ upload: Upload, to state: Upload.State, _ columns: SQL = "",
        then: @escaping @Sendable (WriteTransaction) throws -> Void = { _ in }
    ) -> Effects {
        { transaction in
            let place: SQL = " WHERE community_id = \(upload.communityID) AND id = \(upload.id)"
            let changed = try transaction.execute(
                "UPDATE uploads SET state = \(state.rawValue), changed_at = \(transaction.now)" + columns + place
                    + " AND state = \(upload.state.rawValue)")
            guard changed == 1 else { return }
            if !state.isUnderWay { try Self.schedule(.clear, upload.id, upload.communityID, transaction) }
            if state.awaitsDecision { try scheduleExpiry(upload, in: state, transaction) }
            try then(transaction)
        }
    }

    func refuse(_ upload: Upload, _ failure: UploadFailure) throws -> Effects {
        move(upload, to: .refused, ", failure = \(try ColumnJSON.text(failure))")
    }
}
