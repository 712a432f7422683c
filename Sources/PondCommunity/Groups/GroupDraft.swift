import Foundation
import PondCore

/// A group as somebody wants it to be, new or changed.
package struct GroupDraft: Sendable {
    package static let nameCharactersMax = 60
    package static let descriptionCharactersMax = 500
    package static let slowModeSecondsMax = 86_400

    package var name: String
    package var description: String
    package var slowModeSeconds: Int
    /// `23:00`; both empty for none.
    package var quietFrom: String
    package var quietUntil: String
    package var isOpen: Bool

    package init(
        name: String, description: String = "", slowModeSeconds: Int = 0, quietFrom: String = "",
        quietUntil: String = "", isOpen: Bool = true
    ) {
        self.name = name
        self.description = description
        self.slowModeSeconds = slowModeSeconds
        self.quietFrom = quietFrom
        self.quietUntil = quietUntil
        self.isOpen = isOpen
    }

    /// The draft as it is: what the form of an existing group begins with.
    package init(_ group: GroupStanding) {
        let quiet = group.settings.quietHours
        self.init(
            name: group.group.name, description: group.settings.description,
            slowModeSeconds: group.settings.slowModeSeconds,
            quietFrom: quiet.map { QuietHours.clock($0.fromMinute) } ?? "",
            quietUntil: quiet.map { QuietHours.clock($0.untilMinute) } ?? "", isOpen: group.settings.isOpen)
    }

    package struct Validated: Sendable {
        let name: String
        let description: String
        let slowModeSeconds: Int
        let quietHours: QuietHours?
        let isOpen: Bool
    }

    /// - Throws: `AppError.fieldsInvalid`.
    package func validated() throws -> Validated {
        var problems: [FieldError] = []
        let name = CleanText.line(name)
        let description = CleanText.lines(description)
        if !CleanText.isVisible(name) { problems.append(FieldError("name", .missing)) }
        if name.unicodeScalars.count > Self.nameCharactersMax {
            problems.append(FieldError("name", .tooLong, "\(Self.nameCharactersMax)"))
        }
        if description.unicodeScalars.count > Self.descriptionCharactersMax {
            problems.append(FieldError("description", .tooLong, "\(Self.descriptionCharactersMax)"))
        }
        if !(0...Self.slowModeSecondsMax).contains(slowModeSeconds) {
            problems.append(FieldError("slowModeSeconds", .outOfRange, "0", "\(Self.slowModeSecondsMax)"))
        }
        let quiet = validatedQuietHours(&problems)
        try AppError.check(problems)
        return Validated(
            name: name, description: description, slowModeSeconds: slowModeSeconds, quietHours: quiet, isOpen: isOpen)
    }

    private func validatedQuietHours(_ problems: inout [FieldError]) -> QuietHours? {
        if quietFrom.isEmpty, quietUntil.isEmpty { return nil }
        let from = QuietHours.minute(ofClock: quietFrom)
        let until = QuietHours.minute(ofClock: quietUntil)
        if from == nil { problems.append(FieldError("quietFrom", quietFrom.isEmpty ? .missing : .malformed)) }
        if until == nil { problems.append(FieldError("quietUntil", quietUntil.isEmpty ? .missing : .malformed)) }
        guard let from, let until else { return nil }
        guard let quiet = QuietHours(fromMinute: from, untilMinute: until) else {
            problems.append(FieldError("quietUntil", .wrong))
            return nil
        }
        return quiet
    }
}
