package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOSSL
import PondCommunity
import PondCore
package import PondStore
import Crypto
import Foundation
package import ServiceLifecycle

/// Puts the routes, the pipeline and the HTTP server together. Tests use the same application.
package struct WebServer: Sendable {
    private let configuration: WebConfiguration
    private let database: Database
    private let identification: Identification
    private let secret: SymmetricKey
    private let logger: Logger
    private let community: CommunityFeature

    /// - Parameter secret: 32 bytes that all nodes share; form tokens are signed with it.
    package init(
        _ configuration: WebConfiguration, database: Database, identification: Identification, secret: [UInt8],
        logger: Logger, community: CommunityFeature
    ) {
        self.community = community
        self.configuration = configuration
        self.database = database
        self.identification = identification
        self.secret = SymmetricKey(data: secret)
        self.logger = logger
    }

    /// - Throws: what is wrong with Pond's own files, with the route table, or with the certificate.
    package func application(services: [any Service] = []) throws -> some ApplicationProtocol {
        let pages = try PageRenderer(configuration: configuration)
        let metrics = Metrics()
        let live = LiveHub(database)
        let table = try RouteTable(routes(pages, metrics, live))
        let visits = VisitReader(
            identification: identification, guardOfForms: FormGuard(secret: secret), configuration: configuration)
        let pipeline = RoutePipeline(
            visits: visits, access: CommunityAccess(database), limiter: RateLimiter(clock: database.clock),
            pages: pages, metrics: metrics)
        return try Application(
            responder: table.responder(pipeline), server: server(),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port)),
            services: services + [live], logger: logger)
    }

    private func routes(_ pages: PageRenderer, _ metrics: Metrics, _ live: LiveHub) throws -> [Route] {
        let operations = OperationsRoutes(assets: pages.assets, metrics: metrics) { [database] in
            (try? await database.read { try $0.count("SELECT 1") }) == 1
        }
        let described = try RouteTable(
            operations.routes + PreferenceRoutes().routes + community.routes
                + ChatFeature(database, live: live, shells: community.shells, audit: community.audit).routes)
        let document = OpenAPIDocument(described, version: configuration.version)
        return described.routes + [
            Route(.get, "/openapi.json", .everybody, audience: .operations) { _ in
                try JSONAnswer.response(document)
            }
        ]
    }

    private func server() throws -> HTTPServerBuilder {
        guard let tls = configuration.tls else { return .http1() }
        let certificates = try NIOSSLCertificate.fromPEMFile(tls.certificateChain)
        let key = try NIOSSLPrivateKey(file: tls.privateKey, format: .pem)
        let settings = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(key))
        return try .tls(.http1(), tlsConfiguration: settings)
    }
}
