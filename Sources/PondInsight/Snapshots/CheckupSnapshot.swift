package import PondCommunity
package import PondCore
import PondPlatform
import PondStore

/// A checkup of a community that was asked for, and how far it has come.
package struct CheckupSnapshot: Hashable, Codable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        case waiting, running, made
        /// There was nothing to read.
        case empty
        case failed, cancelled

        package var isUnderWay: Bool { self == .waiting || self == .running }
    }

    package let id: ID<CheckupSnapshot>
    package let state: State
    package let askedAt: Timestamp
    /// Nil: made by itself.
    package let askedBy: ID<Member>?
    package let linesRead: Int
    /// As many as were counted when it was asked for.
    package let linesTotal: Int
    package let madeAt: Timestamp?
    /// The indices, 0…100; nil where there is too little to tell them.
    package let participation: Int?
    package let activity: Int?
    package let contribution: Int?
    package let overall: Int?
}

/// How one of the five errors stood in a checkup.
package struct ErrorStanding: Hashable, Codable, Sendable {
    package let error: DeadlyError
    package let verdict: Checkup.ErrorFinding.Verdict
    /// 0…4.
    package let severity: Int
}

/// Somebody behind a number of a checkup.
package struct CheckupMember: Hashable, Codable, Sendable {
    package let id: ID<Member>
    package let number: Int
    package let displayName: String
    /// In `Checkup.people`.
    package let position: Int
    /// Lines of theirs that the checkup read.
    package let messages: Int
    package let role: String?
    /// Days since 1970 in the community's time zone; nil for who never spoke.
    package let firstDay: Int?
    package let lastDay: Int?
}
