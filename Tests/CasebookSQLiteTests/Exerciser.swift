import CasebookSQLite
import Foundation
import Ledger
import Testing

/// A process that writes into the casebook of an office, and says what was acknowledged.
final class Exerciser: Sendable {
  enum Mode: String { case oneByOne = "one-by-one", together, erasing }

  struct Stuck: Error {}

  /// The program stands beside the tests that were built with it.
  private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("CasebookExerciser")

  private let process = Process()
  private let folder: Folder

  /// - Parameter largest: the size beyond which no file may grow.
  init(
    _ office: Office, path: String? = nil, as person: String = "sam", _ mode: Mode, count: Int,
    largest: Int? = nil
  ) throws {
    folder = try Folder()
    for name in ["out", "err"] { try Data().write(to: URL(fileURLWithPath: folder[name])) }
    process.executableURL = Exerciser.program
    process.arguments =
      [
        path ?? office.path, office.logKey.secretText, person, office.keys[person]!.secretText,
        "river-lane", mode.rawValue, "\(count)",
      ] + (largest.map { ["\($0)"] } ?? [])
    process.standardOutput = FileHandle(forWritingAtPath: folder["out"])
    process.standardError = FileHandle(forWritingAtPath: folder["err"])
    try process.run()
  }

  /// Waits until so many entries were acknowledged, or the process has ended.
  func acknowledgements(_ count: Int) {
    while process.isRunning, acknowledged.count < count { usleep(3000) }
  }

  func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

  /// Waits for its end.
  func status() throws -> Int32 {
    let limit = ContinuousClock.now + .seconds(120)
    while process.isRunning {
      guard ContinuousClock.now < limit else {
        kill()
        throw Stuck()
      }
      usleep(2000)
    }
    return process.terminationStatus
  }

  var errors: String { (try? String(contentsOfFile: folder["err"], encoding: .utf8)) ?? "" }

  /// The entries that it was told of, each with the hash of its leaf.
  var acknowledged: [Int: String] {
    let text = (try? String(contentsOfFile: folder["out"], encoding: .utf8)) ?? ""
    var found: [Int: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      if parts.count == 2, let entry = Int(parts[0]) { found[entry] = String(parts[1]) }
    }
    return found
  }
}

/// Does work that waits on a thread of its own, so that tests which keep the others busy do not hold it up.
func apart<Value: Sendable>(
  _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { done in
    Thread { done.resume(with: Result { try work() }) }.start()
  }
}

/// Expects that every entry that was acknowledged is there with its leaf, and that the casebook holds together.
func expectAll(
  _ acknowledged: [Int: String], in file: CasebookFile,
  at location: SourceLocation = #_sourceLocation
) throws {
  for (entry, leaf) in acknowledged {
    let found = leafHash(try file.entry(entry).bytes).hexadecimal
    #expect(found == leaf, "entry \(entry)", sourceLocation: location)
  }
  let verification = try file.verify(content: true)
  #expect(verification.damage == [], sourceLocation: location)
  #expect(
    verification.contents + verification.erased == verification.size, sourceLocation: location)
}
