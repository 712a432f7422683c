import PondCore
import PondExchange
import Testing

@Suite("Bad input")
struct BadInputTests {
    @Test("An empty, a missing and an unknown file are told apart, and the known formats listed")
    func nothingToRead() throws {
        let empty = try TemporaryFile("")
        #expect(readError(empty.path)?.code == .emptyFile)
        #expect(readError("/nowhere/at/all.txt")?.code == .notReadable)
        let folder = readError("/")
        #expect(folder?.code == .notReadable && folder?.expected == .file(insteadOf: .folder))
        #expect(folder?.description.contains("messages were read") == false)
        let unknown = try TemporaryFile("买菜清单\n白菜 2 斤\n")
        let error = readError(unknown.path)
        #expect(error?.code == .unknownFormat)
        for format in ChatFormat.allCases { #expect(error?.description.contains(format.title) == true) }
    }

    @Test("UTF-16 and GB18030 are converted, and the conversion is told")
    func otherEncodings() throws {
        let expected = try Reading(text: Samples.weChatCLIText).messages
        var little: [UInt8] = [0xFF, 0xFE]
        var big: [UInt8] = [0xFE, 0xFF]
        for unit in Samples.weChatCLIText.utf16 {
            little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        }
        for bytes in [little, big] {
            let file = try TemporaryFile(bytes)
            let reading = try Reading(file.path)
            #expect(reading.messages == expected)
            #expect(reading.report.warnings.map(\.kind) == [.encodingConverted])
        }
        // "[2024-05-01 09:30] 阿泽: 你好，大家" behind its title, in GB18030.
        let title: [UInt8] = [0xC1, 0xC4, 0xCC, 0xEC, 0xBC, 0xC7, 0xC2, 0xBC, 0x3A, 0x20, 0xC8, 0xBA, 0x0A]
        let name: [UInt8] = [0xB0, 0xA2, 0xD4, 0xF3]
        let words: [UInt8] = [0xC4, 0xE3, 0xBA, 0xC3, 0xA3, 0xAC, 0xB4, 0xF3, 0xBC, 0xD2, 0x0A]
        let line = Array("[2024-05-01 09:30] ".utf8) + name + Array(": ".utf8) + words
        let chinese = try TemporaryFile(title + line + line)
        let reading = try Reading(chinese.path)
        #expect(reading.texts == ["你好，大家", "你好，大家"])
        #expect(reading.senders == ["阿泽", "阿泽"])
        #expect(reading.chats.first?.name == "群")
    }

    @Test("Bytes that are no text are refused, and a few wrong ones replaced")
    func wrongEncoding() throws {
        let zeros = try TemporaryFile([0x00, 0x41, 0x00, 0x00, 0x42, 0x43])
        #expect(readError(zeros.path)?.code == .wrongEncoding)
        let noise = try TemporaryFile((0..<4000).map { UInt8(0x80 + $0 * 7 % 0x40) })
        #expect(readError(noise.path)?.code == .wrongEncoding)
        let log = String(repeating: "[10:00] <aze> hello there\n", count: 20)
        let latin = try TemporaryFile(Array(log.utf8) + [0x5B] + Array("10:01] <hyt> caf".utf8) + [0xE9, 0x20, 0x0A])
        let reading = try Reading(latin.path)
        #expect(reading.texts.last == "caf\u{FFFD} ")
        #expect(reading.report.warnings.contains { $0.kind == .bytesReplaced })
    }

    @Test("A truncated document says so, after how many messages and on which line")
    func truncated() throws {
        let whole = Samples.telegram
        let cut = try TemporaryFile(String(whole.prefix(whole.count - 150)))
        let error = readError(cut.path)
        #expect(error?.code == .truncated)
        #expect(error?.messagesRead == 3)
        #expect(error?.line == 5)
        let broken = try TemporaryFile(whole.replacing("\"id\":3", with: "\"id\":"))
        #expect(readError(broken.path)?.code == .malformed)
        #expect(readError(broken.path)?.line == 4)
        #expect(readError(broken.path)?.messagesRead == 2)
    }

    @Test("A line beyond the limit is passed over; a JSON string beyond it is refused")
    func longLine() throws {
        let long = String(repeating: "长", count: 4_000_000)
        let lines = "[10:00] <aze> one\n[10:01] <aze> \(long)\n[10:02] <aze> two\n"
        let reading = try Reading(text: lines)
        #expect(reading.texts == ["one", "two"])
        #expect(reading.report.skips.map(\.line) == [2])
        let document = Samples.telegram.replacing("🌸", with: String(repeating: "花", count: 15_000_000))
        let file = try TemporaryFile(document)
        #expect(readError(file.path)?.code == .lineTooLong)
    }

    @Test("Nesting without end is refused")
    func deepNesting() throws {
        let deep = "{\"chatlab\":{},\"messages\":[" + String(repeating: "[", count: 100_000)
        let file = try TemporaryFile(deep)
        #expect(readError(file.path)?.code == .malformed)
    }

    @Test("Impossible times and fields are skipped with their line, dates that go back are kept and counted")
    func impossible() throws {
        let head = "{\"_type\":\"header\",\"chatlab\":{\"version\":\"0.0.2\"},\"meta\":{\"name\":\"群\"}}\n"
        func line(_ time: String) -> String {
            "{\"_type\":\"message\",\"sender\":\"1\",\"accountName\":\"阿泽\",\"timestamp\":\(time),\"type\":0}\n"
        }
        let times = ["1714555800", "-5", "99999999999999999999", "1e400", "null", "1714555000", "1714555900.0"]
        let reading = try Reading(text: head + times.map(line).joined() + "{\"_type\":\"message\"}\nnot json\n[1]\n")
        #expect(reading.messages.map(\.sentAt.seconds) == [1_714_555_800, 1_714_555_000, 1_714_555_900])
        #expect(reading.report.skippedCount == 7)
        #expect(reading.report.skips.map(\.line) == [3, 4, 5, 6, 9, 10, 11])
        #expect(reading.report.warnings == [ChatReadWarning(kind: .datesGoBackwards, count: 1, entry: nil, line: 7)])
    }

    @Test("A member list without messages is an export without messages")
    func membersOnly() throws {
        let lines = Samples.chatLabLines.split(separator: "\n").filter { !$0.contains("\"message\"") }
        let reading = try Reading(text: lines.joined(separator: "\n"))
        #expect(reading.report.messages == 0)
        #expect(reading.people.map(\.name) == ["棠棠", "小满"])
    }

    @Test("What the receiver throws ends the reading and is thrown on")
    func receiverThrows() throws {
        struct Stop: Error {}
        for sample in Samples.all {
            let file = try TemporaryFile(sample.text)
            #expect(throws: Stop.self) {
                try ChatExportReader(path: file.path).read { _ in throw Stop() }
            }
        }
    }

    @Test("Every error code can be told apart by its text")
    func errorTexts() {
        let texts = ChatReadError.Code.allCases.map {
            ChatReadError(code: $0, path: "a", expected: .told("b"), messagesRead: 1, skippedCount: 2).description
        }
        #expect(Set(texts).count == ChatReadError.Code.allCases.count)
        #expect(texts.allSatisfy { $0.hasSuffix("1 message was read and 2 lines skipped before.") })
        let other = ChatReadError(code: .malformed, path: "a", expected: .validJSON, messagesRead: 2, skippedCount: 1)
        #expect(other.description.hasSuffix("2 messages were read and 1 line skipped before."))
    }
}
