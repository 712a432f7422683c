/// The names that lines may call, each with the number of who bears it. ASCII capitals do not matter.
package struct NameIndex: Sendable {
    /// Longer names are not looked for in lines.
    package static let nameBytesMax = 96

    private var byHash: [UInt64: Int32] = [:]
    /// Byte lengths of known names, for the longest match after `@`.
    private(set) var lengths: Set<Int> = []

    package init() {}

    /// The last one to take a name bears it.
    package mutating func add(_ name: String, of person: Int32) {
        let length = name.utf8.count
        guard length > 0 else { return }
        byHash[ByteHash.of(name)] = person
        if length <= Self.nameBytesMax { lengths.insert(length) }
    }

    package func find(_ name: String) -> Int32? {
        byHash[ByteHash.of(name)]
    }

    func find(hash: UInt64) -> Int32? {
        byHash[hash]
    }
}
