// swift-tools-version: 6.2
import PackageDescription

// What reads from outside, built so that libFuzzer sees which ways an input takes through it. The sources are those of Heed:
// `Fuzz/run` links them into `Linked`, because a package may not look outside its folder and a dependency cannot be instrumented.
let fuzzed: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
]

/// The library of libFuzzer without a beginning of its own, beside the compiler.
let runtime = Context.environment["HEED_FUZZER_RUNTIME"] ?? "clang_rt.fuzzer_no_main"

func linked(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Linked/\(name)", swiftSettings: fuzzed)
}

let package = Package(
  name: "heed-fuzz",
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    linked("CivilTime"), linked("EvidenceLogic"), linked("Diagnostics"), linked("Multipart"),
    linked("InOrder"),
    linked("Documents", ["Diagnostics", .product(name: "Yams", package: "Yams")]),
    linked("Vocabulary", ["Diagnostics", "Documents", "EvidenceLogic"]),
    linked("CaseRecord", ["CivilTime", "Diagnostics", "Documents", "Vocabulary"]),
    .systemLibrary(
      name: "CZlib", path: "Linked/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    linked(
      "Caseload",
      [
        "CZlib", "CaseRecord", "CivilTime", "Diagnostics", "Documents", "InOrder", "Vocabulary",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    linked("Calendars", ["CivilTime", "Diagnostics", "Documents"]),
    .systemLibrary(
      name: "CLibCrypto", path: "Linked/CLibCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]),
    linked("Ledger", ["CLibCrypto", .product(name: "Crypto", package: "swift-crypto")]),
    linked(
      "Casebook",
      ["Calendars", "CaseRecord", "CivilTime", "Diagnostics", "Documents", "Ledger", "Vocabulary"]),
    .executableTarget(
      name: "Fuzzer",
      dependencies: [
        "CaseRecord", "Casebook", "Caseload", "Diagnostics", "Documents", "Ledger", "Multipart",
        "Vocabulary",
      ],
      path: "Fuzzer", swiftSettings: fuzzed,
      linkerSettings: [.unsafeFlags([runtime]), .linkedLibrary("stdc++")]),
  ]
)
