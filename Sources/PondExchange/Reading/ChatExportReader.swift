/// Reads a chat export, whatever program wrote it: plain, packed, or one of many entries of an archive.
///
/// The format is told from the content, never from the name. Memory stays flat: a file may be larger than memory.
/// An archive is gone through twice, first for the small files that name people and channels.
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
        try withoutActuallyEscaping(progress) { progress in
            try withoutActuallyEscaping(receive) { receive in
                let state = ChatReadState(path: path, options: options, receive: receive)
                do {
                    try readDirectory(state)
                    try readEntries(state, progress: progress)
                    return try state.report()
                } catch let failure as ChatReadFailure {
                    throw state.error(failure)
                }
            }
        }
    }

    private func readDirectory(_ state: ChatReadState) throws {
        let archive = try ArchiveInput(path: path)
        while let entry = try archive.nextEntry(), archive.holdsEntries {
            state.entry = entry.name
            guard ArchiveDirectory.mayHold(entry.name) else { continue }
            guard let stream = try? ByteStream(archive, progress: {}) else { continue }
            try? state.directory.read(stream, state)
        }
        state.entry = nil
    }

    private func readEntries(_ state: ChatReadState, progress: @escaping (Int64, Int64) -> Void) throws {
        let archive = try ArchiveInput(path: path)
        let tell = { progress(min(archive.readBytes, archive.sizeBytes), archive.sizeBytes) }
        while let entry = try archive.nextEntry() {
            state.entry = entry.name
            state.modifiedAt = entry.modifiedAt
            tell()
            do {
                try readEntry(try ByteStream(archive, progress: tell), state, isOnly: entry.name == nil)
            } catch let failure as ChatReadFailure where entry.name != nil && failure.code == .wrongEncoding {
                state.skip(line: nil, expected: "a chat export in text. \(failure.expected)")
            }
        }
        state.entry = nil
        progress(archive.sizeBytes, archive.sizeBytes)
    }

    private func readEntry(_ stream: ByteStream, _ state: ChatReadState, isOnly: Bool) throws {
        if stream.head.isEmpty {
            if isOnly { throw ChatReadFailure(code: .emptyFile, expected: "Expected a chat export.") }
            state.skip(line: nil, expected: "a chat export, not an empty file")
            return
        }
        let recognition = ChatRecognition(head: stream.head, isWhole: stream.headIsWhole)
        switch recognition.finding {
        case .format(let format):
            switch stream.encoding {
            case .utf8: break
            case .utf8WithFaults: state.warn(.bytesReplaced, line: nil)
            case .other: state.warn(.encodingConverted, line: nil)
            }
            state.begin(format)
            try format.read(stream, state)
        case .directory:
            if isOnly { throw ChatReadFailure(code: .unknownFormat, expected: ChatReadState.knownFormats) }
        case .unknown:
            if isOnly { throw ChatReadFailure(code: .unknownFormat, expected: ChatReadState.knownFormats) }
            state.skip(line: nil, expected: "a chat export of a known format")
        }
    }
}
