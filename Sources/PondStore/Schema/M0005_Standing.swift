/// Who belongs to a community and to its groups, and which posts they hold.
enum M0005_Standing {
    static let migration = Migration(5, "standing") { engine in
        communities(engine) + members(engine) + posts(engine) + invitations(engine)
    }

    /// `communities`: the positioning and the brand, as JSON that `Positioning` and `Brand` describe, and what guests
    /// see. `version` guards changes that two people make at once.
    private static func communities(_ engine: Dialect) -> String {
        """
        ALTER TABLE communities ADD COLUMN positioning \(engine.text) NOT NULL DEFAULT '{}';
        ALTER TABLE communities ADD COLUMN brand \(engine.text) NOT NULL DEFAULT '{}';
        ALTER TABLE communities ADD COLUMN settings \(engine.text) NOT NULL DEFAULT '{}';
        ALTER TABLE communities ADD COLUMN is_public \(engine.bigint) NOT NULL DEFAULT 1 CHECK (is_public IN (0, 1));
        ALTER TABLE communities ADD COLUMN version \(engine.bigint) NOT NULL DEFAULT 0;
        ALTER TABLE groups ADD COLUMN description \(engine.text) NOT NULL DEFAULT '';
        ALTER TABLE groups ADD COLUMN slow_mode_seconds \(engine.bigint) NOT NULL DEFAULT 0
            CHECK (slow_mode_seconds BETWEEN 0 AND 86400);
        ALTER TABLE groups ADD COLUMN quiet_from_minute \(engine.bigint) CHECK (quiet_from_minute BETWEEN 0 AND 1439);
        ALTER TABLE groups ADD COLUMN quiet_until_minute \(engine.bigint) CHECK (quiet_until_minute BETWEEN 0 AND 1439);
        ALTER TABLE groups ADD COLUMN archived_at \(engine.bigint);
        """
    }

    /// `members`: `left_at` and `muted_until` are facts that every feature asks for. `group_memberships`: who is in a
    /// group that lives here; imported groups keep what their exports said in `group_members`.
    private static func members(_ engine: Dialect) -> String {
        """
        ALTER TABLE members ADD COLUMN left_at \(engine.bigint);
        ALTER TABLE members ADD COLUMN muted_until \(engine.bigint) NOT NULL DEFAULT 0;
        ALTER TABLE members ADD COLUMN introduction \(engine.text) NOT NULL DEFAULT '';
        ALTER TABLE members ADD COLUMN seen_at \(engine.bigint);
        CREATE UNIQUE INDEX members_by_person ON members (community_id, person_id) WHERE person_id IS NOT NULL;
        CREATE INDEX members_of_person ON members (person_id, community_id) WHERE person_id IS NOT NULL;
        CREATE INDEX members_by_name ON members (community_id, display_name, id);
        CREATE INDEX members_by_arrival ON members (community_id, created_at, id);
        CREATE TABLE group_memberships (
            community_id \(engine.bigint) NOT NULL,
            group_id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            joined_at \(engine.bigint) NOT NULL,
            read_at \(engine.bigint) NOT NULL DEFAULT 0,
            read_id \(engine.bigint) NOT NULL DEFAULT 0,
            PRIMARY KEY (community_id, group_id, member_id),
            FOREIGN KEY (community_id, group_id) REFERENCES groups (community_id, id),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.clustered);
        CREATE INDEX group_memberships_by_member ON group_memberships (community_id, member_id, group_id);
        """
    }

    /// `staff_posts`: a post of responsibility; `group_id` is 0 but for leaders, who hold theirs in one group.
    private static func posts(_ engine: Dialect) -> String {
        """
        CREATE TABLE staff_posts (
            community_id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            post \(engine.text) NOT NULL
                CHECK (post IN ('owner', 'admin', 'support', 'marketing', 'tech', 'leader')),
            group_id \(engine.bigint) NOT NULL DEFAULT 0,
            given_at \(engine.bigint) NOT NULL,
            given_by \(engine.bigint),
            PRIMARY KEY (community_id, member_id, post, group_id),
            CHECK ((post = 'leader') = (group_id <> 0)),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.strict);
        """
    }

    /// `invitations`: the only gate for now. Only the hash of a code is not enough here: staff show the link again, so
    /// the code itself is kept.
    private static func invitations(_ engine: Dialect) -> String {
        """
        CREATE TABLE invitations (
            community_id \(engine.bigint) NOT NULL REFERENCES communities (id),
            id \(engine.bigint) NOT NULL,
            code \(engine.text) NOT NULL,
            group_id \(engine.bigint),
            made_by \(engine.bigint) NOT NULL,
            note \(engine.text) NOT NULL DEFAULT '',
            uses_max \(engine.bigint) CHECK (uses_max > 0),
            uses \(engine.bigint) NOT NULL DEFAULT 0 CHECK (uses >= 0),
            expires_at \(engine.bigint),
            revoked_at \(engine.bigint),
            created_at \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, id),
            CHECK (uses_max IS NULL OR uses <= uses_max),
            FOREIGN KEY (community_id, made_by) REFERENCES members (community_id, id)
        ) \(engine.strict);
        CREATE UNIQUE INDEX invitations_by_code ON invitations (code);
        CREATE TABLE invitation_uses (
            community_id \(engine.bigint) NOT NULL,
            invitation_id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            at \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, invitation_id, member_id),
            FOREIGN KEY (community_id, invitation_id) REFERENCES invitations (community_id, id),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.strict);
        """
    }
}
