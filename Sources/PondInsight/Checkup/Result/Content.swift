extension Checkup {
    /// What is said.
    package struct Content: Codable, Hashable, Sendable {
        /// Lines of value ÷ lines of people.
        package var valueDensity: Double
        /// 灌水: stickers, laughter, acknowledgements, greetings, repeats ÷ lines of people.
        package var chatterShare: Double
        package var promotionShare: Double
        package var linkShare: Double
        package var redPacketShare: Double
        package var questions: Int
        /// Questions that somebody else answered: by reply, by turning to the asker within ten minutes, or as the next
        /// to say something.
        package var answeredQuestions: Estimate
        package var promotions: Int
        /// Median days from joining to the first promotion that the newcomer saw; nil with fewer than five newcomers.
        package var daysToFirstPromotion: Double?
        /// Change of other people's talk in the 24 hours after a promotion, against the usual: −0.3 = 30 % less.
        package var talkAfterPromotion: Double?
        /// People with the most promotions, first the busiest.
        package var sellers: [Int]
        /// People who open red packets and say nothing; nil when the export shows no openings.
        package var redPacketOnly: PeopleShare?
        package var topicWords: [TopicWord]
        /// What the talk is about, largest first; empty when too few lines, or too small a part of them, could be told.
        package var fields: [FieldShare]
        /// Lines of value whose field could be told ÷ lines of value.
        package var fieldCoverage: Double
    }

    /// Some people and what they are of all.
    package struct PeopleShare: Codable, Hashable, Sendable {
        package var count: Int
        package var share: Double
        package var people: [Int]
    }

    /// A word that many use.
    package struct TopicWord: Codable, Hashable, Sendable {
        package var word: String
        package var people: Int
        package var lines: Int
    }

    /// A field of talk with its share of the lines that could be told.
    package struct FieldShare: Codable, Hashable, Sendable {
        package var field: TopicField
        package var lines: Int
        package var share: Double
    }
}

/// Fields of everyday talk, told apart by word lists.
package enum TopicField: String, Codable, CaseIterable, Hashable, Sendable {
    case coffeeAndTea, food, outdoors, sport, fitness, travel, pets, children, school, work, money, property, cars
    case computing, games, film, music, books, beauty, fashion, health, home, photography, relationships, news
}
