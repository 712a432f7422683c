import PondExchange

/// What one line is, as far as its words tell; computed once, on the way in, and kept as 20 bytes.
struct LineFeatures {
    struct Flags: OptionSet {
        let rawValue: UInt32
        static let chatter = Flags(rawValue: 1 << 0)
        static let value = Flags(rawValue: 1 << 1)
        static let promotion = Flags(rawValue: 1 << 2)
        static let question = Flags(rawValue: 1 << 3)
        static let link = Flags(rawValue: 1 << 4)
        static let purpose = Flags(rawValue: 1 << 5)
        static let introduction = Flags(rawValue: 1 << 6)
        static let door = Flags(rawValue: 1 << 7)
        static let welcome = Flags(rawValue: 1 << 8)
        static let repeated = Flags(rawValue: 1 << 9)
        static let redPacket = Flags(rawValue: 1 << 10)
        static let substance = Flags(rawValue: 1 << 11)
        /// Greets all at some length: an introduction when it is a newcomer's first line.
        static let greeting = Flags(rawValue: 1 << 12)
        /// Offers something, perhaps: a promotion when its author does so again and again, see `Sellers`.
        static let offer = Flags(rawValue: 1 << 13)
        /// Names a price.
        static let priced = Flags(rawValue: 1 << 14)
        /// Speaks of oneself at some length without asking: an introduction when newcomers begin so and others do not.
        static let aboutSelf = Flags(rawValue: 1 << 15)
        /// Short and without fact, question, subject or reason: small talk in words that no list holds.
        static let idle = Flags(rawValue: 1 << 16)
        /// A shop's word or a call to act, which sells nothing by itself; see `Refrains`.
        static let urging = Flags(rawValue: 1 << 17)
        /// Holds something to read: no picture, and not empty.
        static let text = Flags(rawValue: 1 << 18)
        /// A system line that names a code or link by which somebody came.
        static let entrance = Flags(rawValue: 1 << 19)
    }

    var flags: Flags = []
    /// A bit for each `TopicField`.
    var fields: UInt32 = 0
    /// Hash of the text, case and surrounding spaces left aside.
    var hash: UInt64 = 0
    /// `LineSketch`, 0 for lines too short to tell a duplicate by.
    var sketch: UInt32 = 0
    /// Length in units: a Chinese character, or half a word of another script.
    var units = 0

    init(bytes: UnsafeBufferPointer<UInt8>, kind: ChatMessageKind) {
        let shape = LineShape(bytes)
        hash = shape.hash
        units = shape.units
        sketch = units >= LineLimits.sketchUnitsMin ? shape.sketch.value : 0
        switch kind {
        case .text, .reply, .link, .share, .forward, .file, .other:
            let matches = Lexicon.matcher.match(bytes)
            fields = UInt32(truncatingIfNeeded: matches.classes >> UInt64(PhraseClass.fieldOffset))
            classify(shape: shape, matches: matches, kind: kind)
        case .redPacket:
            flags = .redPacket
        case .sticker, .poke:
            flags = .chatter
        case .system:
            let classes = Lexicon.arrival.match(bytes).classes
            if classes & PhraseClass.door.bit != 0 { flags.insert(.door) }
            if classes & PhraseClass.entrance.bit != 0 { flags.insert(.entrance) }
        case .image, .voice, .video, .location, .transfer, .call, .contact, .recall:
            break
        }
    }

    private mutating func classify(shape: LineShape, matches: PhraseMatcher.Matches, kind: ChatMessageKind) {
        func has(_ phraseClass: PhraseClass) -> Bool { matches.classes & phraseClass.bit != 0 }
        let isShared = kind == .link || kind == .share
        if shape.hasLink || isShared { flags.insert(.link) }
        // An export that leaves the words out says nothing of them.
        guard !shape.isBlank else { return }
        flags.insert(.text)
        if shape.hasQuestionMark || has(.question) { flags.insert(.question) }
        if has(.purpose), shape.units <= LineLimits.plainUnitsMax { flags.insert(.purpose) }
        if has(.introduction) { flags.insert(.introduction) }
        if has(.door) { flags.insert(.door) }
        if has(.welcome) { flags.insert(.welcome) }
        if has(.greeting), shape.units >= LineLimits.greetingUnitsMin { flags.insert(.greeting) }
        if has(.selfTalk), shape.units >= LineLimits.selfUnitsMin, !shape.hasQuestionMark, !shape.endsWithQuestion {
            flags.insert(.aboutSelf)
        }
        noteOffer(shape: shape, matches: matches, isShared: isShared)
        if isPromotion(shape: shape, matches: matches, isShared: isShared) {
            flags.insert(.promotion)
            return
        }
        if isChatter(shape: shape, matches: matches) {
            flags.insert(.chatter)
            flags.remove(.question)
            return
        }
        if shape.units >= LineLimits.substanceUnitsMin { flags.insert(.substance) }
        if isValue(shape: shape, matches: matches) {
            flags.insert(.value)
        } else if isIdle(shape: shape, matches: matches) {
            flags.insert(.idle)
        }
    }

    /// The weaker signs of selling, which tell only together with who sends them and how often.
    private mutating func noteOffer(shape: LineShape, matches: PhraseMatcher.Matches, isShared: Bool) {
        if shape.hasPrice { flags.insert(.priced) }
        func has(_ phraseClass: PhraseClass) -> Bool { matches.classes & phraseClass.bit != 0 }
        if matches.sellingStrong + matches.sellingWeak > 0 || has(.urging) { flags.insert(.urging) }
        // "Shall I put one aside?" sells; "how much is it?" does not.
        let asks = shape.endsWithQuestion && !shape.hasLink && has(.question)
        if asks { return }
        guard shape.units >= LineLimits.promotionUnitsMin || isShared else { return }
        if reports(shape: shape, matches: matches) { return }
        // Whoever asks or compares may name what something costs without having any to sell.
        let discusses = shape.hasQuestionMark || has(.question) || has(.comparison)
        let isPriced = shape.hasPrice || shape.hasAmount && !discusses
        let isSoft = matches.sellingWeak > 0 || has(.sellingSoft)
        let sells = matches.sellingStrong > 0 || matches.sellingWeak >= 2 || (isSoft && isPriced)
        if sells { flags.insert(.offer) }
    }

    /// A call to act, together with a price, a link, or a second sign; asking for a price is none.
    private func isPromotion(shape: LineShape, matches: PhraseMatcher.Matches, isShared: Bool) -> Bool {
        let score =
            2 * min(matches.sellingStrong, 3) + min(matches.sellingWeak, 2) + (shape.hasPrice ? 2 : 0)
            + (shape.hasLink || isShared ? 1 : 0)
            + (!shape.hasPrice && shape.digits - shape.percentDigits >= LineLimits.barePriceDigitsMin ? 1 : 0)
        let asks = shape.endsWithQuestion && !shape.hasLink
        guard shape.units >= LineLimits.promotionUnitsMin || isShared else { return false }
        if reports(shape: shape, matches: matches) { return false }
        if matches.sellingStrong > 0 { return score >= (asks ? 6 : 4) }
        return matches.sellingWeak >= 2 && shape.hasPrice && shape.hasLink
    }

    /// Tells how selling went instead of selling: no price, and no row of calls to act.
    private func reports(shape: LineShape, matches: PhraseMatcher.Matches) -> Bool {
        matches.classes & PhraseClass.report.bit != 0 && !shape.hasPrice
            && matches.sellingStrong <= LineLimits.reportCallsMax
    }

    /// 灌水: says nothing, or only greets, laughs, applauds.
    private func isChatter(shape: LineShape, matches: PhraseMatcher.Matches) -> Bool {
        if shape.hasLink { return false }
        if shape.units - shape.laughterUnits <= LineLimits.emptyUnitsMax { return !shape.hasQuestionMark }
        let carriesFact = fields != 0 || shape.digits >= 2
        if matches.classes & PhraseClass.chatter.bit != 0 {
            return shape.units <= (carriesFact ? LineLimits.bareUnitsMax : LineLimits.chatterUnitsMax)
        }
        let isBare = !carriesFact && !flags.contains(.question) && matches.classes & PhraseClass.value.bit == 0
        return isBare && shape.units <= (shape.isLatin ? LineLimits.bareLatinUnitsMax : LineLimits.bareUnitsMax)
    }

    private func isIdle(shape: LineShape, matches: PhraseMatcher.Matches) -> Bool {
        let telling: LineFeatures.Flags = [
            .question, .link, .offer, .priced, .introduction, .door, .welcome, .greeting,
        ]
        return flags.isDisjoint(with: telling) && fields == 0 && shape.digits == 0
            && matches.classes & PhraseClass.value.bit == 0
            && shape.units <= (shape.isLatin ? LineLimits.idleLatinUnitsMax : LineLimits.idleUnitsMax)
    }

    /// Asks a real question, or says enough to learn something from.
    private func isValue(shape: LineShape, matches: PhraseMatcher.Matches) -> Bool {
        let explains = matches.classes & PhraseClass.value.bit != 0 || shape.digits >= 2 || shape.hasLink
        if shape.isLatin, flags.contains(.question), shape.units >= LineLimits.latinQuestionUnitsMin { return true }
        if flags.contains(.question) { return shape.units >= LineLimits.questionUnitsMin && (fields != 0 || explains) }
        if shape.units >= LineLimits.longUnitsMin { return true }
        return shape.units >= LineLimits.plainValueUnitsMin && (explains || fields != 0)
    }
}

/// Lengths at which lines count as something else, in units (a Chinese character, half an English word).
enum LineLimits {
    /// Up to this, a line without question mark says nothing: "好", "ok".
    static let emptyUnitsMax = 2
    /// Up to this, a line without fact, question or reason is small talk: "真好看呀".
    static let bareUnitsMax = 5
    /// Up to this, a line with a phrase of small talk is small talk.
    static let chatterUnitsMax = 16
    /// From this on a line can answer somebody.
    static let substanceUnitsMin = 6
    static let promotionUnitsMin = 6
    /// Who tells of a campaign names it, and says no more calls to act than this.
    static let reportCallsMax = 2
    /// From this on, who says "I" tells something of themselves.
    static let selfUnitsMin = 14
    static let questionUnitsMin = 6
    /// Six words: the word lists know few of the things one can ask about in English.
    static let latinQuestionUnitsMin = 12
    /// Three English words say as little as five characters: "sofa, all day".
    static let bareLatinUnitsMax = 6
    /// Up to this, a line that tells nothing is idle talk: twelve characters, nine English words.
    static let idleUnitsMax = 12
    static let idleLatinUnitsMax = 18
    static let greetingUnitsMin = 8
    /// Shorter lines agree by chance: eight characters, four English words.
    static let sketchUnitsMin = 8
    /// A number without currency beside a call to act is half a price: "480, fill in the form".
    static let barePriceDigitsMin = 2
    /// From this on a line with a fact or a reason is of value.
    static let plainValueUnitsMin = 10
    /// From this on any line that is neither small talk nor selling is.
    static let longUnitsMin = 24
    /// Longer lines that happen to say "this group is" are no puzzled question.
    static let plainUnitsMax = 40
}
