/// The keys of the beginning of a JSON text, as dotted paths such as `messages.*.id`: enough to tell formats apart.
final class JSONOutline: JSONEvents {
    /// Levels that are noted.
    private static let depthMax = 5
    /// Paths that are noted.
    private static let pathsMax = 2000
    private static let keyBytesMax = 64

    private(set) var paths: Set<String> = []
    /// Short texts found at those paths, the first of each.
    private(set) var texts: [String: String] = [:]
    private var names: [String?] = []
    private var arrays: [Bool] = []
    private var pendingKey: String?
    private(set) var isObject = false
    private(set) var isArray = false

    /// Reads as far as the text goes or is valid; it may end anywhere.
    init(_ head: Bytes) {
        super.init()
        let parser = JSONParser(self, allowsSeveralValues: true)
        _ = parser.parse(head)
    }

    func holds(_ wanted: String...) -> Bool { wanted.allSatisfy { paths.contains($0) } }

    private var path: String? {
        guard arrays.count <= Self.depthMax else { return nil }
        return names.compactMap { $0 }.joined(separator: ".")
    }

    private func enter() {
        names.append(arrays.last == true ? "*" : pendingKey)
        pendingKey = nil
        if let path, paths.count < Self.pathsMax, !path.isEmpty { paths.insert(path) }
    }

    override func scalar(_ kind: JSONTape.Node.Kind, _ text: Bytes) -> Bool {
        enter()
        if let path, text.count <= Self.keyBytesMax, texts[path] == nil, paths.contains(path) {
            texts[path] = text.string
        }
        names.removeLast()
        return true
    }

    override func boolean(_ value: Bool) -> Bool {
        enter()
        names.removeLast()
        return true
    }

    override func begin(_ kind: JSONTape.Node.Kind) -> Bool {
        if arrays.isEmpty, !isObject, !isArray {
            isObject = kind == .object
            isArray = kind == .array
        }
        enter()
        arrays.append(kind == .array)
        return arrays.count <= JSONStream.depthMax
    }

    override func key(_ text: Bytes) -> Bool {
        pendingKey = text.slice(0, Self.keyBytesMax).string
        return true
    }

    override func end() -> Bool {
        if !arrays.isEmpty { arrays.removeLast() }
        if !names.isEmpty { names.removeLast() }
        return true
    }
}
