/// Who belongs to a community and to its groups, and which posts they hold.
enum M0005_Standing {
    static let migration = Migration(5, "standing") { engine in
        communities(engine) + members(engine) + search(engine) + memberships(engine) + posts(engine)
            + decisions(engine) + invitations(engine)
    }

    /// `communities`: the positioning, the brand and the settings, as JSON that `Positioning`, `Brand` and
    /// `CommunitySettings` describe. `version` guards changes of these that two people make at once, `staff_version`
    /// those of posts. `member_count` counts who is there, `welcome_group_id` is the group that newcomers land in.
    private static func communities(_ engine: Dialect) -> String {
        """
        ALTER TABLE communities ADD COLUMN positioning \(engine.text) NOT NULL DEFAULT '{}';
        ALTER TABLE communities ADD COLUMN brand \(engine.text) NOT NULL DEFAULT '{}';
        ALTER TABLE communities ADD COLUMN settings \(engine.text) NOT NULL DEFAULT '{}';
        ALTER TABLE communities ADD COLUMN is_public \(engine.bigint) NOT NULL DEFAULT 1 CHECK (is_public IN (0, 1));
        ALTER TABLE communities ADD COLUMN version \(engine.bigint) NOT NULL DEFAULT 0;
        ALTER TABLE communities ADD COLUMN staff_version \(engine.bigint) NOT NULL DEFAULT 0;
        ALTER TABLE communities ADD COLUMN member_count \(engine.bigint) NOT NULL DEFAULT 0 CHECK (member_count >= 0);
        ALTER TABLE communities ADD COLUMN welcome_group_id \(engine.bigint);
        ALTER TABLE communities ADD COLUMN founded_by \(engine.bigint);
        CREATE INDEX communities_in_public ON communities (is_public, name, id);
        ALTER TABLE groups ADD COLUMN description \(engine.text) NOT NULL DEFAULT '';
        ALTER TABLE groups ADD COLUMN slow_mode_seconds \(engine.bigint) NOT NULL DEFAULT 0
            CHECK (slow_mode_seconds BETWEEN 0 AND 86400);
        ALTER TABLE groups ADD COLUMN quiet_from_minute \(engine.bigint) CHECK (quiet_from_minute BETWEEN 0 AND 1439);
        ALTER TABLE groups ADD COLUMN quiet_until_minute \(engine.bigint) CHECK (quiet_until_minute BETWEEN 0 AND 1439);
        ALTER TABLE groups ADD COLUMN archived_at \(engine.bigint);
        """
    }

    /// `members`: `left_at` and `muted_until` are facts that every feature asks for. `first_spoke_at`,
    /// `last_spoke_at` (0: never) and `message_count` are kept by the projection `member-activity`. Whoever never
    /// spoke is silent since they came, so that a newcomer is not taken for somebody who fell silent.
    private static func members(_ engine: Dialect) -> String {
        """
        ALTER TABLE members ADD COLUMN left_at \(engine.bigint);
        ALTER TABLE members ADD COLUMN muted_until \(engine.bigint) NOT NULL DEFAULT 0;
        ALTER TABLE members ADD COLUMN introduction \(engine.text) NOT NULL DEFAULT '';
        ALTER TABLE members ADD COLUMN seen_at \(engine.bigint);
        ALTER TABLE members ADD COLUMN first_spoke_at \(engine.bigint) NOT NULL DEFAULT 0;
        ALTER TABLE members ADD COLUMN last_spoke_at \(engine.bigint) NOT NULL DEFAULT 0;
        ALTER TABLE members ADD COLUMN message_count \(engine.bigint) NOT NULL DEFAULT 0;
        ALTER TABLE members ADD COLUMN notifications \(engine.text) NOT NULL DEFAULT 'mentions'
            CHECK (notifications IN ('all', 'mentions', 'none'));
        ALTER TABLE members ADD COLUMN is_ranked \(engine.bigint) NOT NULL DEFAULT 1 CHECK (is_ranked IN (0, 1));
        CREATE UNIQUE INDEX members_by_person ON members (community_id, person_id) WHERE person_id IS NOT NULL;
        CREATE INDEX members_of_person ON members (person_id, community_id) WHERE person_id IS NOT NULL;
        CREATE INDEX members_by_name ON members (community_id, display_name, id);
        CREATE INDEX members_by_arrival ON members (community_id, created_at, id);
        CREATE INDEX members_by_talk ON members (community_id, last_spoke_at, id);
        CREATE INDEX members_by_silence ON members (community_id,
            (CASE WHEN last_spoke_at > 0 THEN last_spoke_at ELSE created_at END), id);
        CREATE INDEX members_who_left ON members (community_id, number) WHERE left_at IS NOT NULL;
        """
    }

    /// `member_search`: every end of every folded name of a member (何以棠, 以棠, 棠), and their number, so that names
    /// that hold a text are the rows whose term begins with it: one range of the primary key.
    private static func search(_ engine: Dialect) -> String {
        """
        CREATE TABLE member_search (
            community_id \(engine.bigint) NOT NULL,
            term \(engine.text) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, term, member_id)
        ) \(engine.clustered);
        CREATE INDEX member_search_by_member ON member_search (community_id, member_id);
        CREATE TABLE saved_filters (
            community_id \(engine.bigint) NOT NULL,
            id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            name \(engine.text) NOT NULL,
            query \(engine.text) NOT NULL,
            PRIMARY KEY (community_id, id),
            UNIQUE (community_id, member_id, name),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.strict);
        """
    }

    /// `group_memberships`: who is in a group that lives here; imported groups keep what their exports said in
    /// `group_members`.
    private static func memberships(_ engine: Dialect) -> String {
        """
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
        CREATE INDEX staff_posts_by_post ON staff_posts (community_id, post, member_id);
        """
    }

    /// `member_removals`: who was asked to go, why, and what they had, so that it can be undone. `batch_id` holds
    /// together what was decided at once. `member_notes`: what staff write about somebody for each other.
    private static func decisions(_ engine: Dialect) -> String {
        """
        CREATE TABLE member_removals (
            community_id \(engine.bigint) NOT NULL,
            id \(engine.bigint) NOT NULL,
            batch_id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            removed_by \(engine.bigint),
            reason \(engine.text) NOT NULL,
            held \(engine.text) NOT NULL,
            removed_at \(engine.bigint) NOT NULL,
            undone_at \(engine.bigint),
            PRIMARY KEY (community_id, id),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.strict);
        CREATE INDEX member_removals_by_member ON member_removals (community_id, member_id, id);
        CREATE INDEX member_removals_by_batch ON member_removals (community_id, batch_id, id);
        CREATE TABLE member_notes (
            community_id \(engine.bigint) NOT NULL,
            id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            author_id \(engine.bigint) NOT NULL,
            body \(engine.text) NOT NULL,
            created_at \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, id),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id),
            FOREIGN KEY (community_id, author_id) REFERENCES members (community_id, id)
        ) \(engine.strict);
        CREATE INDEX member_notes_by_member ON member_notes (community_id, member_id, id);
        CREATE INDEX member_notes_by_author ON member_notes (community_id, author_id);
        """
    }

    /// `invitations`: the only gate for now. A hash of the code is not enough here: staff show the link again, so the
    /// code itself is kept. `claims_member_id`: whoever comes through it takes over that imported member's history.
    private static func invitations(_ engine: Dialect) -> String {
        """
        CREATE TABLE invitations (
            community_id \(engine.bigint) NOT NULL REFERENCES communities (id),
            id \(engine.bigint) NOT NULL,
            code \(engine.text) NOT NULL,
            group_id \(engine.bigint),
            claims_member_id \(engine.bigint),
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
        CREATE INDEX invitations_by_maker ON invitations (community_id, made_by);
        CREATE TABLE invitation_uses (
            community_id \(engine.bigint) NOT NULL,
            invitation_id \(engine.bigint) NOT NULL,
            member_id \(engine.bigint) NOT NULL,
            at \(engine.bigint) NOT NULL,
            PRIMARY KEY (community_id, invitation_id, member_id),
            FOREIGN KEY (community_id, invitation_id) REFERENCES invitations (community_id, id),
            FOREIGN KEY (community_id, member_id) REFERENCES members (community_id, id)
        ) \(engine.strict);
        CREATE INDEX invitation_uses_by_member ON invitation_uses (community_id, member_id);
        """
    }
}
