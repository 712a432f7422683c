import Foundation
import PondCore

/// How a community looks: mark, colours, slogan.
package struct Brand: Codable, Hashable, Sendable {
    package static let sloganCharactersMax = 60
    package static let initialsCharactersMax = 2
    /// What text needs (WCAG 2.2, success criterion 1.4.3).
    package static let contrastMin = 4.5

    package var slogan: String
    /// One or two characters for where there is no picture; empty shows Pond's mark.
    package var initials: String
    /// Number of its picture, see `CommunityMarks`; empty for none. No form or request changes it.
    package var mark: String
    /// `#1b6a56`; empty is Pond's own green.
    package var colourLight: String
    package var colourDark: String

    package init(
        slogan: String = "", initials: String = "", mark: String = "", colourLight: String = "",
        colourDark: String = ""
    ) {
        self.slogan = slogan
        self.initials = initials
        self.mark = mark
        self.colourLight = colourLight
        self.colourDark = colourDark
    }

    private enum CodingKeys: String, CodingKey {
        case slogan, initials, mark, colourLight, colourDark
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        slogan = try values.decodeIfPresent(String.self, forKey: .slogan) ?? ""
        initials = try values.decodeIfPresent(String.self, forKey: .initials) ?? ""
        mark = try values.decodeIfPresent(String.self, forKey: .mark) ?? ""
        colourLight = try values.decodeIfPresent(String.self, forKey: .colourLight) ?? ""
        colourDark = try values.decodeIfPresent(String.self, forKey: .colourDark) ?? ""
    }

    package var hasColours: Bool { !colourLight.isEmpty || !colourDark.isEmpty }

    /// Cleaned; what is wrong goes to `reading`. A colour has to be readable as text on Pond's surfaces, by day and by
    /// night; then it also carries text on itself.
    package func read(_ reading: inout FieldReading) -> Brand {
        var clean = self
        clean.slogan = reading.line("slogan", slogan, charactersMax: Self.sloganCharactersMax)
        clean.initials = reading.line("initials", initials, charactersMax: Self.initialsCharactersMax)
        clean.colourLight = Self.colour("colourLight", colourLight, on: .paper, &reading)
        clean.colourDark = Self.colour("colourDark", colourDark, on: .night, &reading)
        return clean
    }

    private static func colour(
        _ field: String, _ text: String, on surface: BrandColour, _ reading: inout FieldReading
    ) -> String {
        let line = CleanText.line(text)
        guard !line.isEmpty else { return "" }
        guard let colour = BrandColour(line) else {
            reading.refuse(FieldError(field, .malformed))
            return String(line.prefix(20))
        }
        let contrast = colour.contrast(with: surface)
        if contrast < contrastMin {
            reading.refuse(FieldError(field, .lowContrast, String(format: "%.1f", contrast)))
        }
        return colour.text
    }
}
