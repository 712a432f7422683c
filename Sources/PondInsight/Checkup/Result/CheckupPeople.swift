/// Something that a checkup found of a person, and that one of its numbers counts.
///
/// The order is kept in databases: new ones come last.
package enum CheckupTrait: String, Codable, CaseIterable, Hashable, Sendable {
    /// Said anything at all.
    case spoke
    /// Is listed and never said anything.
    case neverSpoke
    /// Spoke in the last 28 days and is still there.
    case recentlySpoke
    /// Among the three who say most.
    case busiest
    case owner
    case asked
    /// Asked something that nobody answered.
    case unanswered
    case saidValue
    case chattered
    case promoted
    case linked
    case sentRedPacket
    case repeated
    case spokeAtNight
    /// Said something of value and has a tie with somebody (`IndexPart.Code.givers`).
    case giver
    case newcomer
    /// Newcomers who spoke, of those whose first seven days have passed.
    case newcomerWhoSpoke
    case backWithin7Days
    case backWithin30Days
    /// Of the newcomers who spoke, those of whom it can be told whether they came back.
    case dueFor7Days
    case dueFor30Days
    /// Sells for the house.
    case seller
    /// Came, advertised and had little else to say.
    case advertiser
    /// Was offered something by name within a day of joining.
    case pitched
    /// Says the same lines over days; perhaps sells.
    case refrainCaller
    case askedWhatFor
    /// Had time to speak and fell silent, or never spoke.
    case silent
    case redPacketOnly
    case unvouched
    case leftSoon
    case removed
    case introduced
    case inNetwork
    case leader
    case bridge
    /// Came by an invitation, or somebody let them in.
    case invited
    /// Used to speak often, was there within half a year, and said nothing for four weeks.
    case wentQuiet
    /// Souls and thinkers: who give most.
    case thanked

    /// Its place in the numbers that databases keep.
    package var bit: Int64 { 1 << Int64(Self.allCases.firstIndex(of: self) ?? 62) }
}

/// Who is behind the numbers of a checkup: a row for each of `Checkup.people`, in that order.
package struct CheckupPeople: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        package var traits: Set<CheckupTrait> = []
        /// Bits by the order of `TopicField.allCases`: spoke of it.
        package var fields: Int64 = 0
        /// The hours of the week in which they spoke, Monday 0:00 first.
        package var hours = [Bool](repeating: false, count: Self.hoursOfWeek)
        /// Which part of a proposed split they would come into.
        package var part: Int?

        static let hoursOfWeek = RhythmFigures.hoursOfWeek
    }

    package var rows: [Row]
}
