// swift-tools-version: 6.2
import PackageDescription

/// The rules of the package whose parsers are tried: see `Package.swift` two folders up.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "fuzz",
    products: [.executable(name: "fuzz", targets: ["fuzz"])],
    dependencies: [.package(name: "gazette", path: "../..")],
    targets: [
        .target(name: "CFuzzer"),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "CFuzzer", .product(name: "ArticleReading", package: "gazette"),
                .product(name: "TextAnalysis", package: "gazette"),
                .product(name: "Ranking", package: "gazette"),
            ],
            swiftSettings: strict
        ),
    ]
)
