import PondCommunity
import PondStore
package import PondTalk

/// Where uploads lie, and how large they may be.
package struct UploadLimits: Sendable {
    /// Of one request.
    package static let bytesMaxDefault: Int64 = 512 * 1_048_576
    /// More takes a gateway's time limits to the end.
    package static let bytesMaxMost: Int64 = 2_048 * 1_048_576

    package let spool: UploadSpool
    package let bytesMax: Int64

    package init(spool: UploadSpool, bytesMax: Int64 = Self.bytesMaxDefault) {
        self.spool = spool
        self.bytesMax = bytesMax
    }
}

/// Everything of imports and exports that the server serves.
struct ExchangeFeature: Sendable {
    let database: Database
    let limits: UploadLimits
    let shells: Shells
    let version: String

    var routes: [Route] {
        let uploads = Uploads(database, spool: limits.spool)
        let imports = Imports(database)
        let receiver = UploadReceiver(spool: limits.spool, bytesMax: limits.bytesMax)
        let export = GroupExport(database: database, version: version)
        return ExchangeRoutes(
            uploads: uploads, imports: imports, groups: Groups(database), receiver: receiver, export: export,
            shells: shells
        ).routes
            + ExchangeAPIRoutes(uploads: uploads, imports: imports, receiver: receiver, export: export).routes
    }
}
