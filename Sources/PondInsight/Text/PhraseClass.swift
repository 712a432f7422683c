/// What a phrase in a line is a sign of. Fields of talk follow as classes of their own, see `TopicField`.
enum PhraseClass: Int, CaseIterable {
    /// A call to buy, join or contact: at home in advertisements, rare elsewhere.
    case sellingStrong
    /// Goods, prices, places to order: said by sellers and by everybody else.
    case sellingWeak
    /// Asks something.
    case question
    /// Greeting, acknowledgement, applause, small talk.
    case chatter
    /// Explains, compares, advises, gives steps.
    case value
    /// Asks what this group is for.
    case purpose
    /// Introduces oneself.
    case introduction
    /// Questionnaire, approval, rules for newcomers, an invitation to introduce oneself.
    case door
    /// Says welcome.
    case welcome
    /// Greets all, or says that one is new.
    case greeting
    /// Speaks of oneself.
    case selfTalk
    /// Words of shops that everybody uses; beside a price they make an offer.
    case sellingSoft
    /// Calls others to the speaker, hurries them, tells how stock and customers come and go.
    case urging
    /// Sets one thing against another, or tells what somebody once paid.
    case comparison
    /// How a system line says that somebody came through a code or link that anybody may have.
    case entrance
    /// Tells how selling went, or how it is measured: people who talk about campaigns sell nothing by it.
    case report

    /// Bit of this class in a mask of matches.
    var bit: UInt64 { 1 << UInt64(rawValue) }

    static let fieldOffset = 16
}

extension TopicField {
    /// Position among all fields.
    var number: Int { TopicField.allCases.firstIndex(of: self) ?? 0 }
}
