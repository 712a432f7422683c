import PondCommunity
import PondCore
import PondExchange
import PondStore

/// One import under way: a thread parses, another makes rows, this task writes them.
struct ImportRun: Sendable {
    /// Lines in a transaction: small enough to be done in a fraction of a second.
    static let chunkCountMax = 16_000
    /// Somebody who was not named before costs as much as so many lines.
    static let linesPerPerson = 10
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

    /// What was written, hidden still.
    struct Written: Sendable {
        let added: Int
        let known: Int
        let report: ChatReadReport
    }

    func perform(_ reading: @escaping Imports.Reading) async throws -> Import {
        try await complete(try await writeAll(reading))
    }

    /// Writes everything that the export holds, and leaves it hidden.
    func writeAll(_ reading: @escaping Imports.Reading) async throws -> Written {
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
            let counts = try await write(channel)
            guard let read = report.withLock({ $0 }) else { throw ImportCancelled() }
            guard counts.added + counts.known > 0 else { throw AppError(.nothingToRead, request.fileName) }
            return Written(added: counts.added, known: counts.known, report: read)
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
        var weight = ChunkWeight()
        func send() throws {
            guard !records.isEmpty else { return }
            try channel.send(Portion(chat: chat, records: records))
            records = []
            weight.startAgain()
            records.reserveCapacity(chunkCountMax)
        }
        let report = try reading { record in
            if case .chat(let info) = record {
                try send()
                chat = info
                return
            }
            records.append(record)
            weight.add(record)
            if weight.total >= chunkCountMax {
                if isCancelled() { throw ImportCancelled() }
                try send()
            }
        }
        try send()
        return report
    }

    // MARK: the writing task

    private func write(_ channel: RecordChannel<Portion>) async throws -> (added: Int, known: Int) {
        // Behind a lock and changed in place: the memory of recent lines is too large to be copied each time.
        let memory = Locked(ImportMemory())
        let pipeline = RowPipeline(thread: WorkerThread(name: "pond-import-rows"))
        defer { pipeline.thread.stop() }
        var written = 0
        while let portion = try await channel.next() {
            if isCancelled() { throw ImportCancelled() }
            try await database.write(lane: .id(request.community)) { [lease, request] transaction in
                try lease.keep(transaction)
                try memory.withLock { memory in
                    // What an earlier attempt at this transaction learned is not so.
                    memory.undo()
                    try memory.write(portion.records, of: portion.chat, pipeline, in: transaction) { number in
                        try ImportTarget(request: request, lease: lease).chunk(
                            portion.chat, number: number, transaction)
                    }
                }
            }
            memory.withLock { $0.keep() }
            written += 1
            if Self.isPowerOfFour(written) { try await renewStatistics() }
        }
        return memory.withLock { $0.counts }
    }

    private static func isPowerOfFour(_ number: Int) -> Bool {
        number.nonzeroBitCount == 1 && number.trailingZeroBitCount.isMultiple(of: 2)
    }

    /// PostgreSQL plans by statistics, and those of tables that grow a thousandfold in seconds are old: without new
    /// ones it may go through everybody of the community for each person. SQLite keeps none.
    private func renewStatistics() async throws {
        guard database.dialect == .postgres else { return }
        do {
            try await database.write(lane: .id(request.community)) { transaction in
                try transaction.execute("ANALYZE members, member_accounts, member_aliases, group_members")
            }
        } catch StoreError.timeout {
            // Worth a try, not worth an import.
        }
    }

    // MARK: the end

    /// A chat that does not say for sure which one it is may not go among people who are not its own.
    /// - Throws: `AppError.chatUncertain`.
    private func checkCrowds(_ report: ChatReadReport) async throws {
        guard request.groupName == nil else { return }
        let chosen = Set(request.groups.values)
        let crowds = try await database.read { [lease] transaction in
            try ImportCrowd.met(by: lease, transaction) { group in
                !chosen.contains(group.id) && !report.chats.contains { $0.isSurely(group.chat) }
            }
        }
        let strangers = crowds.first { crowd in
            ChatCrowd.areStrangers(
                shared: crowd.inBoth, sizes: (crowd.own, crowd.before), platform: crowd.group.platform)
        }
        guard let strangers else { return }
        throw AppError(code: .chatUncertain, values: [request.fileName, strangers.group.name])
    }

    private func complete(_ written: Written) async throws -> Import {
        try await checkCrowds(written.report)
        let completion = ImportCompletion(
            lease: lease, format: written.report.format, skippedCount: written.report.skippedCount)
        return try await completion.run(
            database, lineCount: written.added + written.known, known: written.known, isCancelled: isCancelled)
    }
}
