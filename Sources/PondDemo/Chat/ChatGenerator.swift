package import PondCore
package import PondExchange
import PondStats

/// Writes the chat of a made-up community: the same for the same seed, on every machine.
///
/// Talk comes in sessions of a few people of one circle, at the hours at which such groups talk; activity follows
/// Zipf's law; people come, introduce themselves, stay or go; red packets are sent and opened; goods are offered. Each
/// scenario turns the dials of one of the five errors as they occur in life.
package struct ChatGenerator: Sendable {
    package static let seedDefault: UInt64 = 20_251_120

    package let scenario: ChatScenario
    package let seed: UInt64
    /// Lines in all, system lines included.
    package let messages: Int
    package let people: Int
    package let days: Int
    /// Midnight, in the community's zone (UTC+8), of the first day.
    package let start: Timestamp

    package init(
        scenario: ChatScenario = .healthy, seed: UInt64 = seedDefault, messages: Int = 6000, people: Int = 160,
        days: Int = 90, start: Timestamp = Timestamp(seconds: 1_756_051_200)
    ) {
        self.scenario = scenario
        self.seed = seed
        self.messages = messages
        self.people = people
        self.days = days
        self.start = start
    }

    /// Hands out the chat, its members, and its messages in order of time.
    package func generate(_ receive: (ChatRecord) throws -> Void) rethrows {
        var writer = DayWriter(self)
        try receive(.chat(writer.chat))
        for person in writer.people { try receive(.person(person)) }
        var written = 0
        let weights = (0..<days).map(writer.weight)
        var weightLeft = weights.reduce(0, +)
        for day in 0..<days {
            let isLast = day == days - 1
            let share = weightLeft > 0 ? weights[day] / weightLeft : 1
            let quota = isLast ? messages - written : Int((Double(messages - written) * share).rounded())
            weightLeft -= weights[day]
            writer.write(day: day, quota: max(0, quota))
            for message in writer.ordered.prefix(messages - written) {
                written += 1
                try receive(.message(message))
            }
        }
    }

    /// All records at once, for small chats.
    package func records() -> [ChatRecord] {
        var records: [ChatRecord] = []
        generate { records.append($0) }
        return records
    }
}
