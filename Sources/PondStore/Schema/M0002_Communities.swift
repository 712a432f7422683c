/// Communities, their groups and the people in them; the imports that brought people in.
enum M0002_Communities {
    static let migration = Migration(2, "communities") { engine in
        communities(engine) + imports(engine) + members(engine) + groupMembers(engine)
    }

    /// `communities`: `is_founded` is 0, and the community hidden, until the first import into it is complete.
    private static func communities(_ engine: Dialect) -> String {
        """
        CREATE TABLE communities (
            id \(engine.bigint) PRIMARY KEY,
            name \(engine.text) NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            time_zone \(engine.text) NOT NULL,
            last_member_number \(engine.bigint) NOT NULL DEFAULT 0 CHECK (last_member_number >= 0),
            is_founded \(engine.bigint) NOT NULL DEFAULT 1 CHECK (is_founded IN (0, 1)),
            created_at \(engine.bigint) NOT NULL
        ) \(engine.strict);
        CREATE INDEX communities_by_name ON communities (name);
        CREATE TABLE groups (
            community_id \(engine.bigint) NOT NULL REFERENCES communities (id),
            id \(engine.bigint) NOT NULL,
            name \(engine.text) NOT NULL,
            platform \(engine.text) NOT NULL,
            source_id \(engine.text),
            kind \(engine.text) NOT NULL CHECK (kind IN ('group', 'private')),
            import_id \(engine.bigint),
            created_at \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, id)
        ) \(engine.strict);
        CREATE INDEX groups_by_name ON groups (community_id, platform, name);
        CREATE INDEX groups_by_source ON groups (community_id, platform, source_id) WHERE source_id IS NOT NULL;
        """
    }

    /// `imports`: one undoable batch of history. Its rows stay hidden until `state` is `completed`.
    /// None of its messages has an id below `first_message_id`: an undo looks from there on. `lines_removed`: how far
    /// an undo has come. `person_id`: who asked for it in a browser.
    private static func imports(_ engine: Dialect) -> String {
        """
        CREATE TABLE imports (
            community_id \(engine.bigint) NOT NULL REFERENCES communities (id),
            id \(engine.bigint) NOT NULL,
            state \(engine.text) NOT NULL CHECK (state IN ('running', 'completed', 'undoing', 'undone')),
            file_name \(engine.text) NOT NULL,
            file_hash \(engine.text) NOT NULL,
            settings \(engine.text) NOT NULL,
            format \(engine.text) NOT NULL DEFAULT '',
            first_message_id \(engine.bigint) NOT NULL,
            messages_added \(engine.bigint) NOT NULL DEFAULT 0,
            messages_known \(engine.bigint) NOT NULL DEFAULT 0,
            members_added \(engine.bigint) NOT NULL DEFAULT 0,
            lines_skipped \(engine.bigint) NOT NULL DEFAULT 0,
            lines_removed \(engine.bigint) NOT NULL DEFAULT 0,
            person_id \(engine.bigint),
            lease_token \(engine.bigint) NOT NULL,
            lease_until \(engine.bigint) NOT NULL,
            started_at \(engine.bigint) NOT NULL,
            ended_at \(engine.bigint),
            PRIMARY KEY (community_id, id)
        ) \(engine.strict);
        CREATE INDEX imports_by_hash ON imports (community_id, file_hash);
        """
    }

    /// `members`: a person in one community. Imported people have no `person_id` until they sign in and claim their
    /// history. `member_accounts`: who they are on a platform; `member_aliases`: every name they were seen under.
    private static func members(_ engine: Dialect) -> String {
        """
        CREATE TABLE members (
            community_id \(engine.bigint) NOT NULL REFERENCES communities (id),
            id \(engine.bigint) NOT NULL,
            number \(engine.bigint) NOT NULL CHECK (number BETWEEN 1 AND 4294967295),
            person_id \(engine.bigint),
            display_name \(engine.text) NOT NULL,
            import_id \(engine.bigint),
            created_at \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, id),
            UNIQUE (community_id, number),
            FOREIGN KEY (community_id, import_id) REFERENCES imports (community_id, id)
        ) \(engine.strict);
        CREATE INDEX members_by_import ON members (community_id, import_id) WHERE import_id IS NOT NULL;
        CREATE TABLE member_accounts (
            community_id \(engine.bigint) NOT NULL,
            platform \(engine.text) NOT NULL,
            account_id \(engine.text) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, platform, account_id),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.strict);
        CREATE INDEX member_accounts_by_member ON member_accounts (community_id, member_id);
        CREATE TABLE member_aliases (
            community_id \(engine.bigint) NOT NULL,
            id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            name \(engine.text) NOT NULL,
            PRIMARY KEY (community_id, id),
            UNIQUE (community_id, member_id, name),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.strict);
        CREATE INDEX member_aliases_by_name ON member_aliases (community_id, name, member_id);
        """ + memberSources(engine)
    }

    /// Who says so: an account and a name go with the last import that does; `import_id` is 0 for what was said here.
    /// `listed`: an export's member list gives the name as another one of theirs. The source of the lowest `id` gave
    /// the member their display name.
    private static func memberSources(_ engine: Dialect) -> String {
        """
        CREATE TABLE member_account_sources (
            community_id \(engine.bigint) NOT NULL,
            platform \(engine.text) NOT NULL,
            account_id \(engine.text) NOT NULL,
            import_id \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, platform, account_id, import_id),
            FOREIGN KEY (community_id, platform, account_id)
                REFERENCES member_accounts (community_id, platform, account_id)
        ) \(engine.strict);
        CREATE TABLE member_alias_sources (
            community_id \(engine.bigint) NOT NULL,
            alias_id \(engine.bigint) NOT NULL,
            import_id \(engine.bigint) NOT NULL,
            id \(engine.bigint) NOT NULL,
            listed \(engine.bigint) NOT NULL CHECK (listed IN (0, 1)),
            PRIMARY KEY (community_id, alias_id, import_id),
            FOREIGN KEY (community_id, alias_id) REFERENCES member_aliases (community_id, id)
        ) \(engine.strict);
        """
    }

    /// `group_members`: who belongs to a group, and who says so: one row for each import that does, and one with
    /// `import_id` 0 for what was said here. `listed`: the member list named them; otherwise they were only heard. The
    /// role of somebody is that of their newest row that is listed. `profile`: what else the list says, as JSON
    /// (`ChatProfile`), for an export.
    /// `import_members`, `import_groups`: what an import touched; a member, a group go with the last import that did.
    private static func groupMembers(_ engine: Dialect) -> String {
        """
        CREATE TABLE group_members (
            community_id \(engine.bigint) NOT NULL,
            group_id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            import_id \(engine.bigint) NOT NULL,
            role \(engine.text) NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'bot')),
            listed \(engine.bigint) NOT NULL CHECK (listed IN (0, 1)),
            profile \(engine.text),
            PRIMARY KEY (community_id, group_id, member_id, import_id),
            FOREIGN KEY (community_id, group_id) REFERENCES groups (community_id, id),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.strict);
        CREATE INDEX group_members_by_member ON group_members (community_id, member_id);
        CREATE TABLE import_members (
            community_id \(engine.bigint) NOT NULL,
            import_id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, import_id, member_id),
            FOREIGN KEY (community_id, import_id) REFERENCES imports (community_id, id),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.strict);
        CREATE INDEX import_members_by_member ON import_members (community_id, member_id);
        CREATE TABLE import_groups (
            community_id \(engine.bigint) NOT NULL,
            import_id \(engine.bigint) NOT NULL,
            group_id \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, import_id, group_id),
            FOREIGN KEY (community_id, import_id) REFERENCES imports (community_id, id),
            FOREIGN KEY (community_id, group_id) REFERENCES groups (community_id, id)
        ) \(engine.strict);
        CREATE INDEX import_groups_by_group ON import_groups (community_id, group_id);
        """
    }
}
