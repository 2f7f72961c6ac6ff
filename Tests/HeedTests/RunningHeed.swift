import Foundation
import Testing

/// What a run of the program left behind.
struct Run {
  var output: String
  var errors: String
  var status: Int32

  var lines: [Substring] { output.split(separator: "\n", omittingEmptySubsequences: false) }
}

/// The program as a person runs it: another process, in the folder of the project, and not on a terminal.
enum Heed {
  /// The program stands beside the tests that were built with it.
  static let program: URL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("heed")

  /// A home of its own, so that nobody's compiled law is used and none is left behind.
  static let home: URL = {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("heed-tests-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(at: Heed.home) }
    return folder
  }()

  /// Runs the program and waits for it.
  ///
  /// - Throws: `Stuck` if it has not ended after four minutes; whatever keeps it from being started.
  static func run(_ arguments: String...) async throws -> Run {
    try await run(arguments)
  }

  static func run(_ arguments: [String]) async throws -> Run {
    try await run(program, arguments)
  }

  /// Runs a line of a shell, in which `$HEED` is the program.
  static func shell(_ line: String) async throws -> Run {
    try await run(URL(fileURLWithPath: "/bin/bash"), ["-c", line])
  }

  /// A case file of this text, in a folder of its own.
  static func file(_ text: String, named name: String = "bad.case.yaml") throws -> String {
    let folder = home.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = folder.appendingPathComponent(name)
    try text.write(to: url, atomically: true, encoding: .utf8)
    return url.path
  }

  struct Stuck: Error {}

  // Output goes to files and never to pipes: a pipe that nobody empties stops the program that fills it.
  private static func run(_ program: URL, _ arguments: [String]) async throws -> Run {
    let folder = home.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["out", "err"].map { folder.appendingPathComponent($0) }
    let handles = try files.map {
      try Data().write(to: $0)
      return try FileHandle(forWritingTo: $0)
    }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = Project.root
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    try process.run()
    let limit = ContinuousClock.now + .seconds(240)
    while process.isRunning {
      guard ContinuousClock.now < limit else {
        process.terminate()
        throw Stuck()
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Run(output: texts[0], errors: texts[1], status: process.terminationStatus)
  }

  static var environment: [String: String] {
    let own = ProcessInfo.processInfo.environment
    var fixed = [
      "HOME": home.path, "XDG_CACHE_HOME": home.appendingPathComponent("cache").path,
      "LANG": "C.UTF-8", "TZ": "UTC", "HEED": program.path,
      "PATH": own["PATH"] ?? "/usr/bin:/bin",
    ]
    fixed["LD_LIBRARY_PATH"] = own["LD_LIBRARY_PATH"]
    return fixed
  }
}

/// The example that every page uses.
let riverLane = "Cases/fictional/river-lane.case.yaml"
