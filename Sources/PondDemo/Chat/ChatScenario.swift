/// What kind of community the generated chat comes from.
package enum ChatScenario: String, CaseIterable, Hashable, Sendable {
    case healthy
    /// Noise day and night, kept up by a few.
    case overActive
    /// Goods before trust.
    case sellsEarly
    /// Everything to everybody.
    case unclearPosition
    /// Everybody is let in and nobody asked.
    case noDoor
    /// Nobody is ever let go.
    case noScreening
}

/// The dials that a scenario sets.
struct ScenarioDials {
    /// Sessions that are mere chatter.
    var chatterSessions = 0.12
    /// Chatter lines inside a session about something.
    var chatterLines = 0.14
    /// Hours of the night relative to those of the day.
    var nightWeight = 0.03
    /// Sessions in which one of three people takes every other turn.
    var dominatedSessions = 0.0
    /// How many times the asked number of messages is spread over days; the total stays as asked.
    var promotionsPerDay = 0.14
    /// Chance that a newcomer is pitched within hours.
    var pitchToNewcomer = 0.0
    /// What remains of the talk in the hours after a pitch.
    var talkAfterPitch = 1.0
    /// Unrelated fields instead of the community's own.
    var strayFields = 0.04
    /// Newcomers over the whole span, relative to the founding members.
    var newcomers = 0.45
    var newcomersSpeak = 0.72
    var newcomersReturn = 0.7
    var newcomersIntroduce = 0.6
    var newcomersAdvertise = 0.0
    var purposeQuestions = 0.0
    /// Newcomers who come on a few days all together, by code, without anybody vouching.
    var joinWaves = false
    var isAsked = true
    /// People let go in a screening round every three weeks.
    var removedPerRound = 3
    /// Founding members who never say a thing.
    var silent = 0.35
    /// Of the silent, those who open every red packet.
    var redPacketHunters = 0.0
    /// Share of the speakers who have stopped by the end.
    var fading = 0.08

    init(_ scenario: ChatScenario) {
        switch scenario {
        case .healthy: break
        case .overActive: becomeOverActive()
        case .sellsEarly: becomeSelling()
        case .unclearPosition: becomeUnclear()
        case .noDoor: becomeDoorless()
        case .noScreening: becomeUnscreened()
        }
    }

    private mutating func becomeOverActive() {
        chatterSessions = 0.72
        chatterLines = 0.45
        nightWeight = 0.75
        dominatedSessions = 0.7
    }

    private mutating func becomeSelling() {
        promotionsPerDay = 7
        pitchToNewcomer = 0.9
        talkAfterPitch = 0.6
    }

    private mutating func becomeUnclear() {
        strayFields = 0.94
        newcomersReturn = 0.25
        purposeQuestions = 0.06
    }

    private mutating func becomeDoorless() {
        newcomers = 1.4
        newcomersSpeak = 0.14
        newcomersIntroduce = 0
        newcomersAdvertise = 0.1
        purposeQuestions = 0.05
        joinWaves = true
        isAsked = false
    }

    private mutating func becomeUnscreened() {
        removedPerRound = 0
        silent = 0.55
        redPacketHunters = 0.45
        fading = 0.5
    }
}
