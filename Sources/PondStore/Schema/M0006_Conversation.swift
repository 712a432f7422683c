/// What people do in groups that live here: talk, react, read, report, search.
enum M0006_Conversation {
    static let migration = Migration(6, "conversation") { engine in
        groups(engine) + messages(engine) + media(engine) + reports(engine) + search(engine)
    }

    /// `groups`: members may come into one that `is_open` by themselves. `group_memberships.posted_at`: slow mode
    /// counts from there.
    private static func groups(_ engine: Dialect) -> String {
        """
        ALTER TABLE groups ADD COLUMN is_open \(engine.bigint) NOT NULL DEFAULT 0 CHECK (is_open IN (0, 1));
        ALTER TABLE group_memberships ADD COLUMN posted_at \(engine.bigint) NOT NULL DEFAULT 0;
        """
    }

    /// `messages`: one that was recalled keeps its place and loses its words. `message_reactions`: each person once a
    /// reaction.
    private static func messages(_ engine: Dialect) -> String {
        """
        ALTER TABLE messages ADD COLUMN idempotency_key \(engine.text);
        ALTER TABLE messages ADD COLUMN recalled_at \(engine.bigint);
        ALTER TABLE messages ADD COLUMN recalled_by \(engine.bigint);
        ALTER TABLE messages ADD COLUMN recall_reason \(engine.text);
        CREATE UNIQUE INDEX messages_by_key
            ON messages (community_id, author_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE TABLE message_reactions (
            community_id \(engine.bigint) NOT NULL,
            message_id \(engine.bigint) NOT NULL,
            reaction \(engine.text) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            at \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, message_id, reaction, member_id),
            FOREIGN KEY (community_id, message_id) REFERENCES messages (community_id, id),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.clustered);
        """
    }

    /// `media`: pictures that were made anew here. One that is `uploaded` is seen by who brought it, until a message
    /// shows it; one that is `posted` by who may read the message; a `mark`, by which a community is known, by who may
    /// see the community; one that is `released` by nobody, and its file goes.
    /// `name` is the file's, after its contents: several rows may share it.
    private static func media(_ engine: Dialect) -> String {
        """
        CREATE TABLE media (
            community_id \(engine.bigint) NOT NULL,
            id \(engine.bigint) NOT NULL,
            group_id \(engine.bigint),
            member_id \(engine.bigint),
            state \(engine.text) NOT NULL CHECK (state IN ('uploaded', 'posted', 'mark', 'released')),
            message_id \(engine.bigint),
            position \(engine.bigint) NOT NULL DEFAULT 0,
            description \(engine.text) NOT NULL DEFAULT '',
            type \(engine.text) NOT NULL,
            name \(engine.text) NOT NULL,
            width \(engine.bigint) NOT NULL CHECK (width > 0),
            height \(engine.bigint) NOT NULL CHECK (height > 0),
            byte_count \(engine.bigint) NOT NULL CHECK (byte_count > 0),
            created_at \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, id),
            CHECK ((state = 'posted') = (message_id IS NOT NULL)),
            CHECK (state IN ('mark', 'released') OR (group_id IS NOT NULL AND member_id IS NOT NULL)),
            FOREIGN KEY (community_id, group_id) REFERENCES groups (community_id, id),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id),
            FOREIGN KEY (community_id, message_id) REFERENCES messages (community_id, id)
        ) \(engine.strict);
        CREATE INDEX media_by_message ON media (community_id, message_id, position) WHERE message_id IS NOT NULL;
        CREATE INDEX media_by_member ON media (community_id, member_id, id);
        CREATE INDEX media_unshown ON media (community_id, member_id, id) WHERE state = 'uploaded';
        CREATE INDEX media_by_name ON media (name);
        """
    }

    /// `reports`: what members want somebody to look at. The words are kept as they were when they were reported, so
    /// that a recall does not take them from whoever decides. No foreign key to the message: undoing an import removes
    /// it.
    private static func reports(_ engine: Dialect) -> String {
        """
        CREATE TABLE reports (
            community_id \(engine.bigint) NOT NULL REFERENCES communities (id),
            id \(engine.bigint) NOT NULL,
            group_id \(engine.bigint) NOT NULL,
            message_id \(engine.bigint) NOT NULL,
            author_id \(engine.bigint),
            reporter_id \(engine.bigint) NOT NULL,
            reason \(engine.text) NOT NULL,
            note \(engine.text) NOT NULL,
            words \(engine.text) NOT NULL,
            decision \(engine.text) CHECK (decision IN ('kept', 'recalled')),
            decision_note \(engine.text),
            decided_at \(engine.bigint),
            decided_by \(engine.bigint),
            created_at \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, id),
            UNIQUE (community_id, message_id, reporter_id),
            CHECK ((decision IS NULL) = (decided_at IS NULL)),
            FOREIGN KEY (community_id, group_id) REFERENCES groups (community_id, id),
            FOREIGN KEY (community_id, reporter_id) REFERENCES members (community_id, id)
        ) \(engine.strict);
        CREATE INDEX reports_open ON reports (community_id, id) WHERE decided_at IS NULL;
        CREATE INDEX reports_decided ON reports (community_id, decided_at, id) WHERE decided_at IS NOT NULL;
        """
    }

    /// `message_search`: the tokens of each message's words (see `SearchTokens`), with one token for its group. A
    /// projection: it can be thrown away and grown again. SQLite's row id is the message's id.
    private static func search(_ engine: Dialect) -> String {
        switch engine {
        case .sqlite:
            """
            CREATE VIRTUAL TABLE message_search USING fts5(
                tokens, tokenize = "unicode61 remove_diacritics 0 categories 'L* N*'"
            );
            """
        case .postgres:
            """
            CREATE TABLE message_search (
                community_id BIGINT NOT NULL,
                message_id BIGINT NOT NULL,
                tokens TSVECTOR NOT NULL,
                PRIMARY KEY (community_id, message_id)
            );
            CREATE INDEX message_search_tokens ON message_search USING GIN (tokens) WITH (fastupdate = off);
            """
        }
    }
}
