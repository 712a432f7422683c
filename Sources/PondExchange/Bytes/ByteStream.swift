/// The text of one entry as UTF-8 without its byte order mark, pulled in chunks. Its head can be looked at before.
final class ByteStream {
    /// The bytes that recognition may look at.
    static let headBytes = 256 * 1024

    private let archive: ArchiveInput
    private let progress: () -> Void
    private var converter: TextConverter?
    private var current: [UInt8] = []
    private var headLeft = true
    private(set) var encoding = TextEncoding.utf8
    /// The entry's first bytes, converted.
    private(set) var head: [UInt8] = []
    /// Whether the head is all there is.
    private(set) var headIsWhole = false

    /// Reads the head, judges the encoding and converts what was read.
    ///
    /// - Throws: `ChatReadFailure` with `wrongEncoding`, or what the archive throws.
    init(_ archive: ArchiveInput, progress: @escaping () -> Void) throws {
        self.archive = archive
        self.progress = progress
        var raw: [UInt8] = []
        while raw.count < Self.headBytes {
            guard let chunk = try archive.nextChunk() else {
                headIsWhole = true
                break
            }
            raw.append(contentsOf: chunk)
        }
        try raw.withUnsafeBufferPointer { bytes in
            encoding = try TextEncoding.judge(bytes, isWhole: headIsWhole)
            let text = bytes.dropping(TextEncoding.markLength(bytes))
            if case .other(let name) = encoding {
                let converter = try TextConverter(from: name)
                head = converter.convert(text)
                self.converter = converter
            } else {
                head = Array(text)
            }
        }
    }

    /// The next bytes, valid until the next call; nil at the end.
    func withNext<Result>(_ body: (Bytes) throws -> Result) throws -> Result? {
        if headLeft {
            headLeft = false
            current = head
            head = []
            return try current.withUnsafeBufferPointer(body)
        }
        guard let chunk = try archive.nextChunk() else { return nil }
        progress()
        guard let converter else { return try body(chunk) }
        current = converter.convert(chunk)
        return try current.withUnsafeBufferPointer(body)
    }
}
