/// The five deadly errors of running a community.
package enum DeadlyError: String, Codable, CaseIterable, Hashable, Sendable {
    /// 过分活跃
    case overActive
    /// 急于变现
    case sellsEarly
    /// 定位不准
    case unclearPosition
    /// 无门槛
    case noDoor
    /// 无筛选
    case noScreening
}

extension Checkup {
    /// What the checkup says about one of the five errors.
    package struct ErrorFinding: Codable, Hashable, Sendable {
        package enum Verdict: String, Codable, CaseIterable, Hashable, Sendable {
            /// The error is committed.
            case found
            /// Signs, not enough to say so.
            case watch
            case notFound
            /// The exports cannot show it; `reasons` says why.
            case cannotTell
        }

        package var error: DeadlyError
        package var verdict: Verdict
        /// 0 = nothing … 4 = grave; found is at least 3, watch is 2, cannotTell is 0.
        package var severity: Int
        /// Strongest first, at most `Thresholds.evidenceMax`. Filled for `notFound` too: it says what was looked at.
        package var evidence: [Evidence]
        /// Why it cannot be told, or what could not be seen although a verdict was possible.
        package var reasons: [Reason]
        /// The one next step.
        package var next: Step

        package enum Reason: String, Codable, CaseIterable, Hashable, Sendable {
            /// A private chat, or one of very few people: the errors are errors of groups.
            case noGroup
            case tooFewMessages
            /// Pictures, voice and empty lines, and hardly anything to read.
            case tooFewTexts
            case tooFewDays
            /// Days are missing, or so many without a line that missing and silent cannot be told apart.
            case daysMissing
            case noJoinLines
            /// There are join lines, of connections and not of members.
            case joinsArePresence
            case noSystemLines
            /// There are system lines, but the platform does not tell removals.
            case removalsNotTold
            /// The community has lived in Pond for too few days to say whom it lets go.
            case livesHereTooShortly
            case noMemberList
            case tooFewNewcomers
            case ownerUnknown
            case topicsNotRecognised
            /// So few lines show what they are about that it need not be what the group is about.
            case tooFewOnSubject
            /// The word lists do not hold the language of the chat.
            case languageNotKnown
            /// A few people repeat the same lines over days, and their words do not tell whether they sell.
            case refrainsNotUnderstood
            case noRedPacketLines
        }
    }

    /// One piece of evidence: a code and the facts that its sentence needs. Which fields are set stands at each code.
    package struct Evidence: Codable, Hashable, Sendable {
        package enum Code: String, Codable, CaseIterable, Hashable, Sendable {
            // over-active
            /// `share` of lines is chatter; `limit` is the healthy maximum; `count` of `total` lines.
            case chatterShare
            /// `value` messages per active person and day; `limit` is the healthy maximum.
            case messagesPerPersonDay
            /// `value` messages on an average day that each member has to read; `limit`.
            case messagesPerDay
            /// `share` of messages between 23:00 and 07:00; `limit`.
            case nightShare
            /// `share` of messages by the three busiest, `people`; `limit`.
            case topThreeShare
            /// `share` of lines of value; `limit` is the healthy minimum, `words` = [`ValueBasis`].
            case valueDensity
            /// `share` of lines repeat what was just said; `count` of `total`, `excerpt`.
            case repeats
            // sells early
            /// `share` of lines sell; `count` of `total`; `limit`; `people` sell; `excerpt`. `value` more are by
            /// strangers who hardly came, which is a matter of the door.
            case promotionShare
            /// One promotion to `value` lines of value, budget is one to `limit`.
            case valueToPromotion
            /// `share` of the lines of the busiest sellers, `people`, sell; `count` of `total`; `limit`.
            case sellerShare
            /// `value` days (median) from joining to the first pitch, over `count` newcomers; `limit`.
            case daysToFirstPromotion
            /// In the day after a promotion others say `share` less than usual (0.3 = 30 % less), over `count` pitches.
            case silenceAfterPromotion
            /// First promotion on `day`, `value` days after the first line of the export; `excerpt`.
            case firstPromotion
            /// `people` say nearly the same lines over days, hardly answered: `count` of `total`, `share`; `limit`.
            case refrains
            // unclear position
            /// Talk runs over `value` fields (exponential of entropy); `limit`; `words` = field codes, largest first.
            case fieldSpread
            /// The largest field has `share` of the lines told; `limit` is the healthy minimum; `words` = [field].
            case largestField
            /// `share` of `total` people have the group's main field as theirs; `limit`.
            case sharedMainField
            /// `share` of newcomers (`count` of `total`) spoke again within 30 days; `limit`.
            case newcomersStay
            /// `count` times somebody asked what the group is for; `people`, `excerpt`.
            case purposeQuestions
            /// The group got another name `count` times; `limit`.
            case renamed
            /// `share` of lines use one of the group's own words, `words`.
            case sharedWords
            // no door
            /// `count` people joined, `share` of them ever spoke; `total` joined; `limit`.
            case newcomersSpeak
            /// `count` newcomers began with an advertisement, `share` of `total`; `people`, `excerpt`; `limit`.
            case newcomerAdvertisements
            /// `count` joined on `day` alone; a usual day has `value`.
            case joinWave
            /// `count` joined by code or link without anybody vouching, `share` of `total`.
            case joinedUnvouched
            /// `count` of `total` newcomers introduced themselves, were asked or were approved: `share`; `limit`.
            case doorSigns
            /// Nobody comes in without an invitation; `count` of `total` newcomers came by one, `share`.
            case doorByInvitation
            /// Anybody may join; `count` of `total` newcomers came by an invitation all the same, `share`.
            case doorOpen
            /// `count` newcomers left within seven days, `share` of `total`.
            case leftSoon
            // no screening
            /// Nobody was removed in `value` days (`day` = since when).
            case noRemovals
            /// `count` people were removed or let go, last on `day`.
            case removals
            /// `count` of `total` members have been silent for `value` days or more: `share`; `limit`; `people`.
            case silentMembers
            /// `count` people open red packets and say nothing: `share` of people, `limit`; `people`.
            case redPacketOnly
            /// `share` of red packet openings by people who say nothing; `count` of `total`; `limit`.
            case redPacketOpenings
            /// Weekly active people fell from `limit` to `value` (`share` = relative fall).
            case activeFalling
        }

        package var code: Code
        package var count: Int?
        package var total: Int?
        package var share: Double?
        package var value: Double?
        /// The threshold that the number is held against.
        package var limit: Double?
        /// True when this number speaks for the error, false when it speaks against it.
        package var isSign: Bool
        package var day: CalendarDay?
        package var people: [Int]
        package var words: [String]
        package var excerpt: Excerpt?

        package init(
            _ code: Code, isSign: Bool, count: Int? = nil, total: Int? = nil, share: Double? = nil,
            value: Double? = nil, limit: Double? = nil, day: CalendarDay? = nil, people: [Int] = [],
            words: [String] = [], excerpt: Excerpt? = nil
        ) {
            self.code = code
            self.isSign = isSign
            self.count = count
            self.total = total
            self.share = share
            self.value = value
            self.limit = limit
            self.day = day
            self.people = people
            self.words = words
            self.excerpt = excerpt
        }
    }

    /// What the healthy minimum of value is measured by.
    package enum ValueBasis: String, Codable, CaseIterable, Hashable, Sendable {
        case always
        case halfOfChatter
        /// Noise is chatter and short lines that tell nothing.
        case thirdOfNoise
    }

    /// A few words of a real message. Dropped by `anonymised()`: a text may name anybody.
    package struct Excerpt: Codable, Hashable, Sendable {
        package var person: Int
        package var day: CalendarDay
        package var text: String
        /// The id of the message in the database, whose words are the ones to show; nil for a line of a file.
        package var message: String?
    }

    /// Gives each excerpt another one, or none.
    mutating func changeExcerpts(_ change: (Excerpt) throws -> Excerpt?) rethrows {
        for error in errors.indices {
            for item in errors[error].evidence.indices {
                errors[error].evidence[item].excerpt = try errors[error].evidence[item].excerpt.flatMap(change)
            }
        }
    }
}
