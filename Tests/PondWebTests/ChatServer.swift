import Hummingbird
import HummingbirdTesting
import Logging
import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import PondWeb

/// The real server over a real database. Keys name the person: `Bearer 42` is the person with that id.
enum ChatServer {
    static func application(_ database: Database) throws -> some ApplicationProtocol {
        let identification = Identification(
            session: { _ in nil },
            key: { token in
                ID<Person>(token).map { person in
                    let proof = Actor.Proof.key(ID(1), scopes: Set(Scope.allCases))
                    return .init(actor: Actor(person: person, proof: proof), language: nil)
                }
            })
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return try WebServer(
            WebConfiguration(port: 0, version: "test"), database: database, identification: identification,
            secret: Array(repeating: 7, count: 32), logger: logger
        ).application()
    }

    static func token(_ actor: Actor) -> String { actor.person?.description ?? "" }
}
