import HummingbirdTesting
import Logging
import PondCore
import PondPlatform
import PondStore
import PondTestSupport
import Testing

@testable import PondWeb

@Suite("Short messages through the simulator")
struct TextMessageTests {
    @Test("A code arrives at the gateway, signed; another's signature is refused")
    func code() async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .error
        let simulator = TextMessageSimulator(secret: "s", clock: TestClock().clock) { _ in }
        try await simulator.application(host: "127.0.0.1", port: 0, logger: logger).test(.live) { gateway in
            let port = gateway.port ?? 0
            try await WebFixture.run(.sqlite) { web in
                let browser = try await web.signedUp("小满", "13800000042")
                #expect(browser.cookies["session"] != nil)
                func setGateway(secret: String) async throws {
                    try await web.parts.installation.change(as: .machine) {
                        $0.textMessages = TextMessageGateway(
                            url: "http://localhost:\(port)/messages", keyID: "k", secret: secret,
                            allowsPrivateAddresses: true)
                    }
                }
                func send(secret: String) async throws -> JobQueue.Turn {
                    try await setGateway(secret: secret)
                    let handlers = web.parts.jobHandlers(
                        web.database, personalData: [], mailer: .unset, messenger: .http)
                    return try await JobQueue(database: web.database, handlers: handlers).takeTurn()
                }
                let device = Device(networkAddress: "203.0.113.7", userAgent: "")
                try await setGateway(secret: "wrong")
                try await web.parts.codes.request(.signIn, "138 0000 0042", from: device)
                guard case .failed = try await send(secret: "wrong") else {
                    Issue.record("expected a refusal")
                    return
                }
                #expect(simulator.messages.isEmpty)
                try await web.database.pass(milliseconds: 10_000)
                guard case .done = try await send(secret: "s") else {
                    Issue.record("expected the message to go out")
                    return
                }
                let message = try #require(simulator.messages.first)
                #expect(message.to == "+8613800000042")
                let id = Int64(try await web.count("SELECT id FROM codes"))
                #expect(message.text.contains(web.parts.codes.digits(id, .signIn)))
            }
        }
    }
}
