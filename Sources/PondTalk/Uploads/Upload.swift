package import PondCommunity
package import PondCore
package import PondExchange
package import PondPlatform

/// A file that somebody brought in a browser or through the API, on its way into a community.
package struct Upload: Decodable, Sendable {
    package enum State: String, CaseIterable, Codable, Sendable {
        /// A job reads it to see what it holds.
        case looking
        /// Somebody has to say where its chats go.
        case looked
        /// It cannot be imported; `failure` says why.
        case refused
        /// Its lines are being written, hidden.
        case writing
        /// Everything is written, hidden; somebody has to agree.
        case ready
        case revealing
        /// Everybody sees it.
        case done
        /// What was written is being erased.
        case discarding
        case discarded

        /// Whether something is still to come: the file lies in the spool until then.
        package var isUnderWay: Bool { self != .refused && self != .done && self != .discarded }
        /// Whether a job is at work, so that looking again soon shows something new.
        package var isBusy: Bool {
            self == .looking || self == .writing || self == .revealing || self == .discarding
        }
        /// Whether nothing goes on before somebody decides.
        package var awaitsDecision: Bool { self == .looked || self == .ready }
        /// Whether it may be given up.
        package var canBeDiscarded: Bool {
            self == .looking || self == .looked || self == .writing || self == .ready
        }
    }

    /// What nobody decides on for so long is given up, and leaves nothing.
    package static let decisionMilliseconds: Int64 = 7 * 86_400_000

    package let id: ID<Upload>
    package let communityID: ID<Community>
    package let personID: ID<Person>?
    package let personName: String?
    package let state: State
    package let fileName: String
    package let fileHash: String
    package let byteCount: Int64
    package let importID: ID<Import>?
    /// Records read by the job at work, and bytes of the file.
    package let rowsDone: Int
    package let bytesDone: Int64
    /// When the job at work began.
    package let begunAt: Timestamp?
    package let createdAt: Timestamp
    package let changedAt: Timestamp
    /// Whether it is made seen without asking again.
    let isConfirmed: Bool
    let spoolName: String
    private let planText: String?
    private let findingText: String?
    private let failureText: String?
    private let resultText: String?

    private enum CodingKeys: String, CodingKey {
        case id, personName, state, fileName, fileHash, byteCount, rowsDone, bytesDone, begunAt, createdAt, changedAt
        case isConfirmed, spoolName, planText, findingText, failureText, resultText
        case communityID = "communityId"
        case personID = "personId"
        case importID = "importId"
    }

    /// When it is given up by itself; nil where nobody is asked.
    package var expiresAt: Timestamp? {
        state.awaitsDecision ? changedAt.adding(milliseconds: Self.decisionMilliseconds) : nil
    }

    /// What the file holds; nil before it was looked at.
    package var finding: UploadFinding? { Self.value(findingText) }
    /// Where its chats go; nil before somebody said so.
    package var plan: UploadPlan? { Self.value(planText) }
    package var failure: UploadFailure? { Self.value(failureText) }
    /// What was written.
    package var hidden: HiddenImport? { Self.value(resultText) }

    private static func value<Value: Decodable>(_ text: String?) -> Value? {
        text.flatMap { try? ColumnJSON.value(Value.self, $0) }
    }
}

/// Why an upload cannot be imported.
package enum UploadFailure: Codable, Hashable, Sendable {
    case unreadable(ChatReadError)
    case nothingToRead
    /// It is in the community, as this import.
    case knownAlready(ID<Import>)
    /// Another process writes the same file.
    case underWay
    /// What was written was taken back before somebody agreed.
    case gone
}
