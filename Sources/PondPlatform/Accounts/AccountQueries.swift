package import PondCore
package import PondStore

extension ReadTransaction {
    /// - Returns: nil for somebody who is not there or was erased.
    package func account(_ person: ID<Person>) throws -> Account? {
        try one(Account.self, "SELECT \(Account.columns) FROM persons WHERE id = \(person) AND state <> 'erased'")
    }

    package func addresses(of person: ID<Person>) throws -> [AccountAddress] {
        try all(
            AccountAddress.self,
            """
            SELECT kind, address, verified_at FROM addresses WHERE person_id = \(person) ORDER BY created_at, address
            """)
    }

    func awaitsFirstRun() throws -> Bool {
        try first("SELECT 1 FROM persons LIMIT 1") { _ in false } ?? true
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.unique` for an address that somebody has.
    func insertPerson(
        _ checked: AccountDraft.Checked, _ hash: PasswordHash, isAdministrator: Bool
    ) throws -> ID<Person> {
        let person = newID(Person.self)
        try execute(
            """
            INSERT INTO persons (id, name, is_administrator, birth_year, has_guardian_consent, created_at)
            VALUES (\(person), \(checked.name), \(isAdministrator), \(checked.birthYear), \(checked.guardianAgrees),
                \(now))
            """)
        try insertAddress(checked.address, of: person)
        try setPassword(hash, of: person)
        let settings = try installationSettings()
        try consent(person, .terms, version: settings.terms.version, isGiven: true)
        try consent(person, .privacy, version: settings.privacy.version, isGiven: true)
        if checked.guardianAgrees {
            try consent(person, .guardian, version: settings.privacy.version, isGiven: true)
        }
        record(NewEvent("person.signed_up", community: 0, actor: person.rawValue, subject: person.rawValue))
        return person
    }

    func insertAddress(_ address: ContactAddress, of person: ID<Person>) throws {
        try execute(
            """
            INSERT INTO addresses (kind, address, person_id, created_at)
            VALUES (\(address.kind.rawValue), \(address.text), \(person), \(now))
            """)
    }

    func setPassword(_ hash: PasswordHash, of person: ID<Person>) throws {
        try execute(
            """
            INSERT INTO passwords (person_id, hash, salt, rounds, block_size, parallelism, changed_at)
            VALUES (\(person), \(hash.hash), \(hash.salt), \(hash.cost.rounds), \(hash.cost.blockSize),
                \(hash.cost.parallelism), \(now))
            ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash, salt = excluded.salt,
                rounds = excluded.rounds, block_size = excluded.block_size, parallelism = excluded.parallelism,
                changed_at = excluded.changed_at
            """)
    }
}
