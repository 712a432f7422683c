import Hummingbird
import PondCommunity
import PondCore
import PondInsight

extension CalendarDay: SchemaDescribing, EmptyType {
    static var schema: Schema { .string(format: "date") }
    static var empty: Any { CalendarDay(number: 0) }
}

/// A checkup with what it found.
struct CheckupResource: Codable, Sendable {
    let checkup: CheckupSnapshot
    /// As `pond checkup --json` writes it (docs/checkup-json.md); `key` of a person is the member's id. Not there
    /// before it is made.
    let result: Checkup?
}

/// The checkups of a community, the newest first.
struct CheckupList: Codable, Sendable {
    let items: [CheckupSnapshot]
}

/// A page of the people behind a number; `next` goes into `after`.
struct CheckupPeopleList: Codable, Sendable {
    let items: [CheckupMember]
    let next: Int?
    let count: Int
}

/// Checkups in the API.
struct InsightAPIRoutes: Sendable {
    let checkups: Checkups

    private static let tag = "Checkups"
    private static let base = "/api/v1/communities/{community}/checkups"

    private static let peopleQuery: [APIParameter] = [
        APIParameter(
            name: "set", schema: .string(format: nil),
            summary: "everybody, trait-spoke, role-soul, circle-0, part-0, field-food, days-20000-20006, hours-33-1, "
                + "cohort-20000-7-1: days since 1970, hours of the week from Monday 0:00"),
        APIParameter(name: "q", schema: .string(format: nil), summary: "Part of a name, or a number"),
        APIParameter(name: "after", schema: .integer, summary: "The page after; from `next`"),
        APIParameter(name: "limit", schema: .integer, summary: "1 to 200"),
    ]

    var routes: [Route] {
        [
            .api(
                .get, Self.base, .inCommunity(.viewInsight), "listCheckups",
                "The checkups of a community, the newest first", tag: Self.tag, takes: Nothing.self,
                gives: CheckupList.self
            ) { _, call in
                CheckupList(items: try await checkups.all(as: call.standing()))
            },
            .api(
                .post, Self.base, .inCommunity(.viewInsight), "makeCheckup",
                "Ask for a checkup; while one is being made, this gives that one", tag: Self.tag,
                takes: Nothing.self, gives: CheckupResource.self, status: .accepted
            ) { _, call in
                let standing = try call.standing()
                let id = try await checkups.request(as: standing)
                return CheckupResource(checkup: try await checkups.snapshot(id, as: standing), result: nil)
            },
            .api(
                .get, Self.base + "/{checkup}", .inCommunity(.viewInsight), "showCheckup",
                "A checkup with all that it found", tag: Self.tag, takes: Nothing.self, gives: CheckupResource.self
            ) { _, call in
                let standing = try call.standing()
                let snapshot = try await checkups.snapshot(call.id("checkup"), as: standing)
                let result =
                    snapshot.state == .made
                    ? try await checkups.result(snapshot.id, as: standing) : nil
                return CheckupResource(checkup: snapshot, result: result)
            },
            .api(
                .post, Self.base + "/{checkup}/cancellations", .inCommunity(.viewInsight), "cancelCheckup",
                "Stop a checkup that is being made", tag: Self.tag, takes: Nothing.self, gives: CheckupResource.self
            ) { _, call in
                let standing = try call.standing()
                let id: ID<CheckupSnapshot> = try call.id("checkup")
                try await checkups.cancel(id, as: standing)
                return CheckupResource(checkup: try await checkups.snapshot(id, as: standing), result: nil)
            },
            .api(
                .get, Self.base + "/{checkup}/people", .inCommunity(.viewInsight), "listCheckupPeople",
                "The people behind a number of a checkup", tag: Self.tag, query: Self.peopleQuery,
                takes: Nothing.self, gives: CheckupPeopleList.self
            ) { _, call in
                let standing = try call.standing()
                guard let set = call.query("set").flatMap(PeopleSet.init) else { throw AppError(.notFound) }
                let id: ID<CheckupSnapshot> = try call.id("checkup")
                let page = try await checkups.people(
                    set, of: id, text: call.query("q"), after: call.query("after").flatMap { Int($0) },
                    countMax: call.query("limit").flatMap { Int($0) } ?? 50, as: standing)
                return CheckupPeopleList(
                    items: page.members, next: page.next,
                    count: try await checkups.count(set, of: id, text: call.query("q"), as: standing))
            },
        ]
    }
}
