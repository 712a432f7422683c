import Glibc

/// Comma-separated rows after RFC 4180: a quoted field may hold commas, quotes (doubled) and line ends.
///
/// A quote that is never closed would swallow the rest of the file, so a following line that surely starts a row, or
/// the line limit, ends it: the broken row is counted and reading goes on there.
final class CSVReader {
    private struct Field {
        var start: Int
        var end: Int
        var isEscaped: Bool
    }

    private let lines: LineReader
    private let state: ChatReadState
    private let startsRow: (Bytes) -> Bool
    private let joined = ByteBuffer()
    private let held = ByteBuffer()
    private let unescaped = ByteBuffer()
    private var heldLine: Int?
    private var row = Bytes(start: nil, count: 0)
    private var fields: [Field] = []
    /// Where the row read last begins, counted from 1.
    private(set) var line = 0

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")

    /// - Parameter startsRow: whether a line surely starts a row, though the row before is not closed.
    init(_ stream: ByteStream, _ state: ChatReadState, startsRow: @escaping (Bytes) -> Bool) {
        lines = LineReader(stream, state)
        self.state = state
        self.startsRow = startsRow
    }

    var fieldCount: Int { fields.count }

    /// Reads the next row that is not empty; false at the end.
    func next() throws -> Bool {
        while let first = try nextLine() {
            if Self.quoteCount(first) % 2 == 0 {
                row = first
            } else if try joinLines(first) {
                row = joined.bytes
            } else {
                state.skip(line: line, expected: .closingQuote)
                continue
            }
            cut()
            return true
        }
        return false
    }

    /// A field without its quotes; empty when the row is shorter. Valid until the next call.
    func field(_ index: Int) -> Bytes {
        guard fields.indices.contains(index) else { return Bytes(start: nil, count: 0) }
        let field = fields[index]
        let raw = row.slice(field.start, field.end)
        guard field.isEscaped else { return raw }
        unescaped.clear()
        var at = 0
        while let hit = raw.index(of: Self.quote, from: at) {
            unescaped.append(raw.slice(at, hit + 1))
            at = hit + 2
        }
        unescaped.append(raw.dropping(at))
        return unescaped.bytes
    }

    private func nextLine() throws -> Bytes? {
        if let number = heldLine {
            heldLine = nil
            line = number
            joined.clear()
            joined.append(held.bytes)
            return joined.bytes
        }
        while let next = try lines.next() {
            line = lines.number
            if next.count > 0 { return next }
        }
        return nil
    }

    /// Adds lines until the quotes are closed.
    private func joinLines(_ first: Bytes) throws -> Bool {
        if first.baseAddress != joined.bytes.baseAddress {
            joined.clear()
            joined.append(first)
        }
        while let next = try lines.next() {
            if startsRow(next) {
                held.clear()
                held.append(next)
                heldLine = lines.number
                return false
            }
            guard joined.count + next.count < LineReader.lineBytesMax else { return false }
            joined.append(0x0A)
            joined.append(next)
            if Self.quoteCount(next) % 2 == 1 { return true }
        }
        return false
    }

    private static func quoteCount(_ bytes: Bytes) -> Int {
        var count = 0
        var at = 0
        while let hit = bytes.index(of: quote, from: at) {
            count += 1
            at = hit + 1
        }
        return count
    }

    private func cut() {
        fields.removeAll(keepingCapacity: true)
        var at = 0
        while true {
            if at < row.count, row[at] == Self.quote {
                at = cutQuoted(at)
            } else {
                let end = row.index(of: Self.comma, from: at) ?? row.count
                fields.append(Field(start: at, end: end, isEscaped: false))
                at = end
            }
            guard at < row.count else { return }
            at += 1
            if at == row.count {
                fields.append(Field(start: at, end: at, isEscaped: false))
                return
            }
        }
    }

    /// Returns where the comma after the field stands.
    private func cutQuoted(_ start: Int) -> Int {
        var at = start + 1
        var isEscaped = false
        while let hit = row.index(of: Self.quote, from: at) {
            if hit + 1 < row.count, row[hit + 1] == Self.quote {
                isEscaped = true
                at = hit + 2
                continue
            }
            fields.append(Field(start: start + 1, end: hit, isEscaped: isEscaped))
            return row.index(of: Self.comma, from: hit + 1) ?? row.count
        }
        fields.append(Field(start: start + 1, end: row.count, isEscaped: isEscaped))
        return row.count
    }
}
