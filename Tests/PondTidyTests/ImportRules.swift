/// Which target may import what: the picture of ARCHITECTURE.md as a table.
///
/// A context that needs something of another gets it as an event, as a fact on a row, or as closures from the
/// composition root. A new target needs a decision record and a row here.
enum ImportRules {
    /// Part of Swift or of the system: free for all.
    static let system: Set<String> = [
        "Swift", "Foundation", "FoundationXML", "Dispatch", "Glibc", "Synchronization", "RegexBuilder",
    ]

    static let contexts: Set<String> = ["PondTalk", "PondInsight"]

    /// Targets that compute and keep nothing: none of them may know the store.
    static let pure: Set<String> = ["PondCore", "PondExchange", "PondGraph", "PondStats", "PondText"]

    static let table: [String: Set<String>] = [
        "PondCore": [],
        "PondStats": [],
        "PondText": [],
        "PondGraph": ["CIGraph"],
        "PondExchange": ["PondCore", "CLibArchive", "CYajl", "CPondShims"],
        "PondDemo": [
            "PondCore", "PondStore", "PondPlatform", "PondCommunity", "PondTalk", "PondExchange", "PondStats",
        ],
        "PondStore": ["PondCore", "Logging"],
        "PondStoreSQLite": ["PondCore", "PondStore", "GRDB", "GRDBSQLite"],
        "PondStorePostgres": ["PondCore", "PondStore", "CLibPQ", "Logging"],
        "PondPlatform": [
            "PondCore", "PondStore", "Logging", "Crypto", "CryptoExtras", "ServiceLifecycle", "AsyncHTTPClient",
            "NIOCore", "NIOHTTP1", "NIOFoundationEssentialsCompat", "CCurl", "CPondShims",
        ],
        "PondCommunity": ["PondCore", "PondStore", "PondPlatform"],
        "PondTalk": ["PondCore", "PondStore", "PondPlatform", "PondCommunity", "PondExchange", "PondText", "Crypto"],
        "PondInsight": [
            "PondCore", "PondStore", "PondPlatform", "PondCommunity", "PondExchange", "PondGraph", "PondStats",
            "Logging", "ServiceLifecycle", "CPondShims",
        ],
        "PondWeb": [
            "PondCore", "PondStore", "PondPlatform", "PondCommunity", "PondTalk", "PondExchange", "PondInsight",
            "Mustache", "Crypto", "Logging", "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "ServiceLifecycle",
            "NIOCore", "NIOHTTP1", "NIOPosix", "NIOFoundationEssentialsCompat", "NIOSSL", "HTTPTypes", "CLibArchive",
            "CQRCodeGen",
        ],
        "pond": [
            "PondCore", "PondStore", "PondStoreSQLite", "PondStorePostgres", "PondPlatform", "PondCommunity",
            "PondTalk",
            "PondExchange", "PondInsight", "PondWeb", "PondDemo", "ArgumentParser", "Logging", "Crypto",
            "ServiceLifecycle", "UnixSignals", "Hummingbird",
        ],
        // Names of C: module maps and one file of shims.
        "CIGraph": [], "CLibArchive": [], "CLibPQ": [], "CYajl": [], "CPondShims": [], "CCurl": [],
        "CQRCodeGen": [], "CICU": [], "CVips": [],
    ]

    static let rule = Rule(
        name: "Targets import what the architecture allows",
        covers: { $0.isSwift && $0.target != nil },
        check: { file in
            guard let target = file.target, let allowed = table[target] else {
                return [Finding(path: file.path, line: 1, what: "this target has no row in ImportRules")]
            }
            return imports(in: file).filter { !allowed.contains($0.module) && !system.contains($0.module) }.map {
                Finding(path: file.path, line: $0.line, what: "\(target) may not import \($0.module)")
            }
        })

    /// The modules that a file imports: the first part of the last word of each import line, whatever stands before it
    /// (`package import`, `@testable import`, `import struct Foundation.Date`).
    static func imports(in file: SourceFile) -> [(line: Int, module: String)] {
        file.code.enumerated().compactMap { index, line -> (line: Int, module: String)? in
            let words = line.split(separator: " ")
            let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count,
                words[..<keyword].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains($0) })
            else { return nil }
            let name = words.dropFirst(keyword + 1).drop { kinds.contains($0) }.first ?? ""
            return (index + 1, String(name.prefix { $0 != "." }))
        }
    }

    private static let accessLevels: Set<Substring> = ["package", "public", "internal", "private", "fileprivate"]
}
