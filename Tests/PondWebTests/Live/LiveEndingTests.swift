import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import PondCommunity
import PondCore
import PondStore
import PondTalk
import PondTestSupport
import Testing

@testable import PondPlatform
@testable import PondWeb

@Suite("Live streams and what proves who listens")
struct LiveEndingTests {
    /// People of the town with accounts, and a server on a node of its own.
    private struct Scene {
        static let password = "三月的池塘很安静"

        let town: ChatTown
        let parts: AccountParts
        let port: Int

        static func run(
            _ dialect: Dialect, _ body: @escaping @Sendable (Scene) async throws -> Void
        ) async throws {
            try await withDatabase(dialect) { test in
                let town = try await ChatTown.found(test.database)
                let node = dialect == .postgres ? try test.reopen() : test.database
                let secret = Secret(Array(repeating: 7, count: 32))
                let passwords = Passwords(cost: PasswordCost(rounds: 2, parallelism: 1))
                func parts(_ database: Database) -> AccountParts {
                    AccountParts(database, secret: secret, passwords: passwords)
                }
                var quiet = Logger(label: "test")
                quiet.logLevel = .critical
                let server = WebServer(
                    WebConfiguration(port: 0, version: "test"), database: node, secret: secret.bytes,
                    accounts: parts(node), logger: quiet)
                // What people do happens on one node, their streams are open on the other.
                let doing = parts(test.database)
                try await server.application().test(.live) { client in
                    try await body(Scene(town: town, parts: doing, port: #require(client.port)))
                }
                if dialect == .postgres { node.close() }
            }
        }

        /// Gives somebody of the town an account, and signs them in as often as told.
        func signIn(_ actor: Actor, times: Int = 1) async throws -> [OpenedSession] {
            let person = try actor.signedIn()
            let hash = try await parts.accounts.passwords.hash(Self.password)
            return try await town.database.write { transaction in
                try transaction.execute(
                    "INSERT INTO persons (id, name, created_at) VALUES (\(person), '某人', \(transaction.now))")
                try transaction.setPassword(hash, of: person)
                return try (0..<times).map { _ in
                    try transaction.openSession(person, Device(networkAddress: "127.0.0.1", userAgent: "test"))
                }
            }
        }

        func listen(_ token: String, isSession: Bool = true) async throws -> LiveClient {
            let client = try await LiveClient(
                port: port, path: "/api/v1/communities/\(town.community)/live", token: token, isSession: isSession)
            await client.wait { $0.contains("id: ") }
            #expect(client.text.contains("status: 200"))
            return client
        }

        /// Says something, and waits until all of these have heard it.
        func areAlive(_ clients: [LiveClient]) async throws {
            let group = try await town.inGroup(town.owner)
            let said = try await Conversations(town.database).post(MessageDraft(text: "还在吗"), to: group).id.description
            for client in clients {
                await client.wait { $0.contains(said) }
                #expect(client.text.contains(said))
            }
        }
    }

    @Test(
        "A session or key that ends takes its streams with it at once, from any node; the others stay",
        .timeLimit(.minutes(15)), arguments: Dialect.allCases)
    func ending(_ dialect: Dialect) async throws {
        try await Scene.run(dialect) { scene in
            let sessions = try await scene.signIn(scene.town.aze, times: 4)
            let others = try await scene.signIn(scene.town.xiaoman)
            var actors: [Actor] = []
            for session in sessions {
                actors.append(try #require(await scene.parts.sessions.find(session.token)).actor)
            }
            let key = try await scene.parts.keys.make(
                APIKeyDraft(name: "k", scopes: [.read], days: nil), as: actors[0], key: nil)
            var streams: [LiveClient] = []
            for session in sessions { streams.append(try await scene.listen(session.token)) }
            let program = try await scene.listen(key.token, isSession: false)
            let other = try await scene.listen(others[0].token)
            try await scene.areAlive(streams + [program, other])

            try await scene.parts.sessions.signOut(sessions[0].token)
            await streams[0].waitForEnd()
            try await scene.areAlive(Array(streams[1...]) + [program, other])

            try await scene.parts.sessions.revoke(sessions[1].id, as: actors[3])
            await streams[1].waitForEnd()
            try await scene.areAlive(Array(streams[2...]) + [program, other])

            try await scene.parts.keys.revoke(key.entry.id, as: actors[3])
            await program.waitForEnd()
            try await scene.areAlive(Array(streams[2...]) + [other])

            _ = try await scene.parts.accounts.changePassword(
                from: Scene.password, to: "四月的池塘也安静", as: actors[3])
            await streams[2].waitForEnd()
            try await scene.areAlive([streams[3], other])

            let person = try scene.town.aze.signedIn()
            #expect(try await scene.parts.accounts.revokeSessions(of: person, as: .machine) == 1)
            await streams[3].waitForEnd()
            try await scene.areAlive([other])
            await other.close()
        }
    }

    /// Why a stream does not begin for somebody who came in with this standing.
    private func refusal(_ entered: Standing, _ database: Database) async throws -> AppError.Code? {
        do {
            _ = try await database.read { try LiveBeginning.read(entered, after: nil, $0).subscription.position }
            return nil
        } catch let error as AppError {
            return error.code
        }
    }

    @Test("Who was put out between asking and listening gets no stream", arguments: Dialect.allCases)
    func race(_ dialect: Dialect) async throws {
        try await Scene.run(dialect) { scene in
            let session = try await scene.signIn(scene.town.aze)[0]
            let database = scene.town.database
            let actor = try #require(await scene.parts.sessions.find(session.token)).actor
            let entered = try await scene.town.standing(actor)
            #expect(try await refusal(entered, database) == nil)
            let member = try entered.asMember()
            let now = database.clock.now()
            try await database.write { try $0.execute("UPDATE members SET left_at = \(now) WHERE id = \(member)") }
            #expect(try await refusal(entered, database) == .membershipNeeded)
            try await database.write { try $0.execute("UPDATE members SET left_at = NULL WHERE id = \(member)") }
            try await scene.parts.sessions.signOut(session.token)
            #expect(try await refusal(entered, database) == .signInNeeded)
        }
    }

    @Test(
        "What is for the staff or for one person reaches nobody else, and what nobody is named for reaches nobody",
        .timeLimit(.minutes(15)), arguments: Dialect.allCases)
    func privacy(_ dialect: Dialect) async throws {
        try await Scene.run(dialect) { scene in
            let town = scene.town
            let aze = try await scene.listen(scene.signIn(town.aze)[0].token)
            let xiaoman = try await scene.listen(scene.signIn(town.xiaoman)[0].token)
            let outsider = try await scene.listen(scene.signIn(town.outsider)[0].token)
            let owner = try await scene.listen(scene.signIn(town.owner)[0].token)
            let group = try await town.inGroup(town.xiaoman)
            let said = try await Conversations(town.database).post(MessageDraft(text: "加我微信"), to: group).id
            try await Reports(town.database).file(
                ReportDraft(reason: .spam, note: "广告"), on: said, in: town.inGroup(town.aze))
            try await town.database.write { transaction in
                for kind in ["post.held", "card.private", "note.written"] {
                    transaction.record(
                        NewEvent(
                            kind, community: town.community.rawValue, group: town.group.rawValue,
                            subject: said.rawValue))
                }
            }
            let newcomer = try await town.standing(town.outsider).asMember()
            try await GroupMembers(town.database).add(newcomer, to: town.inGroup(town.owner))
            // The newcomer's own event comes last in the log: who has it has everything before it.
            for client in [aze, xiaoman, outsider, owner] { await client.wait { $0.contains("group.joined") } }
            #expect(owner.text.contains("report.filed"))
            for client in [aze, xiaoman, outsider] { #expect(!client.text.contains("report.")) }
            for client in [aze, xiaoman, outsider, owner] {
                for kind in ["post.held", "card.private", "note.written"] { #expect(!client.text.contains(kind)) }
                await client.close()
            }
            #expect(outsider.subjects("message.posted").isEmpty)
            #expect(aze.subjects("message.posted") == [said.description])
        }
    }
}
