/// People's logins and what proves them; the audit log; what was consented to; the installation's settings.
enum M0004_Accounts {
    static let migration = Migration(4, "accounts") { engine in
        persons(engine) + sessions(engine) + codes(engine) + keys(engine) + audit(engine) + privacy(engine)
            + installation(engine)
    }

    /// `persons`: a login, known once in the installation. A person who is erased keeps their row, without a name, so
    /// that members and sums stay whole. `addresses`: what they sign in with, normalised. `passwords`: scrypt with its
    /// parameters.
    private static func persons(_ engine: Dialect) -> String {
        """
        CREATE TABLE persons (
            id \(engine.bigint) PRIMARY KEY,
            name \(engine.text) NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
            language \(engine.text) CHECK (language IN ('zh', 'en')),
            theme \(engine.text) NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
            is_administrator \(engine.bigint) NOT NULL DEFAULT 0 CHECK (is_administrator IN (0, 1)),
            birth_year \(engine.bigint) CHECK (birth_year BETWEEN 1900 AND 2200),
            has_guardian_consent \(engine.bigint) NOT NULL DEFAULT 0 CHECK (has_guardian_consent IN (0, 1)),
            state \(engine.text) NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'leaving', 'erased')),
            erase_at \(engine.bigint),
            created_at \(engine.bigint) NOT NULL,
            CHECK ((state = 'leaving') = (erase_at IS NOT NULL))
        ) \(engine.strict);
        CREATE TABLE addresses (
            kind \(engine.text) NOT NULL CHECK (kind IN ('email', 'phone')),
            address \(engine.text) NOT NULL CHECK (length(address) BETWEEN 3 AND 254),
            person_id \(engine.bigint) NOT NULL REFERENCES persons (id),
            verified_at \(engine.bigint),
            created_at \(engine.bigint) NOT NULL,
            PRIMARY KEY (kind, address)
        ) \(engine.strict);
        CREATE INDEX addresses_by_person ON addresses (person_id);
        CREATE TABLE passwords (
            person_id \(engine.bigint) PRIMARY KEY REFERENCES persons (id),
            hash \(engine.blob) NOT NULL,
            salt \(engine.blob) NOT NULL,
            rounds \(engine.bigint) NOT NULL CHECK (rounds > 1),
            block_size \(engine.bigint) NOT NULL CHECK (block_size > 0),
            parallelism \(engine.bigint) NOT NULL CHECK (parallelism > 0),
            changed_at \(engine.bigint) NOT NULL
        ) \(engine.strict);
        """
    }

    /// `sessions`: a browser that signed in; only the SHA-256 of its token is kept. While `awaits_second_factor` is 1
    /// it proves nothing but the password.
    private static func sessions(_ engine: Dialect) -> String {
        """
        CREATE TABLE sessions (
            id \(engine.bigint) PRIMARY KEY,
            person_id \(engine.bigint) NOT NULL REFERENCES persons (id),
            token_hash \(engine.blob) NOT NULL UNIQUE,
            awaits_second_factor \(engine.bigint) NOT NULL DEFAULT 0 CHECK (awaits_second_factor IN (0, 1)),
            second_factor_at \(engine.bigint),
            created_at \(engine.bigint) NOT NULL,
            seen_at \(engine.bigint) NOT NULL,
            expires_at \(engine.bigint) NOT NULL,
            revoked_at \(engine.bigint),
            network_address \(engine.text) NOT NULL,
            user_agent \(engine.text) NOT NULL
        ) \(engine.strict);
        CREATE INDEX sessions_by_person ON sessions (person_id, id);
        CREATE INDEX sessions_by_expiry ON sessions (expires_at);
        """
    }

    /// `codes`: the one code that is good for a purpose and an address. The digits follow from `id` and the
    /// installation's secret, so they are kept nowhere. `totp_secrets`, `recovery_codes`: the second factor;
    /// `last_step` keeps a code from being used twice. `throttles`: how often something was guessed wrong.
    private static func codes(_ engine: Dialect) -> String {
        """
        CREATE TABLE codes (
            purpose \(engine.text) NOT NULL CHECK (purpose IN ('sign_in', 'verify', 'reset')),
            kind \(engine.text) NOT NULL CHECK (kind IN ('email', 'phone')),
            address \(engine.text) NOT NULL,
            id \(engine.bigint) NOT NULL UNIQUE,
            attempts \(engine.bigint) NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            created_at \(engine.bigint) NOT NULL,
            expires_at \(engine.bigint) NOT NULL,
            used_at \(engine.bigint),
            PRIMARY KEY (purpose, kind, address)
        ) \(engine.strict);
        CREATE INDEX codes_by_expiry ON codes (expires_at);
        CREATE TABLE totp_secrets (
            person_id \(engine.bigint) PRIMARY KEY REFERENCES persons (id),
            secret \(engine.blob) NOT NULL,
            confirmed_at \(engine.bigint),
            last_step \(engine.bigint) NOT NULL DEFAULT 0
        ) \(engine.strict);
        CREATE TABLE recovery_codes (
            person_id \(engine.bigint) NOT NULL REFERENCES persons (id),
            code_hash \(engine.blob) NOT NULL,
            PRIMARY KEY (person_id, code_hash)
        ) \(engine.strict);
        CREATE TABLE throttles (
            name \(engine.text) PRIMARY KEY,
            failures \(engine.bigint) NOT NULL CHECK (failures >= 0),
            blocked_until \(engine.bigint) NOT NULL,
            changed_at \(engine.bigint) NOT NULL
        ) \(engine.strict);
        CREATE INDEX throttles_by_change ON throttles (changed_at);
        """
    }

    /// `api_keys`: what programs sign in with. `scopes` is a list of words with blanks between them.
    private static func keys(_ engine: Dialect) -> String {
        """
        CREATE TABLE api_keys (
            id \(engine.bigint) PRIMARY KEY,
            person_id \(engine.bigint) NOT NULL REFERENCES persons (id),
            name \(engine.text) NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
            token_hash \(engine.blob) NOT NULL UNIQUE,
            token_start \(engine.text) NOT NULL,
            scopes \(engine.text) NOT NULL,
            created_at \(engine.bigint) NOT NULL,
            used_at \(engine.bigint),
            expires_at \(engine.bigint),
            revoked_at \(engine.bigint)
        ) \(engine.strict);
        CREATE INDEX api_keys_by_person ON api_keys (person_id, id);
        """
    }

    /// `audit_entries`: every act of staff, and what people did to their accounts (`community_id` 0). Ids grow with
    /// time, so they are the order and the cursor. `answers`: what a write answered, by the key that came with it.
    private static func audit(_ engine: Dialect) -> String {
        """
        CREATE TABLE audit_entries (
            community_id \(engine.bigint) NOT NULL,
            id \(engine.bigint) NOT NULL,
            at \(engine.bigint) NOT NULL,
            actor_id \(engine.bigint),
            action \(engine.text) NOT NULL,
            subject \(engine.text) NOT NULL,
            subject_id \(engine.bigint),
            before \(engine.text),
            after \(engine.text),
            PRIMARY KEY (community_id, id)
        ) \(engine.strict);
        CREATE INDEX audit_entries_by_actor ON audit_entries (community_id, actor_id, id);
        CREATE INDEX audit_entries_by_action ON audit_entries (community_id, action, id);
        CREATE INDEX audit_entries_by_subject ON audit_entries (community_id, subject_id, id);
        CREATE INDEX audit_entries_by_time ON audit_entries (at);
        CREATE TABLE answers (
            scope \(engine.text) NOT NULL,
            idempotency_key \(engine.text) NOT NULL,
            request_hash \(engine.blob) NOT NULL,
            answer \(engine.text) NOT NULL,
            created_at \(engine.bigint) NOT NULL,
            PRIMARY KEY (scope, idempotency_key)
        ) \(engine.strict);
        CREATE INDEX answers_by_time ON answers (created_at);
        """
    }

    /// `consents`: who agreed to what, in which version of the words, and who took it back; rows are only added.
    /// `data_exports`: all that is known of a person, made by a job and kept for a few days.
    private static func privacy(_ engine: Dialect) -> String {
        """
        CREATE TABLE consents (
            person_id \(engine.bigint) NOT NULL REFERENCES persons (id),
            id \(engine.bigint) NOT NULL,
            purpose \(engine.text) NOT NULL
                CHECK (purpose IN ('terms', 'privacy', 'marketing', 'personalisation', 'guardian')),
            version \(engine.text) NOT NULL,
            is_given \(engine.bigint) NOT NULL CHECK (is_given IN (0, 1)),
            at \(engine.bigint) NOT NULL,
            PRIMARY KEY (person_id, id)
        ) \(engine.strict);
        CREATE TABLE data_exports (
            person_id \(engine.bigint) NOT NULL REFERENCES persons (id),
            id \(engine.bigint) NOT NULL,
            content \(engine.text),
            created_at \(engine.bigint) NOT NULL,
            ready_at \(engine.bigint),
            PRIMARY KEY (person_id, id)
        ) \(engine.strict);
        CREATE INDEX data_exports_by_time ON data_exports (created_at);
        """
    }

    /// `installation_settings`: one value a name, as JSON that `InstallationSettings` describes; the secret of forms
    /// and codes lies here too.
    private static func installation(_ engine: Dialect) -> String {
        """
        CREATE TABLE installation_settings (
            name \(engine.text) PRIMARY KEY,
            value \(engine.text) NOT NULL
        ) \(engine.strict);
        """
    }
}
