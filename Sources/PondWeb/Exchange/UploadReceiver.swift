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
    /// Of one file of it.
    var fileBytesMax = Int64.max
    var fileCountMax = MultipartReader.partCountMax

    /// The name of the file field in our forms.
    static let fieldName = "file"

    /// Files of a multipart form; where it may be bare, also the body itself (`curl --data-binary`), called as `name`
    /// in the query says.
    ///
    /// Whatever goes wrong, nothing stays in the spool.
    /// - Throws: `AppError.inputTooLarge`, `.inputUnreadable`, `.fileMissing`, `.fileNotWritable`.
    func files(_ call: Call, mayBeBare: Bool) async throws -> [ReceivedFile] {
        let received = try await form(call, mayBeBare: mayBeBare)
        if let refusal = received.refusal { throw refusal }
        guard !received.files.isEmpty else { throw AppError(.fileMissing) }
        return received.files
    }

    /// The same with the form's other fields, and perhaps without files.
    func form(_ call: Call, mayBeBare: Bool = false) async throws -> ReceivedForm {
        let receiving = Receiving(self)
        var refusal: AppError?
        do {
            try await read(call, receiving, mayBeBare: mayBeBare)
        } catch {
            receiving.discard()
            refusal = error as? AppError ?? AppError(.inputUnreadable, "the upload broke off")
        }
        return ReceivedForm(
            files: refusal == nil ? receiving.files : [], values: FormValues(receiving.fields), refusal: refusal)
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
            guard let fileName else { return receiving.beginField(name) }
            // A form without a chosen file sends one without a name.
            guard name == Self.fieldName, !fileName.isEmpty else { return }
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

/// A form with files, as it was received.
struct ReceivedForm: Sendable {
    /// In the spool, until somebody takes them or removes them.
    let files: [ReceivedFile]
    /// Up to where it was refused.
    let values: FormValues
    /// Why nothing of it was taken: `.inputTooLarge`, `.inputUnreadable`, `.picturesTooMany`, `.fileNotWritable`.
    let refusal: AppError?
}

/// The parts of one request, in one task.
private final class Receiving {
    private let limits: UploadReceiver
    private var current: (file: SpoolFile, name: String)?
    private var field: (name: String, bytes: [UInt8])?
    private var byteCount: Int64 = 0
    private var fieldBytes = 0
    private(set) var files: [ReceivedFile] = []
    private(set) var fields: [(String, String)] = []

    private var spool: UploadSpool { limits.spool }

    init(_ limits: UploadReceiver) {
        self.limits = limits
    }

    func beginField(_ name: String) { field = (name, []) }

    func begin(_ name: String) async throws {
        guard files.count < limits.fileCountMax else { throw AppError(.picturesTooMany, "\(limits.fileCountMax)") }
        current = (try spool.begin(), name)
    }

    /// - Throws: `AppError.inputTooLarge`.
    func count(_ bytes: Int64) throws {
        byteCount += bytes
        if byteCount > limits.bytesMax { throw AppError(.inputTooLarge, ByteWords.size(limits.bytesMax)) }
    }

    /// - Throws: `AppError.inputTooLarge`, `.fileNotWritable`.
    func write(_ bytes: [UInt8]) async throws {
        if field != nil {
            fieldBytes += bytes.count
            guard fieldBytes <= Route.formBytesMax else {
                throw AppError(.inputTooLarge, ByteWords.size(Int64(Route.formBytesMax)))
            }
            field?.bytes += bytes
        } else if let file = current?.file {
            try await file.write(bytes)
            if file.byteCount > limits.fileBytesMax {
                throw AppError(.inputTooLarge, ByteWords.size(limits.fileBytesMax))
            }
        }
    }

    /// An empty file is none.
    func end() async throws {
        if let (name, bytes) = field {
            fields.append((name, String(decoding: bytes, as: UTF8.self)))
            field = nil
        }
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
