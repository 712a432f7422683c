import Glibc

/// One JSON value of a large document, flattened: nodes in reading order, texts in one buffer. Reused from value to
/// value, so that a message costs no allocation until its texts are taken out.
final class JSONTape {
    struct Node {
        enum Kind: UInt8 {
            case null
            case boolean
            case number
            case string
            case array
            case object
        }

        var kind: Kind
        /// Where the key's bytes lie; empty inside arrays.
        var key: Range32
        /// Where the text of a string or number lies. A boolean is true when its range is not empty.
        var text: Range32
        /// The index after this value's last descendant.
        var next: Int32
    }

    struct Range32 {
        var start: Int32
        var end: Int32
        static let empty = Range32(start: 0, end: 0)
    }

    /// A value larger than this is given up and told as skipped.
    static let bytesMax = 32 * 1024 * 1024
    static let nodesMax = 2_000_000

    private(set) var nodes: UnsafeMutablePointer<Node>
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private var nodeCapacity = 256
    private var byteCapacity = 16 * 1024
    private(set) var nodeCount = 0
    private var byteCount = 0
    private(set) var overflowed = false
    private var open: [Int] = []
    private var pendingKey = Range32.empty

    init() {
        nodes = .allocate(capacity: nodeCapacity)
        bytes = .allocate(capacity: byteCapacity)
    }

    deinit {
        nodes.deallocate()
        bytes.deallocate()
    }

    /// The outermost value.
    var root: JSONValue { JSONValue(nodes: UnsafePointer(nodes), bytes: UnsafePointer(bytes), index: 0) }

    var isComplete: Bool { nodeCount > 0 && open.isEmpty }

    func clear() {
        nodeCount = 0
        byteCount = 0
        overflowed = false
        pendingKey = .empty
        open.removeAll(keepingCapacity: true)
    }

    func key(_ text: Bytes) { pendingKey = store(text) }

    func scalar(_ kind: Node.Kind, _ text: Bytes) { append(kind, store(text)) }

    func boolean(_ value: Bool) { append(.boolean, value ? Range32(start: 0, end: 1) : .empty) }

    func begin(_ kind: Node.Kind) {
        open.append(nodeCount)
        append(kind, .empty)
    }

    func end() {
        guard let index = open.popLast(), !overflowed else { return }
        nodes[index].next = Int32(nodeCount)
    }

    private func append(_ kind: Node.Kind, _ text: Range32) {
        guard !overflowed else { return }
        guard nodeCount < Self.nodesMax else {
            overflowed = true
            return
        }
        if nodeCount == nodeCapacity { growNodes() }
        nodes[nodeCount] = Node(kind: kind, key: pendingKey, text: text, next: Int32(nodeCount + 1))
        nodeCount += 1
        pendingKey = .empty
    }

    private func store(_ text: Bytes) -> Range32 {
        guard !overflowed, text.count > 0, let base = text.baseAddress else { return .empty }
        guard byteCount + text.count <= Self.bytesMax else {
            overflowed = true
            return .empty
        }
        if byteCount + text.count > byteCapacity { growBytes(to: byteCount + text.count) }
        memcpy(bytes + byteCount, base, text.count)
        let range = Range32(start: Int32(byteCount), end: Int32(byteCount + text.count))
        byteCount += text.count
        return range
    }

    private func growNodes() {
        let larger = UnsafeMutablePointer<Node>.allocate(capacity: nodeCapacity * 2)
        larger.moveInitialize(from: nodes, count: nodeCount)
        nodes.deallocate()
        nodes = larger
        nodeCapacity *= 2
    }

    private func growBytes(to needed: Int) {
        let size = max(needed, byteCapacity * 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        memcpy(larger, bytes, byteCount)
        bytes.deallocate()
        bytes = larger
        byteCapacity = size
    }
}

/// A value on a tape; valid until the tape is cleared.
struct JSONValue {
    fileprivate let nodes: UnsafePointer<JSONTape.Node>
    fileprivate let bytes: UnsafePointer<UInt8>
    fileprivate let index: Int

    fileprivate init(nodes: UnsafePointer<JSONTape.Node>, bytes: UnsafePointer<UInt8>, index: Int) {
        self.nodes = nodes
        self.bytes = bytes
        self.index = index
    }

    var kind: JSONTape.Node.Kind { nodes[index].kind }

    /// The member of an object with that key; nil when there is none or this is no object.
    subscript(_ key: StaticString) -> JSONValue? {
        guard kind == .object else { return nil }
        let end = Int(nodes[index].next)
        let length = key.utf8CodeUnitCount
        var child = index + 1
        while child < end {
            let range = nodes[child].key
            if Int(range.end - range.start) == length, memcmp(bytes + Int(range.start), key.utf8Start, length) == 0 {
                return JSONValue(nodes: nodes, bytes: bytes, index: child)
            }
            child = Int(nodes[child].next)
        }
        return nil
    }

    /// The key under which an object holds this value.
    var key: String {
        let range = nodes[index].key
        return Bytes(start: bytes + Int(range.start), count: Int(range.end - range.start)).string
    }

    /// The bytes of a string or number; nil for other kinds.
    var text: Bytes? {
        guard kind == .string || kind == .number else { return nil }
        let range = nodes[index].text
        return Bytes(start: bytes + Int(range.start), count: Int(range.end - range.start))
    }

    /// A string or number as text; nil for other kinds.
    var string: String? { text?.string }

    /// The same, nil also when empty.
    var nonEmpty: String? {
        guard let text, text.count > 0 else { return nil }
        return text.string
    }

    /// A whole number, also when written as a string or with a fraction of zero.
    var integer: Int64? {
        guard let text else { return nil }
        if let value = text.integer { return value }
        guard let point = text.index(of: UInt8(ascii: ".")) else { return nil }
        return text.dropping(point + 1).allSatisfy { $0 == UInt8(ascii: "0") } ? text.slice(0, point).integer : nil
    }

    var boolean: Bool? {
        guard kind == .boolean else { return nil }
        return nodes[index].text.end > 0
    }

    /// Whether an array or object holds anything.
    var hasElements: Bool { Int(nodes[index].next) > index + 1 }

    /// The elements of an array or the values of an object; none for other kinds.
    var elements: JSONElements {
        JSONElements(nodes: nodes, bytes: bytes, at: index + 1, end: Int(nodes[index].next))
    }
}

/// The elements of an array on the tape, one after the other.
struct JSONElements: Sequence, IteratorProtocol {
    fileprivate let nodes: UnsafePointer<JSONTape.Node>
    fileprivate let bytes: UnsafePointer<UInt8>
    fileprivate var at: Int
    fileprivate let end: Int

    mutating func next() -> JSONValue? {
        guard at < end else { return nil }
        defer { at = Int(nodes[at].next) }
        return JSONValue(nodes: nodes, bytes: bytes, index: at)
    }
}
