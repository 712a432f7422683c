import Crypto
import Foundation
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

/// The whole server on a database of its own, asked as people and programs ask it. Who a token belongs to is given;
/// everything behind that is the product.
struct CommunitySite: Sendable {
    static let origin = "https://pond.example"

    let database: Database
    let clock: TestClock
    let client: any TestClientProtocol

    /// Persons of the named cast; the number is the id of their login.
    enum Person: Int64, CaseIterable, Sendable {
        case yanqiu = 1
        case heyitang = 2
        case xiaoman = 3
        case stranger = 4

        var name: String {
            switch self {
            case .yanqiu: "江砚秋"
            case .heyitang: "何以棠"
            case .xiaoman: "小满"
            case .stranger: "路过的人"
            }
        }

        var token: String { "token-\(rawValue)" }
        var actor: Actor { Actor(person: ID(rawValue), proof: .session(ID(rawValue)), isAdministrator: false) }
    }

    /// Runs the installation.
    static let administrator = Actor(person: ID(1), proof: .session(ID(1)), isAdministrator: true)

    /// Runs `body` against a server on a fresh database.
    static func run(
        _ dialect: Dialect, uploads: UploadLimits = WebConfiguration.uploadsDefault,
        _ body: @escaping @Sendable (CommunitySite) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await withDatabase(dialect, clock: clock.clock) { test in
            try await serve(test.database, clock: clock, uploads: uploads, body)
        }
    }

    /// Runs `body` against a server on this database.
    static func serve(
        _ database: Database, clock: TestClock = TestClock(), uploads: UploadLimits = WebConfiguration.uploadsDefault,
        _ body: @escaping @Sendable (CommunitySite) async throws -> Void
    ) async throws {
        let feature = CommunityFeature(
            database, names: PersonNames { id in Person(rawValue: id.rawValue)?.name ?? "会员\(id)" },
            counts: .ofTalk(database), isFirstRun: { false })
        var quiet = Logger(label: "test")
        quiet.logLevel = .critical
        let server = WebServer(
            WebConfiguration(publicURL: origin, version: "test", uploads: uploads), database: database,
            identification: identification, secret: Array(repeating: 7, count: 32),
            community: feature, logger: quiet)
        try await server.application().test(.router) { client in
            try await body(CommunitySite(database: database, clock: clock, client: client))
        }
    }

    /// `token-7` is the session of person 7, and `admin` that of whoever runs the installation.
    private static let identification = Identification(
        session: { token in found(token) }, key: { token in found(token) })

    private static func found(_ token: String) -> Identification.Found? {
        if token == "admin" { return .init(actor: administrator, language: .chinese) }
        if token == "admin-en" { return .init(actor: administrator, language: .english) }
        guard let id = token.split(separator: "-").last.flatMap({ Int64($0) }) else { return nil }
        let actor = Actor(person: ID(id), proof: .session(ID(id)))
        return .init(actor: actor, language: .chinese)
    }

    // MARK: asking

    /// What came back, and its body as text.
    struct Answer {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let text: String

        var location: String { headers[.location] ?? "" }
    }

    func get(_ path: String, as token: String? = nil) async throws -> Answer {
        try await send(.get, path, headers: cookies(token), body: nil)
    }

    /// Posts a form as a page of ours would.
    func post(_ path: String, _ fields: [(String, String)], as token: String?) async throws -> Answer {
        let visitor = token ?? "guest-visitor"
        let formToken = FormGuard(secret: SymmetricKey(data: Array(repeating: UInt8(7), count: 32)))
            .token(for: visitor)
        let all = fields + [("_token", formToken)]
        let body = all.map { "\($0)=\(FormValues.encoded($1))" }.joined(separator: "&")
        var headers = cookies(token)
        if token == nil { headers[.cookie] = "visitor=\(visitor)" }
        headers[.contentType] = "application/x-www-form-urlencoded"
        headers[.origin] = Self.origin
        return try await send(.post, path, headers: headers, body: body)
    }

    /// Calls the API with a key.
    func api(
        _ method: HTTPRequest.Method, _ path: String, _ json: String? = nil, as token: String
    ) async throws -> Answer {
        var headers: HTTPFields = [.authorization: "Bearer \(token)"]
        if json != nil { headers[.contentType] = "application/json" }
        return try await send(method, path, headers: headers, body: json)
    }

    private func cookies(_ token: String?) -> HTTPFields {
        token.map { [.cookie: "session=\($0)"] } ?? [:]
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields, body: String?
    ) async throws -> Answer {
        try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
        ) { response in
            Answer(status: response.status, headers: response.headers, text: String(buffer: response.body))
        }
    }

    // MARK: the scene

    /// A community of 江砚秋's, with its first group.
    func found(name: String = "清晨手冲", door: CommunitySettings.Door = .open) async throws -> CommunityFounding.Founded {
        try await CommunityFounding(database).found(
            FoundingDraft(name: name, ownerName: Person.yanqiu.name, firstGroup: "大厅", door: door),
            as: Person.yanqiu.actor)
    }

    /// Makes somebody a member through the open door.
    @discardableResult
    func join(_ person: Person, _ community: ID<Community>) async throws -> Joining.Joined {
        try await Joining(database).join(standing(person, community), name: person.name)
    }

    func standing(_ person: Person, _ community: ID<Community>) async throws -> Standing {
        try await CommunityAccess(database).enter(community, as: person.actor)
    }

    func count(_ sql: SQL) async throws -> Int {
        try await database.read { try $0.count(sql) }
    }

    func text(_ sql: SQL) async throws -> String? {
        try await database.read { transaction in try transaction.first(sql) { $0.text(0) } }
    }
}
