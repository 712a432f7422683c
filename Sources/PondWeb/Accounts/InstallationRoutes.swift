import Foundation
import HTTPTypes
import Hummingbird
import PondCore
import PondPlatform

/// `accounts/installation`: the settings of the whole installation.
struct InstallationPage: Sendable {
    struct Part: Sendable {
        let id: String
        let title: String
        let fields: [TextField]
        let checks: [CheckField]
        let choice: Choice?
    }
    struct Choice: Sendable {
        let label: String
        let options: [AccountPage.Choice]
    }
    struct Words: Sendable {
        let name: String
        let title: String
        let text: String
        let hint: String
        let error: String?
    }

    let frame: PageFrame
    let shell: AccountShell
    let parts: [Part]
    let words: [Words]
    /// Where a letter that tries the mail server may go; nil while no server is set.
    let trial: TextField?
    let refusal: String?
}

/// `/installation`: what who runs the installation decides for all communities.
struct InstallationRoutes: Sendable {
    let context: AccountContext

    init(_ context: AccountContext) {
        self.context = context
    }

    var routes: [Route] {
        [
            .page("/installation", .administrator) { try await page($0, nil, nil) },
            .form("/installation", .administrator, bodyBytesMax: 2 * 1024 * 1024, respond: post),
            .form("/installation/mail-trials", .administrator, frequency: .guessing, respond: postTrial),
        ]
    }

    private func page(_ call: Call, _ input: FormValues?, _ refusal: AppError?) async throws -> Response {
        let settings = try await context.parts.installation.settings()
        let language = call.visit.language
        func field(_ name: String, _ label: Phrase, _ value: String, _ kind: TextField.Kind = .text) -> TextField {
            TextField(name, label, kind, input, value: value, refusal: refusal, language)
        }
        func check(_ name: String, _ label: Phrase, _ value: Bool) -> CheckField {
            CheckField(name, label, isTicked: input?.isOn(name) ?? value, language)
        }
        let security = input?.line("mailSecurity") ?? settings.mail?.security.rawValue ?? "starttls"
        let parts: [InstallationPage.Part] = [
            .init(
                id: "site", title: InstallationWords.site.text(language),
                fields: [
                    field("siteName", InstallationWords.siteName, settings.siteName),
                    field("icpNumber", InstallationWords.icpNumber, settings.icpNumber),
                    field("policeNumber", InstallationWords.policeNumber, settings.policeNumber),
                ], checks: [], choice: nil),
            .init(
                id: "rules", title: InstallationWords.rules.text(language),
                fields: [
                    field(
                        "logRetentionDays", InstallationWords.logRetention, String(settings.logRetentionDays), .number)
                ],
                checks: [
                    check("needsVerifiedPhone", InstallationWords.phone, settings.needsVerifiedPhone),
                    check("needsGuardianConsent", InstallationWords.guardian, settings.needsGuardianConsent),
                    check("staffNeedsSecondFactor", InstallationWords.staff, settings.staffNeedsSecondFactor),
                ], choice: nil),
            .init(
                id: "mail", title: InstallationWords.mail.text(language),
                fields: [
                    field("mailHost", InstallationWords.mailHost, settings.mail?.host ?? ""),
                    field("mailPort", InstallationWords.port, String(settings.mail?.port ?? 587), .number),
                    field("mailFrom", InstallationWords.mailFrom, settings.mail?.from ?? ""),
                    field("mailUser", InstallationWords.user, settings.mail?.user ?? ""),
                    field("mailPassword", InstallationWords.secret, "", .newPassword),
                ], checks: [],
                choice: .init(
                    label: InstallationWords.encryption.text(language),
                    options: MailSettings.Security.allCases.map {
                        .init(
                            value: $0.rawValue, title: InstallationWords.security($0).text(language),
                            isChosen: $0.rawValue == security)
                    })),
            .init(
                id: "sms", title: InstallationWords.textMessages.text(language),
                fields: [
                    field("textMessageURL", InstallationWords.gateway, settings.textMessages?.url ?? ""),
                    field("textMessageKey", InstallationWords.gatewayKey, settings.textMessages?.keyID ?? ""),
                    field("textMessageSecret", InstallationWords.secret, "", .newPassword),
                ],
                checks: [
                    check(
                        "allowsPrivateAddresses", InstallationWords.simulator,
                        settings.textMessages?.allowsPrivateAddresses ?? false)
                ], choice: nil),
        ]
        let page = InstallationPage(
            frame: call.pages.frame(InstallationWords.title, call.visit), shell: try await context.shell(call),
            parts: parts, words: words(settings, input, refusal, language),
            trial: try await trial(settings, call, input, refusal),
            refusal: refusal.flatMap { $0.fields.isEmpty ? $0.wording.text(language) : nil })
        return try context.respond(page, "accounts/installation", call, refusal)
    }

    private func trial(
        _ settings: InstallationSettings, _ call: Call, _ input: FormValues?, _ refusal: AppError?
    ) async throws -> TextField? {
        guard settings.mail != nil else { return nil }
        let (_, addresses) = try await context.parts.accounts.account(of: call.actor)
        let own = addresses.first { $0.kind == .email }?.address ?? ""
        return TextField(
            "trialAddress", InstallationWords.trialAddress, .address, input, value: own, refusal: refusal,
            call.visit.language)
    }

    private func postTrial(_ call: Call) async throws -> Response {
        let input = call.values
        do {
            try await context.parts.mailTrial.send(to: input.line("trialAddress"), as: call.actor)
            return .seeOther("/installation?said=mailed")
        } catch let refusal as AppError where refusal.belongsOnForm {
            // The form's other fields were not sent: they stand as they are saved.
            return try await page(call, nil, refusal)
        }
    }

    private func words(
        _ settings: InstallationSettings, _ input: FormValues?, _ refusal: AppError?, _ language: ReportLanguage
    ) -> [InstallationPage.Words] {
        Policy.allCases.map { policy in
            let text = policy == .terms ? settings.terms.text : settings.privacy.text
            return .init(
                name: policy.rawValue, title: policy.title.text(language), text: input?[policy.rawValue] ?? text,
                hint: InstallationWords.policyHint.text(language),
                error: refusal?.fields.first { $0.field == policy.rawValue }?.wording.text(language))
        }
    }

    private func post(_ call: Call) async throws -> Response {
        let input = call.values
        do {
            guard let days = input.number("logRetentionDays") else {
                throw AppError(code: .fieldsInvalid, fields: [FieldError("logRetentionDays", .malformed)])
            }
            try await context.parts.installation.change(as: call.actor) { settings in
                settings.siteName = input.line("siteName").isEmpty ? settings.siteName : input.line("siteName")
                settings.icpNumber = input.line("icpNumber")
                settings.policeNumber = input.line("policeNumber")
                settings.logRetentionDays = days
                settings.needsVerifiedPhone = input.isOn("needsVerifiedPhone")
                settings.needsGuardianConsent = input.isOn("needsGuardianConsent")
                settings.staffNeedsSecondFactor = input.isOn("staffNeedsSecondFactor")
                settings.mail = Self.mail(input, settings.mail)
                settings.textMessages = Self.gateway(input, settings.textMessages)
                Self.change(&settings.terms, to: input["terms"])
                Self.change(&settings.privacy, to: input["privacy"])
            }
            return .seeOther("/installation?said=saved")
        } catch let refusal as AppError where refusal.belongsOnForm {
            return try await page(call, input, refusal)
        }
    }

    /// New words are a new version.
    private static func change(_ policy: inout InstallationSettings.Policy, to text: String) {
        let text = text.replacingOccurrences(of: "\r\n", with: "\n")
        guard text != policy.text else { return }
        policy.text = text
        policy.version = String((Int(policy.version) ?? 0) + 1)
    }

    /// An empty password keeps the one that is there, because it is never sent back.
    private static func mail(_ input: FormValues, _ old: MailSettings?) -> MailSettings? {
        guard !input.line("mailHost").isEmpty else { return nil }
        let password = input["mailPassword"]
        return MailSettings(
            host: input.line("mailHost"), port: input.number("mailPort") ?? 0,
            security: MailSettings.Security(rawValue: input.line("mailSecurity")) ?? .startTLS,
            user: input.line("mailUser"), password: password.isEmpty ? old?.password ?? "" : password,
            from: input.line("mailFrom"))
    }

    private static func gateway(_ input: FormValues, _ old: TextMessageGateway?) -> TextMessageGateway? {
        guard !input.line("textMessageURL").isEmpty else { return nil }
        let secret = input["textMessageSecret"]
        return TextMessageGateway(
            url: input.line("textMessageURL"), keyID: input.line("textMessageKey"),
            secret: secret.isEmpty ? old?.secret ?? "" : secret,
            allowsPrivateAddresses: input.isOn("allowsPrivateAddresses"))
    }
}

/// The labels of the installation's settings.
enum InstallationWords {
    static let title = Phrase("系统设置", "Installation")
    static let site = Phrase("站点", "Site")
    static let siteName = Phrase("站点名称", "Name of the site")
    static let icpNumber = Phrase("ICP 备案号", "ICP filing number")
    static let policeNumber = Phrase("公安备案号", "Public security filing number")
    static let rules = Phrase("合规", "Rules")
    static let logRetention = Phrase("日志保留天数（不少于 183）", "Days that logs are kept (at least 183)")
    static let phone = Phrase("发言前要验证手机号", "Posting needs a verified phone number")
    static let guardian = Phrase("未满 14 岁要监护人同意", "People under 14 need a guardian's consent")
    static let staff = Phrase("有岗位的人必须两步验证", "Staff need a second factor")
    static let mail = Phrase("发邮件", "Mail")
    static let trialAddress = Phrase("先发一封试试，收件地址", "Send one to try it, to")
    static let mailHost = Phrase("SMTP 服务器（留空不发）", "SMTP server (empty: none)")
    static let port = Phrase("端口", "Port")
    static let mailFrom = Phrase("发件地址", "Sender's address")
    static let user = Phrase("用户名", "User name")
    static let secret = Phrase("密码（留空不改）", "Secret (empty: as it is)")
    static let textMessages = Phrase("发短信", "Short messages")
    static let gateway = Phrase("网关地址（留空不发）", "Gateway's address (empty: none)")
    static let gatewayKey = Phrase("网关密钥编号", "Id of the gateway's key")
    static let simulator = Phrase("允许内网地址（模拟器用）", "Allow private addresses (for the simulator)")
    static let policyHint = Phrase("留空使用示范文本；改动后版本号加一", "Empty shows the model text; a change is a new version")

    static let encryption = Phrase("加密", "Encryption")

    static func security(_ security: MailSettings.Security) -> Phrase {
        switch security {
        case .none: Phrase("不加密（仅限本机）", "None (this machine only)")
        case .startTLS: Phrase(same: "STARTTLS")
        case .tls: Phrase(same: "TLS")
        }
    }
}
