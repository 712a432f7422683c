import PondCore
import Testing

@testable import PondWeb

@Suite("Multipart forms, read as they arrive")
struct MultipartTests {
    private static let body = """
        preamble\r
        --b0\r
        Content-Disposition: form-data; name="note"\r
        \r
        \r
        --b0  \r
        Content-Disposition: form-data; name="file"; filename="a\\"b %22c%22.txt"\r
        Content-Type: text/plain\r
        \r
        one\r\n--b\r\n-two\r\n\r
        --b0\r
        content-disposition: form-data; filename=plain.zip; name=file\r
        \r
        PK\r
        --b0--\r
        epilogue
        """

    private func events(_ text: String, pieceBytes: Int) throws -> (events: [MultipartReader.Event], isComplete: Bool) {
        var reader = try MultipartReader(contentType: "multipart/form-data; boundary=\"b0\"")
        let bytes = Array(text.utf8)
        var events: [MultipartReader.Event] = []
        for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
            for event in try reader.read(bytes[start..<min(start + pieceBytes, bytes.count)]) {
                if case .bytes(let more) = event, case .bytes(let before)? = events.last {
                    events[events.count - 1] = .bytes(before + more)
                } else {
                    events.append(event)
                }
            }
        }
        return (events, reader.isComplete)
    }

    @Test("The parts are the same in pieces of whatever size", arguments: [1, 2, 3, 5, 7, 64, 10_000])
    func pieces(_ bytes: Int) throws {
        let read = try events(Self.body, pieceBytes: bytes)
        #expect(read.isComplete)
        #expect(
            read.events == [
                .part(name: "note", fileName: nil), .partEnd,
                .part(name: "file", fileName: "a\"b \"c\".txt"), .bytes(Array("one\r\n--b\r\n-two\r\n".utf8)), .partEnd,
                .part(name: "file", fileName: "plain.zip"), .bytes(Array("PK".utf8)), .partEnd,
            ])
    }

    @Test("A body that breaks off is not complete, wherever it does")
    func breaksOff() throws {
        let whole = Self.body.utf8.count - "--\r\nepilogue".utf8.count
        for count in stride(from: 0, to: whole, by: 3) {
            let read = try? events(String(decoding: Self.body.utf8.prefix(count), as: UTF8.self), pieceBytes: 11)
            #expect(read?.isComplete != true, "\(count)")
        }
    }

    @Test("What is no form, or no good one, is refused")
    func refusals() throws {
        for type in [nil, "text/plain", "multipart/form-data", "multipart/form-data; boundary=\"\""] {
            #expect(throws: AppError.self) { try MultipartReader(contentType: type) }
        }
        let long = String(repeating: "x", count: MultipartReader.headerBytesMax + 100)
        for text in [
            "--b0\r\n\r\nno name\r\n--b0--", "--b0x\r\nrest\r\n", "--b0\r\n\(long)",
            String(repeating: "--b0\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n", count: 51) + "--b0--",
        ] {
            #expect(throws: AppError.self) { try events(text, pieceBytes: 100) }
        }
    }
}
