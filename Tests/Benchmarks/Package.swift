// swift-tools-version: 6.2
import PackageDescription

/// The rules of the package that is measured: see `Package.swift` two folders up.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "benchmarks",
    products: [.executable(name: "benchmarks", targets: ["benchmarks"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        // SQLite with a tokenizer under the name that the index asks for, to query the same file with stock
        // FTS5.
        .target(name: "CStockFullText", linkerSettings: [.linkedLibrary("sqlite3")]),
        // zlib alone, to hold the speed and size of snapshots against.
        .target(name: "CDeflate", linkerSettings: [.linkedLibrary("z")]),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "CDeflate", "CStockFullText",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
    ]
)
