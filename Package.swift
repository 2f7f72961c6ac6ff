// swift-tools-version: 6.2
import PackageDescription

// Each target knows only what stands above it. `Scripts/check-layers` compares the imports with this list.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),  // the last; see `besideC`
]

/// For what does the thinking: every check asks it so much that a build of it for debugging alone would be waited for longer than it
/// takes to make it quick. Only the checks ask for this, since a package with such flags cannot be built upon by others.
let quick: [SwiftSetting] =
  Context.environment["HEED_CHECKS"] == nil
  ? strict
  : strict + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

let quickC: [CSetting] =
  Context.environment["HEED_CHECKS"] == nil
  ? [] : [.unsafeFlags(["-O2"], .when(configuration: .debug))]

/// For what stands beside libraries of C: a type of the system's headers has no one module there, and which is named as its own
/// differs from build to build.
let besideC = Array(strict.dropLast())

let tests: KeyValuePairs<String, [String]> = [
  "AccountsTests": ["Accounts", "Ledger"],
  "CalendarsTests": ["Calendars", "CivilTime", "Diagnostics", "Documents"],
  "CivilTimeTests": ["CivilTime"],
  "DiagnosticsTests": ["Diagnostics"],
  "DocumentsTests": ["Diagnostics", "Documents"],
  "InOrderTests": ["HeedTesting", "InOrder"],
  "EvidenceLogicTests": ["EvidenceLogic", "HeedTesting"],
  "BitPlanesTests": ["BitPlanes", "EvidenceLogic", "HeedTesting", "RulesWorkload"],
  "CaseRecordTests": [
    "CaseRecord", "CivilTime", "Diagnostics", "Documents", "EvidenceLogic", "HeedTesting",
    "Vocabulary",
  ],
  "CaseloadTests": [
    "CaseRecord", "Caseload", "CivilTime", "Diagnostics", "Documents", "HeedTesting", "LawTesting",
    "Vocabulary",
  ],
  "SynthesisTests": [
    "CaseRecord", "Caseload", "CivilTime", "Diagnostics", "Documents", "LawTesting", "Synthesis",
    "Vocabulary",
  ],
  "LanguageTests": ["Diagnostics", "Documents", "Language"],
  "LedgerTests": ["Crypto", "HeedTesting", "Ledger"],
  "BagItTests": ["BagIt", "HeedTesting"],
  "InquiryPackTests": ["BagIt", "Casebook", "CivilTime", "HeedTesting", "InquiryPack", "Ledger"],
  "StatisticsTests": ["HeedTesting", "Statistics"],
  "LinearProgrammingTests": ["HeedTesting", "LinearProgramming"],
  "TableSuppressionTests": ["HeedTesting", "Statistics", "TableSuppression"],
  "ReleaseLogTests": [
    "CivilTime", "Diagnostics", "HeedTesting", "ReleaseLog", "Statistics", "TableSuppression",
  ],
  "StatisticsReportsTests": ["HeedTesting", "Statistics", "StatisticsReports"],
  "CharacteristicsTests": ["Characteristics", "CivilTime", "Diagnostics", "Documents"],
  "CountingTests": [
    "CaseRecord", "Characteristics", "CivilTime", "Counting", "Diagnostics", "Documents",
    "HeedTesting", "ReleaseLog", "Statistics", "StatisticsReports", "TableSuppression",
  ],
  "CasebookTests": [
    "Calendars", "CaseRecord", "Casebook", "CivilTime", "Diagnostics", "Documents", "HeedTesting",
    "Ledger",
    "Vocabulary",
  ],
  "CasebookSQLiteTests": [
    "Calendars", "Casebook", "CasebookExerciser", "CasebookSQLite", "CivilTime", "EvidenceLogic",
    "GRDB",
    "HeedTesting", "Ledger", "Vocabulary",
  ],
  "DemonstrationTests": [
    "Assessment", "CaseRecord", "Casebook", "CasebookSQLite", "CivilTime", "Demonstration",
    "Diagnostics", "EvidenceLogic", "LawLibrary", "LawPack", "Ledger",
  ],
  "LedgerWitnessTests": ["Ledger", "LedgerWitness"],
  "MultipartTests": ["Multipart"],
  "OpenIDConnectTests": [
    "CivilTime", "Crypto", "CryptoExtras", "Diagnostics", "Documents", "Hummingbird", "JWTKit",
    "Ledger", "Logging", "NIOCore", "OpenIDConnect",
  ],
  "WebPagesTests": ["CaseRecord", "Casebook", "CivilTime", "Reports", "Vocabulary", "WebPages"],
  "WebServerTests": [
    "Accounts", "Assessment", "Casebook", "CasebookSQLite", "CivilTime", "Demonstration",
    "Diagnostics",
    "Documents", "HeedTesting",
    "Language", "LawLibrary", "LawPack", "Ledger", "OpenIDConnect", "ReferralSheet",
    "WebPages", "WebServer",
  ],
  "LawPackTests": [
    "Calendars", "CivilTime", "Diagnostics", "EvidenceLogic", "HeedTesting", "LawLibrary",
    "LawPack", "LawTesting", "Vocabulary",
  ],
  "AssessmentTests": [
    "Assessment", "AuditIndex", "BulkAudit", "Calendars", "CaseRecord", "Caseload", "CivilTime",
    "Diagnostics", "Documents", "EvidenceLogic", "HeedTesting", "LawPack", "LawTesting",
    "Synthesis", "Vocabulary",
  ],
  "AuditSpoolTests": [
    "Assessment", "AuditSpool", "BulkAudit", "CivilTime", "HeedTesting",
  ],
  "ReferralSheetTests": [
    "Assessment", "CaseRecord", "CivilTime", "Diagnostics", "Documents", "Language", "LawPack",
    "ReferralSheet", "Reports",
  ],
  "ReportsTests": [
    "Assessment", "BulkAudit", "CaseRecord", "CivilTime", "Diagnostics", "Documents",
    "EvidenceLogic",
    "HeedTesting", "LawPack", "Reports", "Vocabulary",
  ],
  "HeedTests": [
    "Assessment", "BulkAudit", "CaseRecord", "CivilTime", "Diagnostics", "Documents",
    "EvidenceLogic",
    "LawLibrary", "LawPack", "Reports", "WorkedCases", "heed",
  ],
]

// Products of other packages that tests use directly, with their packages.
let products = [
  "Crypto": "swift-crypto", "CryptoExtras": "swift-crypto", "GRDB": "GRDB.swift",
  "Hummingbird": "hummingbird", "JWTKit": "jwt-kit", "Logging": "swift-log",
  "Mustache": "swift-mustache", "NIOCore": "swift-nio",
]

let package = Package(
  name: "heed",
  products: [
    .executable(name: "heed", targets: ["heed"]),
    .library(
      name: "HeedCore",
      targets: [
        "Calendars", "CivilTime", "EvidenceLogic", "Diagnostics", "Documents", "Vocabulary",
        "CaseRecord", "Caseload", "LawPack", "LawLibrary", "Assessment",
      ]),
    .library(
      name: "HeedCasebook",
      targets: [
        "CivilTime", "EvidenceLogic", "Vocabulary", "Ledger", "Casebook", "CasebookSQLite",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.86.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.20.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .target(name: "CivilTime", swiftSettings: quick),
    .target(name: "EvidenceLogic", swiftSettings: quick),
    .target(name: "Diagnostics", swiftSettings: quick),
    // Formulas asked of many rows at once, 64 to a machine word; and the kernel of it.
    .target(name: "CBitPlanes", cSettings: quickC),
    .target(
      name: "BitPlanes", dependencies: ["CBitPlanes", "EvidenceLogic"], swiftSettings: quick),
    // The rule pack and the made-up cases by which it is compared with others.
    .target(
      name: "RulesWorkload", dependencies: ["BitPlanes", "EvidenceLogic"], swiftSettings: quick),
    .target(
      name: "Documents",
      dependencies: ["Diagnostics", .product(name: "Yams", package: "Yams")],
      swiftSettings: quick),
    .target(
      name: "Vocabulary",
      dependencies: ["Diagnostics", "Documents", "EvidenceLogic"],
      swiftSettings: quick),
    .target(
      name: "CaseRecord",
      dependencies: ["CivilTime", "Diagnostics", "Documents", "Vocabulary"],
      swiftSettings: quick),
    // Parts that several threads work on, given in the order in which they came.
    .target(name: "InOrder", swiftSettings: quick),
    // Many cases read quickly, one after another.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "Caseload",
      dependencies: [
        "CZlib", "CaseRecord", "CivilTime", "Diagnostics", "Documents", "InOrder", "Vocabulary",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: quick),
    // Fictional caseloads, and the truth that they were made from.
    .target(
      name: "Synthesis",
      dependencies: ["CaseRecord", "CivilTime", "Vocabulary"],
      swiftSettings: quick),
    .target(
      name: "Calendars",
      dependencies: ["CivilTime", "Diagnostics", "Documents"],
      swiftSettings: quick),
    .target(
      name: "LawPack",
      dependencies: [
        "Calendars", "CivilTime", "Diagnostics", "Documents", "EvidenceLogic", "Vocabulary",
      ],
      swiftSettings: quick),
    // `Law/` stands at the top of the package, where a lawyer looks for it.
    .target(
      name: "LawLibrary",
      dependencies: [
        "Diagnostics", "LastingFiles", "LawPack",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.copy("../../Law"), .copy("../../Cases/fictional")],
      swiftSettings: quick),
    .target(
      name: "Assessment",
      dependencies: [
        "Calendars", "CaseRecord", "CivilTime", "EvidenceLogic", "LawPack", "Vocabulary",
      ],
      swiftSettings: quick),
    // The same tests over many records at once: a row, with the days of its record, to a machine word.
    .target(
      name: "BulkAudit",
      dependencies: [
        "Assessment", "BitPlanes", "CaseRecord", "CivilTime", "EvidenceLogic", "LawPack",
        "Vocabulary",
      ],
      swiftSettings: quick),
    // What an audit keeps beside a caseload, so that a change of the law asks no record again.
    .target(
      name: "AuditIndex",
      dependencies: [
        "BulkAudit", "CZlib", "CaseRecord", "CivilTime", "LastingFiles", "LawPack", "Vocabulary",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: quick),
    // Where the lines of an audit stand until they are given out, so that memory does not grow with their number.
    .target(
      name: "AuditSpool",
      dependencies: ["Assessment", "BulkAudit", "InOrder", "LastingFiles"],
      swiftSettings: quick),
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
        "Assessment", "BulkAudit", "Calendars", "CaseRecord", "CivilTime", "EvidenceLogic",
        "Language", "LawPack", "ReferralSheet", "Statistics", "StatisticsReports", "Vocabulary",
      ],
      swiftSettings: quick),
    .target(
      name: "Language", dependencies: ["Diagnostics", "Documents"], swiftSettings: quick),
    // The log: bytes in, proofs out. It knows nothing of what is entered.
    .systemLibrary(
      name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "Ledger",
      dependencies: ["CLibCrypto", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: quick),
    // Folders of files that prove themselves whole, for what is given out.
    .target(name: "BagIt", dependencies: ["Ledger"], swiftSettings: strict),
    // Tables of counts, and what may be printed of them.
    .target(name: "Statistics", swiftSettings: quick),
    // Linear and whole-number programmes, solved by the system's Clp and Cbc.
    .systemLibrary(name: "CCbc", providers: [.apt(["coinor-libcbc-dev", "coinor-libclp-dev"])]),
    .target(name: "LinearProgramming", dependencies: ["CCbc"], swiftSettings: quick),
    // The fewest counts that must be withheld in tables that add up to one another.
    .target(
      name: "TableSuppression", dependencies: ["LinearProgramming", "Statistics"],
      swiftSettings: quick),
    // What has been published, and what the next release may print beside it.
    .target(
      name: "ReleaseLog",
      dependencies: [
        "CLibCrypto", "CivilTime", "Diagnostics", "LastingFiles", "LinearProgramming", "Statistics",
        "TableSuppression",
      ],
      swiftSettings: strict),
    // Figures as files for other programs, as pictures and as tables of a page: values in, text out.
    .target(name: "StatisticsReports", dependencies: ["Statistics"], swiftSettings: strict),
    // What bodies recorded of people's ethnicity, read for counting and kept from everything else.
    .target(
      name: "Characteristics", dependencies: ["CivilTime", "Diagnostics", "Documents"],
      swiftSettings: strict),
    // A caseload as figures: what is there, under which definitions, and how long it took.
    .target(
      name: "Counting",
      dependencies: [
        "CaseRecord", "Characteristics", "CivilTime", "Diagnostics", "ReleaseLog", "Statistics",
        "StatisticsReports", "TableSuppression", "Vocabulary",
      ],
      swiftSettings: quick),
    // Files that are there for good once they are written.
    .target(name: "LastingFiles", swiftSettings: strict),
    // What people do to a casebook, and the rules by which it is allowed.
    .target(
      name: "Casebook",
      dependencies: [
        "Calendars", "CaseRecord", "CivilTime", "Diagnostics", "Documents", "Ledger", "Vocabulary",
      ],
      swiftSettings: quick),
    .target(
      name: "CasebookSQLite",
      dependencies: [
        "Calendars", "Casebook", "CivilTime", "Diagnostics", "LastingFiles", "Ledger",
        "Vocabulary",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: quick),
    // A fictional partnership, whose people fill a casebook through the same acts as everybody.
    .target(
      name: "Demonstration",
      dependencies: [
        "Casebook", "CasebookSQLite", "CivilTime", "Diagnostics", "Documents", "Ledger",
      ],
      swiftSettings: strict),
    // What an inquiry is given of a casebook, and how it proves that nothing is missing.
    .target(
      name: "InquiryPack", dependencies: ["BagIt", "Casebook", "CivilTime", "Ledger"],
      swiftSettings: strict),
    // A question to a stranger over HTTP.
    .target(
      name: "BoundedHTTP",
      dependencies: [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: besideC),
    // Signing in through a provider that people's organisations already use.
    .target(
      name: "OpenIDConnect",
      dependencies: [
        "BoundedHTTP", "CivilTime", "Diagnostics", "Documents", "Ledger",
        .product(name: "JWTKit", package: "jwt-kit"),
      ],
      swiftSettings: besideC),
    // A witness of other people's logs, and the way to ask one, over HTTP.
    .target(
      name: "LedgerWitness",
      dependencies: [
        "BoundedHTTP", "LastingFiles", "Ledger",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: strict),
    // The register of warnings in words, for the terminal and the browser.
    .target(
      name: "RegisterWords", dependencies: ["Casebook", "CivilTime"], swiftSettings: strict),
    // Passwords, second factors, codes and sealed keys: what an account is made of.
    .target(
      name: "Accounts",
      dependencies: [
        "CLibCrypto", "Ledger", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    // What people see in a browser: values in, HTML out.
    .target(
      name: "WebPages",
      dependencies: [
        "Assessment", "CaseRecord", "Casebook", "CivilTime", "EvidenceLogic", "LawPack",
        "ReferralSheet", "RegisterWords", "Reports", "Vocabulary", "WorkedCases",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.copy("Templates"), .copy("Assets")],
      swiftSettings: strict),
    // Forms that carry files, read from bytes.
    .target(name: "Multipart", swiftSettings: strict),
    // The casebook in a browser: who asks, what they may have, and which page shows it.
    .target(
      name: "WebServer",
      dependencies: [
        "Accounts", "Assessment", "CaseRecord", "Casebook", "CasebookSQLite", "CivilTime",
        "Diagnostics", "Documents", "Language", "LawPack", "Ledger", "Multipart", "OpenIDConnect",
        "ReferralSheet", "RegisterWords", "Reports", "Vocabulary",
        "WebPages", "WorkedCases",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: besideC),
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
        "Accounts", "Assessment", "AuditIndex", "AuditSpool", "BulkAudit", "Casebook",
        "CasebookSQLite", "Caseload", "CaseRecord", "Characteristics", "CivilTime", "Counting",
        "Demonstration",
        "Diagnostics", "Documents", "EvidenceLogic", "InOrder", "InquiryPack", "Language",
        "LastingFiles",
        "LawLibrary", "LawPack", "Ledger", "LedgerWitness", "OpenIDConnect", "ReferralSheet",
        "RegisterWords", "ReleaseLog", "Reports", "Statistics",
        "StatisticsReports", "Synthesis", "Vocabulary", "WebPages", "WebServer", "WorkedCases",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: besideC),
    // Writes to a casebook until it is killed, for the tests of what a crash leaves behind.
    .executableTarget(
      name: "CasebookExerciser",
      dependencies: [
        "Casebook", "CasebookSQLite", "CivilTime", "EvidenceLogic", "Ledger", "Vocabulary",
      ],
      swiftSettings: strict),
    // What the tests of several targets share.
    .target(name: "HeedTesting", dependencies: ["EvidenceLogic"], swiftSettings: strict),
    // The words of the project's own law, for tests of what does not see the law.
    .target(
      name: "LawTesting", dependencies: ["Diagnostics", "Documents", "Vocabulary"],
      swiftSettings: strict),
  ]
    + tests.map { name, dependencies in
      .testTarget(
        name: name,
        dependencies: dependencies.map { name in
          products[name].map { .product(name: name, package: $0) } ?? .init(stringLiteral: name)
        },
        swiftSettings: besideC)
    }
)
