/// What should have stood in an export: typed, so that the interface can say it in its own language.
package enum ChatExpectation: Hashable, Codable, Sendable {
    /// A line of this shape, in the letters of the format, such as `[HH:MM] <nick> text`.
    case shape(String)
    /// A field that holds seconds since 1970.
    case seconds(field: String)
    /// A field that holds a moment as RFC 3339 writes it.
    case moment(field: String)
    /// A field that holds a whole number.
    case number(field: String)
    /// One of these fields.
    case field(oneOf: [String])
    /// A field with one of these values.
    case fieldValue(field: String, oneOf: [String])
    /// A row of so many fields.
    case fields(oneOf: [Int], found: Int)
    case closingQuote
    case dateBeforeMessage
    case dateInOrder
    case oneObjectALine
    case validJSON
    case closedJSON
    case levels(countMax: Int)
    case lineBytes(max: Int)
    case messageBytes(max: Int)
    case valueBytes(max: Int)
    case packing(ratioMax: Int)
    case export
    case exportNotEmpty
    case exportUnpacked
    /// One of the formats, which the error lists.
    case knownFormat
    case text(TextFault)
    case file(insteadOf: OtherThing)
    /// Of an export that holds others.
    case chat(String, known: [String])
    /// What the system or a library said, in its own words.
    case told(String)

    /// Why bytes are no text.
    package enum TextFault: Hashable, Codable, Sendable {
        case utf32
        case zeroBytes
        case neither
        /// No converter for this encoding is installed.
        case noConverter(String)
    }

    /// What somebody named instead of a file.
    package enum OtherThing: Hashable, Codable, Sendable {
        case folder
        case pipeOrDevice
    }
}

extension ChatExpectation: CustomStringConvertible {
    /// In English, to stand behind "expected".
    package var description: String {
        switch self {
        case .shape(let shape): shape
        case .seconds(let field): "\(field) in seconds since 1970"
        case .moment(let field): "\(field) as RFC 3339"
        case .number(let field): "a number as \(field)"
        case .field(let names): names.joined(separator: " or ")
        case .fieldValue(let field, let values): "\(field) to be \(values.joined(separator: " or "))"
        case .fields(let counts, let found):
            "\(counts.map(String.init).joined(separator: " or ")) fields, found \(found)"
        case .closingQuote: "a closing quote"
        case .dateBeforeMessage: "a line with the date before the first message"
        case .dateInOrder: "a date in the order of the rest of the file"
        case .oneObjectALine: "one JSON object on one line"
        case .validJSON: "valid JSON"
        case .closedJSON: "the JSON document to be closed"
        case .levels(let count): "at most \(count) levels of JSON"
        case .lineBytes(let bytes): "a line of at most \(bytes) bytes"
        case .messageBytes(let bytes): "a message of at most \(bytes) bytes"
        case .valueBytes(let bytes): "a value of at most \(bytes) bytes"
        case .packing(let ratio): "at most \(ratio) bytes of text for each packed byte"
        case .export: "a chat export"
        case .exportNotEmpty: "a chat export, not an empty file"
        case .exportUnpacked: "a chat export; unpack the inner archive and take what is in it"
        case .knownFormat: "one of: \(ChatFormat.allCases.map(\.title).joined(separator: ", "))"
        case .text(.utf32): "UTF-8, UTF-16 or GB18030; this is UTF-32"
        case .text(.zeroBytes): "UTF-8, UTF-16 or GB18030; this has zero bytes and is no text"
        case .text(.neither): "UTF-8, UTF-16 or GB18030; this is none of them"
        case .text(.noConverter(let name)): "UTF-8; this machine cannot convert \(name)"
        case .file(.folder): "a file, or the folder of an unpacked Slack export with its channels.json"
        case .file(.pipeOrDevice): "a file on a disk, not a pipe or a device"
        case .chat(let name, let known): "a chat called \(name); there are: \(known.joined(separator: ", "))"
        case .told(let words): words
        }
    }
}
