import Foundation

/// Writes the table behind a chart twice: as HTML rows and as a CSV that opens in a spreadsheet.
struct TableWriter {
    /// Rows shown in the page; the CSV always holds all.
    static let rowsMax = 40

    /// Column names with whether the column holds numbers.
    var columns: [(name: Phrase, isNumber: Bool)]
    var rows: [[String]]
    /// Names the file: `weekly`.
    var name: String
    var title: Phrase
    /// Columns of names, cut to a bearable width in the page; the CSV has them whole.
    var shortened: Set<Int> = []
    /// Each row is about somebody or something with a name: on a phone a card with its columns' names. Else a grid of
    /// numbers, which scrolls sideways.
    var isListing = false
    /// Shows the last rows instead of the first where there are too many.
    var newestLast = false
    /// Where a cell leads, by row and column; only where people can be looked up.
    var address: ((Int, Int) -> String?)?

    func table(_ language: ReportLanguage) -> CheckupReportPage.Table {
        let shown = newestLast ? rows.suffix(Self.rowsMax) : rows.prefix(Self.rowsMax)
        let first = shown.startIndex
        let label = title.text(language)
        return CheckupReportPage.Table(
            summary: Phrase("表格：\(title.chinese)", "Table: \(title.english)").text(language),
            label: label,
            download: Phrase("下载 CSV", "Download CSV").text(language),
            fileName: "pond-\(name).csv",
            csv: "data:text/csv;charset=utf-8;base64," + Data(csv(language).utf8).base64EncodedString(),
            clipped: rows.count > shown.count ? .init(text: Self.clipped(shown.count, rows.count).text(language)) : nil,
            headers: columns.map { .init(text: $0.name.text(language), isNumber: $0.isNumber) },
            rows: shown.enumerated().map { position, row in
                .init(cells: row.indices.map { cell(row[$0], row: first + position, column: $0, language) })
            },
            isListing: isListing)
    }

    private func cell(
        _ whole: String, row: Int, column: Int, _ language: ReportLanguage
    ) -> CheckupReportPage.Cell {
        let text = shortened.contains(column) && !whole.isEmpty ? ExportText.name(whole) : whole
        let isThere = !text.isEmpty && text != "0"
        return CheckupReportPage.Cell(
            text: text, isNumber: columns[column].isNumber,
            isHead: column == 0,
            label: isListing && (column > 0 || columns[column].isNumber) ? columns[column].name.text(language) : nil,
            isBlank: text.isEmpty,
            address: isThere ? address?(row, column) : nil)
    }

    private static func clipped(_ shown: Int, _ all: Int) -> Phrase {
        Phrase(
            "这里列出 \(shown) 行，CSV 里是全部 \(NumberWords.count(all)) 行。",
            "\(shown) rows are listed here; the CSV holds all \(NumberWords.count(all)).")
    }

    /// RFC 4180 with a byte-order mark, which makes spreadsheets read it as UTF-8.
    func csv(_ language: ReportLanguage) -> String {
        let header = columns.map { $0.name.text(language) }
        return "\u{FEFF}"
            + ([header] + rows).map { row in row.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A field that begins like a formula gets an apostrophe, so that a spreadsheet shows it instead of running it.
    static func field(_ text: String) -> String {
        let plain = text.replacing("−", with: "-")
        let isNumber = Double(plain) != nil
        let guarded = !isNumber && plain.first.map { "=+-@\t\r".contains($0) } == true ? "'" + plain : plain
        guard guarded.contains(where: { ",\"\r\n".contains($0) }) else { return guarded }
        return "\"" + guarded.replacing("\"", with: "\"\"") + "\""
    }
}
