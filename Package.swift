// swift-tools-version: 6.2
import PackageDescription

// Each target knows only what stands above it. `Scripts/check-layers` compares the imports with this list.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let tests: KeyValuePairs<String, [String]> = [
  "CalendarsTests": ["Calendars", "CivilTime", "Diagnostics", "Documents"],
  "CivilTimeTests": ["CivilTime"],
  "DiagnosticsTests": ["Diagnostics"],
  "DocumentsTests": ["Diagnostics", "Documents"],
  "EvidenceLogicTests": ["EvidenceLogic", "HeedTesting"],
  "CaseRecordTests": [
    "CaseRecord", "CivilTime", "Diagnostics", "Documents", "EvidenceLogic", "HeedTesting",
    "Vocabulary",
  ],
  "LanguageTests": ["Diagnostics", "Documents", "Language"],
  "LawPackTests": [
    "Calendars", "CivilTime", "Diagnostics", "EvidenceLogic", "HeedTesting", "LawLibrary",
    "LawPack", "Vocabulary",
  ],
  "AssessmentTests": [
    "Assessment", "Calendars", "CaseRecord", "CivilTime", "Diagnostics", "Documents",
    "EvidenceLogic", "HeedTesting", "LawPack", "Vocabulary",
  ],
  "ReferralSheetTests": [
    "Assessment", "CaseRecord", "CivilTime", "Diagnostics", "Documents", "Language", "LawPack",
    "ReferralSheet", "Reports",
  ],
  "ReportsTests": [
    "Assessment", "CaseRecord", "CivilTime", "Diagnostics", "Documents", "EvidenceLogic",
    "HeedTesting", "LawPack", "Reports", "Vocabulary",
  ],
  "HeedTests": [
    "Assessment", "CaseRecord", "CivilTime", "Diagnostics", "Documents", "EvidenceLogic",
    "LawLibrary", "LawPack", "Reports", "WorkedCases", "heed",
  ],
]

let package = Package(
  name: "heed",
  products: [
    .executable(name: "heed", targets: ["heed"]),
    .library(
      name: "HeedCore",
      targets: [
        "Calendars", "CivilTime", "EvidenceLogic", "Diagnostics", "Documents", "Vocabulary",
        "CaseRecord", "LawPack", "LawLibrary", "Assessment",
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
      dependencies: ["CivilTime", "Diagnostics", "Documents", "Vocabulary"],
      swiftSettings: strict),
    .target(
      name: "Calendars",
      dependencies: ["CivilTime", "Diagnostics", "Documents"],
      swiftSettings: strict),
    .target(
      name: "LawPack",
      dependencies: [
        "Calendars", "CivilTime", "Diagnostics", "Documents", "EvidenceLogic", "Vocabulary",
      ],
      swiftSettings: strict),
    // `Law/` stands at the top of the package, where a lawyer looks for it.
    .target(
      name: "LawLibrary",
      dependencies: ["Diagnostics", "LawPack", .product(name: "Crypto", package: "swift-crypto")],
      resources: [.copy("../../Law"), .copy("../../Cases/fictional")],
      swiftSettings: strict),
    .target(
      name: "Assessment",
      dependencies: [
        "Calendars", "CaseRecord", "CivilTime", "EvidenceLogic", "LawPack", "Vocabulary",
      ],
      swiftSettings: strict),
    // The answers that a person enters in the form of a national referral.
    .target(
      name: "ReferralSheet",
      dependencies: [
        "Assessment", "CaseRecord", "CivilTime", "Diagnostics", "Documents", "Language", "LawPack",
        "Vocabulary",
      ],
      swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: [
        "Assessment", "Calendars", "CaseRecord", "CivilTime", "EvidenceLogic", "Language",
        "LawPack", "ReferralSheet", "Vocabulary",
      ],
      swiftSettings: strict),
    .target(
      name: "Language", dependencies: ["Diagnostics", "Documents"], swiftSettings: strict),
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
        "Language", "LawLibrary", "LawPack", "ReferralSheet", "Reports", "Vocabulary",
        "WorkedCases",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // What the tests of several targets share.
    .target(name: "HeedTesting", dependencies: ["EvidenceLogic"], swiftSettings: strict),
  ]
    + tests.map { name, dependencies in
      .testTarget(
        name: name, dependencies: dependencies.map { .init(stringLiteral: $0) },
        swiftSettings: strict)
    }
)
