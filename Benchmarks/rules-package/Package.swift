// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// The bulk evaluator alone, by links to where it stands in Heed: it needs no package of anybody else's, and so is built in half a
// minute. Run it with `Benchmarks/rules`.
let package = Package(
  name: "heed-rules",
  targets: [
    .target(name: "EvidenceLogic", swiftSettings: strict),
    .target(name: "CBitPlanes"),
    .target(
      name: "BitPlanes", dependencies: ["CBitPlanes", "EvidenceLogic"], swiftSettings: strict),
    .target(
      name: "RulesWorkload", dependencies: ["BitPlanes", "EvidenceLogic"], swiftSettings: strict),
    .executableTarget(
      name: "RulesRates", dependencies: ["BitPlanes", "EvidenceLogic", "RulesWorkload"],
      swiftSettings: strict),
  ]
)
