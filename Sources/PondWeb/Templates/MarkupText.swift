import Mustache

/// Text that people wrote, made safe to stand in HTML and SVG.
///
/// Works on bytes: a combining mark after a quote makes one `Character` that is not equal to the quote, so that a name
/// like `"◌́ onfocus=…` would leave its attribute where characters are compared, as Mustache's own escape does.
struct MarkupText: MustacheContentType {
    /// What templates begin with to be escaped so.
    static let pragma = "{{% CONTENT_TYPE:MARKUP}}"
    private static let name = "MARKUP"

    /// To be called before the first template is read; doing it again changes nothing.
    static func register() {
        MustacheContentTypes.register(MarkupText(), named: name)
    }

    func escapeText(_ text: String) -> String { Self.escaped(text) }

    /// Safe as the content of an element and within an attribute's quotes.
    static func escaped(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.contains(where: { entity(of: $0) != nil }) else { return nil }
            var escaped: [UInt8] = []
            escaped.reserveCapacity(bytes.count + bytes.count / 4)
            for byte in bytes {
                if let entity = entity(of: byte) {
                    escaped.append(contentsOf: entity.utf8)
                } else {
                    escaped.append(byte)
                }
            }
            return String(decoding: escaped, as: UTF8.self)
        } ?? text
    }

    private static func entity(of byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
