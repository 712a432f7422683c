/// Checkups of communities, kept with the people behind their numbers.
enum M0009_Checkups {
    static let migration = Migration(9, "checkups") { engine in
        checkups(engine) + people(engine) + arrivals
    }

    /// `checkups`: one that was asked for, and what came of it. `result` is the JSON of `Checkup` without names, which
    /// are read from `members` each time, so that a name that was changed or erased is gone from here too. `verdicts`
    /// says how each of the five errors stands, for the page of the day; `traits` are those that anybody has. At most
    /// one of a community waits or runs.
    private static func checkups(_ engine: Dialect) -> String {
        """
        CREATE TABLE checkups (
            community_id \(engine.bigint) NOT NULL REFERENCES communities (id),
            id \(engine.bigint) NOT NULL,
            state \(engine.text) NOT NULL
                CHECK (state IN ('waiting', 'running', 'made', 'empty', 'failed', 'cancelled')),
            asked_at \(engine.bigint) NOT NULL,
            asked_by \(engine.bigint),
            lines_read \(engine.bigint) NOT NULL DEFAULT 0 CHECK (lines_read >= 0),
            lines_total \(engine.bigint) NOT NULL DEFAULT 0 CHECK (lines_total >= 0),
            made_at \(engine.bigint),
            participation \(engine.bigint),
            activity \(engine.bigint),
            contribution \(engine.bigint),
            overall \(engine.bigint),
            verdicts \(engine.text),
            traits \(engine.bigint) NOT NULL DEFAULT 0,
            result \(engine.text),
            PRIMARY KEY (community_id, id),
            CHECK ((state = 'made') = (result IS NOT NULL))
        ) \(engine.strict);
        CREATE UNIQUE INDEX checkups_under_way ON checkups (community_id) WHERE state IN ('waiting', 'running');
        """
    }

    /// Who came lately, without the many whom an import brought on one day.
    private static let arrivals = """
        CREATE INDEX members_with_login_by_arrival
            ON members (community_id, created_at, id) WHERE person_id IS NOT NULL;
        """

    /// `checkup_people`: who stands at each position of a checkup, and what it found of them. `traits` and `fields` are
    /// bits (`CheckupTrait`, `TopicField`), `hours` is a digit for each hour of the week from Monday 0:00: 1 where they
    /// spoke. Members may be gone meanwhile, so nothing refers to them.
    private static func people(_ engine: Dialect) -> String {
        """
        CREATE TABLE checkup_people (
            community_id \(engine.bigint) NOT NULL,
            checkup_id \(engine.bigint) NOT NULL,
            position \(engine.bigint) NOT NULL CHECK (position >= 0),
            member_id \(engine.bigint) NOT NULL,
            messages \(engine.bigint) NOT NULL CHECK (messages >= 0),
            first_day \(engine.bigint),
            last_day \(engine.bigint),
            role \(engine.text),
            circle \(engine.bigint),
            part \(engine.bigint),
            traits \(engine.bigint) NOT NULL,
            fields \(engine.bigint) NOT NULL,
            hours \(engine.text) NOT NULL,
            PRIMARY KEY (community_id, checkup_id, position),
            FOREIGN KEY (community_id, checkup_id) REFERENCES checkups (community_id, id)
        ) \(engine.clustered);
        """
    }
}
