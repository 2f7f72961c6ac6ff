import Casebook
import CasebookSQLite
import CivilTime
import EvidenceLogic
import Foundation
import Ledger
import Vocabulary

/// Writes acts into a casebook until it is done or killed, and says of each that was acknowledged: `ENTRY LEAF`.
///
/// ```text
/// CasebookExerciser PATH LOG-SECRET PERSON SECRET CASE one-by-one|together|erasing COUNT [LARGEST-FILE]
/// ```
///
/// It serves the tests alone. The keys stand on the command line because they are theirs, and worth nothing.
///
/// - `one-by-one`: each act is a transaction of its own; `together`: forty people wait at a time, and share transactions; `erasing`: the entry
///   COUNT is erased.
/// - `LARGEST-FILE`: the size in bytes beyond which no file may grow, as on a full disk.
///
/// Exit status: 0 done; 3 the casebook cannot be used, with the reason on standard error; 64 the arguments are not right.
@main
struct CasebookExerciser {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard (7...8).contains(arguments.count), let count = Int(arguments[6]),
      let logKey = try? NoteSigner(secret: arguments[1]),
      let key = try? NoteSigner(secret: arguments[3])
    else {
      say(
        "CasebookExerciser PATH LOG-SECRET PERSON SECRET CASE one-by-one|together|erasing COUNT [LARGEST-FILE]"
      )
      exit(64)
    }
    if arguments.count == 8, let largest = UInt64(arguments[7]) { limitFiles(to: largest) }
    let work = Work(
      path: arguments[0], logKey: logKey, credential: Credential(person: arguments[2], key: key),
      caseID: arguments[4], count: count)
    do {
      switch arguments[5] {
      case "together": try await work.together()
      case "erasing": try work.erase()
      default: try work.oneByOne()
      }
    } catch {
      say("\(error)")
      exit(3)
    }
  }

  private static func say(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// Beyond its size a file cannot be written, and the signal that would end the process is not heeded.
  private static func limitFiles(to bytes: UInt64) {
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  }
}

private struct Work {
  var path: String
  var logKey: NoteSigner
  var credential: Credential
  var caseID: String
  var count: Int

  private func open() throws -> CasebookFile {
    try CasebookFile(
      at: path, language: .exercise, logKey: logKey,
      clock: { Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1000)) })
  }

  private func request(_ number: Int) -> CasebookFile.Request {
    let note = "return home interview \(credential.person) \(number)"
    return CasebookFile.Request(
      case: caseID,
      act: .record(
        Item(
          kind: .statements,
          content: .map([
            "fact": .text("moved"), "child": .text("child-1"), "source": .text("log"),
            "says": .text("yes"), "note": .text(note),
          ]))))
  }

  func oneByOne() throws {
    let casebook = try open()
    for number in 0..<count {
      acknowledge(try casebook.perform([request(number)], as: credential))
    }
  }

  func together() async throws {
    let commit = GroupCommit(try open())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        if number >= 40 { try await group.next() }
        group.addTask { acknowledge(try await commit.perform([request(number)], as: credential)) }
      }
      try await group.waitForAll()
    }
  }

  func erase() throws {
    let casebook = try open()
    acknowledge([
      try casebook.erase(
        Erasure(entries: [count], authority: "a test", reason: "a test"), in: caseID, as: credential
      )
    ])
  }

  /// In one write each, so that a kill never leaves half a line between whole ones.
  private func acknowledge(_ receipts: [Receipt]) {
    for receipt in receipts {
      let line = Array("\(receipt.entry) \(receipt.leaf.hexadecimal)\n".utf8)
      _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
  }
}

extension CasebookFile.Language {
  /// As many words as the acts need.
  fileprivate static let exercise = CasebookFile.Language(
    vocabulary: Vocabulary(
      facts: [
        Fact(
          name: "moved", group: "movement", kind: .event, shows: .harm,
          ask: "Was the child driven, taken, sent or brought somewhere?")
      ],
      sourceKinds: [
        SourceKind(
          name: "agency-record", sourceClass: .f4,
          says: "Record made at the time by an agency")
      ], factors: [], irrelevantReasons: []),
    frameworks: [])
}
