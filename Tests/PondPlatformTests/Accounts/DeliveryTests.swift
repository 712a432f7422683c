import Foundation
import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@Suite("Mail and short messages go out after the commit")
struct DeliveryTests {
    private func turn(_ fixture: AccountFixture, mailer: Mailer) async throws -> JobQueue.Turn {
        let handlers = fixture.parts.jobHandlers(
            fixture.database, personalData: [], mailer: mailer, messenger: .unset)
        return try await JobQueue(database: fixture.database, handlers: handlers).takeTurn()
    }

    @Test("A code arrives by mail at a real server, once", arguments: Dialect.allCases)
    func mail(_ dialect: Dialect) async throws {
        let server = try MailServer()
        defer { server.stop() }
        try await AccountFixture.run(dialect) { fixture in
            _ = try await fixture.signUp()
            try await fixture.parts.installation.change(as: .machine) {
                $0.siteName = "清晨手冲"
                $0.mail = MailSettings(
                    host: "127.0.0.1", port: server.port, security: .none, from: "pond@pond.example")
            }
            try await fixture.parts.codes.request(.signIn, "xiaoman@pond.example", from: AccountFixture.device)
            #expect(server.letters.isEmpty, "nothing is sent in a request")
            guard case .done = try await turn(fixture, mailer: .curl()) else {
                Issue.record("the job did not end well")
                return
            }
            let letter = try #require(server.letters.first)
            #expect(letter.from == "pond@pond.example")
            #expect(letter.to == ["xiaoman@pond.example"])
            let digits = try await fixture.digits(.signIn)
            #expect(letter.text.contains(digits))
            #expect(letter.text.contains("清晨手冲"))
            #expect(letter.data.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
            #expect(letter.data.utf8.allSatisfy { $0 < 128 })
            #expect(try await turn(fixture, mailer: .curl()) == .idle)
            #expect(server.letters.count == 1)
        }
    }

    @Test("A letter tries the settings, and what the server says comes back")
    func trial() async throws {
        let (server, strict) = (try MailServer(), try MailServer(refusesRecipients: true))
        defer { for server in [server, strict] { server.stop() } }
        try await AccountFixture.run(.sqlite) { fixture in
            let actor = try await fixture.signUp()
            let trial = fixture.parts.mailTrial
            await #expect(throws: AppError(.notAllowed, "administrator")) {
                try await trial.send(to: "a@pond.example", as: actor)
            }
            let unset = await refusal { try await trial.send(to: "a@pond.example", as: .machine) }
            #expect(unset?.fields == [FieldError("mailHost", .missing)])
            try await fixture.setMail(port: server.port)
            try await trial.send(to: "a@pond.example", as: .machine)
            #expect(server.letters.map(\.to) == [["a@pond.example"]])
            try await fixture.setMail(port: strict.port)
            let refused = await refusal { try await trial.send(to: "a@pond.example", as: .machine) }
            #expect(refused?.fields.map(\.field) == ["trialAddress"])
            #expect(refused?.fields.first?.values.first?.isEmpty == false)
        }
    }

    @Test("A server that offers no encryption gets no letter where encryption is asked for")
    func encryption() async throws {
        let server = try MailServer()
        defer { server.stop() }
        let settings = MailSettings(
            host: "127.0.0.1", port: server.port, security: .startTLS, from: "pond@pond.example")
        let message = MailMessage(to: "a@pond.example", subject: "s", text: "t")
        await #expect(throws: Mailer.Failed.self) {
            try await Mailer.curl(timeoutSeconds: 5).send(message, settings, TestClock().clock.now())
        }
        #expect(server.letters.isEmpty)
    }

    @Test("A letter that is refused is tried again later", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        let server = try MailServer(refusesRecipients: true)
        defer { server.stop() }
        try await AccountFixture.run(dialect) { fixture in
            _ = try await fixture.signUp()
            try await fixture.parts.installation.change(as: .machine) {
                $0.mail = MailSettings(
                    host: "127.0.0.1", port: server.port, security: .none, from: "pond@pond.example")
            }
            try await fixture.parts.codes.request(.signIn, "xiaoman@pond.example", from: AccountFixture.device)
            guard case .failed = try await turn(fixture, mailer: .curl()) else {
                Issue.record("expected .failed")
                return
            }
            #expect(server.letters.isEmpty)
        }
    }

    @Test(
        "Addresses inside are known in every dress",
        arguments: [
            ("127.0.0.1", false), ("10.1.2.3", false), ("172.20.0.1", false), ("192.168.1.1", false),
            ("169.254.169.254", false), ("100.64.0.1", false), ("0.0.0.0", false), ("::1", false), ("fe80::1", false),
            ("fd00::1", false), ("::ffff:127.0.0.1", false), ("64:ff9b::a00:1", false), ("2002:7f00:1::", false),
            ("224.0.0.1", false), ("localhost", false), ("1.1.1.1", true), ("2606:4700::1111", true),
        ])
    func inside(host: String, isPublic: Bool) async throws {
        let addresses = try await HostAddress.resolve(host)
        #expect(!addresses.isEmpty)
        #expect(addresses.allSatisfy { $0.isPublic == isPublic })
    }

    @Test("The gateway is not called inside the network")
    func gateway() async throws {
        let gateway = TextMessageGateway(url: "http://127.0.0.1:9/messages", keyID: "k", secret: "s")
        let message = TextMessage(to: "+8613800000042", text: "t", id: "1")
        await #expect {
            try await TextMessenger.http.send(message, gateway, TestClock().clock.now())
        } throws: { "\($0)".contains("inside this network") }
    }

    @Test("A signature is good for its request, its secret and five minutes")
    func signature() {
        let now = Timestamp(seconds: 1_760_000_000)
        let body = Array("{}".utf8)
        let right = GatewaySignature.make("POST", "/messages", "1760000000", body: body, secret: "s")
        func isRight(_ signature: String, path: String = "/messages", secret: String = "s", later: Int64 = 0) -> Bool {
            GatewaySignature.isRight(
                signature, "POST", path, "1760000000", body: body, secret: secret,
                now: now.adding(milliseconds: later * 1000))
        }
        #expect(isRight(right))
        #expect(!isRight(right, path: "/other"))
        #expect(!isRight(right, secret: "t"))
        #expect(!isRight(right, later: 301))
        #expect(!isRight(String(right.dropLast()) + "x"))
    }
}
