import PondCommunity
import PondCore
import PondExchange
import PondTalk

/// A file on its way, as the API gives it.
struct UploadResource: Codable, Sendable {
    struct Chat: Codable, Sendable {
        /// What `chats` of an import request names it by.
        let place: String
        let name: String
        let platform: String
        let messageCount: Int
        let peopleCount: Int
    }

    /// What would be imported; there once its lines are written, hidden.
    struct Preview: Codable, Sendable {
        let added: Int
        let known: Int
        let skipped: Int
        let newPeople: Int
        let knownPeople: Int
        /// How many minutes later than known lines these seem to be: the sign of a wrong zone.
        let shiftedMinutes: Int?
    }

    let id: ID<Upload>
    let state: Upload.State
    let fileName: String
    let byteCount: Int64
    let createdAt: Timestamp
    let rowsDone: Int
    let bytesDone: Int64
    let format: ChatFormat?
    let chats: [Chat]?
    let messageCount: Int?
    let skippedCount: Int?
    let preview: Preview?
    /// Why it cannot be imported, in words.
    let failure: String?
    let importID: ID<Import>?

    init(_ upload: Upload, _ language: ReportLanguage) {
        id = upload.id
        state = upload.state
        fileName = upload.fileName
        byteCount = upload.byteCount
        createdAt = upload.createdAt
        rowsDone = upload.rowsDone
        bytesDone = upload.bytesDone
        let finding = upload.finding
        format = finding?.format
        chats = finding?.chats.map {
            Chat(
                place: $0.place, name: $0.name, platform: $0.platform, messageCount: $0.messageCount,
                peopleCount: $0.peopleCount)
        }
        messageCount = finding?.messageCount
        skippedCount = finding?.skippedCount
        preview = upload.hidden.map {
            Preview(
                added: $0.newCount, known: $0.knownCount, skipped: $0.skippedCount, newPeople: $0.newPeopleCount,
                knownPeople: $0.knownPeopleCount, shiftedMinutes: $0.shifted?.minutes)
        }
        failure = upload.failure.map { ExchangeWords.failure($0, file: upload.fileName).text(language) }
        importID = upload.state == .done ? upload.importID : nil
    }
}

/// What became of the files of a request.
struct UploadReceipts: Codable, Sendable {
    let items: [UploadReceipt]
}

/// Where the chats of an upload go.
struct ImportStart: Codable, Sendable {
    /// One chat of it; chats that are not named go into their own groups.
    struct Chat: Codable, Sendable {
        let place: String
        /// A group that is there; nothing for its own.
        let group: ID<Group>?
        let isLeftOut: Bool?
    }

    let upload: ID<Upload>
    /// Nothing takes the community's.
    let timeZone: String?
    let chats: [Chat]?
    /// Stops before anybody sees it, until `POST …/uploads/{upload}/confirmations`.
    let withPreview: Bool?
}

/// An import as the API gives it.
struct ImportResource: Codable, Sendable {
    let id: ID<Import>
    let state: Import.State
    let fileName: String
    let format: String
    let messagesAdded: Int
    let messagesKnown: Int
    let membersAdded: Int
    let linesSkipped: Int
    let startedAt: Timestamp
    let endedAt: Timestamp?
    let isBeingUndone: Bool

    init(_ item: ImportListing) {
        id = item.id
        state = item.state
        fileName = item.fileName
        format = item.format
        messagesAdded = item.messagesAdded
        messagesKnown = item.messagesKnown
        membersAdded = item.membersAdded
        linesSkipped = item.linesSkipped
        startedAt = item.startedAt
        endedAt = item.endedAt
        isBeingUndone = item.isUndoNoted
    }
}

/// A page of imports; `next` goes into `after`.
struct ImportList: Codable, Sendable {
    let items: [ImportResource]
    let next: ID<Import>?
}
