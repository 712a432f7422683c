/// Messages and the time line they stand in.
enum M0003_Messages {
    static let migration = Migration(3, "messages") { engine in
        messages(engine) + mentions(engine) + repeats(engine) + timeline(engine)
    }

    /// `messages`: the words. `author_alias_id` is the name the author bore when it was written; without an author, the
    /// name that an export gives a system line, whose bearer has not spoken. An imported message carries
    /// `fingerprint`, which is equal for the same line in overlapping exports (see `LineFingerprint`); `sent_minute`
    /// leads the index so that it grows at its end.
    private static func messages(_ engine: Dialect) -> String {
        """
        CREATE TABLE messages (
            community_id \(engine.bigint) NOT NULL,
            id \(engine.bigint) NOT NULL,
            group_id \(engine.bigint) NOT NULL,
            author_id \(engine.bigint),
            author_alias_id \(engine.bigint),
            kind \(engine.bigint) NOT NULL,
            body \(engine.text) NOT NULL,
            sent_at \(engine.bigint) NOT NULL,
            sent_minute \(engine.bigint) NOT NULL,
            reply_to_id \(engine.bigint),
            reply_source \(engine.text),
            notice \(engine.text),
            source_id \(engine.text),
            fingerprint \(engine.bigint),
            import_id \(engine.bigint),
            PRIMARY KEY (community_id, id),
            FOREIGN KEY (community_id, group_id) REFERENCES groups (community_id, id)
        ) \(engine.clustered);
        CREATE UNIQUE INDEX messages_by_fingerprint
            ON messages (community_id, group_id, sent_minute, fingerprint) WHERE fingerprint IS NOT NULL;
        """
    }

    /// The second index of `message_mentions` and of `import_repeats` leaves `community_id` out: led by it, PostgreSQL
    /// without statistics reads it whole to find a message.
    private static func mentions(_ engine: Dialect) -> String {
        """
        CREATE TABLE message_mentions (
            community_id \(engine.bigint) NOT NULL,
            message_id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, message_id, member_id),
            FOREIGN KEY (community_id, message_id) REFERENCES messages (community_id, id),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.clustered);
        CREATE INDEX message_mentions_by_member ON message_mentions (member_id, message_id);
        """
    }

    /// `import_repeats`: which imports held a line besides the one whose `import_id` it carries. When that one is
    /// undone or never completed, the line passes to one of these instead of vanishing.
    private static func repeats(_ engine: Dialect) -> String {
        """
        CREATE TABLE import_repeats (
            community_id \(engine.bigint) NOT NULL,
            message_id \(engine.bigint) NOT NULL,
            import_id \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, message_id, import_id),
            FOREIGN KEY (community_id, message_id) REFERENCES messages (community_id, id),
            FOREIGN KEY (community_id, import_id) REFERENCES imports (community_id, id)
        ) \(engine.clustered);
        CREATE INDEX import_repeats_by_import ON import_repeats (import_id, message_id);
        """
    }

    /// `timeline_entries`: what appears in a group, in the order of its time; read by `(at, id)`.
    private static func timeline(_ engine: Dialect) -> String {
        """
        CREATE TABLE timeline_entries (
            community_id \(engine.bigint) NOT NULL,
            group_id \(engine.bigint) NOT NULL,
            at \(engine.bigint) NOT NULL,
            id \(engine.bigint) NOT NULL,
            kind \(engine.text) NOT NULL,
            subject_id \(engine.bigint) NOT NULL,
            import_id \(engine.bigint),
            PRIMARY KEY (community_id, group_id, at, id)
        ) \(engine.clustered);
        """
    }
}
