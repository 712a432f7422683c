/// Why an export could not be read to its end. Nothing that was handed out before should be kept.
package struct ChatReadError: Error, Hashable, Codable, Sendable {
    /// Stable: translated by the interface, and tested to be in use.
    package enum Code: String, CaseIterable, Hashable, Codable, Sendable {
        case notReadable = "not_readable"
        case emptyFile = "empty_file"
        case unknownFormat = "unknown_format"
        case wrongEncoding = "wrong_encoding"
        case truncated
        case malformed
        case lineTooLong = "line_too_long"
        case archiveDamaged = "archive_damaged"
        case archiveLocked = "archive_locked"
        case archiveEmpty = "archive_empty"
        case archiveInArchive = "archive_in_archive"
        case archiveExpandsTooMuch = "archive_expands_too_much"
        case chatNotFound = "chat_not_found"
    }

    package var code: Code
    package var path: String
    /// The archive's entry; nil for a plain file.
    package var entry: String?
    /// Counted from 1.
    package var line: Int?
    /// What should have been there.
    package var expected: ChatExpectation
    /// Messages handed out before it.
    package var messagesRead: Int
    package var skippedCount: Int

    package init(
        code: Code, path: String, entry: String? = nil, line: Int? = nil, expected: ChatExpectation, messagesRead: Int,
        skippedCount: Int
    ) {
        self.code = code
        self.path = path
        self.entry = entry
        self.line = line
        self.expected = expected
        self.messagesRead = messagesRead
        self.skippedCount = skippedCount
    }
}

extension ChatReadError: CustomStringConvertible {
    package var description: String {
        let place = [entry.map { "in \($0)" }, line.map { "line \($0)" }].compactMap { $0 }.joined(separator: ", ")
        let location = place.isEmpty ? path : "\(path) (\(place))"
        var text = "\(location): \(reason): \(isTold ? "" : "expected ")\(expected)."
        if messagesRead + skippedCount > 0 {
            text +=
                " \(Self.counted(messagesRead, "message")) \(messagesRead == 1 ? "was" : "were") read and "
                + "\(Self.counted(skippedCount, "line")) skipped before."
        }
        return text
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private var isTold: Bool {
        if case .told = expected { true } else { false }
    }

    private var reason: String {
        switch code {
        case .notReadable: "the file cannot be read"
        case .emptyFile: "the file is empty"
        case .unknownFormat: "the format is unknown"
        case .wrongEncoding: "the text is in an encoding that is not understood"
        case .truncated: "the file ends in the middle"
        case .malformed: "the text breaks the rules of its format"
        case .lineTooLong: "a line or value is too long"
        case .archiveDamaged: "the archive is damaged"
        case .archiveLocked: "the archive has a password; unpack it first"
        case .archiveEmpty: "the archive is empty"
        case .archiveInArchive: "there is an archive in the archive"
        case .archiveExpandsTooMuch: "the archive expands far beyond what text does"
        case .chatNotFound: "the chat that was asked for is not in the file"
        }
    }
}

/// An error of a part that does not know where in which file it is; `ChatReadState` completes it.
struct ChatReadFailure: Error {
    var code: ChatReadError.Code
    var line: Int?
    var expected: ChatExpectation
}
