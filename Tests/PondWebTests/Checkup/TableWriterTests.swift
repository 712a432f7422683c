import Foundation
import Testing

@testable import PondWeb

@Suite("Tables behind charts")
struct TableWriterTests {
    @Test(
        "A field that a spreadsheet would run is shown instead",
        arguments: [
            ("=SUM(A1)", "'=SUM(A1)"), ("@cmd", "'@cmd"), ("+1-x", "'+1-x"), ("-5", "-5"), ("−5", "-5"),
            ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("", ""), ("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
        ])
    func guardsFields(text: String, expected: String) {
        #expect(TableWriter.field(text) == expected)
    }

    @Test("The page lists the last rows, the CSV all of them")
    func clipsRows() throws {
        let writer = TableWriter(
            columns: [(Phrase("天", "Day"), false), (Phrase("消息", "Messages"), true)],
            rows: (0..<100).map { ["day \($0)", "\($0)"] }, name: "test", title: Phrase("每天", "daily"), newestLast: true
        )
        let table = writer.table(.en)
        #expect(table.rows.count == TableWriter.rowsMax)
        #expect(table.rows.last?.cells.map(\.text) == ["day 99", "99"])
        #expect(table.clipped?.text == "40 rows are listed here; the CSV holds all 100.")
        let encoded = try #require(table.csv.split(separator: ",").last)
        let data = try #require(Data(base64Encoded: String(encoded)))
        let csv = try #require(String(data: data, encoding: .utf8))
        #expect(data.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(csv.contains("Day,Messages\r\nday 0,0\r\n"))
        #expect(csv.split(separator: "\r\n").count == 101)
    }

    @Test("Cells of a list with names carry their columns' names, and no name is made of nothing")
    func labelsCells() {
        var writer = TableWriter(
            columns: [(Phrase("圈", "Circle"), true), (Phrase("带头的", "Leaders"), false)],
            rows: [["1", "阿泽"], ["2", ""]], name: "test", title: Phrase("小圈子", "circles"), shortened: [1],
            isListing: true)
        let cells = writer.table(.zh).rows.map(\.cells)
        #expect(cells.allSatisfy { $0.map(\.label) == ["圈", "带头的"] && $0.map(\.isHead) == [true, false] })
        #expect(cells[1][1].text.isEmpty && cells[1][1].isBlank)
        writer.isListing = false
        #expect(writer.table(.zh).rows.allSatisfy { $0.cells.allSatisfy { $0.label == nil } })
    }
}
