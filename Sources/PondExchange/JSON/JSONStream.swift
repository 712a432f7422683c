import Glibc

/// A place in a JSON document: keys from the outside in, `*` for every element of an array.
struct JSONPath {
    enum Moment {
        /// The value is read whole and handed over.
        case value
        /// Only the end of the object or array is told.
        case end
    }

    var keys: [String]
    var moment: Moment

    init(_ keys: String..., moment: Moment = .value) {
        self.keys = keys
        self.moment = moment
    }
}

/// Picks values out of a document of any size as they come by; everything else is passed over unread.
final class JSONStream: JSONEvents {
    /// The index of the path that was met, its value (nil for `.end`) and the line where it began, counted from 1.
    typealias Handler = (_ path: Int, _ value: JSONValue?, _ line: Int) throws -> Void

    /// Levels of nesting that any real export stays far below.
    static let depthMax = 256
    /// Bytes without an event: a longer string than this is refused, because the parser would hold it in memory.
    static let stringBytesMax = 32 * 1024 * 1024

    private struct Level {
        var isArray: Bool
        /// Bit per path that still fits.
        var fits: UInt32
    }

    private let paths: [[[UInt8]]]
    private let moments: [JSONPath.Moment]
    private let state: ChatReadState
    private let handler: Handler
    private let tape = JSONTape()
    private var levels: [Level] = []
    private var nextFits: UInt32 = 0
    private var capture: Int?
    private var captureDepth = 0
    private var failure: (any Error)?
    private var eventCount = 0
    private var parser: JSONParser?
    private var piece = Bytes(start: nil, count: 0)
    private var lines = 1
    private var linesCountedTo = 0
    private var captureLine = 1

    init(_ paths: [JSONPath], _ state: ChatReadState, _ handler: @escaping Handler) {
        self.paths = paths.map { $0.keys.map { Array($0.utf8) } }
        moments = paths.map(\.moment)
        self.state = state
        self.handler = handler
    }

    /// Reads the whole document.
    ///
    /// - Throws: `truncated`, `malformed`, `lineTooLong`, or what the handler throws.
    func read(_ stream: ByteStream) throws {
        let parser = JSONParser(self)
        self.parser = parser
        defer { self.parser = nil }
        var quietBytes = 0
        while true {
            let events = eventCount
            let outcome = try stream.withNext { bytes -> JSONParser.Outcome in
                piece = bytes
                linesCountedTo = 0
                if let place = stream.firstZero { stream.zeroLine = lines + bytes.slice(0, place).lineEndCount }
                let outcome = parser.parse(bytes)
                countLines(upTo: outcome == .fine ? bytes.count : parser.consumedBytes)
                quietBytes = eventCount == events ? quietBytes + bytes.count : 0
                return outcome
            }
            guard let outcome else { break }
            try check(outcome)
            if quietBytes > Self.stringBytesMax {
                throw ChatReadFailure(
                    code: .lineTooLong, line: lines, expected: .valueBytes(max: Self.stringBytesMax))
            }
        }
        if parser.finish() != .fine || !levels.isEmpty || capture != nil {
            throw ChatReadFailure(code: .truncated, line: lines, expected: .closedJSON)
        }
    }

    private func check(_ outcome: JSONParser.Outcome) throws {
        switch outcome {
        case .fine: return
        case .stopped:
            if let failure { throw failure }
            throw ChatReadFailure(code: .malformed, line: lines, expected: .levels(countMax: Self.depthMax))
        case .malformed:
            throw ChatReadFailure(code: .malformed, line: lines, expected: .validJSON)
        }
    }

    private func countLines(upTo end: Int) {
        guard let base = piece.baseAddress else { return }
        let end = min(end, piece.count)
        while linesCountedTo < end {
            guard let hit = memchr(base + linesCountedTo, 0x0A, end - linesCountedTo) else { break }
            lines += 1
            linesCountedTo = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit)) + 1
        }
        linesCountedTo = max(linesCountedTo, end)
    }

    override func scalar(_ kind: JSONTape.Node.Kind, _ text: Bytes) -> Bool {
        eventCount &+= 1
        if capture != nil {
            tape.scalar(kind, text)
            return true
        }
        guard beginValue() else { return true }
        tape.scalar(kind, text)
        return handOver()
    }

    override func boolean(_ value: Bool) -> Bool {
        eventCount &+= 1
        if capture != nil {
            tape.boolean(value)
            return true
        }
        guard beginValue() else { return true }
        tape.boolean(value)
        return handOver()
    }

    override func begin(_ kind: JSONTape.Node.Kind) -> Bool {
        eventCount &+= 1
        if capture != nil {
            captureDepth += 1
            tape.begin(kind)
            return captureDepth <= Self.depthMax
        }
        if beginValue() {
            captureDepth = 1
            tape.begin(kind)
            return true
        }
        levels.append(Level(isArray: kind == .array, fits: fits))
        return levels.count <= Self.depthMax
    }

    override func key(_ text: Bytes) -> Bool {
        eventCount &+= 1
        if capture != nil {
            tape.key(text)
            return true
        }
        guard let level = levels.last else { return true }
        nextFits = level.fits == 0 ? 0 : fitting(level.fits) { $0.elementsEqual(text) }
        return true
    }

    override func end() -> Bool {
        eventCount &+= 1
        if capture != nil {
            captureDepth -= 1
            tape.end()
            return captureDepth > 0 ? true : handOver()
        }
        guard let level = levels.popLast() else { return true }
        for index in paths.indices where moments[index] == .end && level.fits & (1 << UInt32(index)) != 0 {
            guard paths[index].count == levels.count else { continue }
            if !tell(index, nil) { return false }
        }
        return true
    }

    /// The paths that the value now beginning fits.
    private var fits: UInt32 {
        guard let level = levels.last else { return (1 << UInt32(paths.count)) - 1 }
        guard level.isArray else { return nextFits }
        return level.fits == 0 ? 0 : fitting(level.fits) { $0.count == 1 && $0[0] == UInt8(ascii: "*") }
    }

    private func fitting(_ fits: UInt32, _ matches: ([UInt8]) -> Bool) -> UInt32 {
        let depth = levels.count - 1
        var result: UInt32 = 0
        for index in paths.indices where fits & (1 << UInt32(index)) != 0 && paths[index].count > depth {
            if matches(paths[index][depth]) { result |= 1 << UInt32(index) }
        }
        return result
    }

    /// Starts the tape when the value that begins is one to pick.
    private func beginValue() -> Bool {
        let fits = fits
        guard fits != 0 else { return false }
        for index in paths.indices where moments[index] == .value && fits & (1 << UInt32(index)) != 0 {
            guard paths[index].count == levels.count else { continue }
            capture = index
            captureDepth = 0
            tape.clear()
            countLines(upTo: parser?.consumedBytes ?? 0)
            captureLine = lines
            return true
        }
        return false
    }

    private func handOver() -> Bool {
        guard let index = capture else { return true }
        capture = nil
        guard !tape.overflowed else {
            state.skip(line: captureLine, expected: .valueBytes(max: JSONTape.bytesMax))
            return true
        }
        return tell(index, tape.root)
    }

    private func tell(_ index: Int, _ value: JSONValue?) -> Bool {
        do {
            try handler(index, value, captureLine)
            return true
        } catch {
            failure = error
            return false
        }
    }
}
