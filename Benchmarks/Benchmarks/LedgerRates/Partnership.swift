import Casebook
import CasebookSQLite
import CivilTime
import EvidenceLogic
import Foundation
import Ledger
import Vocabulary

/// A made-up partnership with a casebook of its own: so many social workers, each with a case in which there are a child and a source.
struct Partnership {
  let path: String
  let casebook: CasebookFile
  let logKey: NoteSigner
  let people: [Credential]

  init(at path: String, people count: Int) throws {
    self.path = path
    Partnership.remove(path)
    logKey = try NoteSigner.generate(name: "heed.alderby.example/log", kind: .ed25519)
    let founder = Credential(
      person: "p-0", key: try NoteSigner.generate(name: "p-0.alderby.example", kind: .ed25519))
    let founding = Founding(
      partnership: "Alderby", origin: "heed.alderby.example/log", logKey: logKey.verifier.text,
      founder: Partnership.appointment(of: founder, as: .administrator, "administrator"))
    (casebook, _) = try CasebookFile.create(
      at: path, founding: founding, founder: founder, register: "alderby", language: .needed,
      logKey: logKey, clock: Partnership.clock)
    people = try (1...count).map { number in
      Credential(
        person: "p-\(number)",
        key: try NoteSigner.generate(name: "p-\(number).alderby.example", kind: .ed25519))
    }
    try casebook.perform(
      people.map { person in
        let post = Partnership.appointment(of: person, as: .socialWorker, "social worker")
        return CasebookFile.Request(case: nil, act: .appoint(post))
      }, as: founder)
    for index in people.indices { try open(index) }
  }

  func remove() throws {
    try casebook.close()
    Partnership.remove(path)
  }

  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// The casebook anew, as another process would open it.
  func reopened() throws -> CasebookFile {
    try CasebookFile(at: path, language: .needed, logKey: logKey, clock: Partnership.clock)
  }

  static let clock: @Sendable () -> Instant = {
    Instant(milliseconds: Int(now(CLOCK_REALTIME) * 1000))
  }

  private static func appointment(
    of person: Credential, as role: Role, _ post: String
  ) -> Appointment {
    Appointment(
      person: person.person, name: "Person \(person.person)", post: post, role: role,
      body: "children-social-care/alderby", key: person.key.verifier.text)
  }

  // MARK: Acts

  func caseID(_ index: Int) -> String { "case-\(index)" }

  private func open(_ index: Int) throws {
    let opening = Opening(title: "Case \(index)", jurisdiction: "england-and-wales")
    try casebook.perform(
      [
        CasebookFile.Request(case: caseID(index), act: .open(opening)),
        item(.people, ["id": "child-1", "role": "child", "born": "2010"], in: index),
        item(
          .sources,
          [
            "id": "log", "kind": "agency-record", "agency": "children-social-care/alderby",
            "made": "2026-11-20", "held": "2026-11-20", "ref": "daily log, 20 November 2026",
          ], in: index),
      ], as: people[index])
  }

  /// The deed that an act becomes.
  func deed(
    _ request: CasebookFile.Request, by person: Credential, at time: Instant
  ) -> Deed {
    let post = Partnership.appointment(of: person, as: .socialWorker, "social worker")
    return Deed(
      register: "alderby", at: time, by: Author(post), key: person.key.verifier.text,
      case: request.case, act: request.act)
  }

  /// What somebody writes most often: that a source says something about the child, in a sentence or two.
  func statement(_ number: Int, in index: Int) -> CasebookFile.Request {
    item(
      .statements,
      [
        "fact": "moved", "child": "child-1", "source": "log", "says": "yes", "when": "2026-11",
        "note":
          "Return home interview \(number): the child says that a man whose name is not known to them drove them to a flat in another town.",
      ], in: index)
  }

  /// The lightest act: somebody read something, and why.
  func view(_ number: Int, in index: Int) -> CasebookFile.Request {
    CasebookFile.Request(
      case: caseID(index), act: .view(View(what: "chronology", purpose: "review \(number)")))
  }

  private func item(
    _ kind: ItemKind, _ members: [String: String], in index: Int
  ) -> CasebookFile.Request {
    CasebookFile.Request(
      case: caseID(index),
      act: .record(Item(kind: kind, content: .map(members.mapValues { .text($0) }))))
  }
}

extension CasebookFile.Language {
  /// As many words as the acts need.
  fileprivate static let needed = CasebookFile.Language(
    vocabulary: Vocabulary(
      facts: [
        Fact(
          name: "moved", group: "movement", kind: .event, shows: .harm,
          ask: "Was the child driven, taken, sent or brought somewhere?")
      ],
      sourceKinds: SourceClass(name: "F4").map {
        [SourceKind(name: "agency-record", sourceClass: $0, says: "Record made at the time")]
      } ?? [], factors: [], irrelevantReasons: []),
    frameworks: [])
}
