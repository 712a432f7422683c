/// What a reader saw, for the person who imports.
package struct ChatReadReport: Sendable {
    /// The format of the file, or of an archive's first entry that was understood.
    package var format: ChatFormat
    /// Messages handed out, system lines included.
    package var messages = 0
    /// The chats handed out, each once, in order of appearance.
    package var chats: [ChatInfo] = []
    /// Lines, rows and entries left out because they could not be read.
    package var skippedCount = 0
    /// The first of them, as many as the options list; `skipsListedMax` unless they say otherwise.
    package var skips: [ChatReadSkip] = []
    /// What was read but deserves a second look, one per kind.
    package var warnings: [ChatReadWarning] = []

    package static let skipsListedMax = 100

    package init(format: ChatFormat) {
        self.format = format
    }
}

/// A line, row or archive entry that was left out.
package struct ChatReadSkip: Hashable, Codable, Sendable {
    /// The archive's entry; nil for a plain file.
    package var entry: String?
    /// Counted from 1; nil where the whole entry was left out.
    package var line: Int?
    /// What should have stood there.
    package var expected: ChatExpectation

    package init(entry: String?, line: Int?, expected: ChatExpectation) {
        self.entry = entry
        self.line = line
        self.expected = expected
    }
}

/// Something that was kept although it looks odd, counted.
package struct ChatReadWarning: Hashable, Codable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Codable, Sendable {
        /// A message is dated before the one above it.
        case datesGoBackwards
        /// Hours never passed 12 and there was no AM or PM: a 12-hour clock was assumed.
        case twelveHourClockGuessed
        /// Day and month could be either way round; month first was assumed.
        case dateOrderGuessed
        /// Dates have no year; it was taken from the date of the file.
        case yearGuessed
        /// Times have no date at all, and neither has an IRC log's name; it was taken from the date of the file.
        case dateGuessed
        /// Bytes that are no text in the file's encoding were replaced by U+FFFD.
        case bytesReplaced
        /// Zero bytes, which no text holds, were left out of the lines that they stood in.
        case zeroBytesLeftOut
        /// The file is not UTF-8 and was converted.
        case encodingConverted
        /// The last line breaks off in the middle.
        case cutOff
        /// Entries of an archive that are pictures, sound, film or documents.
        case attachmentsLeftOut
    }

    package var kind: Kind
    package var count: Int
    /// Where it was seen first.
    package var entry: String?
    package var line: Int?

    package init(kind: Kind, count: Int, entry: String?, line: Int?) {
        self.kind = kind
        self.count = count
        self.entry = entry
        self.line = line
    }
}
