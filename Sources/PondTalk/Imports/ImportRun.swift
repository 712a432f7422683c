import PondCommunity
import PondCore
import PondExchange
import PondStore

/// One import under way: a thread parses, this task writes.
struct ImportRun: Sendable {
    /// Records in a transaction: small enough to be done in a fraction of a second.
    static let chunkCountMax = 8_000
    /// Chunks that wait for the database.
    static let waitingCountMax = 4

    let database: Database
    let request: ImportRequest
    let lease: ImportLease
    let isCancelled: @Sendable () -> Bool

    /// A run of records of one chat.
    private struct Portion: Sendable {
        let chat: ChatInfo
        let records: [ChatRecord]
    }

    func perform(_ reading: @escaping Imports.Reading) async throws -> Import {
        let channel = RecordChannel<Portion>(countMax: Self.waitingCountMax)
        let report = Locked<ChatReadReport?>(nil)
        let thread = WorkerThread(name: "pond-import")
        thread.run { [isCancelled] in
            let result = Result { try Self.read(reading, isCancelled, into: channel) }
            if case .success(let read) = result { report.withLock { $0 = read } }
            channel.finish(result.map { _ in () })
        }
        defer { thread.stop() }
        do {
            let chunks = try await write(channel)
            guard let read = report.withLock({ $0 }) else { throw ImportCancelled() }
            return try await complete(chunks, read)
        } catch {
            channel.abandon()
            throw error
        }
    }

    // MARK: the parsing thread

    private static func read(
        _ reading: Imports.Reading, _ isCancelled: @escaping @Sendable () -> Bool, into channel: RecordChannel<Portion>
    ) throws -> ChatReadReport {
        var chat = ChatInfo(platform: "unknown", sourceID: nil, name: "", kind: .group)
        var records: [ChatRecord] = []
        func send() throws {
            guard !records.isEmpty else { return }
            try channel.send(Portion(chat: chat, records: records))
            records = []
            records.reserveCapacity(chunkCountMax)
        }
        let report = try reading { record in
            if case .chat(let info) = record {
                try send()
                chat = info
                return
            }
            records.append(record)
            if records.count == chunkCountMax {
                if isCancelled() { throw ImportCancelled() }
                try send()
            }
        }
        try send()
        return report
    }

    // MARK: the writing task

    private func write(_ channel: RecordChannel<Portion>) async throws -> [ImportChunk] {
        // Each behind a lock and changed in place: their memory of recent lines is too large to be copied each time.
        var chunks: [String: Locked<ImportChunk?>] = [:]
        while let portion = try await channel.next() {
            if isCancelled() { throw ImportCancelled() }
            let known = chunks[portion.chat.key]
            let chunk = known ?? Locked(nil)
            try await database.write(lane: .id(request.community)) { [lease, request] transaction in
                try lease.keep(transaction)
                try chunk.withLock { slot in
                    // What an earlier attempt at this transaction learned is not so.
                    if known == nil { slot = nil } else { slot?.undo() }
                    if slot == nil {
                        slot = try ImportTarget(request: request, lease: lease).chunk(portion.chat, transaction)
                    }
                    try slot?.write(portion.records, in: transaction)
                }
            }
            chunk.withLock { $0?.keep() }
            chunks[portion.chat.key] = chunk
        }
        return chunks.values.compactMap { $0.withLock { $0 } }
    }

    // MARK: the end

    private func complete(_ chunks: [ImportChunk], _ report: ChatReadReport) async throws -> Import {
        let lineCount = chunks.reduce(0) { $0 + $1.addedCount + $1.knownCount }
        guard lineCount > 0 else { throw AppError(.nothingToRead, request.fileName) }
        let known = chunks.reduce(0) { $0 + $1.knownCount }
        let completion = ImportCompletion(lease: lease, format: report.format, skippedCount: report.skippedCount)
        var claimed = 0
        var cursor: Int64 = 0
        while true {
            if isCancelled() { throw ImportCancelled() }
            let step = try await database.write(lane: .id(request.community)) { [claimed, cursor] transaction in
                try lease.keep(transaction)
                let lines = try completion.claim(after: cursor, transaction)
                if let last = lines.last, lines.count == SharedLines.batchCountMax {
                    return ImportCompletion.Step.claimed(count: lines.count, last: last.id)
                }
                let stillKnown = max(0, known - claimed - lines.count)
                return .done(
                    try completion.complete(added: lineCount - stillKnown, known: stillKnown, transaction))
            }
            switch step {
            case .done(let done): return done
            case .claimed(let count, let last): (claimed, cursor) = (claimed + count, last)
            }
        }
    }
}
