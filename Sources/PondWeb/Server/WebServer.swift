import Crypto
import Foundation
package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOSSL
import PondCommunity
import PondCore
package import PondPlatform
package import PondStore
import PondTalk
package import ServiceLifecycle

/// Puts the routes, the pipeline and the HTTP server together. Tests use the same application.
package struct WebServer: Sendable {
    /// A connection without a request, or in the middle of one that does not go on, is closed after so long. What is
    /// being answered is not touched: live streams stay.
    static let idleTimeMax = TimeAmount.seconds(60)

    private let configuration: WebConfiguration
    private let database: Database
    private let identification: Identification
    private let secret: SymmetricKey
    private let accounts: AccountParts
    private let logger: Logger
    private let community: CommunityFeature
    private let intake: PictureIntake
    private let marks: CommunityMarks

    /// - Parameters:
    ///   - identification: nil takes it from `accounts`.
    ///   - secret: 32 bytes that all nodes share; form tokens are signed with it.
    ///   - accounts: nil makes them from the secret, with the standard cost of passwords.
    ///   - community: nil makes it from the database and the accounts.
    package init(
        _ configuration: WebConfiguration, database: Database, identification: Identification? = nil,
        secret: [UInt8], accounts: AccountParts? = nil,
        community: CommunityFeature? = nil, logger: Logger
    ) {
        let accounts = accounts ?? AccountParts(database, secret: Secret(secret))
        self.community = community ?? CommunityFeature(database, accounts, counts: .ofTalk(database))
        self.configuration = configuration
        self.database = database
        self.identification = identification ?? Identification(accounts)
        self.secret = SymmetricKey(data: secret)
        self.accounts = accounts
        let workshop = PictureWorkshop()
        intake = PictureIntake(
            Pictures(database, folder: configuration.media, workshop: workshop), spool: configuration.uploads.spool)
        marks = CommunityMarks(database, folder: configuration.media, workshop: workshop)
        self.logger = logger
    }

    /// - Parameter onRunning: told the port once connections are taken.
    /// - Throws: what is wrong with Pond's own files, with the route table, or with the certificate.
    package func application(
        services: [any Service] = [], onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        let pages = try PageRenderer(configuration: configuration)
        let metrics = Metrics()
        let live = LiveHub(database)
        let table = try RouteTable(routes(pages, metrics, live))
        let visits = VisitReader(
            identification: identification, guardOfForms: FormGuard(secret: secret), configuration: configuration)
        let pipeline = RoutePipeline(
            visits: visits, access: CommunityAccess(database), limiter: RateLimiter(clock: database.clock),
            pages: pages, metrics: metrics,
            staffNeedsSecondFactor: { [accounts] in
                try await accounts.installation.settings().staffNeedsSecondFactor
            })
        return try Application(
            responder: table.responder(pipeline), server: server(),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port)),
            services: services + [live],
            onServerRunning: { [configuration] channel in
                await onRunning(channel.localAddress?.port ?? configuration.port)
            }, logger: logger)
    }

    /// The routes, for tests that go through all of them.
    func routeTable() throws -> RouteTable {
        try RouteTable(routes(PageRenderer(configuration: configuration), Metrics(), LiveHub(database)))
    }

    private func routes(_ pages: PageRenderer, _ metrics: Metrics, _ live: LiveHub) throws -> [Route] {
        let operations = OperationsRoutes(
            assets: pages.assets, metrics: metrics, state: ServerState(live: live, work: accounts.backgroundWork)
        ) { [database] in
            (try? await database.read { try $0.count("SELECT 1") }) == 1
        }
        let described = try RouteTable(
            operations.routes + PreferenceRoutes().routes
                + AccountRoutes(accounts).routes
                + community.routes(marks, spool: configuration.uploads.spool)
                + InsightFeature(database: database, shells: community.shells).routes
                + ChatFeature(database, live: live, shells: community.shells, intake: intake).routes
                + ExchangeFeature(
                    database: database, limits: configuration.uploads, shells: community.shells,
                    version: configuration.version
                ).routes)
        let document = OpenAPIDocument(described, version: configuration.version)
        return described.routes + [
            Route(.get, "/openapi.json", .everybody, audience: .operations) { _ in
                try JSONAnswer.response(document)
            }
        ]
    }

    private func server() throws -> HTTPServerBuilder {
        let http = HTTP1Channel.Configuration(idleTimeout: Self.idleTimeMax)
        guard let tls = configuration.tls else { return .http1(configuration: http) }
        let certificates = try NIOSSLCertificate.fromPEMFile(tls.certificateChain)
        let key = try NIOSSLPrivateKey(file: tls.privateKey, format: .pem)
        let settings = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(key))
        return try .tls(.http1(configuration: http), tlsConfiguration: settings)
    }
}
