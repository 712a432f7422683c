extension Checkup {
    /// What to do, as a code with its facts. Which fields are set stands at each code.
    package struct Step: Codable, Hashable, Sendable {
        package enum Code: String, Codable, CaseIterable, Hashable, Sendable {
            // next steps of the five errors, when found or watched
            /// Open a chat group, keep quiet hours from `value` o'clock, slow mode.
            case moveChatterAside
            /// No promotion to newcomers for `days` days, one promotion to `value` lines of value where there are more
            /// now, and no more than `share` of the lines where they are more.
            case pausePromotion
            /// Say in one sentence what the group is for; put side topics (`words`) into circles.
            case stateThePosition
            /// A questionnaire of `value` questions and an introduction at every entrance.
            case buildADoor
            /// Rehearse a screening round: `count` out, `count` in, `days` days of grace; `people` first.
            case rehearseScreening
            // when nothing is wrong
            /// Quiet hours from `value` o'clock.
            case keepQuietHours
            /// Nothing is wrong but that many talk at night: quiet hours from `value` o'clock are to be tried.
            case quietTheNights
            case keepPromotionBudget
            case keepPosition
            case keepDoor
            case keepScreening
            // when it cannot be told
            /// Let nobody in without an invitation.
            case requireInvitation
            /// Give invitations an end and a number, and ask newcomers who they are.
            case limitInvitations
            /// Look again when `count` newcomers have come.
            case waitForNewcomers
            /// See by hand who may come in and what they are asked: no line tells who joined.
            case checkDoorByHand
            /// Export again with member list and system lines.
            case exportWithMembers
            /// Run the checkup again with at least `days` days of talk.
            case exportMoreDays
            /// Export the `days` days that are missing, and run the checkup over all exports.
            case exportMissingDays
            /// Go through the members by hand: no export of this place shows who is one.
            case checkMembersByHand
            /// Run the checkup again with at least `count` lines of people.
            case exportMoreTalk
            /// Run the checkup on a group in which at least `count` people speak.
            case exportGroup
            /// Read the last `count` lines and count the offers: more than `value` are too many.
            case countOffers
            /// Read the last `count` lines and count those that say nothing: more than `value` are too many.
            case countChatter
            /// Read what `people` say again and again: does it sell?
            case readTheRefrains
            /// Ask members what the group is for, and see whether they answer alike.
            case askWhatFor
            // further actions
            /// Ask `people` to lead newcomers or a circle.
            case askBridgesToLead
            /// Hold activities at the `slots`.
            case useBestSlots
            /// Divide the group into `count` parts along the circles.
            case splitGroup
            /// Answer questions within the day, newcomers' first; share of all questions answered now: `share`.
            case answerQuestions
            /// Welcome newcomers: `share` come back.
            case welcomeNewcomers
            /// The owner (`people[0]`) speaks `share` of all: let others lead.
            case letOthersLead
            /// Ask people who have gone quiet (`people`, `count`) why: a survey.
            case askTheQuiet
            /// Thank `people`, who give most.
            case thankGivers
        }

        package var code: Code
        package var count: Int?
        package var share: Double?
        package var value: Double?
        package var days: Int?
        package var people: [Int]
        package var words: [String]
        package var slots: [Slot]

        package init(
            _ code: Code, count: Int? = nil, share: Double? = nil, value: Double? = nil, days: Int? = nil,
            people: [Int] = [], words: [String] = [], slots: [Slot] = []
        ) {
            self.code = code
            self.count = count
            self.share = share
            self.value = value
            self.days = days
            self.people = people
            self.words = words
            self.slots = slots
        }
    }

    /// An item of the action list.
    package struct Action: Codable, Hashable, Sendable {
        package enum Who: String, Codable, CaseIterable, Hashable, Sendable {
            case owner, operators, marketing, support
        }

        package enum When: String, Codable, CaseIterable, Hashable, Sendable {
            case today, thisWeek, withinTwoWeeks, nextActivity
            /// Once there is enough talk.
            case whenReady
        }

        package enum Effect: String, Codable, CaseIterable, Hashable, Sendable {
            case high, medium, low
        }

        package var step: Step
        package var who: Who
        package var when: When
        /// A rank, not a promise: nothing here was measured against a comparison group.
        package var effect: Effect
        /// The error it works on, where there is one.
        package var error: DeadlyError?
    }

    /// What this report cannot know.
    package enum Limit: String, Codable, CaseIterable, Hashable, Sendable {
        case readersInvisible
        case privateChatsInvisible
        case membersNotListed
        case joinsNotShown
        /// The community lived elsewhere before; of that time imported lines alone tell.
        case movedHere
        /// Join lines tell who connects, as on IRC; they were set aside.
        case joinsArePresence
        case removalsNotShown
        case repliesNotShown
        case redPacketsNotShown
        case ownerUnknown
        case namesMayBeShared
        case peopleMayBeCountedTwice
        /// Days between the first and the last are not in the export; `coverage` lists them.
        case daysMissing
        /// `totals.misdated` lines were left out.
        case misdatedLines
        case shortSpan
        case fewMessages
        case topicsByWordLists
        /// The word lists do not hold the language of the chat.
        case languageNotKnown
        case networkIsAGuess
        case timeZoneAssumed
    }
}
