package import PondPlatform

/// All routes around accounts.
struct AccountRoutes: Sendable {
    private let context: AccountContext

    init(_ parts: AccountParts) {
        context = AccountContext(parts: parts)
    }

    var routes: [Route] {
        SignInRoutes(context).routes + SignUpRoutes(context).routes
            + ProfileRoutes(context).routes + SecurityRoutes(context).routes + PrivacyRoutes(context).routes
            + InstallationRoutes(context).routes + WorkRoutes(context).routes + SourceRoutes(context).routes
            + AccountAPI(context).routes
    }
}

extension Identification {
    /// By the sessions and keys of the platform.
    package init(_ parts: AccountParts) {
        self.init(
            session: { Self.found(try await parts.sessions.find($0)) },
            key: { Self.found(try await parts.keys.find($0)) })
    }

    private static func found(_ proven: ProvenActor?) -> Found? {
        proven.map { Found(actor: $0.actor, language: $0.language.flatMap(ReportLanguage.init)) }
    }
}
