import PondExchange
import Testing

@Suite("Zero bytes in a text")
struct ZeroByteTests {
    private static let lines = (0..<40_000).map { "[10:00] <aze> 第 \($0) 句话，今晚读第三章\n" }

    private static func file(damaged line: Int, of count: Int) throws -> TemporaryFile {
        var text = lines.prefix(count).map { Array($0.utf8) }
        text[line].insert(contentsOf: [0, 0], at: 3)
        text[line].insert(0, at: text[line].count - 1)
        return try TemporaryFile(Array(text.joined()), name: "2024-05-01.log")
    }

    @Test(
        "They are left out, counted and told with the line of the first, wherever they stand",
        arguments: [(0, 3), (2, 3), (7, 40_000), (39_998, 40_000)])
    func lineFormat(line: Int, count: Int) throws {
        let file = try Self.file(damaged: line, of: count)
        let reading = try Reading(file.path)
        #expect(reading.messages.count == count)
        #expect(reading.texts[line] == "第 \(line) 句话，今晚读第三章")
        #expect(reading.report.skippedCount == 0)
        #expect(
            reading.report.warnings == [
                ChatReadWarning(kind: .zeroBytesLeftOut, count: 3, entry: nil, line: line + 1)
            ])
    }

    @Test("JSON is read without them as well", arguments: [1, 30_000])
    func json(count: Int) throws {
        let message = "{\"sender\":\"1\",\"accountName\":\"阿泽\",\"timestamp\":1714555800,\"type\":0,\"content\":\"收到\"}"
        let head = "{\"chatlab\":{\"version\":\"0.0.2\"},\"meta\":{\"name\":\"群\"},\"messages\":[\n"
        let before = String(repeating: message + ",\n", count: count)
        let damaged = message.replacing("收到", with: "收\u{0}到")
        let reading = try Reading(text: head + before + damaged + "]}\n")
        #expect(reading.messages.count == count + 1)
        #expect(reading.texts.last == "收到")
        #expect(reading.report.warnings.map(\.kind) == [.zeroBytesLeftOut])
        #expect(reading.report.warnings.first?.line == count + 2)
    }

    @Test("What is no text without them either is refused, and so is a file of hardly anything else")
    func noText() throws {
        let noise = try TemporaryFile((0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 2_654_435_761 >> 13) })
        #expect(readError(noise.path)?.expected == .text(.zeroBytes))
        let hollow = try TemporaryFile(Array("[10:00] <aze> hi\n".utf8) + [UInt8](repeating: 0, count: 100))
        #expect(readError(hollow.path)?.expected == .text(.zeroBytes))
    }
}
