import Foundation
import PondCommunity
import PondCore
import PondExchange
import PondTalk

/// Puts the pages of imports and exports together.
struct ExchangeView {
    let standing: Standing
    let call: Call
    let now: Timestamp

    var language: ReportLanguage { call.visit.language }
    var base: String { ConsolePlace.exchange.address(standing.community.id) }

    func text(_ phrase: Phrase) -> String { phrase.text(language) }

    func time(_ moment: Timestamp) -> ShownTime {
        ShownTime(moment, now: now, timeZone: standing.community.timeZone, language)
    }

    // MARK: the list

    func list(
        _ shell: ConsoleShell, _ current: [Upload], _ page: PondTalk.ImportPage, after: ID<Import>?,
        groups: [PondCommunity.Group], sizeMax: Int64, error: String?
    ) -> ExchangePage {
        let frame = call.pages.frame(ConsolePlace.exchange.title, call.visit)
        let rows = page.items.map(row)
        let isBusy = current.contains { $0.state.isBusy } || page.items.contains { $0.isHeld || $0.isUndoNoted }
        return ExchangePage(
            frame: frame, shell: shell, mayImport: standing.allows(.importHistory),
            mayExport: standing.allows(.exportData),
            uploadAction: "\(base)/uploads?_token=\(frame.formToken)&_key=\(frame.formKey)",
            sizeMax: ByteWords.size(sizeMax), error: error, hasUploads: !current.isEmpty,
            uploads: current.map(row), hasImports: !rows.isEmpty, imports: rows,
            isEmpty: rows.isEmpty && current.isEmpty && after == nil,
            next: page.next.map { "\(base)?after=\($0)" }, first: after == nil ? nil : base, isBusy: isBusy,
            hasGroups: !groups.isEmpty,
            groups: groups.map { group in
                .init(
                    name: ExportText.name(group.name),
                    address: "/console/\(standing.community.id)/groups/\(group.id)/export")
            },
            exportAll: groups.count > 1 ? "\(base)/export" : nil,
            membersAddress: "/console/\(standing.community.id)/members/export")
    }

    private func row(_ upload: Upload) -> ExchangePage.UploadRow {
        let tone = ExchangeWords.tone(upload.state)
        return .init(
            address: "\(base)/uploads/\(upload.id)", file: ExportText.name(upload.fileName, columns: 60),
            size: ByteWords.size(upload.byteCount), person: upload.personName, time: time(upload.createdAt),
            state: text(ExchangeWords.state(upload.state)), tone: tone.isEmpty ? nil : tone,
            progress: progress(upload))
    }

    private func row(_ item: ImportListing) -> ExchangePage.ImportRow {
        let tone = ExchangeWords.tone(item)
        let isCounted = item.state == .completed || item.state == .undone || item.messagesAdded > 0
        func count(_ value: Int) -> String { isCounted ? NumberWords.count(value) : "–" }
        return .init(
            address: "\(base)/imports/\(item.id)", file: ExportText.name(item.fileName, columns: 60),
            format: format(item.format), person: item.personName, time: time(item.startedAt),
            state: text(ExchangeWords.state(item)), tone: tone.isEmpty ? nil : tone, added: count(item.messagesAdded),
            known: count(item.messagesKnown), skipped: count(item.linesSkipped),
            undo: item.canBeUndone(at: now) ? "\(base)/imports/\(item.id)/undoings" : nil,
            isHalf: item.state == .running || item.state == .undoing)
    }

    func format(_ raw: String) -> String { ChatFormat(rawValue: raw)?.title ?? "–" }

    /// How far the job at work is, how fast, how long still.
    func progress(_ upload: Upload) -> ProgressBarView? {
        guard upload.state.isBusy else { return nil }
        guard upload.state == .looking || upload.state == .writing, let begun = upload.begunAt, upload.bytesDone > 0
        else { return ProgressBarView(percent: nil, words: text(ExchangeWords.state(upload.state)) + " …") }
        let share = min(1, Double(upload.bytesDone) / Double(max(1, upload.byteCount)))
        let seconds = Double(max(0, now.milliseconds - begun.milliseconds)) / 1000
        var words = [text(ExchangeWords.read(upload.rowsDone))]
        if let rate = ExchangeWords.rate(rows: upload.rowsDone, seconds: seconds) { words.append(text(rate)) }
        if share > 0.01, seconds >= 1 {
            words.append(text(ExchangeWords.left(seconds: seconds * (1 - share) / share)))
        }
        return ProgressBarView(percent: String(Int(share * 100)), words: words.joined(separator: " · "))
    }

    // MARK: steps

    func steps(_ current: Int) -> [ExchangeStep] {
        let titles = [
            Phrase("上传", "Upload"), Phrase("对应", "Map"), Phrase("写入", "Write"), Phrase("预览", "Preview"),
            Phrase("完成", "Done"),
        ]
        return titles.enumerated().map { index, title in
            ExchangeStep(title: text(title), isDone: index < current, isCurrent: index == current)
        }
    }

    func words(_ skips: [ChatReadSkip]) -> [String] {
        skips.prefix(Self.skipsShownMax).map { skip in
            text(ReadingWords.skipped(skip, file: nil)).trimmingCharacters(in: .whitespaces)
        }
    }

    static let skipsShownMax = 5
}
