import Crypto
import Foundation
import PondCore
package import PondStore

/// The installation's settings and its secret.
package struct Installation: Sendable {
    private let database: Database
    private let known = Locked<(settings: InstallationSettings, at: Int64)?>(nil)

    /// How long another node's change may go unseen.
    package static let knownForMilliseconds: Int64 = 5_000

    package init(_ database: Database) {
        self.database = database
    }

    /// The settings, at most a few seconds old.
    package func settings() async throws -> InstallationSettings {
        let now = database.clock.now().milliseconds
        if let known = known.withLock({ $0 }), now - known.at < Self.knownForMilliseconds { return known.settings }
        let settings = try await database.read { try $0.installationSettings() }
        known.withLock { $0 = (settings, now) }
        return settings
    }

    /// Changes settings. Passwords and secrets stay out of the audit log.
    /// - Throws: `AppError.notAllowed`, `.fieldsInvalid`.
    package func change(
        as actor: Actor, _ change: @escaping @Sendable (inout InstallationSettings) -> Void
    ) async throws {
        try actor.requireAdministrator()
        try await database.write { transaction in
            let before = try transaction.installationSettings()
            var after = before
            change(&after)
            try AppError.check(after.errors)
            try transaction.saveInstallationValue("settings", Self.json(after))
            for (name, old, new) in [
                ("terms", before.terms, after.terms), ("privacy", before.privacy, after.privacy),
            ] where old.version != new.version {
                try transaction.saveInstallationValue(Self.policyName(name, old.version), old.text)
            }
            try transaction.audit(
                NewAuditEntry(
                    "settings.changed", "installation", before: Self.json(before.withoutSecrets),
                    after: Self.json(after.withoutSecrets)),
                by: actor.person)
        }
        known.withLock { $0 = nil }
    }

    /// The words of a policy in an earlier version, which people agreed to; nil for one that never was.
    /// - Parameter name: `terms` or `privacy`.
    package func earlierPolicy(_ name: String, version: String) async throws -> String? {
        try await database.read { transaction in
            try transaction.first(
                "SELECT value FROM installation_settings WHERE name = \(Self.policyName(name, version))"
            ) { $0.text(0) }
        }
    }

    private static func policyName(_ name: String, _ version: String) -> String { "policy:\(name):\(version)" }

    /// The secret, made by whoever asks first.
    package func secret() async throws -> Secret {
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
        let text = try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO installation_settings (name, value) VALUES ('secret', \(fresh)) ON CONFLICT DO NOTHING
                """)
            return try transaction.first("SELECT value FROM installation_settings WHERE name = 'secret'") {
                $0.text(0)
            }
        }
        return Secret(Array(Data(base64Encoded: text ?? "") ?? Data()))
    }

    private static func json(_ settings: InstallationSettings) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(settings), as: UTF8.self)
    }
}

extension ReadTransaction {
    /// The settings as this transaction sees them.
    package func installationSettings() throws -> InstallationSettings {
        let text = try first("SELECT value FROM installation_settings WHERE name = 'settings'") { $0.text(0) }
        guard let text else { return InstallationSettings() }
        return try JSONDecoder().decode(InstallationSettings.self, from: Data(text.utf8))
    }
}

extension WriteTransaction {
    fileprivate func saveInstallationValue(_ name: String, _ value: String) throws {
        try execute(
            """
            INSERT INTO installation_settings (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}

extension InstallationSettings {
    fileprivate var withoutSecrets: InstallationSettings {
        var copy = self
        copy.mail?.password = ""
        copy.textMessages?.secret = ""
        return copy
    }

    fileprivate var errors: [FieldError] {
        var errors: [FieldError] = []
        if !(Self.logRetentionDaysMin...Self.logRetentionDaysMax).contains(logRetentionDays) {
            errors.append(
                FieldError(
                    "logRetentionDays", .outOfRange, String(Self.logRetentionDaysMin),
                    String(Self.logRetentionDaysMax)))
        }
        for (field, policy) in [("terms", terms), ("privacy", privacy)] {
            if policy.text.unicodeScalars.count > Self.policyCharactersMax {
                errors.append(FieldError(field, .tooLong, String(Self.policyCharactersMax)))
            }
        }
        if let mail {
            if mail.host.isEmpty { errors.append(FieldError("mailHost", .missing)) }
            if !(1...65_535).contains(mail.port) { errors.append(FieldError("mailPort", .outOfRange, "1", "65535")) }
            if ContactAddress(mail.from)?.kind != .email { errors.append(FieldError("mailFrom", .malformed)) }
        }
        if let url = textMessages?.url, !url.hasPrefix("https://"), !url.hasPrefix("http://") {
            errors.append(FieldError("textMessageURL", .malformed))
        }
        return errors
    }
}
