/// What the small files of an archive tell about the others: read before them, wherever they stand.
struct ArchiveDirectory {
    /// Whether an entry of that name could be such a file; others are not unpacked for it.
    static func mayHold(_ name: String?) -> Bool { false }

    mutating func read(_ stream: ByteStream) throws {}
}
