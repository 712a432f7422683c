import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PondCore
import PondTalk

/// Takes the files of a request into the spool as they arrive.
struct UploadReceiver: Sendable {
    let spool: UploadSpool
    /// Of a whole request.
    let bytesMax: Int64

    /// The name of the file field in our form.
    static let fieldName = "file"

    /// Files of a multipart form; where it may be bare, also the body itself (`curl --data-binary`), called as `name`
    /// in the query says.
    ///
    /// Whatever goes wrong, nothing stays in the spool.
    /// - Throws: `AppError.inputTooLarge`, `.inputUnreadable`, `.fileMissing`, `.fileNotWritable`.
    func files(_ call: Call, mayBeBare: Bool) async throws -> [ReceivedFile] {
        let receiving = Receiving(spool: spool, bytesMax: bytesMax)
        do {
            try await read(call, receiving, mayBeBare: mayBeBare)
            guard !receiving.files.isEmpty else { throw AppError(.fileMissing) }
            return receiving.files
        } catch {
            receiving.discard()
            if error is AppError { throw error }
            throw AppError(.inputUnreadable, "the upload broke off")
        }
    }

    private func read(_ call: Call, _ receiving: Receiving, mayBeBare: Bool) async throws {
        let type = call.request.headers[.contentType]?.lowercased() ?? ""
        let isForm = type.hasPrefix("multipart/form-data")
        var reader: MultipartReader?
        if isForm { reader = try MultipartReader(contentType: call.request.headers[.contentType]) }
        let isBare = !isForm && mayBeBare && !type.hasPrefix("application/x-www-form-urlencoded")
        if isBare { try await receiving.begin(call.query("name") ?? "") }
        let length = call.request.headers[.contentLength].flatMap { Int64($0) } ?? 0
        try await consume(call) { buffer in
            guard isForm || isBare else { throw AppError(.fileMissing) }
            try receiving.count(max(Int64(buffer.readableBytes), length > bytesMax ? length : 0))
            guard let events = try reader?.read(buffer.readableBytesView) else {
                return try await receiving.write(Array(buffer.readableBytesView))
            }
            for event in events { try await take(event, receiving) }
        }
        if isBare { try await receiving.end() }
        if let reader, !reader.isComplete { throw AppError(.inputUnreadable, "the upload broke off") }
    }

    private func take(_ event: MultipartReader.Event, _ receiving: Receiving) async throws {
        switch event {
        case .part(let name, let fileName):
            // A form without a chosen file sends one without a name.
            guard name == Self.fieldName, let fileName, !fileName.isEmpty else { return }
            try await receiving.begin(fileName)
        case .bytes(let bytes): try await receiving.write(bytes)
        case .partEnd: try await receiving.end()
        }
    }

    /// Reads a body to its end also when it was refused on the way: who is still sending does not hear an answer.
    private func consume(_ call: Call, _ take: (ByteBuffer) async throws -> Void) async throws {
        var failure: (any Error)?
        var passedBytes: Int64 = 0
        var pace = BodyPace()
        for try await buffer in call.request.body {
            guard failure == nil else {
                passedBytes += Int64(buffer.readableBytes)
                if passedBytes > UploadLimits.bytesMaxMost { break }
                continue
            }
            do { try pace.count(buffer.readableBytes) } catch {
                if let channel = call.channel { BodyPace.dismiss(channel) }
                throw error
            }
            do { try await take(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

/// The files of one request, in one task.
private final class Receiving {
    private let spool: UploadSpool
    private let bytesMax: Int64
    private var current: (file: SpoolFile, name: String)?
    private var byteCount: Int64 = 0
    private(set) var files: [ReceivedFile] = []

    init(spool: UploadSpool, bytesMax: Int64) {
        self.spool = spool
        self.bytesMax = bytesMax
    }

    func begin(_ name: String) async throws {
        current = (try spool.begin(), name)
    }

    /// - Throws: `AppError.inputTooLarge`.
    func count(_ bytes: Int64) throws {
        byteCount += bytes
        if byteCount > bytesMax { throw AppError(.inputTooLarge, ByteWords.size(bytesMax)) }
    }

    func write(_ bytes: [UInt8]) async throws {
        try await current?.file.write(bytes)
    }

    /// An empty file is none.
    func end() async throws {
        guard let (file, name) = current else { return }
        let count = file.byteCount
        guard count > 0 else {
            file.discard()
            current = nil
            return
        }
        let hash = try await file.finish()
        current = nil
        files.append(ReceivedFile(name: name, hash: hash, byteCount: count, spoolName: file.name))
    }

    func discard() {
        current?.file.discard()
        for file in files { spool.remove(file.spoolName) }
    }
}

/// Sizes of files in words.
enum ByteWords {
    /// 512 MB, 3.4 KB.
    static func size(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1_024: "\(bytes) B"
        case ..<(1 << 20): NumberWords.decimal(Double(bytes) / 1_024, places: 1) + " KB"
        case ..<(1 << 30): NumberWords.decimal(Double(bytes) / 1_048_576, places: 1) + " MB"
        default: NumberWords.decimal(Double(bytes) / 1_073_741_824, places: 1) + " GB"
        }
    }
}
