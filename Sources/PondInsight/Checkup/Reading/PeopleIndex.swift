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
        /// A bit for each platform on which the person has an account; beyond 64 platforms they share the last bit.
        var accountsOn: UInt64 = 0

        static func bit(_ platform: Int) -> UInt64 { 1 << UInt64(min(platform, 63)) }

        func hasAccount(on platform: Int) -> Bool { accountsOn & Self.bit(platform) != 0 }
    }

    private(set) var entries: [Entry] = []
    /// In order of appearance.
    private(set) var platforms: [String] = []
    private var platform = 0
    /// Account ids mean the same person on every platform.
    private let sharesAccounts: Bool
    /// By account id and platform, or by name alone.
    private var byKey: [UInt64: Int32] = [:]
    /// Everybody who was ever called so, as imports join people by any name they bore.
    private var bearers: [UInt64: [Int32]] = [:]
    private(set) var names = NameIndex()

    init(sharesAccounts: Bool = false) {
        self.sharesAccounts = sharesAccounts
    }

    /// Account ids count within their platform.
    mutating func begin(platform name: String) {
        let known = platforms.firstIndex(of: name)
        if known == nil { platforms.append(name) }
        platform = sharesAccounts ? 0 : known ?? platforms.count - 1
    }

    subscript(person: Int32) -> Entry {
        get { entries[Int(person)] }
        set { entries[Int(person)] = newValue }
    }

    /// The person with this account id on the platform, else this name, made known where new.
    ///
    /// As an import joins people: an account that is new joins the one person of its name who has none on its platform;
    /// a name without an account is the one person who bears it.
    mutating func person(accountID: String?, name: String) -> Int32 {
        let keyHash = keyHash(accountID: accountID, name: name)
        if let known = byKey[keyHash] {
            if entries[Int(known)].name != name, !name.isEmpty { register(name: name, of: known) }
            return known
        }
        let called = bearers[ByteHash.exact(name)] ?? []
        let same = accountID == nil ? called : called.filter { !entries[Int($0)].hasAccount(on: platform) }
        if same.count == 1, let known = same.first {
            if let accountID { noteAccount(accountID, of: known) }
            byKey[keyHash] = known
            return known
        }
        let person = add(key: accountID ?? name, keyHash: keyHash, name: name)
        if let accountID { noteAccount(accountID, of: person) }
        return person
    }

    /// A person that only a system line names.
    mutating func person(namedInNotice name: String) -> Int32 {
        if let known = names.find(name) { return known }
        let person = add(key: name, keyHash: keyHash(accountID: nil, name: name), name: name)
        entries[Int(person)].isFromNotice = true
        return person
    }

    func find(name: String) -> Int32? {
        names.find(name)
    }

    /// The person with this account id on any platform, else this name.
    func find(key: String) -> Int32? {
        platforms.indices.lazy.compactMap { byKey[ByteHash.exact(key, salt: Self.salt($0))] }.first ?? names.find(key)
    }

    private func keyHash(accountID: String?, name: String) -> UInt64 {
        accountID.map { ByteHash.exact($0, salt: Self.salt(platform)) } ?? ByteHash.exact(name)
    }

    private static func salt(_ platform: Int) -> UInt64 { UInt64(platform) + 1 }

    private mutating func noteAccount(_ accountID: String, of person: Int32) {
        if entries[Int(person)].accountsOn == 0 { entries[Int(person)].key = accountID }
        entries[Int(person)].accountsOn |= Entry.bit(platform)
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
        noteBearer(name, person)
        names.add(name, of: person)
    }

    private mutating func noteBearer(_ name: String, _ person: Int32) {
        let hash = ByteHash.exact(name)
        if bearers[hash]?.contains(person) != true { bearers[hash, default: []].append(person) }
    }

    mutating func addAlias(_ alias: String, of person: Int32) {
        noteBearer(alias, person)
        guard alias.utf8.count <= NameIndex.nameBytesMax, names.find(alias) == nil else { return }
        names.add(alias, of: person)
    }
}
