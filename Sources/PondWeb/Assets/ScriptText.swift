/// Our scripts as they are sent: without the lines that hold only a remark, without indentation and empty lines.
///
/// Nothing else is touched, so that what runs is what is read. Where a line begins inside a template literal it is part
/// of a text and stays as it is. `//` behind code stays too: telling it from an address in a text is not worth it.
enum ScriptText {
    static func stripped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        var state = State.code
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let begins = state
            let content = line.drop { $0 == " " || $0 == "\t" }
            let isRemark = begins == .code && content.hasPrefix("//")
            if !isRemark { state.read(line) }
            guard begins != .template else {
                result += line + "\n"
                continue
            }
            if begins == .code, isRemark || content.isEmpty { continue }
            result += content + "\n"
        }
        return result
    }

    /// Where the end of a line lies: in code, in a template literal, or in a remark of many lines.
    private enum State {
        case code, template, remark

        mutating func read(_ line: Substring) {
            var quote: Character?
            var isEscaped = false
            var before: Character = "\n"
            for character in line {
                defer { before = isEscaped ? "\n" : character }
                if isEscaped {
                    isEscaped = false
                } else if self == .remark {
                    if before == "*", character == "/" { self = .code }
                } else if character == "\\" {
                    isEscaped = true
                } else if self == .template {
                    if character == "`" { self = .code }
                } else if let open = quote {
                    if character == open { quote = nil }
                } else if character == "'" || character == "\"" {
                    quote = character
                } else if character == "`" {
                    self = .template
                } else if before == "/", character == "/" {
                    return
                } else if before == "/", character == "*" {
                    self = .remark
                }
            }
        }
    }
}
