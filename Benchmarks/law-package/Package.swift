// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// The whole law in bulk, by links to where it stands in Heed. Run it with `Benchmarks/law`.
let package = Package(
  name: "heed-law",
  dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
  targets: [
    .target(name: "CivilTime", swiftSettings: strict),
    .target(name: "EvidenceLogic", swiftSettings: strict),
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "CBitPlanes"),
    .target(
      name: "BitPlanes", dependencies: ["CBitPlanes", "EvidenceLogic"], swiftSettings: strict),
    .target(
      name: "Documents", dependencies: ["Diagnostics", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "Vocabulary", dependencies: ["Diagnostics", "Documents", "EvidenceLogic"],
      swiftSettings: strict),
    .target(
      name: "CaseRecord", dependencies: ["CivilTime", "Diagnostics", "Documents", "Vocabulary"],
      swiftSettings: strict),
    .target(
      name: "Calendars", dependencies: ["CivilTime", "Diagnostics", "Documents"],
      swiftSettings: strict),
    .target(
      name: "LawPack",
      dependencies: [
        "Calendars", "CivilTime", "Diagnostics", "Documents", "EvidenceLogic", "Vocabulary",
      ],
      swiftSettings: strict),
    .target(
      name: "Assessment",
      dependencies: [
        "Calendars", "CaseRecord", "CivilTime", "EvidenceLogic", "LawPack", "Vocabulary",
      ],
      swiftSettings: strict),
    .target(
      name: "BulkAudit",
      dependencies: [
        "Assessment", "BitPlanes", "CaseRecord", "CivilTime", "EvidenceLogic", "LawPack",
        "Vocabulary",
      ],
      swiftSettings: strict),
    .target(name: "HeedTesting", dependencies: ["EvidenceLogic"], swiftSettings: strict),
    .executableTarget(
      name: "LawRates",
      dependencies: [
        "BulkAudit", "CivilTime", "Diagnostics", "EvidenceLogic", "HeedTesting", "LawPack",
      ],
      swiftSettings: strict),
  ]
)
