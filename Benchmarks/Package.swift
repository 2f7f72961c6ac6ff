// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// A package of its own, so that nobody who only uses Heed fetches a benchmark library. Run it with `Benchmarks/throughput` and
// `Benchmarks/ledger`.
let package = Package(
  name: "heed-benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [
    // Named, because the folder may be called anything.
    .package(name: "heed", path: ".."),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // Its SQLite alone, so that what is measured beside a casebook is the same library.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // No traits: wall clock alone is measured, and jemalloc, which counts allocations, is not needed for it.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Throughput",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HeedCore", package: "heed"),
      ],
      path: "Benchmarks/Throughput",
      swiftSettings: strict,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    // Without the benchmark library: its sides take turns with each other and with a peer, and the disk is waited for.
    .executableTarget(
      name: "LedgerRates",
      dependencies: [
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "HeedCasebook", package: "heed"),
      ],
      path: "Benchmarks/LedgerRates",
      swiftSettings: strict),
  ]
)
