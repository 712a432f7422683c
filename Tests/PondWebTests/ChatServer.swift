import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTalk
import PondTestSupport

@testable import PondWeb

/// The real server over a real database. Keys name the person: `Bearer 42` is the person with that id.
enum ChatServer {
    /// - Parameter folder: where pictures lie, and what is being brought.
    static func application(
        _ database: Database, folder: String = NSTemporaryDirectory() + "pond-test"
    ) async throws -> some ApplicationProtocol {
        let identification = Identification(
            session: { token in
                ID<Person>(token).map { person in
                    .init(actor: Actor(person: person, proof: .session(ID(1))), language: .chinese)
                }
            },
            key: { token in
                ID<Person>(token).map { person in
                    let proof = Actor.Proof.key(ID(1), scopes: Set(Scope.allCases))
                    return .init(actor: Actor(person: person, proof: proof), language: nil)
                }
            })
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let community = CommunityFeature(
            database,
            names: PersonNames { id in "会员\(id)" }, isFirstRun: { false })
        return try WebServer(
            WebConfiguration(
                port: 0, version: "test", uploads: UploadLimits(spool: UploadSpool(folder: folder + "/spool")),
                media: MediaFolder(path: folder + "/media")), database: database, identification: identification,
            secret: Array(repeating: 7, count: 32), community: community, logger: logger
        ).application()
    }

    static func token(_ actor: Actor) -> String { actor.person?.description ?? "" }
}
