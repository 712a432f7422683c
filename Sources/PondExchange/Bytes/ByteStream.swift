/// The text of one entry as UTF-8 without its byte order mark and without zero bytes, which no text holds, pulled in
/// chunks. Its head can be looked at before.
final class ByteStream {
    /// The bytes that recognition may look at.
    static let headBytes = 256 * 1024

    private let archive: ArchiveInput
    private let progress: () -> Void
    private var converter: TextConverter?
    private var current: [UInt8] = []
    private var headLeft = true
    private(set) var encoding = TextEncoding.utf8
    private var isAtEnd = false
    /// The entry's first bytes, converted.
    private(set) var head: [UInt8] = []
    /// Whether the head is all there is.
    private(set) var headIsWhole = false
    /// Zero bytes that were left out so far.
    private(set) var zeroCount = 0
    /// Where the first of all of them stood in the bytes that are being handed over; nil but for that one time.
    private(set) var firstZero: Int?
    /// The line of the first of them, counted from 1, as whoever counts the lines tells.
    var zeroLine: Int?

    /// Reads the head, judges the encoding and converts what was read.
    ///
    /// - Throws: `ChatReadFailure` with `wrongEncoding` or `archiveInArchive`, or what the archive throws.
    init(_ archive: ArchiveInput, progress: @escaping () -> Void) throws {
        self.archive = archive
        self.progress = progress
        var raw: [UInt8] = []
        while raw.count < Self.headBytes {
            guard let chunk = try archive.nextChunk() else {
                headIsWhole = true
                isAtEnd = true
                break
            }
            raw.append(contentsOf: chunk)
        }
        try raw.withUnsafeBufferPointer { bytes in
            if ArchiveInput.begins(bytes) {
                throw ChatReadFailure(code: .archiveInArchive, expected: .exportUnpacked)
            }
            encoding = try TextEncoding.judge(bytes, isWhole: headIsWhole)
            let text = bytes.dropping(TextEncoding.markLength(bytes))
            if case .other(let name) = encoding {
                let converter = try TextConverter(from: name)
                head = converter.convert(text)
                // A file that was converted with its mark still has it.
                if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
                self.converter = converter
            } else {
                head = Array(text)
            }
        }
        withoutZeros(&head)
    }

    /// The next bytes, valid until the next call; nil at the end.
    func withNext<Result>(_ body: (Bytes) throws -> Result) throws -> Result? {
        if headLeft {
            headLeft = false
            current = head
            head = []
            return try current.withUnsafeBufferPointer(body)
        }
        firstZero = nil
        guard !isAtEnd, let chunk = try archive.nextChunk() else { return nil }
        progress()
        if encoding == .ascii, let first = chunk.firstIndex(where: { $0 >= 0x80 }) {
            current = try judged(chunk, from: first)
        } else if let converter {
            current = converter.convert(chunk)
        } else if chunk.index(of: 0) != nil {
            current = Array(chunk)
        } else {
            return try body(chunk)
        }
        withoutZeros(&current)
        return try current.withUnsafeBufferPointer(body)
    }

    private func withoutZeros(_ text: inout [UInt8]) {
        let before = text.count
        guard let first = text.withUnsafeBufferPointer({ $0.index(of: 0) }) else { return }
        text.removeAll { $0 == 0 }
        if zeroCount == 0 { firstZero = first }
        zeroCount += before - text.count
    }

    /// Judges the encoding where the first byte that is no ASCII stands, with what follows it as far as the head is
    /// long; everything before is the same in all of them.
    private func judged(_ chunk: Bytes, from first: Int) throws -> [UInt8] {
        var raw = Array(chunk)
        while raw.count - first < Self.headBytes {
            guard let next = try archive.nextChunk() else {
                isAtEnd = true
                break
            }
            raw.append(contentsOf: next)
        }
        return try raw.withUnsafeBufferPointer { bytes in
            encoding = try TextEncoding.judge(bytes.dropping(first), isWhole: isAtEnd)
            guard case .other(let name) = encoding else { return raw }
            let converter = try TextConverter(from: name)
            self.converter = converter
            return converter.convert(bytes)
        }
    }
}
