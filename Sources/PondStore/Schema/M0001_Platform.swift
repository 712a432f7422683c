/// Nodes, the event log and its consumers, jobs.
enum M0001_Platform {
    static let migration = Migration(1, "platform") { engine in
        nodes(engine) + events(engine) + consumers(engine) + jobs(engine)
    }

    /// `nodes`: which write lane holds which of the node numbers of `IDGenerator`, and the last millisecond that ids
    /// under this number may carry so far.
    private static func nodes(_ engine: Dialect) -> String {
        """
        CREATE TABLE nodes (
            number \(engine.bigint) PRIMARY KEY CHECK (number BETWEEN 0 AND 1023),
            token \(engine.bigint) NOT NULL,
            lease_until \(engine.bigint) NOT NULL,
            ids_until \(engine.bigint) NOT NULL
        ) \(engine.strict);
        WITH RECURSIVE numbers (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM numbers WHERE number < 1023)
        INSERT INTO nodes (number, token, lease_until, ids_until) SELECT number, 0, 0, 0 FROM numbers;
        """
    }

    /// `events`: the log. Position order is commit order. PostgreSQL keeps it in partitions by month of `at`; what no
    /// month holds goes into `events_rest`.
    private static func events(_ engine: Dialect) -> String {
        let columns = """
                id \(engine.bigint) NOT NULL,
                community_id \(engine.bigint) NOT NULL,
                group_id \(engine.bigint),
                kind \(engine.text) NOT NULL,
                actor_id \(engine.bigint),
                subject_id \(engine.bigint),
                at \(engine.bigint) NOT NULL,
                data \(engine.text) NOT NULL
            """
        switch engine {
        case .sqlite:
            return """
                CREATE TABLE events (
                    position INTEGER PRIMARY KEY AUTOINCREMENT,
                    \(columns)
                ) STRICT;
                CREATE INDEX events_by_community ON events (community_id, position);
                """
        case .postgres:
            return """
                CREATE SEQUENCE events_position;
                CREATE TABLE events (
                    position BIGINT NOT NULL DEFAULT nextval('events_position'),
                    \(columns),
                    PRIMARY KEY (position, at)
                ) PARTITION BY RANGE (at);
                CREATE TABLE events_rest PARTITION OF events DEFAULT;
                CREATE INDEX events_by_community ON events (community_id, position);
                """
        }
    }

    /// `consumers`: how far each projection and reactor has read; a batch that ended at `suspect_until` failed.
    /// `parked_events`: what a consumer could not take.
    private static func consumers(_ engine: Dialect) -> String {
        """
        CREATE TABLE consumers (
            name \(engine.text) PRIMARY KEY,
            position \(engine.bigint) NOT NULL CHECK (position >= 0),
            failures \(engine.bigint) NOT NULL DEFAULT 0 CHECK (failures >= 0),
            retry_at \(engine.bigint) NOT NULL DEFAULT 0,
            suspect_until \(engine.bigint) NOT NULL DEFAULT 0
        ) \(engine.strict);
        CREATE TABLE parked_events (
            consumer \(engine.text) NOT NULL REFERENCES consumers (name),
            position \(engine.bigint) NOT NULL,
            event_id \(engine.bigint) NOT NULL,
            error \(engine.text) NOT NULL,
            parked_at \(engine.bigint) NOT NULL,
            PRIMARY KEY (consumer, position)
        ) \(engine.strict);
        """
    }

    /// `jobs`: work to be done at a time, inserted by the transaction that causes it. `lease_until` 0 means free;
    /// `state` 1 means dead (it failed as often as it may and waits for a person), 2 done (kept for a while, so that
    /// its key stays used; see `JobQueue.retentionMilliseconds`). `ended_at` is set with either.
    private static func jobs(_ engine: Dialect) -> String {
        """
        CREATE TABLE jobs (
            community_id \(engine.bigint) NOT NULL,
            id \(engine.bigint) NOT NULL,
            kind \(engine.text) NOT NULL,
            run_at \(engine.bigint) NOT NULL,
            payload \(engine.text) NOT NULL,
            attempts \(engine.bigint) NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            lease_token \(engine.bigint) NOT NULL DEFAULT 0,
            lease_until \(engine.bigint) NOT NULL DEFAULT 0,
            state \(engine.bigint) NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2)),
            ended_at \(engine.bigint),
            last_error \(engine.text),
            idempotency_key \(engine.text) NOT NULL,
            PRIMARY KEY (id),
            UNIQUE (kind, idempotency_key),
            CHECK ((state = 0) = (ended_at IS NULL))
        ) \(engine.strict);
        CREATE INDEX jobs_due ON jobs (kind, run_at, id) WHERE state = 0;
        CREATE INDEX jobs_dead ON jobs (id) WHERE state = 1;
        CREATE INDEX jobs_done ON jobs (ended_at) WHERE state = 2;
        """
    }
}
