import Foundation
package import PondCommunity
package import PondCore

/// Where the chats of an upload go, and how its times are read.
package struct UploadPlan: Codable, Hashable, Sendable {
    package enum Target: Codable, Hashable, Sendable {
        /// The group that it belongs to, by platform, id and name; a new one where there is none.
        case ownGroup
        case group(ID<Group>)
        case leftOut
    }

    package let timeZone: String
    /// By `ChatInfo.place`; what is not named goes into its own group.
    package let targets: [String: Target]

    /// What decides the outcome besides the file. The command line writes the same for a whole file, so that each
    /// knows what the other imported.
    var settings: String {
        let words = targets.compactMap { place, target -> String? in
            switch target {
            case .ownGroup: nil
            case .group(let id): "\(place)>\(id)"
            case .leftOut: "\(place)>-"
            }
        }
        return "\(timeZone)||" + words.sorted().joined(separator: "|")
    }

    var groups: [String: ID<Group>] {
        targets.compactMapValues { if case .group(let id) = $0 { id } else { nil } }
    }

    func leavesOut(_ place: String) -> Bool { targets[place] == .leftOut }
}

/// The same as somebody gave it.
package struct UploadPlanDraft: Sendable {
    package static let leftOut = "-"
    package static let ownGroup = ""

    package var timeZone: String
    /// By `ChatInfo.place`: a group's id, `leftOut`, or `ownGroup`.
    package var targets: [String: String]

    package init(timeZone: String, targets: [String: String] = [:]) {
        self.timeZone = timeZone
        self.targets = targets
    }

    /// - Throws: `AppError.fieldsInvalid` with `timeZone`, or `chats` where all are left out or a group is not there.
    func validated(_ finding: UploadFinding, groups: Set<ID<Group>>) throws -> UploadPlan {
        var errors: [FieldError] = []
        if TimeZone(identifier: timeZone) == nil { errors.append(FieldError("timeZone", .notOffered)) }
        var chosen: [String: UploadPlan.Target] = [:]
        for chat in finding.chats {
            switch targets[chat.place] ?? Self.ownGroup {
            case Self.ownGroup: continue
            case Self.leftOut: chosen[chat.place] = .leftOut
            case let text:
                guard let id = ID<Group>(text), groups.contains(id) else {
                    errors.append(FieldError("chats", .notOffered))
                    continue
                }
                chosen[chat.place] = .group(id)
            }
        }
        let isEmpty = finding.chats.allSatisfy { chosen[$0.place] == .leftOut }
        if isEmpty { errors.append(FieldError("chats", .missing)) }
        try AppError.check(errors)
        return UploadPlan(timeZone: timeZone, targets: chosen)
    }
}
