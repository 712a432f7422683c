import PondCore
import PondExchange
import Testing

@Suite("Archives")
struct ArchiveTests {
    @Test("Each format is recognised by content, also packed and under a wrong name")
    func recognised() throws {
        for sample in Samples.all {
            let plain = try TemporaryFile(sample.text, name: "photo.jpg")
            let reading = try Reading(plain.path)
            #expect(reading.report.format == sample.format)
            #expect(reading.report.messages == reading.messages.count)
            #expect(reading.report.skippedCount == 0)
            let packed = try TemporaryFile(archive: [("x.dat", sample.text)], format: "raw", filter: "gzip")
            let unpacked = try Reading(packed.path)
            #expect(unpacked.messages == reading.messages || sample.format == .irc)
            #expect(unpacked.report.format == sample.format)
        }
    }

    @Test(
        "Entries are read one after another, and what is no export is listed",
        arguments: [
            ("zip", "none"), ("ustar", "gzip"), ("ustar", "xz"), ("gnutar", "zstd"),
        ])
    func entries(format: String, filter: String) throws {
        let file = try TemporaryFile(
            archive: [
                ("logs/2005-06-27.txt", Samples.irc), ("logs/readme.md", "nothing here\n"), ("logs/empty.txt", ""),
                ("logs/2005-06-28.txt", "[10:00] <hyt> morning\n"),
            ], format: format, filter: filter)
        let reading = try Reading(file.path)
        #expect(reading.report.messages == 6)
        #expect(reading.messages.last?.sentAt.seconds == 1_119_952_800)
        #expect(reading.report.chats.map(\.name) == ["#reading"])
        #expect(reading.report.skips.map(\.entry) == ["logs/readme.md", "logs/empty.txt"])
    }

    @Test("Pictures and sound beside the text are counted in one note, not listed as unreadable")
    func attachments() throws {
        let file = try TemporaryFile(archive: [
            ("IMG-20240501-WA0001.jpg", "no text"), ("_chat.txt", Samples.irc), ("PTT-20240501-WA0002.OPUS", "no text"),
        ])
        let reading = try Reading(file.path)
        #expect(reading.report.skippedCount == 0)
        #expect(reading.report.messages == 5)
        #expect(reading.report.warnings.first { $0.kind == .attachmentsLeftOut }?.count == 2)
    }

    @Test("A log of comings and goings alone is one of IRC")
    func presence() throws {
        let reading = try Reading(text: "=== aze [n=aze@host] has joined #reading\n=== hyt has left #reading []\n")
        #expect(reading.report.format == .irc)
        #expect(reading.report.messages == 2)
    }

    @Test("An empty archive and an archive in an archive say so")
    func emptyAndNested() throws {
        let empty = try TemporaryFile(archive: [])
        #expect(readError(empty.path)?.code == .archiveEmpty)
        // The beginning of a zip; of what follows nothing is looked at.
        let inner = ("inner.zip", "PK\u{3}\u{4}\u{14}" + String(repeating: "\u{0}", count: 40))
        let nested = try TemporaryFile(archive: [inner])
        #expect(readError(nested.path)?.code == .archiveInArchive)
        let beside = try TemporaryFile(archive: [inner, ("2024-05-01.log", "[10:00] <aze> 早\n")])
        let reading = try Reading(beside.path)
        #expect(reading.texts == ["早"])
        #expect(reading.report.skips == [ChatReadSkip(entry: "inner.zip", line: nil, expected: .exportUnpacked)])
    }

    @Test("A damaged archive and one without an export are errors")
    func damaged() throws {
        let nothing = try TemporaryFile(archive: [("readme.md", "nothing here\n")])
        #expect(readError(nothing.path)?.code == .unknownFormat)
        let text = (0..<20_000).map { "[10:00] <aze> line \($0 &* 2_654_435_761 % 1_000_003)\n" }.joined()
        let whole = try TemporaryFile(archive: [("x", text)], format: "raw", filter: "gzip")
        let bytes = try whole.bytes()
        let cut = try TemporaryFile(Array(bytes.prefix(bytes.count / 2)))
        let code = readError(cut.path)?.code
        #expect(code == .truncated || code == .archiveDamaged)
    }

    @Test("An archive with a password says so")
    func locked() throws {
        let file = try TemporaryFile(archive: [("2024-05-01.log", "[10:00] <aze> 早\n")], password: "secret")
        #expect(readError(file.path)?.code == .archiveLocked)
    }

    @Test("A bomb is refused, and memory does not decide it")
    func bomb() throws {
        let line = "[10:00] <aze> " + String(repeating: "a", count: 1_000_000) + "\n"
        let text = String(repeating: line, count: 80)
        let file = try TemporaryFile(archive: [("x", text)], format: "raw", filter: "gzip")
        #expect(readError(file.path)?.code == .archiveExpandsTooMuch)
    }

    @Test("Progress runs from the start to the size of the file")
    func progress() throws {
        let text = (0..<60_000).map { "[10:00] <aze> line \($0)\n" }.joined()
        let file = try TemporaryFile(text)
        var told: [Int64] = []
        var total: Int64 = 0
        _ = try ChatExportReader(path: file.path).read(progress: { read, all in
            told.append(read)
            total = all
        }) { _ in }
        #expect(total == Int64(text.utf8.count))
        #expect(told == told.sorted())
        #expect(told.last == total)
        #expect(told.count > 4)
    }
}
