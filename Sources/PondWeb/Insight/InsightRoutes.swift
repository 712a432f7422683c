import HTTPTypes
import Hummingbird
import NIOCore
import PondCommunity
import PondCore
import PondInsight
import PondPlatform
import PondStore

/// 分析: the checkup of a community, its history, and the people behind each of its numbers.
struct InsightRoutes: Sendable {
    static let pageCount = 50
    /// Points of the sparkline of an index.
    static let historyMax = 12

    let database: Database
    let checkups: Checkups
    let shells: Shells

    private static let root = "/console/{community}/insight"

    var routes: [Route] {
        [
            .page(Self.root, .inCommunity(.viewInsight), respond: show),
            .form(Self.root + "/checkups", .inCommunity(.viewInsight)) { call in
                let standing = try call.standing()
                try await checkups.request(as: standing)
                return .seeOther(ConsolePlace.insight.address(standing.community.id))
            },
            .form(Self.root + "/checkups/{checkup}/cancellations", .inCommunity(.viewInsight)) { call in
                let standing = try call.standing()
                try await checkups.cancel(call.id("checkup"), as: standing)
                return .seeOther(ConsolePlace.insight.address(standing.community.id))
            },
            .page(Self.root + "/people", .inCommunity(.viewInsight), respond: people),
            .page(Self.root + "/people/export", .inCommunity(.exportData), respond: export),
        ]
    }

    // MARK: the checkup

    @Sendable private func show(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let all = try await checkups.all(as: standing)
        let made = all.filter { $0.state == .made }
        let asked = call.query("checkup").flatMap { ID<CheckupSnapshot>($0) }
        let shown = asked.map { id in made.first { $0.id == id } } ?? made.first
        if asked != nil, shown == nil { throw AppError(.notFound) }
        let result = try await shown.asyncMap { try await checkups.result($0.id, as: standing) }
        let traits = try await shown.asyncMap { try await checkups.traits(of: $0.id, as: standing) }
        let shell = try await shells.console(standing, .insight, call)
        let stream = try await shells.stream(standing)
        let view = InsightView(
            standing: standing, call: call, all: all, shown: shown, result: result, traits: traits ?? [],
            now: shells.now)
        return try call.pages.response(
            view.page(shell.with(fresh: view.fresh, stream: stream)), template: "insight/show", call.visit)
    }

    // MARK: people

    /// What an address of a list says.
    private struct Asked {
        let checkup: CheckupSnapshot
        let set: PeopleSet
        let text: String?
        let after: Int?
    }

    /// - Throws: `AppError.notFound` for a checkup or a set that is not there.
    private func asked(_ call: Call, _ standing: Standing) async throws -> Asked {
        guard let id = call.query("checkup").flatMap({ ID<CheckupSnapshot>($0) }),
            let set = call.query("set").flatMap(PeopleSet.init)
        else { throw AppError(.notFound) }
        return Asked(
            checkup: try await checkups.snapshot(id, as: standing), set: set, text: call.query("q"),
            after: call.query("after").flatMap { Int($0) })
    }

    @Sendable private func people(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let asked = try await asked(call, standing)
        let page = try await checkups.people(
            asked.set, of: asked.checkup.id, text: asked.text, after: asked.after, countMax: Self.pageCount,
            as: standing)
        let count = try await checkups.count(asked.set, of: asked.checkup.id, text: asked.text, as: standing)
        let shell = try await shells.console(standing, .insight, call)
        let view = BehindView(
            standing: standing, call: call, checkup: asked.checkup, set: asked.set, text: asked.text,
            isLater: asked.after != nil, page: page, count: count, now: shells.now)
        return try call.pages.response(view.page(shell), template: "insight/people", call.visit)
    }

    @Sendable private func export(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let asked = try await asked(call, standing)
        // What is wrong is found before the first byte goes out.
        let first = try await checkups.people(
            asked.set, of: asked.checkup.id, text: asked.text, countMax: Checkups.pageCountMax, as: standing)
        try await database.write { transaction in
            try transaction.audit(
                NewAuditEntry(
                    "checkup.people_exported", "checkup", asked.checkup.id.rawValue,
                    after: AuditValue.object(["set": asked.set.description])), as: standing)
        }
        let language = call.visit.language
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"people.csv\"",
            ],
            body: ResponseBody { [checkups] writer in
                var page = first
                try await writer.write(ByteBuffer(string: "\u{FEFF}" + BehindView.heading(language)))
                while true {
                    let text = page.members.map { BehindView.line($0, language) }.joined()
                    if !text.isEmpty { try await writer.write(ByteBuffer(string: text)) }
                    guard let next = page.next else { break }
                    page = try await checkups.people(
                        asked.set, of: asked.checkup.id, text: asked.text, after: next,
                        countMax: Checkups.pageCountMax, as: standing)
                }
                try await writer.finish(nil)
            })
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let wrapped = self else { return nil }
        return try await transform(wrapped)
    }
}
