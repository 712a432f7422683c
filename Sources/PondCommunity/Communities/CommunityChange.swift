import Foundation
import PondCore

/// A change of what a community says of itself, made on a version of it. Parts that are nil stay as they are.
package struct CommunityChange: Sendable {
    package static let nameCharactersMax = 40

    /// The name, the time zone, and who may see it.
    package struct Basics: Codable, Hashable, Sendable {
        package var name: String
        package var timeZone: String
        package var isPublic: Bool

        package init(name: String, timeZone: String, isPublic: Bool) {
            self.name = name
            self.timeZone = timeZone
            self.isPublic = isPublic
        }
    }

    package var version: Int64
    package var basics: Basics?
    package var brand: Brand?
    package var positioning: Positioning?
    package var settings: CommunitySettings?

    package init(
        version: Int64, basics: Basics? = nil, brand: Brand? = nil, positioning: Positioning? = nil,
        settings: CommunitySettings? = nil
    ) {
        self.version = version
        self.basics = basics
        self.brand = brand
        self.positioning = positioning
        self.settings = settings
    }

    /// - Throws: `AppError.fieldsInvalid`.
    package func validated() throws -> CommunityChange {
        var reading = FieldReading()
        var clean = self
        clean.basics = basics.map { Self.read($0, &reading) }
        clean.brand = brand.map { $0.read(&reading) }
        clean.positioning = positioning.map { $0.read(&reading) }
        clean.settings = settings.map { $0.read(&reading) }
        try reading.finish()
        return clean
    }

    private static func read(_ basics: Basics, _ reading: inout FieldReading) -> Basics {
        var clean = basics
        clean.name = reading.line("name", basics.name, isNeeded: true, charactersMax: nameCharactersMax)
        clean.timeZone = CleanText.line(basics.timeZone)
        if TimeZone(identifier: clean.timeZone) == nil { reading.refuse(FieldError("timeZone", .notOffered)) }
        return clean
    }
}

/// What is needed to found a community with its owner.
package struct FoundingDraft: Sendable {
    package static let groupNameCharactersMax = 40

    package var name: String
    package var slogan: String
    /// How the owner is called inside.
    package var ownerName: String
    package var timeZone: String
    /// The group that everybody lands in.
    package var firstGroup: String
    package var isPublic: Bool
    package var door: CommunitySettings.Door

    package init(
        name: String, slogan: String = "", ownerName: String, timeZone: String = CommunityDraft.defaultTimeZone,
        firstGroup: String, isPublic: Bool = true, door: CommunitySettings.Door = .open
    ) {
        self.name = name
        self.slogan = slogan
        self.ownerName = ownerName
        self.timeZone = timeZone
        self.firstGroup = firstGroup
        self.isPublic = isPublic
        self.door = door
    }

    /// - Throws: `AppError.fieldsInvalid`.
    package func validated() throws -> FoundingDraft {
        var reading = FieldReading()
        var clean = self
        clean.name = reading.line(
            "name", name, isNeeded: true, charactersMax: CommunityChange.nameCharactersMax)
        clean.slogan = reading.line("slogan", slogan, charactersMax: Brand.sloganCharactersMax)
        clean.ownerName = reading.line(
            "ownerName", ownerName, isNeeded: true, charactersMax: MemberName.charactersMax)
        clean.firstGroup = reading.line(
            "firstGroup", firstGroup, isNeeded: true, charactersMax: Self.groupNameCharactersMax)
        if TimeZone(identifier: timeZone) == nil { reading.refuse(FieldError("timeZone", .notOffered)) }
        try reading.finish()
        return clean
    }
}
