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
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioFoundation = Target.Dependency.product(name: "NIOFoundationEssentialsCompat", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")

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
        // The HTTP server and its router.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // Starting and stopping the services of one process in order.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // Channels under the live stream.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // Certificates of the server.
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        // Header names and requests as the server speaks of them.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        // Calls to the outside: SMS gateways.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        .executableTarget(
            name: "pond",
            dependencies: [
                "PondCore", "PondStore", "PondStoreSQLite", "PondStorePostgres", "PondPlatform", "PondCommunity",
                "PondTalk", "PondExchange", "PondInsight", "PondWeb", "PondDemo", arguments, logging, crypto, lifecycle,
                signals, hummingbird,
            ]),
        .target(
            name: "PondWeb",
            dependencies: [
                "PondCore", "PondStore", "PondPlatform", "PondCommunity", "PondTalk", "PondExchange", "PondInsight",
                mustache, crypto, logging, hummingbird, hummingbirdCore, hummingbirdTLS, lifecycle, nio, nioHTTP,
                nioPosix, nioFoundation, nioSSL, httpTypes, "CLibArchive", "CQRCodeGen",
            ],
            resources: [.copy("Resources")]),
        .target(
            name: "PondInsight",
            dependencies: [
                "PondCore", "PondStore", "PondPlatform", "PondCommunity", "PondExchange", "PondGraph", "PondStats",
                logging, lifecycle, "CPondShims",
            ]),
        .target(
            name: "PondTalk",
            dependencies: [
                "PondCore", "PondStore", "PondPlatform", "PondCommunity", "PondExchange", "PondText", crypto,
            ]),
        .target(name: "PondCommunity", dependencies: ["PondCore", "PondStore", "PondPlatform"]),
        .target(
            name: "PondPlatform",
            dependencies: [
                "PondCore", "PondStore", logging, crypto, cryptoExtras, lifecycle, httpClient, nio, nioHTTP,
                nioFoundation, "CCurl", "CPondShims",
            ]),
        .target(name: "PondStore", dependencies: ["PondCore", logging]),
        .target(name: "PondStoreSQLite", dependencies: ["PondCore", "PondStore", grdb, sqlite]),
        .target(name: "PondStorePostgres", dependencies: ["PondCore", "PondStore", "CLibPQ", logging]),
        .target(name: "PondCore"),
        .target(name: "PondExchange", dependencies: ["PondCore", "CLibArchive", "CYajl", "CPondShims"]),
        .target(name: "PondGraph", dependencies: ["CIGraph"]),
        .target(name: "PondStats"),
        .target(name: "PondText"),
        .target(
            name: "PondDemo",
            dependencies: [
                "PondCore", "PondStore", "PondPlatform", "PondCommunity", "PondTalk", "PondExchange", "PondStats",
            ]),
        .target(
            name: "CPondShims", dependencies: ["CYajl", "CCurl", "CICU", "CVips"],
            linkerSettings: [.linkedLibrary("vips")]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CIGraph", pkgConfig: "igraph", providers: [.apt(["libigraph-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CQRCodeGen", providers: [.apt(["libqrcodegen-dev"])]),
        .systemLibrary(name: "CICU", pkgConfig: "icu-uc", providers: [.apt(["libicu-dev"])]),
        // vips.pc asks for -pthread, which SwiftPM refuses; of all it names, only GObject's headers are needed.
        .systemLibrary(name: "CVips", pkgConfig: "gobject-2.0", providers: [.apt(["libvips-dev"])]),
        .systemLibrary(name: "CYajl", pkgConfig: "yajl", providers: [.apt(["libyajl-dev"])]),
        .executableTarget(
            name: "PondBench",
            dependencies: [
                "PondCore", "PondStore", "PondStoreSQLite", "PondStorePostgres", "PondPlatform", "PondCommunity",
                "PondTalk", "PondText", "PondExchange", "PondInsight", "PondDemo", "PondGraph", hummingbird, nio,
            ],
            path: "Benchmarks/PondBench"),
        .target(
            name: "PondTestSupport",
            dependencies: [
                "PondCore", "PondStore", "PondStoreSQLite", "PondStorePostgres", "PondPlatform", "PondCommunity",
                "PondExchange", "PondDemo", nio, nioPosix,
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
        .testTarget(name: "PondTextTests", dependencies: ["PondText"]),
        .testTarget(name: "PondGraphTests", dependencies: ["PondGraph"]),
        .testTarget(name: "PondStatsTests", dependencies: ["PondStats"]),
        .testTarget(
            name: "PondInsightTests",
            dependencies: [
                "PondInsight", "PondExchange", "PondCore", "PondDemo", "PondStats", "PondTestSupport", "PondStore",
                "PondPlatform", "PondCommunity", "PondTalk",
            ]),
        .testTarget(
            name: "PondWebTests",
            dependencies: [
                "PondWeb", "PondTalk", "PondCommunity", "PondPlatform", "PondStore", "PondInsight", "PondExchange",
                "PondDemo", "PondCore", "PondTestSupport", hummingbird, hummingbirdTesting, nio, nioHTTP, nioPosix,
                httpTypes, logging, crypto, httpClient, "pond", "CLibArchive",
            ]),
        .testTarget(
            name: "PondCommunityTests",
            dependencies: ["PondCommunity", "PondPlatform", "PondStore", "PondCore", "PondTestSupport"]),
        .testTarget(
            name: "PondDemoTests",
            dependencies: [
                "PondDemo", "PondExchange", "PondCore", "PondStats", "PondStore", "PondPlatform", "PondCommunity",
                "PondTalk", "PondTestSupport",
            ]),
        .testTarget(
            name: "PondCommandTests",
            dependencies: [
                "pond", "PondCore", "PondStore", "PondExchange", "PondTalk", "PondWeb",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(name: "PondTidyTests"),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.name != "CPondShims" {
    target.swiftSettings = strict
}
