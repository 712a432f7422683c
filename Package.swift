// swift-tools-version:6.2
import PackageDescription

/// Strictness is set once, for every Swift target, in the loop at the end.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

let package = Package(
    name: "Pond",
    defaultLocalization: "zh-Hans",
    products: [.executable(name: "pond", targets: ["pond"])],
    dependencies: [
        // SQLite's driver: snapshot readers beside one writer.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // SHA-256 of files and reports.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // Structured logs.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // The command line.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Templates that hold no logic.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .executableTarget(
            name: "pond",
            dependencies: [
                "PondCore", "PondStore", "PondStoreSQLite", "PondStorePostgres", "PondPlatform", "PondCommunity",
                "PondTalk", "PondExchange", "PondInsight", "PondWeb", "PondDemo", arguments, logging, crypto,
            ]),
        .target(
            name: "PondWeb", dependencies: ["PondCore", "PondInsight", mustache, crypto],
            resources: [.copy("Resources")]),
        .target(
            name: "PondInsight",
            dependencies: ["PondCore", "PondExchange", "PondGraph", "PondStats", "CPondShims"]),
        .target(
            name: "PondTalk",
            dependencies: ["PondCore", "PondStore", "PondPlatform", "PondCommunity", "PondExchange"]),
        .target(name: "PondCommunity", dependencies: ["PondCore", "PondStore", "PondPlatform"]),
        .target(name: "PondPlatform", dependencies: ["PondCore", "PondStore", logging]),
        .target(name: "PondStore", dependencies: ["PondCore", logging]),
        .target(name: "PondStoreSQLite", dependencies: ["PondCore", "PondStore", grdb, sqlite]),
        .target(name: "PondStorePostgres", dependencies: ["PondCore", "PondStore", "CLibPQ", logging]),
        .target(name: "PondCore"),
        .target(name: "PondExchange", dependencies: ["PondCore", "CLibArchive", "CYajl", "CPondShims"]),
        .target(name: "PondGraph", dependencies: ["CIGraph"]),
        .target(name: "PondStats"),
        .target(name: "PondDemo", dependencies: ["PondCore", "PondExchange", "PondStats"]),
        .target(name: "CPondShims", dependencies: ["CYajl", "CICU"]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CIGraph", pkgConfig: "igraph", providers: [.apt(["libigraph-dev"])]),
        .systemLibrary(name: "CICU", pkgConfig: "icu-uc", providers: [.apt(["libicu-dev"])]),
        .systemLibrary(name: "CYajl", pkgConfig: "yajl", providers: [.apt(["libyajl-dev"])]),
        .executableTarget(
            name: "PondBench",
            dependencies: [
                "PondCore", "PondStore", "PondStoreSQLite", "PondStorePostgres", "PondPlatform", "PondCommunity",
                "PondTalk", "PondExchange", "PondInsight", "PondDemo", "PondGraph",
            ],
            path: "Benchmarks/PondBench"),
        .target(
            name: "PondTestSupport",
            dependencies: [
                "PondCore", "PondStore", "PondStoreSQLite", "PondStorePostgres", "PondPlatform", "PondExchange",
                "PondDemo",
            ],
            path: "Tests/PondTestSupport"),
        // A process of its own for tests that need a second one, or one to kill.
        .executableTarget(
            name: "PondTestWriter",
            dependencies: ["PondCore", "PondStore", "PondPlatform", "PondTestSupport"],
            path: "Tests/PondTestWriter"),
        .testTarget(name: "PondCoreTests", dependencies: ["PondCore", "PondTestSupport"]),
        .testTarget(
            name: "PondStoreTests", dependencies: ["PondStore", "PondStoreSQLite", "PondCore", "PondTestSupport"]),
        .testTarget(
            name: "PondPlatformTests",
            dependencies: ["PondPlatform", "PondStore", "PondCore", "PondTestSupport", "PondTestWriter"]),
        .testTarget(
            name: "PondTalkTests",
            dependencies: [
                "PondTalk", "PondCommunity", "PondPlatform", "PondStore", "PondCore", "PondExchange", "PondDemo",
                "PondTestSupport", "pond",
            ]),
        .testTarget(
            name: "PondExchangeTests", dependencies: ["PondExchange", "PondCore", "CLibArchive", "PondTestSupport"]),
        .testTarget(name: "PondGraphTests", dependencies: ["PondGraph"]),
        .testTarget(name: "PondStatsTests", dependencies: ["PondStats"]),
        .testTarget(
            name: "PondInsightTests",
            dependencies: ["PondInsight", "PondExchange", "PondCore", "PondDemo", "PondStats", "PondTestSupport"]),
        .testTarget(
            name: "PondWebTests", dependencies: ["PondWeb", "PondInsight", "PondExchange", "PondDemo", "PondCore"]),
        .testTarget(
            name: "PondDemoTests", dependencies: ["PondDemo", "PondExchange", "PondCore", "PondStats"]),
        .testTarget(
            name: "PondCommandTests",
            dependencies: ["pond", "PondCore", "PondStore", "PondExchange", "PondTalk", "PondWeb"]),
        .testTarget(name: "PondTidyTests"),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.name != "CPondShims" {
    target.swiftSettings = strict
}
