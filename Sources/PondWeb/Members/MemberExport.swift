import HTTPTypes
import Hummingbird
import NIOCore
import PondCommunity
import PondCore
import PondPlatform
import PondStore

/// A list of members as CSV, written page by page while it is read.
struct MemberExport: Sendable {
    let directory: MemberDirectory
    let database: Database

    /// - Throws: `AppError.notAllowed`.
    func response(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        try standing.require(.exportData)
        let filter = MemberFilterQuery(call.query).filter
        // What is wrong is found before the first byte goes out.
        let firstPage = try await directory.page(filter, countMax: MemberDirectory.pageCountMax, as: standing)
        try await database.write { transaction in
            try transaction.audit(
                NewAuditEntry(
                    "members.exported", "community", standing.community.id.rawValue,
                    after: ColumnJSON.text(["filter": MemberFilterQuery.text(filter)])), as: standing)
        }
        let words = ListWords(standing, call, now: database.clock.now())
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"members.csv\"",
            ],
            body: ResponseBody { [directory] writer in
                var page = firstPage
                try await writer.write(ByteBuffer(string: "\u{FEFF}" + Self.heading(words.language)))
                while true {
                    let text = page.lines.map { Self.line($0, words) }.joined()
                    if !text.isEmpty { try await writer.write(ByteBuffer(string: text)) }
                    guard let next = page.next else { break }
                    page = try await directory.page(
                        filter, after: next, countMax: MemberDirectory.pageCountMax, as: standing)
                }
                try await writer.finish(nil)
            })
    }

    private static func heading(_ language: ReportLanguage) -> String {
        let names = [
            Phrase("编号", "Number"), Phrase("名字", "Name"), Phrase("岗位", "Posts"), Phrase("登录", "Login"),
            Phrase("加入", "Joined"), Phrase("最近发言", "Spoke last"), Phrase("发言数", "Messages"), Phrase("离开", "Left"),
        ]
        return CSVLine.text(names.map { $0.text(language) })
    }

    private static func line(_ line: MemberLine, _ words: ListWords) -> String {
        func time(_ moment: Timestamp?) -> String {
            guard let moment, moment.milliseconds > 0 else { return "" }
            return DateWords.minute(moment, timeZone: words.timeZone)
        }
        let posts = line.posts.map { CommunityWords.name(of: $0.post).text(words.language) }
        let login = line.hasLogin ? Phrase("有", "yes") : Phrase("无", "no")
        return CSVLine.text([
            String(line.number), line.displayName, posts.joined(separator: " "), login.text(words.language),
            time(line.joinedAt), time(line.lastSpokeAt), String(line.messageCount), time(line.leftAt),
        ])
    }
}

/// A line of CSV (RFC 4180) that no spreadsheet takes for a formula (OWASP, CSV Injection).
enum CSVLine {
    static func text(_ values: [String]) -> String {
        values.map(value).joined(separator: ",") + "\r\n"
    }

    /// Quoted where needed; an apostrophe goes before what would begin a formula.
    static func value(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        let needsQuotes = safe.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) } || isFormula
        return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}
