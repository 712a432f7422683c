import ArgumentParser
import Foundation
import Hummingbird
import Logging
import PondCommunity
import PondCore
import PondInsight
import PondPlatform
import PondStore
import PondTalk
import PondWeb
import ServiceLifecycle
import UnixSignals

/// `pond serve`: pages, consumers of the log, and jobs in one process.
struct ServeCommand: AsyncParsableCommand {
    /// What this process does.
    enum Role: String, CaseIterable {
        case web
        case worker
    }

    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the communities: pages, API, and the work behind them.")

    @OptionGroup var database: DatabaseOptions
    @Option(help: "Address to listen on; 0.0.0.0 for all.") var host = "127.0.0.1"
    @Option(help: "Port to listen on; 0 takes a free one.") var port = 8080
    @Option(help: ArgumentHelp("What people type.", valueName: "https://…")) var publicURL: String?
    @Option(help: "Certificate chain (PEM).") var tlsCertificate: String?
    @Option(help: "Private key (PEM).") var tlsKey: String?
    @Option(help: "Address of a proxy whose X-Forwarded headers are believed; may be given several times.")
    var trustedProxy: [String] = []
    @Option(help: ArgumentHelp("What this process does.", valueName: "web,worker")) var roles = "web,worker"
    @OptionGroup var data: DataOptions
    @Option(help: ArgumentHelp("Largest upload in MB, up to 2048.", valueName: "MB"))
    var uploadMax = Int(UploadLimits.bytesMaxDefault >> 20)
    @OptionGroup var wording: LanguageOption

    private var uploads: UploadLimits {
        UploadLimits(spool: data.spool(database), bytesMax: Int64(uploadMax) << 20)
    }

    func validate() throws {
        if (tlsCertificate == nil) != (tlsKey == nil) {
            throw ValidationError("--tls-certificate and --tls-key belong together.")
        }
        if let publicURL, !publicURL.hasPrefix("https://"), !publicURL.hasPrefix("http://") {
            throw ValidationError("--public-url begins with https:// or http://.")
        }
        guard (1...Int(UploadLimits.bytesMaxMost >> 20)).contains(uploadMax) else {
            throw ValidationError("--upload-max takes 1 to \(UploadLimits.bytesMaxMost >> 20).")
        }
        _ = try chosenRoles()
    }

    private func chosenRoles() throws -> Set<Role> {
        let names = roles.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let chosen = names.compactMap(Role.init)
        guard !chosen.isEmpty, chosen.count == names.count else {
            throw ValidationError("--roles takes web, worker, or both with a comma between them.")
        }
        return Set(chosen)
    }

    func run() async throws {
        let roles = try chosenRoles()
        let logger = Logger(label: "pond")
        try await withDatabase(database, mayCreate: true) { database in
            let secret = try await Installation(database).secret()
            let parts = AccountParts(database, secret: secret)
            var services: [any Service] = []
            if roles.contains(.worker) { services += try await work(database, parts, logger) }
            guard roles.contains(.web) else {
                services.append(Announcement { try? wording.terminal.sayAtOnce(ServerWords.worksWithoutPages) })
                try await ServiceGroup(
                    services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
                ).run()
                return
            }
            services.append(ActivityKeeper(parts, logger: logger))
            let awaitsFirstRun = try await parts.accounts.awaitsFirstRun()
            let server = WebServer(
                configuration, database: database, secret: secret.bytes, accounts: parts, logger: logger)
            let application = try server.application(services: services) { port in
                announce(port, firstRun: awaitsFirstRun ? secret.firstRunToken : nil)
            }
            try await application.runService()
        }
    }

    private var configuration: WebConfiguration {
        var configuration = WebConfiguration(
            host: host, port: port, publicURL: publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 },
            trustedProxies: Set(trustedProxy), sourceArchive: Self.sourceArchive, version: PondVersion.current,
            uploads: uploads,
            media: data.media(database))
        if let tlsCertificate, let tlsKey {
            configuration.tls = .init(certificateChain: tlsCertificate, privateKey: tlsKey)
        }
        return configuration
    }

    /// `bin/run` and the package put it beside the program.
    private static var sourceArchive: String? {
        Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "pond-source.tar.gz").path
    }

    /// Who reads the log.
    static var consumers: [Consumer] {
        [SearchProjection.consumer, MemberActivity.consumer, DailyFactsProjection.consumer]
    }

    /// What runs behind the pages. Each context adds its consumers, its jobs and its personal data here.
    private func work(
        _ database: Database, _ parts: AccountParts, _ logger: Logger
    ) async throws -> [any Service] {
        let daily = [DailyCheckups.daily, PictureSweep.daily(database, data.media(self.database))]
        for job in [LogRetention.daily] + daily { try await job.start(in: database) }
        let personalData: [PersonalData] = [.account, .memberships, .messages, .pictures]
        let jobs = parts.jobHandlers(
            database, personalData: personalData, mailer: .curl(), messenger: .http)
        let uploading = UploadJobs(database, spool: uploads.spool)
        try await uploading.sweep()
        let checkups = CheckupMaking(
            database, history: .ofGroups(database), pondVersion: PondVersion.current)
        return [
            LogConsumption(Self.consumers, database: database),
            JobQueue(
                database: database,
                handlers: jobs + uploading.handlers
                    + [
                        PictureRelease.handler(database, data.media(self.database)), SearchJob.handler,
                        MessageErasure.handler, checkups.handler(),
                    ] + daily.map(\.handler),
                logger: logger),
            DailyFactsKeeper(database, logger: logger),
        ]
    }

    private func announce(_ port: Int, firstRun token: String?) {
        let scheme = tlsCertificate == nil ? "http" : "https"
        let shown = host == "0.0.0.0" || host == "::" ? "localhost" : host
        let url = configuration.publicURL ?? "\(scheme)://\(shown):\(port)"
        try? wording.terminal.sayAtOnce(ServerWords.isAt(url))
        if let token { try? wording.terminal.sayAtOnce(ServerWords.firstRun("\(url)/first-run?token=\(token)")) }
    }
}

/// Says that the process is at work, once the others have begun and it listens to signals.
private struct Announcement: Service {
    let say: @Sendable () -> Void

    func run() async throws {
        say()
        try await gracefulShutdown()
    }
}
