import Foundation
import HTTPTypes
import Hummingbird
import PondCore

/// `/source`: the licence, the version and the source of the program that runs here, as the AGPL asks (section 13).
struct SourceRoutes: Sendable {
    let context: AccountContext

    init(_ context: AccountContext) {
        self.context = context
    }

    var routes: [Route] {
        [
            .page("/source", .everybody, respond: show),
            .page("/source/archive", .everybody, respond: hand),
        ]
    }

    private func show(_ call: Call) async throws -> Response {
        let file = try await archive(call)
        let page = SourcePage(
            frame: call.pages.frame(Phrase("源码", "Source"), call.visit), shell: try await context.shell(call),
            archive: file == nil ? nil : "/source/archive",
            size: file.map { ByteWords.size(Int64($0.byteCount)) } ?? "")
        return try context.respond(page, "accounts/source", call)
    }

    private func hand(_ call: Call) async throws -> Response {
        guard let file = try await archive(call) else { throw AppError(.notFound) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/gzip",
                .contentDisposition: "attachment; filename=\"pond-\(call.pages.configuration.version).tar.gz\"",
            ],
            body: file.body)
    }

    private func archive(_ call: Call) async throws -> FileAnswer? {
        guard let path = call.pages.configuration.sourceArchive else { return nil }
        do {
            return try await FileAnswer(path: path, missing: .notFound)
        } catch let error as AppError where error.code == .notFound {
            return nil
        }
    }
}
