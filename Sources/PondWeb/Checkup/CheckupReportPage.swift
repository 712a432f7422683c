/// Everything that `checkup/page.mustache` prints, ready to print: no numbers to format, no decisions to make.
///
/// Strings are escaped by the template; `Markup` values are drawings of our own that were escaped while being drawn.
struct CheckupReportPage: Sendable {
    /// Finished SVG or style text.
    typealias Markup = String

    var htmlLanguage: String
    var languageCode: String
    var startsInChinese: Bool
    var themeIsSystem: Bool
    var themeIsLight: Bool
    var themeIsDark: Bool
    var policy: String
    var generator: String
    var documentTitle: String
    var style: Markup
    /// Both languages, the starting one first.
    var versions: [Sheet]

    /// A version with its page, ready.
    struct Sheet: Sendable {
        var code: String
        var htmlCode: String
        var body: Markup
    }

    /// The whole report in one language.
    struct Version: Sendable {
        /// `zh` or `en`; prefix of all ids.
        var code: String
        var skip: String
        var brand: String
        var subject: String
        var origin: String
        var source: String
        var headline: [Line]
        var verdict: String
        /// nil where the chat is too short or too small for any.
        var scores: Scores?
        var factsLabel: String
        var facts: [Figure]
        var errors: Errors
        var actions: Listing<ActionItem>?
        var blocks: [Block]
        var people: People?
        var blocksAfter: [Block]
        var limits: Listing<Line>
        var method: Method
        var footer: String
    }

    /// A line of words; its own type so that an absent one hides its element.
    struct Line: Sendable {
        var text: String
    }

    struct Scores: Sendable {
        var rings: Markup
        var items: [Score]
    }

    struct Score: Sendable {
        var dot: String
        var name: String
        var value: String
        var note: String
        var address: String?
    }

    /// A number with its unit, and what to hold it against.
    struct Figure: Sendable {
        var label: String
        var value: String
        var unit: Line?
        var against: Line?
        /// The people behind it; nil in the report that opens offline, here and below.
        var address: String?
    }

    /// A section that is a heading, a line about it, and items.
    struct Listing<Item: Sendable>: Sendable {
        var heading: String
        var fact: String
        var items: [Item]
    }

    struct Errors: Sendable {
        /// What a link to the people behind a piece of evidence says.
        var who: String
        var heading: String
        var fact: String
        /// In the place of the items, where the same holds for all five.
        var together: Line?
        var items: [ErrorItem]
    }

    struct ErrorItem: Sendable {
        var name: String
        var what: String
        var tag: String
        var tagClass: String
        /// Five segments; nil where nothing can be told.
        var severity: Line?
        var isClear: Bool
        var isKoi: Bool
        var finding: String
        var hasEvidence: Bool
        var evidence: [EvidenceLine]
        var nextLabel: String
        var next: String
    }

    struct EvidenceLine: Sendable {
        var text: String
        /// Speaks for the error, not against it.
        var isSign: Bool
        var address: String?
    }

    struct ActionItem: Sendable {
        var title: String
        var why: String
        var when: Line?
        /// Whom it names, each with their page; nobody in the report that opens offline.
        var people: [Named] = []
        /// Where all of them are listed.
        var all: Named?
    }

    /// A section: a heading with its fact, one sentence of meaning and advice, then parts.
    struct Block: Sendable {
        var id: String
        var heading: String
        var fact: String
        var meaning: String
        var advice: Line?
        /// Parts stand in two columns where there is room.
        var isPaired: Bool
        var parts: [Part]
    }

    /// The section about people: two columns of about the same height, then what takes both.
    struct People: Sendable {
        var heading: String
        var fact: String
        var meaning: String
        var advice: Line?
        /// In the place of the picture of circles.
        var unknown: Unknown?
        var columns: Columns?
        var below: [Part]
    }

    /// Two columns; on a phone the first part of each, then the others.
    struct Columns: Sendable {
        /// ``main`` has a picture: it is the wider column and comes before ``side`` where there is room for both.
        var hasPicture: Bool
        var side: [Part]
        var main: [Part]
    }

    /// One thing inside a section; what is nil is not there. The order is the template's.
    struct Part: Sendable {
        /// Takes both columns where parts stand in pairs.
        var isWide = false
        var subheading: Line?
        var figures: Items<Figure>?
        var chart: Chart?
        var slots: Items<Named>?
        var bars: Items<Bar>?
        var ranking: Items<Ranked>?
        /// Words, each leading to the messages that hold it.
        var words: Items<Named>?
        var cohorts: Cohorts?
        var paragraph: Line?
        var unknown: Unknown?
        var table: Table?
    }

    struct Items<Item: Sendable>: Sendable {
        var items: [Item]

        init(_ items: [Item]) {
            self.items = items
        }
    }

    struct Chart: Sendable {
        var wide: Markup
        var narrow: Markup
        var hasLegend: Bool
        var legend: [Key]
    }

    struct Key: Sendable {
        var key: String
        var text: String
    }

    /// A name and what is said of it: a slot, a formula.
    struct Named: Sendable {
        var name: String
        var text: String
        var address: String?
    }

    struct Bar: Sendable {
        var dot: String
        var name: String
        var value: String
        var note: String
        var meter: Markup
        var hint: Line?
        var address: String?
    }

    struct Ranked: Sendable {
        var name: String
        var role: Role?
        var note: String
        var meter: Markup
        var address: String?
    }

    struct Role: Sendable {
        var tagClass: String
        var text: String
    }

    struct Cohorts: Sendable {
        var label: String
        var headers: [CohortHeader]
        var rows: [CohortRow]
    }

    struct CohortHeader: Sendable {
        var text: String
        /// Left out on phones.
        var isExtra: Bool
    }

    struct CohortRow: Sendable {
        var name: String
        var cells: [CohortCell]
    }

    struct CohortCell: Sendable {
        var value: String
        /// 0 … 6.
        var step: Int
        var detail: Line?
        var isExtra: Bool
        var address: String?
    }

    /// What cannot be told, and why.
    struct Unknown: Sendable {
        var tag: String
        var text: String
    }

    /// The numbers behind a chart, with the same as CSV.
    struct Table: Sendable {
        var summary: String
        var label: String
        var download: String
        var fileName: String
        /// A `data:` address of our own making.
        var csv: Markup
        var clipped: Line?
        var headers: [Cell]
        var rows: [Row]
        /// A card for each row on a phone.
        var isListing: Bool
    }

    struct Row: Sendable {
        var cells: [Cell]
    }

    struct Cell: Sendable {
        var text: String
        var isNumber: Bool
        /// Names its row.
        var isHead = false
        /// The name of its column, for a card; a name that heads the card needs none.
        var label: String?
        /// Left out of a card.
        var isBlank = false
        var address: String?
    }

    struct Method: Sendable {
        var open: String
        var formulas: Listing<Named>
    }
}
