import Foundation
#if canImport(FoundationXML)
import FoundationXML
#endif

/// What a WeChat message says, out of the XML in which WeChat wraps everything but plain text.
struct WeChatBody {
    var text: String
    var reply: ChatReply?
    /// What the XML proves the message to be, where it does.
    var kind: ChatMessageKind?

    /// XML larger than this is not parsed.
    static let xmlBytesMax = 256 * 1024

    static func read(_ content: Bytes, kind: ChatMessageKind) -> WeChatBody {
        let trimmed = content.trimmed
        guard trimmed.first == UInt8(ascii: "<"), kind != .text, looksLikeXML(trimmed) else {
            let text = content.count > 0 ? content.string : WeChatKind.placeholder(kind)
            return WeChatBody(text: text, reply: nil, kind: recallKind(kind, content))
        }
        guard trimmed.count <= xmlBytesMax else { return WeChatBody(text: WeChatKind.placeholder(kind)) }
        return WeChatXML(trimmed).body(kind)
    }

    private static func recallKind(_ kind: ChatMessageKind, _ content: Bytes) -> ChatMessageKind? {
        kind == .system && (content.contains("撤回了一条") || content.contains(" recalled a message")) ? .recall : nil
    }

    private static func looksLikeXML(_ text: Bytes) -> Bool {
        text.hasPrefix("<?xml") || text.hasPrefix("<msg") || text.hasPrefix("<sysmsg") || text.hasPrefix("<revokemsg")
            || text.hasPrefix("<voip") || text.hasPrefix("<appmsg") || text.hasPrefix("<location")
    }
}

/// Collects the few elements of WeChat's XML that a reader of the chat would see.
private final class WeChatXML: NSObject, XMLParserDelegate {
    private var path: [String] = []
    private var texts: [String: String] = [:]
    private var attributes: [String: String] = [:]

    /// Paths of the texts that are kept.
    private static let wanted: Set<String> = [
        "appmsg/title", "appmsg/des", "refermsg/displayname", "refermsg/content", "refermsg/type",
        "revokemsg/content", "revokemsg/replacemsg", "sysmsgtemplate/content_template/template", "template/plain",
        "patmsg/template", "wcpayinfo/sendertitle", "wcpayinfo/feedesc", "textannouncement", "recorditem/title",
    ]
    private static let elementsMax = 5000
    private var elements = 0

    init(_ bytes: Bytes) {
        super.init()
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        parser.delegate = self
        _ = parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes values: [String: String]
    ) {
        elements += 1
        if elements > Self.elementsMax { parser.abortParsing() }
        path.append(name)
        for key in ["nickname", "label", "poiname", "type"] {
            if let value = values[key], attributes["\(name).\(key)"] == nil { attributes["\(name).\(key)"] = value }
        }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if !path.isEmpty { path.removeLast() }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { add(string) }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        add(String(decoding: block, as: UTF8.self))
    }

    private func add(_ string: String) {
        let places = [path.suffix(2).joined(separator: "/"), path.last ?? ""]
        for place in places where Self.wanted.contains(place) { texts[place, default: ""] += string }
    }

    private func text(_ place: String) -> String? {
        guard let text = texts[place] else { return nil }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }

    func body(_ kind: ChatMessageKind) -> WeChatBody {
        if let recalled = text("revokemsg/content") ?? text("revokemsg/replacemsg") {
            return WeChatBody(text: recalled, kind: .recall)
        }
        if kind == .reply { return quote() }
        let title = text("appmsg/title") ?? text("wcpayinfo/sendertitle") ?? attributes["msg.nickname"]
            ?? attributes["location.poiname"] ?? attributes["location.label"] ?? text("textannouncement")
            ?? text("template/plain") ?? text("patmsg/template")
        let placeholder = WeChatKind.placeholder(kind)
        guard let title else { return WeChatBody(text: placeholder) }
        return WeChatBody(text: placeholder.isEmpty ? title : "\(placeholder) \(title)")
    }

    /// The quoted message is itself XML when it was no plain text; then its title stands for it.
    private func quote() -> WeChatBody {
        var quoted = text("refermsg/content") ?? ""
        if quoted.hasPrefix("<"), text("refermsg/type") != "1" {
            var inner = quoted
            let title = inner.withUTF8 { bytes in WeChatXML(bytes).text("appmsg/title") }
            let number = text("refermsg/type").flatMap { Int64($0) } ?? 0
            quoted = title ?? WeChatKind.placeholder(WeChatKind.kind(type: number, subType: 0))
        }
        let name = text("refermsg/displayname")
        let reply = name == nil && quoted.isEmpty ? nil : ChatReply.quote(name: name, text: quoted)
        return WeChatBody(text: text("appmsg/title") ?? "", reply: reply)
    }
}
