import PondExchange

/// Everybody met so far, numbered in order of appearance, found by account id or by name.
struct PeopleIndex {
    /// What is known of a person from the records themselves.
    struct Entry {
        var key: String
        var name: String
        var isListed = false
        var hasSpoken = false
        /// Known from system lines only: no member of the people table unless they speak or are listed.
        var isFromNotice = false
        var role: ChatPerson.Role = .member
        /// When the person last spoke, in reading order; for telling whom a called name means.
        var lastSpokeAt: Int64 = .min
    }

    private(set) var entries: [Entry] = []
    private var byKey: [UInt64: Int32] = [:]
    private(set) var names = NameIndex()

    subscript(person: Int32) -> Entry {
        get { entries[Int(person)] }
        set { entries[Int(person)] = newValue }
    }

    /// The person with this account id, else this name, made known where new.
    mutating func person(accountID: String?, name: String) -> Int32 {
        let keyHash = Self.hash(ofKey: accountID ?? name)
        if let known = byKey[keyHash] {
            if entries[Int(known)].name != name, !name.isEmpty { register(name: name, of: known) }
            return known
        }
        if let known = names.find(name), canBeSame(known, accountID: accountID, name: name) {
            if let accountID { entries[Int(known)].key = accountID }
            byKey[keyHash] = known
            return known
        }
        return add(key: accountID ?? name, keyHash: keyHash, name: name)
    }

    /// A person that only a system line names.
    mutating func person(namedInNotice name: String) -> Int32 {
        if let known = names.find(name) { return known }
        let person = add(key: name, keyHash: Self.hash(ofKey: name), name: name)
        entries[Int(person)].isFromNotice = true
        return person
    }

    func find(name: String) -> Int32? {
        names.find(name)
    }

    func find(key: String) -> Int32? {
        byKey[Self.hash(ofKey: key)] ?? names.find(key)
    }

    /// An export without ids and one with ids, or a notice and a later message, meet by name. Capitals may be left out
    /// where somebody is called, but `bob` and `Bob` who both speak are two people.
    private func canBeSame(_ known: Int32, accountID: String?, name: String) -> Bool {
        let entry = entries[Int(known)]
        if entry.name != name, entry.name.lowercased() == name.lowercased() { return false }
        return accountID == nil || entry.isFromNotice || entry.key == entry.name
    }

    private static func hash(ofKey key: String) -> UInt64 {
        var key = key
        var hash = ByteHash()
        key.withUTF8 { bytes in
            for byte in bytes { hash.add(byte) }
        }
        return hash.value
    }

    private mutating func add(key: String, keyHash: UInt64, name: String) -> Int32 {
        let person = Int32(entries.count)
        entries.append(Entry(key: key, name: name.isEmpty ? key : name))
        byKey[keyHash] = person
        register(name: name, of: person)
        return person
    }

    private mutating func register(name: String, of person: Int32) {
        guard !name.isEmpty else { return }
        entries[Int(person)].name = name
        names.add(name, of: person)
    }

    mutating func addAlias(_ alias: String, of person: Int32) {
        guard alias.utf8.count <= NameIndex.nameBytesMax, names.find(alias) == nil else { return }
        names.add(alias, of: person)
    }
}
