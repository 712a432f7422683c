import Crypto
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import PondCommunity
import PondCore
import PondPlatform
import PondStore
import PondTestSupport

@testable import PondWeb

/// The whole server over a community in which each post is held by somebody, and a second community next door.
struct RouteWorld: Sendable {
    private static let origin = "https://pond.example"
    private static let secret = [UInt8](repeating: 7, count: 32)

    let client: any TestClientProtocol
    let community: ID<Community>
    let group: ID<Group>
    let member: ID<Member>

    /// The routes, and `body` with a fresh world.
    static func run(_ body: @escaping @Sendable (RouteWorld) async throws -> Void) async throws {
        try await withDatabase(.sqlite) { test in
            let database = test.database
            try await database.write { transaction in
                for visitor in RouteVisitor.allCases where visitor != .guest {
                    try transaction.execute(
                        """
                        INSERT INTO persons (id, name, is_administrator, created_at)
                        VALUES (\(visitor.number), \(visitor.rawValue), \(visitor == .administrator),
                            \(transaction.now))
                        """)
                }
            }
            let founded = try await found("清晨手冲", owner: .owner, database)
            _ = try await found("隔壁", owner: .elsewhere, database)
            var lastMember: ID<Member>?
            for visitor in RouteVisitor.insiders.subtracting([.owner]).sorted(by: { $0.number < $1.number }) {
                let standing = try await CommunityAccess(database).enter(founded.community, as: actor(visitor))
                let joined = try await Joining(database).join(standing, name: visitor.rawValue)
                if visitor == .member { lastMember = joined.member }
                guard let post = visitor.post else { continue }
                let owner = try await CommunityAccess(database).enter(founded.community, as: actor(.owner))
                try await Staff(database).give(
                    post, to: joined.member, in: post == .leader ? founded.group : nil, as: owner)
            }
            guard let member = lastMember else { return }
            try await server(database).application().test(.router) { client in
                try await body(
                    RouteWorld(client: client, community: founded.community, group: founded.group, member: member))
            }
        }
    }

    /// The route table of the server, as the server itself uses it.
    static func routes() async throws -> [Route] {
        let found = Locked<[Route]>([])
        try await withDatabase(.sqlite) { test in
            let table = try server(test.database).routeTable()
            found.withLock { $0 = table.routes }
        }
        return found.withLock { $0 }
    }

    private static func server(_ database: Database) -> WebServer {
        var quiet = Logger(label: "test")
        quiet.logLevel = .critical
        let identification = Identification(session: { identify($0) }, key: { identify($0) })
        let feature = CommunityFeature(
            database, names: PersonNames { id in "会员\(id)" }, isFirstRun: { false })
        return WebServer(
            WebConfiguration(publicURL: origin, sourceArchive: #filePath, version: "test"), database: database,
            identification: identification, secret: secret, community: feature, logger: quiet)
    }

    private static func actor(_ visitor: RouteVisitor) -> Actor {
        Actor(
            person: ID(visitor.number), proof: .session(ID(visitor.number)),
            isAdministrator: visitor == .administrator)
    }

    private static func identify(_ token: String) -> Identification.Found? {
        RouteVisitor.allCases.first { $0.token == token }.map { .init(actor: actor($0), language: .chinese) }
    }

    private static func found(
        _ name: String, owner: RouteVisitor, _ database: Database
    ) async throws -> CommunityFounding.Founded {
        try await CommunityFounding(database).found(
            FoundingDraft(name: name, ownerName: owner.rawValue, firstGroup: "大厅", door: .open), as: actor(owner))
    }

    /// Asks a route with ids of this world and an empty body, as a page of ours would.
    func ask(_ route: Route, as visitor: RouteVisitor) async throws -> Answer {
        let path = route.path.replacing("{community}", with: community.description)
            .replacing("{group}", with: group.description).replacing("{member}", with: member.description)
            .replacing(/\{[a-z]+\}/, with: "1")
        var headers: HTTPFields = [.origin: Self.origin]
        let cookie = visitor.token.map { "session=\($0)" } ?? "visitor=guest-visitor"
        var body = ""
        if route.audience == .programs {
            if let token = visitor.token { headers[.authorization] = "Bearer \(token)" }
            headers[.contentType] = "application/json"
            if route.method != .get { body = "{}" }
        } else {
            headers[.cookie] = cookie
            headers[.contentType] = "application/x-www-form-urlencoded"
            let guardOfForms = FormGuard(secret: SymmetricKey(data: Self.secret))
            if route.method == .post {
                body = "_token=" + FormValues.encoded(guardOfForms.token(for: visitor.token ?? "guest-visitor"))
            }
        }
        return try await client.execute(
            uri: path, method: route.method, headers: headers, body: ByteBuffer(string: body)
        ) { response in
            Answer(
                status: response.status.code, location: response.headers[.location] ?? "",
                isOfSignIn: route.path.hasPrefix("/sign-in"))
        }
    }

    /// How a route answered, as far as access goes.
    struct Answer: CustomStringConvertible {
        let status: Int
        let location: String
        /// Steps of signing in lead to each other.
        let isOfSignIn: Bool

        /// Sent away for who they are: unknown, not allowed, or led to where one signs in.
        var isRefusal: Bool {
            if isOfSignIn { return status == 403 }
            return status == 401 || status == 403 || status == 303 && location.hasPrefix("/sign-in")
        }

        var description: String { "\(status) \(location)" }
    }
}
