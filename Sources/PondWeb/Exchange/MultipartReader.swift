import Foundation
import PondCore

/// Reads `multipart/form-data` (RFC 7578, RFC 2046) as it arrives, so that a file may be larger than memory: what is
/// held back is never longer than a boundary or a part's headers.
struct MultipartReader {
    enum Event: Hashable {
        /// `fileName` is nil for fields that are no files.
        case part(name: String, fileName: String?)
        case bytes([UInt8])
        case partEnd
    }

    static let headerBytesMax = 8 * 1024
    static let partCountMax = 50
    /// RFC 2046, 5.1.1.
    static let boundaryLengthMax = 70

    private enum Place {
        case preamble, afterBoundary, headers, bodyStart, body, epilogue
    }

    private let delimiter: [UInt8]
    private var place = Place.preamble
    /// A line end before everything, so that the first boundary looks like the others.
    private var held: [UInt8] = [13, 10]
    private var partCount = 0

    /// - Throws: `AppError.inputUnreadable` for another type of body.
    init(contentType: String?) throws {
        guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data"),
            let boundary = Self.parameters(contentType)["boundary"],
            (1...Self.boundaryLengthMax).contains(boundary.utf8.count)
        else { throw AppError(.inputUnreadable, "multipart/form-data with a boundary is expected") }
        delimiter = [13, 10, 45, 45] + Array(boundary.utf8)
    }

    /// Whether the last boundary was seen: without it the body was cut off.
    var isComplete: Bool { if case .epilogue = place { true } else { false } }

    /// - Throws: `AppError.inputUnreadable`.
    mutating func read(_ bytes: some Collection<UInt8>) throws -> [Event] {
        guard !isComplete else { return [] }
        held += bytes
        var events: [Event] = []
        var start = 0
        while let next = try step(&start, &events) { place = next }
        held.removeFirst(start)
        return events
    }

    /// Nil when more has to arrive first.
    private mutating func step(_ start: inout Int, _ events: inout [Event]) throws -> Place? {
        switch place {
        case .preamble: return toBoundary(&start) { _ in }
        case .bodyStart:
            guard held.count - start >= delimiter.count else { return nil }
            if !held[start...].starts(with: delimiter) { start += 2 }
            return .body
        case .body:
            let next = toBoundary(&start) { if !$0.isEmpty { events.append(.bytes(Array($0))) } }
            if next != nil { events.append(.partEnd) }
            return next
        case .afterBoundary: return try afterBoundary(&start)
        case .headers: return try headers(&start, &events)
        case .epilogue:
            start = held.count
            return nil
        }
    }

    /// Passes on what certainly stands before a boundary.
    private func toBoundary(_ start: inout Int, _ pass: (ArraySlice<UInt8>) -> Void) -> Place? {
        if let found = find(delimiter, from: start) {
            pass(held[start..<found])
            start = found + delimiter.count
            return .afterBoundary
        }
        let safe = max(start, held.count - delimiter.count + 1)
        pass(held[start..<safe])
        start = safe
        return nil
    }

    private mutating func afterBoundary(_ start: inout Int) throws -> Place? {
        guard held.count - start >= 2 else { return nil }
        if held[start] == 45, held[start + 1] == 45 { return .epilogue }
        guard let end = find([13, 10], from: start) else {
            if held.count - start > Self.headerBytesMax { throw Self.malformed }
            return nil
        }
        guard held[start..<end].allSatisfy({ $0 == 32 || $0 == 9 }) else { throw Self.malformed }
        partCount += 1
        guard partCount <= Self.partCountMax else { throw AppError(.inputTooLarge, "\(Self.partCountMax)") }
        // The line end stays: a part may have no headers at all.
        start = end
        return .headers
    }

    private func headers(_ start: inout Int, _ events: inout [Event]) throws -> Place? {
        guard let end = find([13, 10, 13, 10], from: start) else {
            if held.count - start > Self.headerBytesMax { throw Self.malformed }
            return nil
        }
        let text = String(decoding: held[start..<end], as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first {
            $0.lowercased().hasPrefix("content-disposition:")
        }
        guard let line, case let values = Self.parameters(String(line)), let name = values["name"] else {
            throw Self.malformed
        }
        events.append(.part(name: name, fileName: values["filename"]))
        // The second line end stays: with an empty body it is the boundary's own.
        start = end + 2
        return .bodyStart
    }

    private func find(_ wanted: [UInt8], from start: Int) -> Int? {
        held.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let first = wanted.first else { return nil }
            var at = start
            while at + wanted.count <= bytes.count {
                guard let hit = memchr(base + at, Int32(first), bytes.count - wanted.count - at + 1) else { return nil }
                at = UnsafeRawPointer(hit) - base
                if memcmp(base + at, wanted, wanted.count) == 0 { return at }
                at += 1
            }
            return nil
        }
    }

    private static let malformed = AppError(.inputUnreadable, "the parts of the form are not well formed")

    // MARK: header parameters

    /// `name="a"; filename="b.txt"` by lower-case names. Browsers write `"` and line ends in names as %22, %0D and %0A
    /// (HTML standard, multipart form data); curl writes `\"`.
    static func parameters(_ header: String) -> [String: String] {
        var values: [String: String] = [:]
        var rest = Substring(header)
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
            guard let equals = rest.firstIndex(of: "="), rest[..<equals].allSatisfy({ $0 != ";" && $0 != "\"" }) else {
                continue
            }
            let name = rest[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
            rest = rest[rest.index(after: equals)...]
            let value = rest.first == "\"" ? quoted(&rest) : token(&rest)
            if values[name] == nil { values[name] = value }
        }
        return values
    }

    private static func token(_ rest: inout Substring) -> String {
        let end = rest.firstIndex(of: ";") ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[..<end].trimmingCharacters(in: .whitespaces)
    }

    private static func quoted(_ rest: inout Substring) -> String {
        var value = ""
        var isEscaped = false
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            if isEscaped || (character != "\\" && character != "\"") {
                if isEscaped, character != "\"", character != "\\" { value.append("\\") }
                value.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                break
            }
        }
        return value.replacing("%22", with: "\"").replacing("%0D", with: " ").replacing("%0A", with: " ")
    }
}
