// swift-tools-version: 6.2
import PackageDescription

// Each target knows only what stands above it. `Scripts/check-layers` compares the imports with this list.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "heed",
  products: [
    .executable(name: "heed", targets: ["heed"]),
    .library(
      name: "HeedCore",
      targets: [
        "CivilTime", "EvidenceLogic", "Diagnostics", "Documents", "Vocabulary", "CaseRecord",
        "LawPack", "LawLibrary", "Assessment",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "CivilTime", swiftSettings: strict),
    .target(name: "EvidenceLogic", swiftSettings: strict),
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(
      name: "Documents",
      dependencies: ["Diagnostics", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "Vocabulary",
      dependencies: ["Diagnostics", "Documents", "EvidenceLogic"],
      swiftSettings: strict),
    .target(
      name: "CaseRecord",
      dependencies: ["CivilTime", "Diagnostics", "Documents", "EvidenceLogic", "Vocabulary"],
      swiftSettings: strict),
    .target(
      name: "LawPack",
      dependencies: ["CivilTime", "Diagnostics", "Documents", "EvidenceLogic", "Vocabulary"],
      swiftSettings: strict),
    // Its folder is the package's, so that `Law/` stands at the top, where a lawyer looks for it.
    .target(
      name: "LawLibrary",
      dependencies: [
        "Diagnostics", "LawPack", "Vocabulary", .product(name: "Crypto", package: "swift-crypto"),
      ],
      path: ".",
      exclude: [
        "Benchmarks", "Cases/published", "CHANGELOG.md", "CONTRIBUTING.md", "Documentation", "LICENSE",
        "README.md", "Scripts", "Tests", "heed", "test",
      ],
      sources: ["Sources/LawLibrary"],
      resources: [.copy("Law"), .copy("Cases/fictional")],
      swiftSettings: strict),
    .target(
      name: "Assessment",
      dependencies: ["CaseRecord", "CivilTime", "EvidenceLogic", "LawPack", "Vocabulary"],
      swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: [
        "Assessment", "CaseRecord", "CivilTime", "EvidenceLogic", "LawPack", "Vocabulary",
      ],
      swiftSettings: strict),
    .target(
      name: "WorkedCases",
      dependencies: [
        "Assessment", "CaseRecord", "CivilTime", "Diagnostics", "Documents", "EvidenceLogic",
        "LawPack",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "heed",
      dependencies: [
        "Assessment", "CaseRecord", "CivilTime", "Diagnostics", "Documents", "EvidenceLogic",
        "LawLibrary", "LawPack", "Reports", "Vocabulary", "WorkedCases",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "HeedTesting",
      dependencies: ["Assessment", "CaseRecord", "EvidenceLogic", "LawLibrary", "LawPack"],
      swiftSettings: strict),
  ]
    + [
      "CivilTime", "EvidenceLogic", "Diagnostics", "Documents", "CaseRecord", "LawPack",
      "Assessment", "Reports",
    ].map { name in
      .testTarget(
        name: "\(name)Tests",
        dependencies: ["HeedTesting", .init(stringLiteral: name)],
        swiftSettings: strict)
    }
    + [
      .testTarget(
        name: "HeedTests", dependencies: ["HeedTesting", "heed"], swiftSettings: strict)
    ]
)
