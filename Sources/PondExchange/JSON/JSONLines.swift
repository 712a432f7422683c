/// Reads files that hold one JSON object a line. A line that is none is counted and passed over.
final class JSONLines: JSONEvents {
    private let state: ChatReadState
    private let tape = JSONTape()
    private var depth = 0
    private var values = 0

    init(_ state: ChatReadState) {
        self.state = state
    }

    /// Lines beginning with `#` are comments; empty lines are nothing.
    func read(_ stream: ByteStream, _ body: (JSONValue, _ line: Int) throws -> Void) throws {
        let reader = LineReader(stream, state)
        let parser = JSONParser(self, allowsSeveralValues: true)
        while let line = try reader.next() {
            guard let first = line.first(where: { !$0.isBlank }), first != UInt8(ascii: "#") else { continue }
            tape.clear()
            depth = 0
            values = 0
            let outcome = first == UInt8(ascii: "{") ? parser.parse(line) : .malformed
            if outcome == .fine, depth == 0, values == 1, !tape.overflowed {
                try body(tape.root, reader.number)
            } else {
                state.skip(line: reader.number, expected: .oneObjectALine)
                if reader.isUnended { state.warn(.cutOff, line: reader.number) }
                parser.reset()
            }
        }
    }

    override func scalar(_ kind: JSONTape.Node.Kind, _ text: Bytes) -> Bool {
        tape.scalar(kind, text)
        return depth > 0
    }

    override func boolean(_ value: Bool) -> Bool {
        tape.boolean(value)
        return depth > 0
    }

    override func begin(_ kind: JSONTape.Node.Kind) -> Bool {
        depth += 1
        tape.begin(kind)
        return depth <= JSONStream.depthMax
    }

    override func key(_ text: Bytes) -> Bool {
        tape.key(text)
        return true
    }

    override func end() -> Bool {
        depth -= 1
        tape.end()
        if depth == 0 { values += 1 }
        return values <= 1
    }
}
