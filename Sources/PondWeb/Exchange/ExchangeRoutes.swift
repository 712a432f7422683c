import HTTPTypes
import Hummingbird
import NIOCore
import PondCommunity
import PondCore
import PondExchange
import PondTalk

/// The console's imports and exports: a file is brought, looked at, its chats find their groups, its lines are written
/// hidden, somebody agrees, and for a day it can be taken back.
struct ExchangeRoutes: Sendable {
    static let root = "/console/{community}/exchange"

    let uploads: Uploads
    let imports: Imports
    let groups: Groups
    let receiver: UploadReceiver
    let export: GroupExport
    let shells: Shells

    var routes: [Route] {
        [
            .page(Self.root, .inCommunity(.importHistory)) { try await list($0, nil, .ok) },
            Route.form(Self.root + "/uploads", .inCommunity(.importHistory), respond: receive).streamed(),
            .page(Self.root + "/uploads/{upload}", .inCommunity(.importHistory)) { try await show($0, nil, .ok) },
            .form(Self.root + "/uploads/{upload}/plans", .inCommunity(.importHistory), respond: begin),
            .form(Self.root + "/uploads/{upload}/confirmations", .inCommunity(.importHistory)) { call in
                try await uploads.confirm(call.id("upload"), as: call.standing())
                return .seeOther(try place(call, "/uploads/\(call.id("upload", of: Upload.self))"))
            },
            .form(Self.root + "/uploads/{upload}/discards", .inCommunity(.importHistory)) { call in
                try await uploads.discard(call.id("upload"), as: call.standing())
                return .seeOther(try place(call, "/uploads/\(call.id("upload", of: Upload.self))"))
            },
            .page(Self.root + "/uploads/{upload}/skips", .inCommunity(.importHistory), respond: skips),
            .page(Self.root + "/imports/{import}", .inCommunity(.importHistory), respond: result),
            .form(Self.root + "/imports/{import}/undoings", .inCommunity(.importHistory)) { call in
                try await imports.askUndo(call.id("import"), as: call.standing())
                return .seeOther(try place(call, "/imports/\(call.id("import", of: Import.self))"))
            },
            .page(Self.root + "/export", .inCommunity(.exportData)) { try await export.community($0) },
            .page("/console/{community}/groups/{group}/export", .inCommunity(.exportData)) { call in
                try await export.group(call)
            },
        ]
    }

    private func place(_ call: Call, _ rest: String) throws -> String {
        ConsolePlace.exchange.address(try call.standing().community.id) + rest
    }

    private func view(_ call: Call) throws -> ExchangeView {
        ExchangeView(standing: try call.standing(), call: call, now: shells.now)
    }

    // MARK: the list

    private func list(_ call: Call, _ error: String?, _ status: HTTPResponse.Status) async throws -> Response {
        let standing = try call.standing()
        let after = call.query("after").flatMap { ID<Import>($0) }
        let current = after == nil ? try await uploads.current(as: standing) : []
        let page = try await imports.page(after: after, as: standing)
        let all = standing.allows(.exportData) ? try await groups.all(of: standing.community.id) : []
        let shell = try await shells.console(standing, .exchange, call).with(toast: toast(call))
        return try call.pages.response(
            view(call).list(
                shell, current, page, after: after, groups: all, sizeMax: receiver.bytesMax, error: error),
            template: "exchange/list", call.visit, status: status)
    }

    private func toast(_ call: Call) -> ShellToast? {
        let language = call.visit.language
        switch call.query("done") {
        case "received":
            return ShellToast(Phrase("收到了，正在看里面有什么", "Received: a look inside is under way").text(language))
        case "known":
            return ShellToast(
                Phrase("这份文件已经传上来了，接着做就好", "This file is here already: go on with it").text(language))
        default: return nil
        }
    }

    // MARK: bringing a file

    @Sendable private func receive(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let files: [ReceivedFile]
        do {
            files = try await receiver.files(call, mayBeBare: false)
        } catch let error as AppError where error.code == .fileMissing || error.code == .inputTooLarge {
            let words =
                error.code == .inputTooLarge
                ? Phrase(
                    "太大了，一次最多 \(error.values.first ?? "")。导出时不带图片和视频，或者按时间分几份。",
                    "Too large: at most \(error.values.first ?? "") at a time. Export without media, or in parts.")
                : error.wording
            return try await list(call, words.text(call.visit.language), error.kind.status)
        }
        let receipts = try await uploads.receive(files, key: call.visit.idempotencyKey, as: standing)
        let base = ConsolePlace.exchange.address(standing.community.id)
        guard receipts.count == 1, let only = receipts.first else { return .seeOther("\(base)?done=received") }
        return .seeOther("\(base)/uploads/\(only.id)" + (only.isNew ? "" : "?done=known"))
    }

    // MARK: one upload

    private func show(_ call: Call, _ refused: AppError?, _ status: HTTPResponse.Status) async throws -> Response {
        let standing = try call.standing()
        let upload = try await uploads.find(call.id("upload"), as: standing)
        if upload.state == .done, let done = upload.importID {
            return .seeOther(try place(call, "/imports/\(done)?done=imported"))
        }
        let all = upload.state == .looked ? try await groups.all(of: standing.community.id) : []
        let skips = upload.state == .ready ? try await uploads.skips(of: upload.id, as: standing).skips : []
        let earlier = upload.state == .looked ? try await imports.completed(upload.fileHash, as: standing) : nil
        let back = ShellLink(
            address: try place(call, ""), title: ConsolePlace.exchange.title.text(call.visit.language))
        let shell = try await shells.console(standing, .exchange, call).with(back: back, toast: toast(call))
        return try call.pages.response(
            view(call).upload(shell, upload, groups: all, skips: skips, earlier: earlier, refused: refused),
            template: "exchange/upload", call.visit, status: status)
    }

    @Sendable private func begin(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let upload = try await uploads.find(call.id("upload"), as: standing)
        let form = call.values
        let chats = upload.finding?.chats ?? []
        let targets = chats.enumerated().map { index, chat in (chat.place, form["chat\(index)"]) }
        let draft = UploadPlanDraft(
            timeZone: form.line("timeZone"), targets: Dictionary(targets) { first, _ in first })
        do {
            try await uploads.begin(upload.id, draft, isConfirmed: false, as: standing)
        } catch let error as AppError where error.code == .fieldsInvalid {
            return try await show(call, error, .unprocessableContent)
        }
        return .seeOther(try place(call, "/uploads/\(upload.id)"))
    }

    /// What could not be read, as CSV.
    @Sendable private func skips(_ call: Call) async throws -> Response {
        let found = try await uploads.skips(of: call.id("upload"), as: call.standing())
        let language = call.visit.language
        let heading = [Phrase("文件", "File"), Phrase("行", "Line"), Phrase("应为", "Expected")]
        let lines = found.skips.map { skip in
            CSVLine.text([
                skip.entry ?? "", skip.line.map(String.init) ?? "",
                Phrase(ReadingWords.chinese(skip.expected), skip.expected.description).text(language),
            ])
        }
        let text = "\u{FEFF}" + CSVLine.text(heading.map { $0.text(language) }) + lines.joined()
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"skipped.csv\"",
            ],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    // MARK: one import

    @Sendable private func result(_ call: Call) async throws -> Response {
        let standing = try call.standing()
        let item = try await imports.listing(call.id("import"), as: standing)
        let source = try await uploads.source(of: item.id, as: standing)
        var skips: [ChatReadSkip] = []
        if let source { skips = try await uploads.skips(of: source.id, as: standing).skips }
        let taking = item.state == .undone ? [] : try await imports.groups(of: item.id, as: standing)
        let language = call.visit.language
        let back = ShellLink(
            address: try place(call, ""), title: ConsolePlace.exchange.title.text(language))
        var toast: ShellToast?
        if call.query("done") == "imported", item.canBeUndone(at: shells.now) {
            let undo = ShellLink(
                address: try place(call, "/imports/\(item.id)/undoings"), title: Phrase("撤销", "Undo").text(language))
            toast = ShellToast(ExchangeWords.imported(item.messagesAdded).text(language), undo: undo)
        }
        let shell = try await shells.console(standing, .exchange, call).with(back: back, toast: toast)
        return try call.pages.response(
            view(call).result(shell, item, source, skips: skips, groups: taking),
            template: "exchange/import", call.visit)
    }
}
