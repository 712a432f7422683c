import Foundation
import Glibc
import PondExchange
import Testing

@Suite("Encodings that exports are written in")
struct EncodingTests {
    private static let title = "消息记录（此消息记录为文本格式，不支持重新导入）\n\n消息对象:群\n\n"
    /// 系统消息 is nearly UTF-8 by accident; everything else is ASCII.
    private static let notice = "2005-06-27 9:19:00 系统消息(10000)\nsomebody has left #ubuntu []\n\n"

    private static func gb18030(_ text: String) throws -> [UInt8] {
        let handle = try #require(iconv_open("GB18030", "UTF-8"))
        defer { iconv_close(handle) }
        var input = text.utf8.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: 4 * input.count)
        var left = (input: input.count, output: output.count)
        input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var from = input.baseAddress
                var to = output.baseAddress
                _ = iconv(handle, &from, &left.input, &to, &left.output)
            }
        }
        try #require(left.input == 0)
        return output.dropLast(left.output).map { UInt8(bitPattern: $0) }
    }

    private static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
        text.utf16.flatMap { unit -> [UInt8] in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBig ? pair : pair.reversed()
        }
    }

    @Test("GB18030 that is nearly all ASCII is not taken for UTF-8")
    func mostlyASCII() throws {
        let file = try TemporaryFile(try Self.gb18030(Self.title + String(repeating: Self.notice, count: 300)))
        let reading = try Reading(file.path)
        #expect(reading.chats.first?.name == "群")
        #expect(reading.messages.count == 300 && reading.kinds.allSatisfy { $0 == .system })
        #expect(reading.report.warnings.map(\.kind) == [.encodingConverted])
        let marked = try TemporaryFile(try Self.gb18030("\u{FEFF}" + Self.title + Self.notice))
        #expect(try Reading(marked.path).report.skippedCount == 0)
    }

    @Test("The first Chinese byte may come after any length of ASCII")
    func lateChinese() throws {
        let ascii = String(repeating: "[10:00] <aze> hello there, how are you\n", count: 30_000)
        for late in ["[10:01] <aze> 大家好，早\n", "[10:01] <系统消息> hi\n"] {
            for text in [try Self.gb18030(late), Array(late.utf8)] {
                let file = try TemporaryFile(Array(ascii.utf8) + text)
                let reading = try Reading(file.path)
                #expect(reading.messages.count == 30_001)
                #expect(late.contains(try #require(reading.texts.last)))
                #expect(late.contains(try #require(reading.senders.last ?? nil)))
            }
        }
    }

    @Test("UTF-8 with a few bytes of something else stays UTF-8")
    func faults() throws {
        let chinese = Array(String(repeating: "[10:00] <aze> 大家好，早\n", count: 50).utf8)
        let log = try TemporaryFile(chinese + Array("[10:01] <aze> ".utf8) + [0xB0, 0xA1, 0x0A])
        let reading = try Reading(log.path)
        #expect(reading.texts.first == "大家好，早")
        let french = Array(String(repeating: "[10:00] <aze> déjà vu, été\n", count: 50).utf8)
        let cafe = try TemporaryFile(french + Array("[10:01] <aze> caf".utf8) + [0xE9, 0x20, 0x0A])
        let mixed = try Reading(cafe.path)
        #expect(mixed.texts.first == "déjà vu, été" && mixed.texts.last == "caf\u{FFFD} ")
    }

    @Test("UTF-16 is recognised with and without its mark", arguments: [true, false])
    func utf16(_ isBig: Bool) throws {
        let expected = try Reading(text: Samples.weChatCLIText).messages
        let bare = try TemporaryFile(Self.utf16(Samples.weChatCLIText, isBig: isBig))
        #expect(try Reading(bare.path).messages == expected)
        let marked = try TemporaryFile(Self.utf16("\u{FEFF}" + Samples.weChatCLIText, isBig: isBig))
        #expect(try Reading(marked.path).messages == expected)
        #expect(try Reading(marked.path).chats.first?.name == Reading(bare.path).chats.first?.name)
    }

    @Test("A last line that breaks off is told as the sign of a file that was cut")
    func cutOff() throws {
        let whole = Samples.chatLabLines
        #expect(try Reading(text: whole).report.warnings.isEmpty)
        let cut = try Reading(text: String(whole.dropLast(20)))
        #expect(cut.report.warnings.map(\.kind) == [.cutOff])
        #expect(cut.report.skippedCount == 1)
    }

    @Test("A row of too few fields names both lengths that rows have")
    func fieldCounts() throws {
        let header =
            "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"
        let rows = "1,7,1,0,0,1714555800,3,早,2024-05-01 17:30:00,,阿泽,wxid_aze\n2,7,1,0,0,1714555801,3,早\n"
        let reading = try Reading(text: header + rows)
        #expect(reading.report.skips.map(\.expected) == [.fields(oneOf: [9, 12], found: 8)])
        #expect(reading.report.skips.first?.expected.description == "9 or 12 fields, found 8")
    }

    @Test("The folder of an unpacked Slack export reads as its zip does")
    func slackFolder() throws {
        let entries = Samples.slackEntries
        let archive = try TemporaryFile(archive: entries)
        let zip = try Reading(archive.path)
        let folder = NSTemporaryDirectory() + "pond-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in entries {
            let url = URL(fileURLWithPath: "\(folder)/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        let reading = try Reading(folder)
        #expect(reading.chats == zip.chats && reading.people == zip.people && reading.messages == zip.messages)
        #expect(reading.report.skips == zip.report.skips)
        #expect(try ChatExportFolder.files(of: folder).count == entries.count)
        #expect(throws: ChatReadError.self) { try ChatExportFolder.files(of: "\(folder)/读书会") }
    }
}
