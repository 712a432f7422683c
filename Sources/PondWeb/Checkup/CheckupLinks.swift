import PondInsight

/// Where the people behind the numbers of a checkup are looked up.
struct CheckupLinks: Sendable {
    /// The list of a set; nil where nobody is in it. People whom system lines alone name are no members, and in none.
    let people: @Sendable (PeopleSet) -> String?
    /// The page of somebody, by position in `Checkup.people`; nil for who is gone.
    let member: @Sendable (Int) -> String?
    /// The search for a word in what was said; nil for who may not read.
    let search: @Sendable (String) -> String?
}

extension PeopleSet {
    /// The people whom an action is about, where it does not name them one by one.
    static func meant(by step: Checkup.Step) -> PeopleSet? {
        switch step.code {
        case .moveChatterAside, .countChatter, .keepQuietHours: .trait(.chattered)
        case .quietTheNights: .trait(.spokeAtNight)
        case .pausePromotion, .keepPromotionBudget, .countOffers: .trait(.seller)
        case .buildADoor, .requireInvitation, .limitInvitations, .waitForNewcomers, .welcomeNewcomers, .keepDoor:
            .trait(.newcomer)
        case .rehearseScreening, .keepScreening: .trait(.silent)
        case .readTheRefrains: .trait(.refrainCaller)
        case .askBridgesToLead: .trait(.bridge)
        case .useBestSlots: step.slots.first.map { .hours(first: $0.hour + 24 * $0.weekday, count: 1) }
        case .answerQuestions: .trait(.unanswered)
        case .letOthersLead: .trait(.owner)
        case .askTheQuiet: .trait(.wentQuiet)
        case .thankGivers: .trait(.thanked)
        case .stateThePosition, .keepPosition, .askWhatFor: .trait(.askedWhatFor)
        case .splitGroup, .exportWithMembers, .exportMoreDays, .exportMissingDays, .checkMembersByHand,
            .checkDoorByHand,
            .exportMoreTalk, .exportGroup:
            nil
        }
    }
}

extension PeopleSet {
    /// The people whom a piece of evidence counts; nil where it counts none.
    static func behind(_ evidence: Checkup.Evidence, of checkup: Checkup) -> PeopleSet? {
        guard evidence.count != 0 else { return nil }
        return switch evidence.code {
        case .chatterShare: .trait(.chattered)
        case .messagesPerPersonDay, .messagesPerDay, .fieldSpread, .sharedMainField, .sharedWords, .noRemovals:
            .trait(.spoke)
        case .nightShare: .trait(.spokeAtNight)
        case .topThreeShare: .trait(.busiest)
        case .valueDensity: .trait(.saidValue)
        case .repeats: .trait(.repeated)
        case .promotionShare, .valueToPromotion, .sellerShare, .silenceAfterPromotion, .firstPromotion:
            .trait(.seller)
        case .daysToFirstPromotion: evidence.total == nil ? .trait(.newcomer) : .trait(.pitched)
        case .refrains: .trait(.refrainCaller)
        case .largestField: checkup.content.fields.first.map { .field($0.field) }
        case .newcomersStay: .trait(.backWithin30Days)
        case .purposeQuestions: .trait(.askedWhatFor)
        case .renamed: nil
        case .newcomersSpeak: .trait(.newcomerWhoSpoke)
        case .newcomerAdvertisements: .trait(.advertiser)
        case .joinWave: .trait(.newcomer)
        case .joinedUnvouched: .trait(.unvouched)
        case .doorSigns: .trait(.introduced)
        case .doorByInvitation, .doorOpen: .trait(.invited)
        case .leftSoon: .trait(.leftSoon)
        case .removals: .trait(.removed)
        case .silentMembers: .trait(.silent)
        case .redPacketOnly, .redPacketOpenings: .trait(.redPacketOnly)
        case .activeFalling: .trait(.recentlySpoke)
        }
    }
}
