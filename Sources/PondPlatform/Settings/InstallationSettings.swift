/// What holds for the whole installation. What is not set keeps its default, also when an older Pond wrote the rest.
package struct InstallationSettings: Codable, Hashable, Sendable {
    /// Logs of sign-ins and acts are kept for at least six months (网络安全法, article 21).
    package static let logRetentionDaysMin = 183
    package static let logRetentionDaysMax = 3_650
    package static let policyCharactersMax = 100_000

    package var siteName = "Pond 池塘"
    /// ICP 备案号, shown in the footer with a link to the ministry's register.
    package var icpNumber = ""
    /// 公安备案号
    package var policeNumber = ""
    package var terms = Policy()
    package var privacy = Policy()
    package var needsVerifiedPhone = false
    package var needsGuardianConsent = true
    package var staffNeedsSecondFactor = false
    package var logRetentionDays = InstallationSettings.logRetentionDaysMin
    package var mail: MailSettings?
    package var textMessages: TextMessageGateway?
    /// Set where `pond demo` filled the database, and nowhere else: then the sign-in page tells how to come in.
    package var demo: DemoAccounts?

    package init() {}

    /// Whether there is a way to send to addresses of a kind.
    package func sends(to kind: ContactAddress.Kind) -> Bool {
        switch kind {
        case .email: mail != nil
        case .phone: textMessages != nil
        }
    }

    /// As whom one may look around in a made-up community.
    package struct DemoAccounts: Codable, Hashable, Sendable {
        package var owner: String
        package var member: String
        package var password: String

        package init(owner: String, member: String, password: String) {
            self.owner = owner
            self.member = member
            self.password = password
        }
    }

    /// Words that people agree to. A new version asks them again.
    package struct Policy: Codable, Hashable, Sendable {
        package var version = "1"
        /// Empty shows Pond's own model text.
        package var text = ""

        package init() {}
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        siteName = try values.decodeIfPresent(String.self, forKey: .siteName) ?? siteName
        icpNumber = try values.decodeIfPresent(String.self, forKey: .icpNumber) ?? icpNumber
        policeNumber = try values.decodeIfPresent(String.self, forKey: .policeNumber) ?? policeNumber
        terms = try values.decodeIfPresent(Policy.self, forKey: .terms) ?? terms
        privacy = try values.decodeIfPresent(Policy.self, forKey: .privacy) ?? privacy
        needsVerifiedPhone = try values.decodeIfPresent(Bool.self, forKey: .needsVerifiedPhone) ?? false
        needsGuardianConsent = try values.decodeIfPresent(Bool.self, forKey: .needsGuardianConsent) ?? true
        staffNeedsSecondFactor = try values.decodeIfPresent(Bool.self, forKey: .staffNeedsSecondFactor) ?? false
        logRetentionDays = try values.decodeIfPresent(Int.self, forKey: .logRetentionDays) ?? logRetentionDays
        mail = try values.decodeIfPresent(MailSettings.self, forKey: .mail)
        textMessages = try values.decodeIfPresent(TextMessageGateway.self, forKey: .textMessages)
        demo = try values.decodeIfPresent(DemoAccounts.self, forKey: .demo)
    }
}

/// Where mail is handed in.
package struct MailSettings: Codable, Hashable, Sendable {
    package enum Security: String, Codable, CaseIterable, Sendable {
        /// Plain text: only for a server on this machine.
        case none
        case startTLS = "starttls"
        case tls
    }

    package var host: String
    package var port: Int
    package var security: Security
    package var user: String
    package var password: String
    /// What mail comes from: `pond@example.com`.
    package var from: String

    package init(
        host: String, port: Int, security: Security, user: String = "", password: String = "", from: String
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.from = from
    }
}

/// Where short messages are handed in, by signed HTTP.
package struct TextMessageGateway: Codable, Hashable, Sendable {
    package var url: String
    package var keyID: String
    package var secret: String
    /// For the simulator alone: lets the gateway be on this machine or in a private network.
    package var allowsPrivateAddresses: Bool

    package init(url: String, keyID: String, secret: String, allowsPrivateAddresses: Bool = false) {
        self.url = url
        self.keyID = keyID
        self.secret = secret
        self.allowsPrivateAddresses = allowsPrivateAddresses
    }
}
