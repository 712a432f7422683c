/// What happened on each day, counted as it happens, so that no page counts history.
enum M0007_DailyFacts {
    static let migration = Migration(7, "daily_facts") { engine in
        memberDays(engine) + dailyFacts(engine) + recounts(engine)
    }

    /// `member_days`: how many messages a member wrote on a day in a group. `imported` is counted anew when an import
    /// is completed or undone; `posted` only grows.
    private static func memberDays(_ engine: Dialect) -> String {
        """
        CREATE TABLE member_days (
            community_id \(engine.bigint) NOT NULL,
            day \(engine.bigint) NOT NULL,
            group_id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            posted \(engine.bigint) NOT NULL DEFAULT 0 CHECK (posted >= 0),
            imported \(engine.bigint) NOT NULL DEFAULT 0 CHECK (imported >= 0),
            PRIMARY KEY (community_id, group_id, day, member_id),
            CHECK (posted + imported > 0)
        ) \(engine.clustered);
        CREATE INDEX member_days_by_member ON member_days (community_id, member_id, day);
        CREATE INDEX member_days_by_day ON member_days (community_id, day, member_id);
        """
    }

    /// `daily_facts`: the sums of a day; `group_id` 0 is the whole community, where somebody who spoke in two groups
    /// is one speaker.
    private static func dailyFacts(_ engine: Dialect) -> String {
        """
        CREATE TABLE daily_facts (
            community_id \(engine.bigint) NOT NULL,
            group_id \(engine.bigint) NOT NULL,
            day \(engine.bigint) NOT NULL,
            messages \(engine.bigint) NOT NULL DEFAULT 0 CHECK (messages >= 0),
            speakers \(engine.bigint) NOT NULL DEFAULT 0 CHECK (speakers >= 0),
            joined \(engine.bigint) NOT NULL DEFAULT 0 CHECK (joined >= 0),
            departed \(engine.bigint) NOT NULL DEFAULT 0 CHECK (departed >= 0),
            PRIMARY KEY (community_id, group_id, day)
        ) \(engine.clustered);
        """
    }

    /// `fact_recounts`: groups whose imported messages have to be counted again, and from which day on.
    private static func recounts(_ engine: Dialect) -> String {
        """
        CREATE TABLE fact_recounts (
            community_id \(engine.bigint) NOT NULL,
            group_id \(engine.bigint) NOT NULL,
            next_day \(engine.bigint) NOT NULL,
            last_day \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, group_id)
        ) \(engine.strict);
        """
    }
}
