import HTTPTypes
import Hummingbird
import PondCommunity
import PondCore
import PondPlatform
import PondTalk

/// Takes pictures out of requests: a form of the composer, or one file of a program.
struct PictureIntake: Sendable {
    /// Room for the texts beside the pictures.
    private static let bytesMax =
        PictureWorkshop.fileBytesMax * Int64(MessageDraft.picturesCountMax) + Int64(Route.formBytesMax)

    let pictures: Pictures
    private let receiver: UploadReceiver

    init(_ pictures: Pictures, spool: UploadSpool) {
        self.pictures = pictures
        receiver = UploadReceiver(
            spool: spool, bytesMax: Self.bytesMax, fileBytesMax: PictureWorkshop.fileBytesMax,
            fileCountMax: MessageDraft.picturesCountMax)
    }

    /// What a form brought: its texts also where its pictures are refused, so that it can be shown again.
    struct Taken: Sendable {
        let values: FormValues
        let pictures: [Picture]
        let refusal: AppError?
    }

    /// The form of the composer, with or without pictures.
    /// - Throws: what is not about the pictures: that one may not post here.
    func form(_ call: Call, _ group: GroupStanding) async throws -> Taken {
        guard Route.Streaming.files.covers(call.request) else {
            return Taken(values: call.values, pictures: [], refusal: nil)
        }
        let received = try await receiver.form(call)
        defer { remove(received) }
        do {
            if let refusal = received.refusal { throw refusal }
            let added = received.files.isEmpty ? [] : try await add(received, group, call)
            return Taken(values: received.values, pictures: added, refusal: nil)
        } catch let error as AppError {
            return Taken(values: received.values, pictures: [], refusal: error)
        }
    }

    /// Pictures alone; of a program also a bare body.
    /// - Throws: `AppError.fileMissing`, `.inputTooLarge`, and what `Pictures.add` throws.
    func files(_ call: Call, _ group: GroupStanding) async throws -> [Picture] {
        let received = try await receiver.form(call, mayBeBare: true)
        defer { remove(received) }
        if let refusal = received.refusal { throw refusal }
        guard !received.files.isEmpty else { throw AppError(.fileMissing) }
        return try await add(received, group, call)
    }

    private func add(_ received: ReceivedForm, _ group: GroupStanding, _ call: Call) async throws -> [Picture] {
        try await pictures.add(received.files, in: receiver.spool, to: group, key: call.visit.idempotencyKey)
    }

    private func remove(_ received: ReceivedForm) {
        for file in received.files { receiver.spool.remove(file.spoolName) }
    }
}
