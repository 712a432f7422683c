/// How long things may be.
enum SizeRules {
    static let lineCharactersMax = 120
    static let fileLinesMax = 400
    static let functionLinesMax = 70

    static let all = [lines, files, functions]

    static let lines = Rule(name: "Lines have at most \(lineCharactersMax) characters") { file in
        file.lines.enumerated().filter { $0.element.count > lineCharactersMax }.map { index, line in
            Finding(path: file.path, line: index + 1, what: "\(line.count) characters")
        }
    }

    static let files = Rule(name: "Files have at most \(fileLinesMax) lines") { file in
        let count = file.text.hasSuffix("\n") ? file.lines.count - 1 : file.lines.count
        return count > fileLinesMax ? [Finding(path: file.path, line: fileLinesMax + 1, what: "\(count) lines")] : []
    }

    static let functions = Rule(name: "Functions have at most \(functionLinesMax) lines") { file in
        FunctionSpan.all(in: file.code).filter { $0.lineCount > functionLinesMax }.map { span in
            Finding(path: file.path, line: span.firstLine, what: "\(span.name) has \(span.lineCount) lines")
        }
    }
}

/// A function, initialiser or subscript with a body, from its keyword's line to the line of its closing brace.
struct FunctionSpan: Hashable {
    let name: String
    let firstLine: Int
    let lastLine: Int

    var lineCount: Int { lastLine - firstLine + 1 }

    private static let openers: Set<String> = ["func", "init", "deinit", "subscript"]
    /// Words that begin another declaration: reached before a brace, they show that the one before has no body.
    private static let followers: Set<String> = ["func", "init", "deinit", "subscript", "var", "let", "case", "static"]

    private struct Pending {
        var name: String
        let line: Int
        var bracketDepth = 0
    }

    /// - Parameter code: the lines of a Swift file without comments and texts.
    static func all(in code: [String]) -> [FunctionSpan] {
        var spans: [FunctionSpan] = []
        var open: [FunctionSpan?] = []
        var pending: Pending?
        for (index, line) in code.enumerated() {
            for token in tokens(of: line) {
                switch token {
                case "(", "[":
                    pending?.bracketDepth += 1
                case ")", "]":
                    pending?.bracketDepth -= 1
                case "{":
                    let body = pending.flatMap { $0.bracketDepth == 0 ? $0 : nil }
                    open.append(body.map { FunctionSpan(name: $0.name, firstLine: $0.line, lastLine: 0) })
                    if body != nil { pending = nil }
                case "}":
                    if (pending?.bracketDepth ?? 0) == 0 { pending = nil }
                    if let span = open.popLast() ?? nil {
                        spans.append(FunctionSpan(name: span.name, firstLine: span.firstLine, lastLine: index + 1))
                    }
                default:
                    if pending?.name == "func" {
                        pending?.name = token
                    } else if (pending?.bracketDepth ?? 0) == 0, followers.contains(token) {
                        pending = openers.contains(token) ? Pending(name: token, line: index + 1) : nil
                    }
                }
            }
        }
        return spans.sorted { $0.firstLine < $1.firstLine }
    }

    /// Words (with a leading dot, so that `.init` is none of ours) and brackets.
    private static func tokens(of line: String) -> [String] {
        var tokens: [String] = []
        var word = ""
        for character in line {
            if character.isLetter || character.isNumber || character == "_" || character == "." {
                word.append(character)
                continue
            }
            if !word.isEmpty { tokens.append(word) }
            word = ""
            if "()[]{}".contains(character) { tokens.append(String(character)) }
        }
        return word.isEmpty ? tokens : tokens + [word]
    }
}
