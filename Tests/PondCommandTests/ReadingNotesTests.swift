import ArgumentParser
import Foundation
import PondExchange
import PondWeb
import Testing

@testable import pond

@Suite("Notes on what a reader left out")
struct ReadingNotesTests {
    /// A log of eight lines that are none among two that are.
    private func notes(_ arguments: [String]) throws -> [String] {
        let lines = ["[10:00] <aze> 早"] + (0..<8).map { "nothing \($0)" } + ["[10:01] <hyt> 早"]
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("2024-05-01.\(UUID().uuidString).log")
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let reading = try ReadingOptions.parse(arguments)
        let report = try reading.reader(file.path).read { _ in }
        return ReadingNotes(report: report, file: nil, option: reading.notes).phrases.map(\.english)
    }

    @Test("Five places are listed, then how many there are and how to see them all")
    func five() throws {
        let notes = try notes([])
        #expect(notes.count == 6)
        #expect(notes.last == "  … 8 skipped in all; --all-notes lists them")
    }

    @Test("--all-notes lists every place")
    func all() throws {
        let notes = try notes(["--all-notes"])
        #expect(notes.count == 8)
        #expect(notes.last?.contains("line 9") == true)
    }
}
