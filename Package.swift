// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target: C is called with `unsafe`, an import says who sees it,
/// and a warning stops the build.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// Optimized in debug builds as well, with the checks of these: property tests and random runs go through
/// such libraries so many times that the tests take minutes longer without it, and their compiling one less.
let strictAndFast =
    strict + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let nio: [Target.Dependency] = ["NIOConcurrencyHelpers", "NIOCore", "NIOPosix", "NIOHTTP1"].map {
    .product(name: $0, package: "swift-nio")
}

/// A library of Gazette's own, in `Sources/NAME`.
func library(
    _ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = strict
) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one library, in `Tests/NAMETests`.
func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.target(name: name), "TestSupport", system] + dependencies,
        exclude: exclude,
        swiftSettings: strict
    )
}

let package = Package(
    name: "gazette",
    products: [
        .executable(name: "gazetted", targets: ["gazetted"]),
        .executable(name: "gazette", targets: ["gazette"]),
        // For Tests/Fuzz, which builds them with another instrumentation.
        .library(name: "ArticleReading", targets: ["ArticleReading", "Articles"]),
        .library(name: "TextAnalysis", targets: ["TextAnalysis"]),
        .library(name: "Ranking", targets: ["Ranking", "QueryLanguage", "ArticleStore"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // System libraries and C data.
        .systemLibrary(
            name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CLibDeflate", path: "Sources/CLibDeflate", pkgConfig: "libdeflate",
            providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CStemmer", path: "Sources/CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(
            name: "CXML", path: "Sources/CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "CMarkup", dependencies: ["CXML"]),
        .systemLibrary(
            name: "CArchive", path: "Sources/CArchive", pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"])]),
        .target(name: "CPDF"),
        .target(name: "CConfinement"),
        .target(name: "CLanguageDetection", linkerSettings: [.linkedLibrary("cld2")]),
        .target(name: "CShims", dependencies: [sqlite]),
        .target(name: "CFileCalls"),
        .target(
            name: "CDatabasePages", dependencies: [sqlite], linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "CUnicodeTables"),
        .target(name: "CMemoryHints"),

        // What the index is, readable without Swift.
        .target(
            name: "IndexDefinition",
            path: "Index",
            exclude: ["FORMAT.md"],
            resources: [
                .embedInCode("Languages"), .embedInCode("Migrations"), .embedInCode("Queries"),
                .embedInCode("Tables"),
            ],
            swiftSettings: strict
        ),

        // Libraries, each importing only from those above it.
        library("Articles", [system]),
        library(
            "ArticleReading",
            ["CArchive", "CMarkup", "CPDF", "CZlib", "IndexDefinition", "Articles", system]),
        library("ConfinedReading", ["CConfinement", "Articles", "ArticleReading", system]),
        library(
            "TextAnalysis",
            ["CLanguageDetection", "CMemoryHints", "CStemmer", "CUnicodeTables", "IndexDefinition"],
            settings: strictAndFast),
        library("QueryLanguage", ["IndexDefinition", "Articles"], settings: strictAndFast),
        library("Postings", ["CMemoryHints"], settings: strictAndFast),
        library(
            "ArticleStore",
            [
                "Articles", "TextAnalysis", "Postings", "IndexDefinition", "CLibDeflate", "CShims", "CZlib",
                system, grdb, sqlite,
            ]),
        library(
            "Ranking",
            [
                "IndexDefinition", "Articles", "TextAnalysis", "QueryLanguage", "Postings", "ArticleStore",
                system,
            ],
            settings: strictAndFast),
        library("Snapshots", ["CLibDeflate", "CZlib", "CDatabasePages", system, crypto]),
        library("FolderWatch", ["Articles", "CFileCalls", system]),
        library(
            "Ingest",
            [
                "Articles", "ArticleReading", "ConfinedReading", "TextAnalysis", "ArticleStore",
                "FolderWatch",
                system, crypto, logging, serviceLifecycle,
            ]),
        library("GazetteAPI", []),
        library(
            "Archive",
            [
                "Articles", "TextAnalysis", "QueryLanguage", "Postings", "ArticleStore", "Ranking",
                "Snapshots",
                "FolderWatch",
                "Ingest", "GazetteAPI", system,
            ]),
        library(
            "GazetteServer",
            [
                "GazetteAPI", hummingbird, hummingbirdCore, logging, serviceLifecycle, system,
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ] + nio),
        library("GazetteClient", ["GazetteAPI", system] + nio),
        library("Console", ["GazetteAPI", system]),
        library(
            "Doctor",
            [
                "CFileCalls", "FolderWatch", "GazetteAPI", system,
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        library(
            "DaemonConfiguration",
            ["ArticleReading", "FolderWatch", system, .product(name: "Yams", package: "Yams")]),

        // The commands of the client.
        library(
            "GazetteCommands",
            [
                "Archive", "Articles", "Console", "Doctor", "GazetteAPI", "GazetteClient", "Snapshots",
                "TextAnalysis", system, arguments,
            ]),

        // Executables: arguments, wiring, exit codes.
        .executableTarget(
            name: "gazetted",
            dependencies: [
                "Archive", "ArticleReading", "ArticleStore", "ConfinedReading", "Console",
                "DaemonConfiguration", "FolderWatch", "GazetteAPI", "GazetteCommands", "GazetteServer",
                "Ingest", "Articles", system, arguments,
                logging, serviceLifecycle,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(name: "gazette", dependencies: ["GazetteCommands"], swiftSettings: strict),

        // Tests.
        .target(
            name: "TestSupport", dependencies: [system], path: "Tests/TestSupport", swiftSettings: strict),
        tests("IndexDefinition", [grdb, "ArticleStore"]),
        tests("Articles"),
        tests(
            "ArticleReading", ["Articles", "IndexDefinition"],
            exclude: ["Datelines/labelled.tsv", "Pages/Shapes", "Pages/texts.txt"]),
        .executableTarget(
            name: "unruly-reader", dependencies: ["CConfinement", "ConfinedReading"],
            path: "Tests/UnrulyReader",
            swiftSettings: strict),
        tests("ConfinedReading", ["Articles", "ArticleReading", "gazetted", "unruly-reader"]),
        tests("TextAnalysis"),
        tests("QueryLanguage", ["Articles"]),
        tests("Postings", [grdb, sqlite]),
        tests("ArticleStore", ["Articles", "IndexDefinition", "Postings", "TextAnalysis", grdb, sqlite]),
        tests("Ranking", ["Articles", "ArticleStore", "Postings", "QueryLanguage", "TextAnalysis", grdb]),
        tests("Snapshots", [sqlite]),
        tests("FolderWatch", ["Articles"]),
        tests("Ingest", ["Articles", "ArticleStore", "FolderWatch", "ArticleReading", logging]),
        tests("GazetteAPI"),
        tests("Archive", ["Articles", "ArticleStore", "FolderWatch", "GazetteAPI", "Ingest", logging, grdb]),
        tests("Console", ["GazetteAPI"]),
        tests("Doctor", ["GazetteAPI"]),
        tests(
            "GazetteServer",
            [
                "GazetteAPI", "GazetteClient", hummingbird, logging, serviceLifecycle,
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ] + nio),
        tests("GazetteClient", ["GazetteAPI"] + nio),
        tests("DaemonConfiguration", ["FolderWatch"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["TestSupport", "gazetted", "gazette", system],
            exclude: ["Expected", "Scripts"],
            swiftSettings: strict
        ),
    ]
)
