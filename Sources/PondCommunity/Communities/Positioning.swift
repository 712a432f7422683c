import PondCore

/// What a community is for. The words and the choices are those of product.md, part A.
package struct Positioning: Codable, Hashable, Sendable {
    /// What brings people together.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case people, product, media, learning
        case selfOrganised = "self-organised"
    }

    /// Where people meet.
    package enum Form: String, CaseIterable, Codable, Sendable {
        case online, offline, mixed
    }

    /// What whoever runs it wants of it.
    package enum Purpose: String, CaseIterable, Codable, Sendable {
        case campaign, keeping
    }

    /// How often people buy, and how much.
    package enum Category: String, CaseIterable, Codable, Sendable {
        case frequentLow = "frequent-low"
        case rareHigh = "rare-high"
    }

    /// The four elements that a community can offer.
    package enum Element: String, CaseIterable, Codable, Sendable {
        case interest, identity, value, need
    }

    package static let portraitCharactersMax = 500
    package static let tagCountMax = 12
    package static let tagCharactersMax = 20

    package var kind: Kind?
    package var form: Form?
    package var purpose: Purpose?
    package var category: Category?
    package var elements: [Element]
    /// Whom it is for, in words.
    package var portrait: String
    package var valueTags: [String]

    package init(
        kind: Kind? = nil, form: Form? = nil, purpose: Purpose? = nil, category: Category? = nil,
        elements: [Element] = [], portrait: String = "", valueTags: [String] = []
    ) {
        self.kind = kind
        self.form = form
        self.purpose = purpose
        self.category = category
        self.elements = elements
        self.portrait = portrait
        self.valueTags = valueTags
    }

    private enum CodingKeys: String, CodingKey {
        case kind, form, purpose, category, elements, portrait, valueTags
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        kind = try values.decodeIfPresent(Kind.self, forKey: .kind)
        form = try values.decodeIfPresent(Form.self, forKey: .form)
        purpose = try values.decodeIfPresent(Purpose.self, forKey: .purpose)
        category = try values.decodeIfPresent(Category.self, forKey: .category)
        elements = try values.decodeIfPresent([Element].self, forKey: .elements) ?? []
        portrait = try values.decodeIfPresent(String.self, forKey: .portrait) ?? ""
        valueTags = try values.decodeIfPresent([String].self, forKey: .valueTags) ?? []
    }

    /// Cleaned; what is wrong goes to `reading`.
    package func read(_ reading: inout FieldReading) -> Positioning {
        var clean = self
        clean.elements = Element.allCases.filter(elements.contains)
        clean.portrait = reading.lines("portrait", portrait, charactersMax: Self.portraitCharactersMax)
        var tags: [String] = []
        for tag in valueTags {
            let text = reading.line("valueTags", tag, charactersMax: Self.tagCharactersMax)
            if !text.isEmpty, !tags.contains(text) { tags.append(text) }
        }
        if tags.count > Self.tagCountMax {
            reading.refuse(FieldError("valueTags", .outOfRange, "0", String(Self.tagCountMax)))
        }
        clean.valueTags = tags
        return clean
    }
}
