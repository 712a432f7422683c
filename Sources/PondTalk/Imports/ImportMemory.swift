import PondExchange
import PondStore

/// What an import remembers from chunk to chunk. A transaction may be run again, so what a chunk taught counts only
/// once its caller says `keep` after the commit.
struct ImportMemory: Sendable {
    private struct Place: Hashable {
        let platform: String
        let key: String
    }

    private var windows = ImportWindows()
    private var chunks: [ImportChunk] = []
    private var numbers: [Place: Int] = [:]
    /// Chats since the last `keep`.
    private var newChats: [Place] = []
    private var touched: Int?

    /// Lines that are there now, and those of them that were there before.
    var counts: (added: Int, known: Int) {
        (chunks.reduce(0) { $0 + $1.addedCount }, chunks.reduce(0) { $0 + $1.knownCount })
    }

    /// Hands the records of a chat to its chunk.
    /// - Parameter make: the chunk of a chat that is met for the first time, given its number.
    mutating func write(
        _ records: [ChatRecord], of chat: ChatInfo, _ pipeline: RowPipeline, in transaction: WriteTransaction,
        make: (Int) throws -> ImportChunk
    ) throws {
        let place = Place(platform: chat.platform, key: chat.key)
        let number = numbers[place] ?? chunks.count
        if number == chunks.count {
            chunks.append(try make(number))
            numbers[place] = number
            newChats.append(place)
        }
        touched = number
        try chunks[number].write(records, &windows, pipeline, in: transaction)
    }

    /// Makes what the last chunk taught last.
    mutating func keep() {
        windows.keep()
        if let touched { chunks[touched].keep() }
        newChats = []
        touched = nil
    }

    /// Forgets what was learned since the last `keep`.
    mutating func undo() {
        windows.undo()
        if let touched { chunks[touched].undo() }
        for place in newChats {
            numbers[place] = nil
            chunks.removeLast()
        }
        newChats = []
        touched = nil
    }
}

/// The recent lines of all chats of an export, bounded together.
struct ImportWindows: Sendable {
    var lines = LineFingerprint()
    var replies = ReplyWindow()

    mutating func keep() {
        lines.keep()
        replies.keep()
    }

    mutating func undo() {
        lines.undo()
        replies.undo()
    }
}
