/// Files that people bring to be imported.
enum M0008_Uploads {
    static let migration = Migration(8, "uploads") { engine in uploads(engine) }

    /// `uploads`: a file on its way into a community. Its bytes lie in the spool folder under `spool_name` until
    /// `state` is an end. `plan`, `finding`, `result`, `failure` and `skips` are JSON. One file is on its way into a
    /// community once at a time.
    private static func uploads(_ engine: Dialect) -> String {
        """
        CREATE TABLE uploads (
            community_id \(engine.bigint) NOT NULL REFERENCES communities (id),
            id \(engine.bigint) NOT NULL,
            person_id \(engine.bigint),
            state \(engine.text) NOT NULL CHECK (state IN ('looking', 'looked', 'refused', 'writing', 'ready',
                'revealing', 'done', 'discarding', 'discarded')),
            file_name \(engine.text) NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
            file_hash \(engine.text) NOT NULL,
            byte_count \(engine.bigint) NOT NULL CHECK (byte_count > 0),
            spool_name \(engine.text) NOT NULL,
            plan \(engine.text),
            is_confirmed \(engine.bigint) NOT NULL DEFAULT 0 CHECK (is_confirmed IN (0, 1)),
            finding \(engine.text),
            skips \(engine.text),
            failure \(engine.text),
            result \(engine.text),
            import_id \(engine.bigint),
            rows_done \(engine.bigint) NOT NULL DEFAULT 0,
            bytes_done \(engine.bigint) NOT NULL DEFAULT 0,
            begun_at \(engine.bigint),
            created_at \(engine.bigint) NOT NULL,
            changed_at \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, id)
        ) \(engine.strict);
        CREATE UNIQUE INDEX uploads_under_way ON uploads (community_id, file_hash)
            WHERE state IN ('looking', 'looked', 'writing', 'ready', 'revealing', 'discarding');
        CREATE INDEX uploads_by_import ON uploads (community_id, import_id) WHERE import_id IS NOT NULL;
        CREATE UNIQUE INDEX uploads_by_spool ON uploads (spool_name);
        CREATE INDEX imports_newest ON imports (community_id, started_at, id);
        """
    }
}
