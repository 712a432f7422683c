import Foundation
import PondCore
package import PondStore

/// The job that sends a one-time code to its address, after the transaction that made it.
package struct CodeDelivery: Sendable {
    private let database: Database
    private let codes: OneTimeCodes
    private let mailer: Mailer
    private let messenger: TextMessenger

    package init(_ database: Database, secret: Secret, mailer: Mailer, messenger: TextMessenger) {
        self.database = database
        codes = OneTimeCodes(database, secret: secret)
        self.mailer = mailer
        self.messenger = messenger
    }

    private struct Payload: Decodable {
        let code: Int64
    }

    private struct Row: Decodable, Sendable {
        let purpose: CodePurpose
        let kind: ContactAddress.Kind
        let address: String
        let language: String?
    }

    package func handler() -> JobHandler {
        JobHandler(kind: OneTimeCodes.jobKind) { job in
            let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
            try await send(payload.code)
            return { _ in }
        }
    }

    /// A code that was used, replaced or is too old meanwhile is not sent.
    private func send(_ id: Int64) async throws {
        let now = database.clock.now()
        let (row, settings) = try await database.read { transaction in
            (
                try transaction.one(
                    Row.self,
                    """
                    SELECT c.purpose, c.kind, c.address, p.language FROM codes c
                    JOIN addresses a ON a.kind = c.kind AND a.address = c.address JOIN persons p ON p.id = a.person_id
                    WHERE c.id = \(id) AND c.used_at IS NULL AND c.expires_at > \(now)
                    """), try transaction.installationSettings()
            )
        }
        guard let row else { return }
        let words = CodeWords(site: settings.siteName, digits: codes.digits(id, row.purpose), row.purpose)
        let isEnglish = row.language == "en"
        switch row.kind {
        case .email:
            guard let mail = settings.mail else { throw Mailer.Failed(description: "no mail server is set") }
            let message = MailMessage(
                to: row.address, subject: words.subject(isEnglish: isEnglish), text: words.text(isEnglish: isEnglish))
            try await mailer.send(message, mail, now)
        case .phone:
            guard let gateway = settings.textMessages else {
                throw TextMessenger.Failed(description: "no gateway for short messages is set")
            }
            let message = TextMessage(to: row.address, text: words.text(isEnglish: isEnglish), id: String(id))
            try await messenger.send(message, gateway, now)
        }
    }
}

/// What a message with a code says.
struct CodeWords: Sendable {
    private let site: String
    private let digits: String
    private let purpose: CodePurpose

    init(site: String, digits: String, _ purpose: CodePurpose) {
        self.site = site
        self.digits = digits
        self.purpose = purpose
    }

    func subject(isEnglish: Bool) -> String {
        isEnglish ? "\(digits) is your code for \(site)" : "\(digits) 是你在\(site)的验证码"
    }

    func text(isEnglish: Bool) -> String {
        if isEnglish {
            return "\(digits) is your code \(use.english) \(site). It is good for 10 minutes. Tell it to nobody; "
                + "we never ask for it. If you did not ask for it, nothing has happened and you need do nothing."
        }
        return "【\(site)】\(digits) 是你\(use.chinese)的验证码，10 分钟内有效。不要告诉任何人，我们也不会向你要。如果不是你本人操作，忽略即可。"
    }

    private var use: (chinese: String, english: String) {
        switch purpose {
        case .signIn: ("登录", "to sign in to")
        case .verify: ("验证联系方式", "to verify your address at")
        case .reset: ("重设密码", "to set a new password at")
        }
    }
}
