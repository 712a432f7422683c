import HTTPTypes
import PondCommunity
import PondCore
import PondTalk

extension ChatAPI {
    private static let placeParameters = [
        APIParameter(name: "before", schema: .string(format: nil), summary: "Lines before this place"),
        APIParameter(name: "after", schema: .string(format: nil), summary: "Lines after this place"),
        APIParameter(name: "around", schema: .string(format: nil), summary: "Lines on both sides of this place"),
        APIParameter(name: "limit", schema: .integer, summary: "At most this many, up to 100"),
    ]

    var messageRoutes: [Route] {
        [
            .api(
                .get, Self.groupRoot + "/messages", .inCommunity(.readGroups), "listMessages",
                "A page of a group's time line; the newest without a place", tag: "chat",
                query: Self.placeParameters, takes: Nothing.self, gives: TimelineAnswer.self,
                refusals: [.fieldsInvalid]
            ) { _, call in
                let page = try await conversations.timeline(
                    group(call), TimelineWindow(call), countMax: call.query("limit").flatMap { Int($0) } ?? 50)
                return TimelineAnswer(page, try call.standing().community.id)
            },
            .api(
                .post, Self.groupRoot + "/messages", .inCommunity(.postMessages), "postMessage",
                "Say something in a group; the same Idempotency-Key again is the same message", tag: "chat",
                takes: MessageInput.self, gives: PostedAnswer.self, status: .created,
                refusals: [.quietHours, .slowMode, .groupArchived, .memberMuted, .picturesTooMany]
            ) { input, call in
                let posted = try await conversations.post(
                    input.draft, to: group(call), key: call.visit.idempotencyKey)
                let place = TimelinePlace(at: posted.at, id: posted.id.rawValue)
                return PostedAnswer(id: posted.id, place: place.description, at: posted.at)
            },
            .api(
                .post, Self.messageRoot + "/recall", .inCommunity(.readGroups), "recallMessage",
                "Take a message back", tag: "chat", takes: RecallInput.self, gives: Nothing.self,
                status: .noContent, refusals: [.recallTooLate, .recallNeedsReason]
            ) { input, call in
                try await conversations.recall(call.id("message"), in: group(call), reason: input.reason ?? "")
                return Nothing()
            },
            .api(
                .put, Self.messageRoot + "/reactions", .inCommunity(.reactToMessages), "reactToMessage",
                "Set your reaction to a message, or take it away", tag: "chat", takes: ReactionInput.self,
                gives: Nothing.self, status: .noContent
            ) { input, call in
                try await reactions.set(input.reaction, to: input.isOn, on: call.id("message"), in: group(call))
                return Nothing()
            },
            searchRoute,
        ]
    }

    private var searchRoute: Route {
        .api(
            .get, Self.root + "/messages", .inCommunity(.readGroups), "searchMessages",
            "Find messages in the groups that you may read", tag: "chat",
            query: [
                APIParameter(name: "q", schema: .string(format: nil), summary: "What to find"),
                APIParameter(name: "group", schema: .string(format: "int64"), summary: "In this group alone"),
                APIParameter(name: "before", schema: .string(format: "int64"), summary: "`next` of the page before"),
            ],
            takes: Nothing.self, gives: SearchAnswer.self
        ) { _, call in
            let standing = try call.standing()
            let page = try await search.find(
                call.query("q") ?? "", as: standing, in: call.query("group").flatMap { ID<Group>($0) },
                before: call.query("before").flatMap { ID<Message>($0) })
            return SearchAnswer(
                found: page.found.map {
                    .init(
                        group: $0.group.id, groupName: $0.group.name, line: LineAnswer($0.line, standing.community.id))
                },
                next: page.next)
        }
    }

    var reportRoutes: [Route] {
        [
            .api(
                .post, Self.messageRoot + "/reports", .inCommunity(.reportContent), "reportMessage",
                "Ask staff to look at a message", tag: "chat", takes: ReportInput.self, gives: Nothing.self,
                status: .noContent
            ) { input, call in
                try await reports.file(
                    ReportDraft(reason: input.reason, note: input.note ?? ""), on: call.id("message"),
                    in: group(call))
                return Nothing()
            },
            .api(
                .get, Self.root + "/reports", .inCommunity(.reviewReports), "listReports",
                "Reports that wait for a decision, oldest first", tag: "conduct",
                query: [
                    APIParameter(name: "after", schema: .string(format: "int64"), summary: "The last one you have")
                ],
                takes: Nothing.self, gives: ReportListAnswer.self
            ) { _, call in
                let found = try await reports.open(
                    as: call.standing(), after: call.query("after").flatMap { ID<Report>($0) })
                return ReportListAnswer(reports: found.map(ReportListAnswer.Entry.init))
            },
            .api(
                .post, Self.root + "/reports/{report}/decision", .inCommunity(.reviewReports), "decideReport",
                "Decide a report", tag: "conduct", takes: DecisionInput.self, gives: Nothing.self,
                status: .noContent, refusals: [.reportDecided]
            ) { input, call in
                try await reports.decide(
                    call.id("report"), input.decision, note: input.note ?? "", as: call.standing())
                return Nothing()
            },
        ]
    }
}

extension ReportListAnswer.Entry {
    init(_ report: Report) {
        self.init(
            id: report.id, group: report.group, groupName: report.groupName, message: report.message,
            words: report.words, author: report.author.map(PersonAnswer.init),
            reporter: PersonAnswer(report.reporter), reason: report.reason, note: report.note,
            createdAt: report.createdAt)
    }
}

extension TimelineWindow {
    /// What the query asks for.
    /// - Throws: `AppError.fieldsInvalid` for a place that is none.
    init(_ call: Call) throws {
        func place(_ name: String) throws -> TimelinePlace? {
            guard let text = call.query(name) else { return nil }
            guard let place = TimelinePlace(text) else {
                throw AppError(code: .fieldsInvalid, fields: [.init(name, .malformed)])
            }
            return place
        }
        if let before = try place("before") {
            self = .before(before)
        } else if let after = try place("after") {
            self = .after(after)
        } else if let around = try place("around") {
            self = .around(around)
        } else {
            self = .newest
        }
    }
}
