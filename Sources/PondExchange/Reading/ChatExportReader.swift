/// Reads a chat export, whatever program wrote it: plain, packed, or one of many entries of an archive.
///
/// The format is told from the content, never from the name. Memory stays flat: a file may be larger than memory.
/// An archive is gone through twice, first for the small files that name people and channels; the folder of an unpacked
/// Slack export is read as its zip is.
package struct ChatExportReader {
    private let path: String
    private let options: ChatExportOptions

    package init(path: String, options: ChatExportOptions = ChatExportOptions()) {
        self.path = path
        self.options = options
    }

    /// Synchronous; call on a thread of your own. Hands out records in file order.
    ///
    /// - Parameters:
    ///   - progress: gets bytes used and bytes in total of the file on disk, about every 256 KB of text.
    ///   - receive: gets each record; what it throws ends the reading and is thrown on.
    /// - Throws: `ChatReadError`, or what `receive` throws.
    package func read(
        progress: (Int64, Int64) -> Void = { _, _ in },
        _ receive: (ChatRecord) throws -> Void
    ) throws -> ChatReadReport {
        let locale = ThreadLocale()
        defer { locale.end() }
        return try withoutActuallyEscaping(progress) { progress in
            try withoutActuallyEscaping(receive) { receive in
                let state = ChatReadState(path: path, options: options, receive: receive)
                do {
                    let sources = try sources()
                    try readDirectory(sources, state)
                    try readEntries(sources, state, progress: progress)
                    return try state.report()
                } catch let failure as ChatReadFailure {
                    throw state.error(failure)
                }
            }
        }
    }

    /// A file on disk, called as an entry where it lies in a folder that was unpacked.
    private struct Source {
        let path: String
        var entry: String?
    }

    private func sources() throws -> [Source] {
        guard let folder = ChatExportFolder(path: path) else { return [Source(path: path)] }
        return try folder.files().map { Source(path: "\(path)/\($0)", entry: $0) }
    }

    private func readDirectory(_ sources: [Source], _ state: ChatReadState) throws {
        for source in sources where source.entry == nil || ArchiveDirectory.mayHold(source.entry) {
            state.entry = source.entry
            let archive = try ArchiveInput(path: source.path)
            while let entry = try archive.nextEntry(), archive.holdsEntries || source.entry != nil {
                state.entry = source.entry ?? entry.name
                guard ArchiveDirectory.mayHold(state.entry) else { continue }
                guard let stream = try? ByteStream(archive, progress: {}) else { continue }
                try? state.directory.read(stream, state)
            }
        }
        state.entry = nil
    }

    private func readEntries(
        _ sources: [Source], _ state: ChatReadState, progress: @escaping (Int64, Int64) -> Void
    ) throws {
        let total = sources.reduce(0) { $0 + ArchiveInput.sizeBytes(path: $1.path) }
        var before: Int64 = 0
        for source in sources {
            state.entry = source.entry
            if source.entry != nil, ArchiveInput.sizeBytes(path: source.path) == 0 {
                state.skip(line: nil, expected: .exportNotEmpty)
                continue
            }
            let archive = try ArchiveInput(path: source.path)
            let done = before
            let tell = { progress(done + min(archive.readBytes, archive.sizeBytes), total) }
            while let entry = try archive.nextEntry() {
                state.entry = source.entry ?? entry.name
                state.modifiedAt = entry.modifiedAt
                state.entryCount += 1
                tell()
                if let name = state.entry, Attachments.holds(name) {
                    state.warn(.attachmentsLeftOut, line: nil)
                    continue
                }
                do {
                    try readEntry(try ByteStream(archive, progress: tell), state, isOnly: state.entry == nil)
                } catch let failure as ChatReadFailure where state.entry != nil && Self.isSkipped(failure) {
                    state.holdsArchive = state.holdsArchive || failure.code == .archiveInArchive
                    state.skip(line: nil, expected: failure.expected)
                }
            }
            before += archive.sizeBytes
        }
        state.entry = nil
        progress(total, total)
    }

    /// What keeps one entry of an archive from being read and not the others.
    private static func isSkipped(_ failure: ChatReadFailure) -> Bool {
        failure.code == .wrongEncoding || failure.code == .archiveInArchive
    }

    private func readEntry(_ stream: ByteStream, _ state: ChatReadState, isOnly: Bool) throws {
        if stream.head.isEmpty {
            if isOnly { throw ChatReadFailure(code: .emptyFile, expected: .export) }
            state.skip(line: nil, expected: .exportNotEmpty)
            return
        }
        let recognition = ChatRecognition(head: stream.head, isWhole: stream.headIsWhole)
        switch recognition.finding {
        case .format(let format):
            state.begin(format)
            try format.read(stream, state)
            if stream.zeroCount > 0 {
                state.warn(.zeroBytesLeftOut, line: stream.zeroLine, count: stream.zeroCount)
            }
            switch stream.encoding {
            case .ascii, .utf8: break
            case .utf8WithFaults: state.warn(.bytesReplaced, line: nil)
            case .other: state.warn(.encodingConverted, line: nil)
            }
        case .directory:
            if isOnly { throw ChatReadFailure(code: .unknownFormat, expected: .knownFormat) }
        case .unknown:
            if isOnly { throw ChatReadFailure(code: .unknownFormat, expected: .knownFormat) }
            state.skip(line: nil, expected: .knownFormat)
        }
    }
}
