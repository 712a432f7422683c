import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import PondCore
import PondPlatform
import PondStore
import PondTestSupport

@testable import PondWeb

/// The whole application on a database of its own, and browsers on it.
struct WebFixture: Sendable {
    static let secret = Secret(Array(repeating: 7, count: 32))
    static let password = "三月的池塘很安静"

    let database: Database
    let time: TestClock
    let parts: AccountParts
    let client: any TestClientProtocol

    static func run(
        _ dialect: Dialect, sourceArchive: String? = nil,
        _ body: @escaping @Sendable (WebFixture) async throws -> Void
    ) async throws {
        let time = TestClock()
        try await withDatabase(dialect, clock: time.clock) { test in
            let passwords = Passwords(cost: PasswordCost(rounds: 2, parallelism: 1))
            let parts = AccountParts(test.database, secret: secret, passwords: passwords)
            var logger = Logger(label: "test")
            logger.logLevel = .error
            let server = WebServer(
                WebConfiguration(sourceArchive: sourceArchive, version: "test"), database: test.database,
                secret: secret.bytes, accounts: parts, logger: logger)
            let database = test.database
            try await server.application().test(.router) { client in
                try await body(WebFixture(database: database, time: time, parts: parts, client: client))
            }
        }
    }

    func browser() -> Browser { Browser(client) }

    /// A browser in which somebody has signed up.
    func signedUp(_ name: String = "小满", _ address: String = "xiaoman@pond.example") async throws -> Browser {
        let browser = browser()
        try await browser.get("/sign-up")
        try await browser.submit(
            "/sign-up", ["name": name, "address": address, "password": Self.password, "agrees": "yes"])
        return browser
    }

    /// A browser of the owner, who founded the first community.
    func founded(_ community: String = "清晨手冲") async throws -> Browser {
        let browser = browser()
        try await browser.get("/first-run?token=\(Self.secret.firstRunToken)")
        try await browser.submit(
            "/first-run",
            [
                "name": "何以棠", "address": "heyitang@pond.example", "password": Self.password, "agrees": "yes",
                "community": community,
            ])
        return browser
    }

    func count(_ sql: SQL) async throws -> Int { try await database.read { try $0.count(sql) } }

    func text(_ sql: SQL) async throws -> String? { try await database.read { try $0.first(sql) { $0.text(0) } } }
}

/// A browser: keeps cookies, fills in the forms of the page that it is on.
final class Browser: Sendable {
    /// An answer.
    struct Page: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: String

        var location: String? { headers[.location] }

        /// The value of a hidden field.
        func hidden(_ name: String) -> String? {
            guard let start = body.range(of: "name=\"\(name)\" value=\"") else { return nil }
            return body[start.upperBound...].prefix { $0 != "\"" }.replacingOccurrences(of: "&amp;", with: "&")
        }
    }

    private struct State: Sendable {
        var cookies: [String: String] = [:]
        var page: Page?
    }

    private let client: any TestClientProtocol
    private let state = Locked(State())

    init(_ client: any TestClientProtocol) {
        self.client = client
    }

    var cookies: [String: String] { state.withLock { $0.cookies } }
    /// What stands in the window.
    var page: Page? { state.withLock { $0.page } }

    func set(cookie name: String, _ value: String?) {
        state.withLock { $0.cookies[name] = value }
    }

    @discardableResult
    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Page {
        try await send(path, .get, headers: headers, body: "")
    }

    /// Sends a form of the page in the window, with its hidden fields; follows nothing.
    @discardableResult
    func submit(
        _ action: String, _ fields: [String: String] = [:], headers: HTTPFields = [:], token: String?? = .none
    ) async throws -> Page {
        var all = fields
        for name in ["_token", "_key", "token", "next", "for"] where all[name] == nil {
            if let value = page?.hidden(name) { all[name] = value }
        }
        if case .some(let given) = token { all["_token"] = given }
        let body = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.inQuery)" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(action, .post, headers: headers, body: body)
    }

    func send(
        _ path: String, _ method: HTTPRequest.Method, headers: HTTPFields, body: String
    ) async throws -> Page {
        var headers = headers
        let cookies = state.withLock { $0.cookies }
        if !cookies.isEmpty {
            headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
                separator: "; ")
        }
        let page = try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(string: body))
        {
            Page(status: $0.status.code, headers: $0.headers, body: String(buffer: $0.body))
        }
        state.withLock { state in
            for line in page.headers[values: .setCookie] {
                let parts = line.prefix { $0 != ";" }.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let isGone = line.contains("Max-Age=0")
                state.cookies[String(parts[0])] = isGone ? nil : String(parts.count > 1 ? parts[1] : "")
            }
            // A page without a form leaves the one before in the window, as another tab would.
            if page.body.contains("<html") { state.page = page }
        }
        return page
    }
}
