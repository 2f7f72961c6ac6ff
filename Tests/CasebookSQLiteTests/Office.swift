import Casebook
import CasebookSQLite
import CivilTime
import EvidenceLogic
import Foundation
import HeedTesting
import Ledger
import Synchronization
import Testing
import Vocabulary

/// A clock that goes on by a second whenever somebody looks at it.
final class Clock: Sendable {
  private let milliseconds: Mutex<Int>

  init(at text: String = "2026-11-21T09:00:00.000Z") {
    milliseconds = Mutex(Instant(text)!.milliseconds)
  }

  func now() -> Instant {
    milliseconds.withLock { milliseconds in
      milliseconds += 1000
      return Instant(milliseconds: milliseconds)
    }
  }

  func wait(days: Int) { milliseconds.withLock { $0 += days * 86_400_000 } }
}

/// A folder that goes when nobody needs it any more.
final class Folder: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("casebook-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    removedAtEnd(path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  subscript(name: String) -> String { path + "/" + name }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

/// A fictional partnership with its casebook: River Lane is the case, Sam its social worker and Tess the manager.
final class Office: Sendable {
  let folder: Folder
  let clock: Clock
  let logKey: NoteSigner
  let keys: [String: NoteSigner]
  let file: CasebookFile
  let founding: Receipt

  static let origin = "heed.alderby.example/log"
  static let care = "children-social-care/northmoor"

  static let staff: [(person: String, role: Role, body: String, manager: String?)] = [
    ("tess", .teamManager, care, nil), ("sam", .socialWorker, care, "tess"),
    ("fay", .frontlinePractitioner, care, "tess"), ("rita", .recordsManager, care, nil),
    ("dan", .dataProtectionOfficer, care, nil), ("ines", .inquiry, "inquiry/alderby", nil),
    ("paul", .policeInvestigator, "police/northmoor", nil),
    ("wren", .whistleblowingRecipient, care, nil),
  ]

  var path: String { folder["alderby.casebook"] }

  /// - Parameter isOpened: whether the people are appointed and the case is open.
  init(isOpened: Bool = true) throws {
    folder = try Folder()
    clock = Clock()
    logKey = try NoteSigner.generate(name: Office.origin, kind: .ed25519)
    var keys: [String: NoteSigner] = [:]
    for person in ["ada"] + Office.staff.map(\.person) {
      keys[person] = try NoteSigner.generate(name: person, kind: .ed25519)
    }
    self.keys = keys
    (file, founding) = try CasebookFile.create(
      at: folder["alderby.casebook"], founding: Office.founding(logKey, keys["ada"]!),
      founder: Credential(person: "ada", key: keys["ada"]!), register: "5c1f0a",
      language: .sample, logKey: logKey, clock: clock.now)
    guard isOpened else { return }
    try file.perform(
      Office.staff.map { person, role, body, manager in
        .init(
          case: nil,
          act: .appoint(
            Appointment(
              person: person, name: person.capitalized, post: "\(role.rawValue) of \(body)",
              role: role, body: body, manager: manager, key: keys[person]!.verifier.text)))
      }, as: self["ada"])
    try file.perform(
      [
        .init(
          case: "river-lane",
          act: .open(Opening(title: "River Lane", jurisdiction: "england-and-wales"))),
        .init(case: "river-lane", act: .involve(Involvement(person: "sam", basis: "allocated"))),
        .init(case: "river-lane", act: .record(.child)),
        .init(case: "river-lane", act: .record(.log)),
      ], as: self["tess"])
  }

  static func founding(_ logKey: NoteSigner, _ founder: NoteSigner) -> Founding {
    Founding(
      partnership: "Northmoor Safeguarding Children Partnership", origin: origin,
      logKey: logKey.verifier.text,
      founder: Appointment(
        person: "ada", name: "Ada", post: "casebook administrator", role: .administrator,
        body: care, key: founder.verifier.text))
  }

  subscript(person: String) -> Credential { Credential(person: person, key: keys[person]!) }

  /// The same file opened once more, as another program would.
  func reopened(logKey: NoteSigner? = nil) throws -> CasebookFile {
    try CasebookFile(
      at: path, language: .sample, logKey: logKey ?? self.logKey, clock: clock.now)
  }

  @discardableResult
  func record(_ item: Item, as person: String = "sam") throws -> Receipt {
    try file.perform(.record(item), in: "river-lane", as: self[person])
  }

  /// Records so many statements in one transaction.
  @discardableResult
  func record(statements count: Int, as person: String = "sam") throws -> [Receipt] {
    try file.perform(
      (0..<count).map {
        .init(case: "river-lane", act: .record(.moved(note: "\(person) was told it, page \($0)")))
      }, as: self[person])
  }

  /// Whether a receipt proves that its entry is in the log whose key the office has.
  func proves(_ receipt: Receipt, keys: [NoteVerifier]? = nil) throws -> Bool {
    let bytes = try file.entry(receipt.entry).bytes
    let proof = try file.proof(ofEntry: receipt.entry, policy: nil)
    let policy = WitnessPolicy.none(logs: keys ?? [logKey.verifier])
    _ = try proof.verify(leaf: receipt.leaf, policy: policy)
    return leafHash(bytes) == receipt.leaf && proof.index == receipt.entry
      && isGood(receipt.checkpoint, keys: keys)
  }

  func isGood(_ head: SignedNote, keys: [NoteVerifier]? = nil) -> Bool {
    let signers = try? head.verified(by: keys ?? [logKey.verifier])
    return signers?.isEmpty == false
  }

  /// The codes of what was refused, oldest first.
  func refusals() throws -> [String] {
    try file.reads(in: nil).compactMap { read in
      if case .refused(let attempt) = read.deed.act {
        "\(attempt.act): \(attempt.code)"
      } else {
        nil
      }
    }
  }

  /// The bytes of every file of the casebook.
  func bytes() throws -> [UInt8] {
    try folder.names.filter { $0.hasPrefix("alderby.casebook") }
      .flatMap { Array(try Data(contentsOf: URL(fileURLWithPath: folder[$0]))) }
  }
}

/// The size of the log.
func size(_ file: CasebookFile) throws -> Int {
  try Checkpoint(parsing: file.checkpoint().text).size
}

/// The refusal with which something ends.
func refusal(_ work: () throws -> some Any) -> String? {
  do {
    _ = try work()
    return nil
  } catch let refusal as Refusal {
    return refusal.code
  } catch {
    Issue.record("not a refusal: \(error)")
    return nil
  }
}

extension Item {
  static let child = Item(
    kind: .people, content: .map(["id": .text("child-1"), "role": .text("child")]))

  static let log = source("log", ref: "duty log of the front door, volume 7")

  static func source(
    _ id: String, kind: String = "agency-record", ref: String, isSealed: Bool = false
  ) -> Item {
    Item(
      kind: .sources,
      content: .map([
        "id": .text(id), "agency": .text("police/northmoor"), "kind": .text(kind),
        "ref": .text(ref),
      ]), isSealed: isSealed)
  }

  static func moved(note: String, source: String = "log") -> Item {
    Item(
      kind: .statements,
      content: .map([
        "fact": .text("moved"), "child": .text("child-1"), "source": .text(source),
        "says": .text("yes"), "note": .text(note),
      ]))
  }

  static func warning(_ id: String) -> Item {
    Item(
      kind: .warnings,
      content: .map(["id": .text(id), "about": .text("child-1"), "on": .text("2026-11-02")]))
  }
}

extension CasebookFile.Language {
  static let sample = CasebookFile.Language(
    vocabulary: Vocabulary(
      facts: [
        Fact(
          name: "moved", group: "movement", kind: .event, shows: .harm,
          ask: "Was the child driven, taken, sent or brought somewhere?")
      ],
      sourceKinds: [
        SourceKind(
          name: "agency-record", sourceClass: .f4,
          says: "Record made at the time by an agency"),
        SourceKind(name: "intelligence", sourceClass: .f2, says: "Intelligence report"),
      ], factors: [], irrelevantReasons: []),
    frameworks: [])
}

extension Sequence<UInt8> {
  /// Whether bytes stand somewhere among these.
  func contains(run bytes: [UInt8]) -> Bool { Data(self).range(of: Data(bytes)) != nil }
}
