import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import GRDB
import Ledger
import Testing

struct ActingTests {
  @Test func `Every act has a receipt that proves its entry`() throws {
    let office = try Office()
    for receipt in try office.record(statements: 5) { #expect(try office.proves(receipt)) }
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `An old receipt is proved by every later head`() throws {
    let office = try Office()
    let receipt = try office.record(.moved(note: "first"))
    try office.record(statements: 300)
    #expect(try office.proves(receipt))
  }

  @Test func `What is refused is entered as refused, and changes nothing`() throws {
    let office = try Office()
    let before = try office.file.file("river-lane")
    let code = refusal { try office.record(.moved(note: "x"), as: "paul") }
    #expect(code == "not-involved")
    #expect(try office.file.file("river-lane") == before)
    #expect(try office.refusals() == ["record: not-involved"])
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `What a refused act would have said is in no file`() throws {
    let office = try Office()
    _ = refusal { try office.record(.moved(note: "zanzibar quarantine"), as: "paul") }
    try office.file.close()
    #expect(try !office.bytes().contains(run: Array("zanzibar".utf8)))
  }

  @Test func `Somebody whom the casebook does not know is refused, and that is entered`() throws {
    let office = try Office()
    let stranger = Credential(
      person: "mallory", key: try .generate(name: "mallory", kind: .ed25519))
    let code = refusal {
      try office.file.perform(.record(.moved(note: "x")), in: "river-lane", as: stranger)
    }
    #expect(code == "unknown-person")
    #expect(try office.refusals() == ["record: unknown-person"])
  }

  @Test func `Another person's key does not serve`() throws {
    let office = try Office()
    let borrowed = Credential(person: "tess", key: office.keys["sam"]!)
    let code = refusal {
      try office.file.perform(.record(.moved(note: "x")), in: "river-lane", as: borrowed)
    }
    #expect(code == "wrong-key")
  }

  @Test func `Of several acts all are done or none`() throws {
    let office = try Office()
    let before = try office.file.file("river-lane")
    let code = refusal {
      try office.file.perform(
        [
          .init(case: "river-lane", act: .record(.moved(note: "page 1"))),
          .init(case: "river-lane", act: .record(.moved(note: "page 2", source: "no-such-source"))),
        ], as: office["sam"])
    }
    #expect(code == "would-not-read")
    #expect(try office.file.file("river-lane") == before)
    #expect(try office.refusals() == ["record: would-not-read"])
    #expect(try office.proves(try office.record(.moved(note: "page 1"))))
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `Half of several acts that were refused stands in no table`() throws {
    let office = try Office()
    let before = try size(office.file)
    _ = refusal {
      try office.file.perform(
        [
          .init(case: "river-lane", act: .record(.moved(note: "page 1"))),
          .init(case: "river-lane", act: .withdraw(Withdrawal(entry: 999, reason: "none"))),
        ], as: office["sam"])
    }
    // Only the refusal.
    #expect(try size(office.file) == before + 1)
    let found = try office.file.search("page", purpose: nil, as: office["sam"]).1
    #expect(found.hits == [])
  }

  @Test func `A case is opened and filled by one import, in any order of its items`() throws {
    let office = try Office()
    let receipts = try office.file.perform(
      [
        .init(
          case: "mill-street",
          act: .open(Opening(title: "Mill Street", jurisdiction: "england-and-wales"))),
        .init(case: "mill-street", act: .record(.moved(note: "n"))),
        .init(case: "mill-street", act: .record(.child)),
        .init(case: "mill-street", act: .record(.log)),
      ], as: office["sam"])
    #expect(receipts.count == 4)
    #expect(try office.file.file("mill-street")?.current.count == 3)
    #expect(Set(receipts.map(\.checkpoint)).count == 1)
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `Items after a withdrawal are read without what was withdrawn`() throws {
    let office = try Office()
    let source = try office.record(.source("note-1", ref: "notebook"))
    let code = refusal {
      try office.file.perform(
        [
          .init(case: "river-lane", act: .record(.moved(note: "n"))),
          .init(
            case: "river-lane", act: .withdraw(Withdrawal(entry: source.entry, reason: "mistaken"))),
          .init(case: "river-lane", act: .record(.moved(note: "m", source: "note-1"))),
        ], as: office["sam"])
    }
    #expect(code == "would-not-read")
  }

  @Test func `What a response leaves out the casebook fills in before it is read`() throws {
    let office = try Office()
    let response = Content.map([
      "act": .text("clock-paused"), "about": .text("child-1"), "duty": .text("strategy discussion"),
      "reason": .text("awaiting the interpreter"),
    ])
    let receipt = try office.file.perform(
      .respond(ResponseGiven(response: response, shown: [])), in: "river-lane", as: office["sam"])
    let item = try office.file.file("river-lane")?.version(receipt.entry)?.item
    #expect(item?.content["by"] == .text(Office.care))
    #expect(item?.content["on"] == .text("2026-11-21"))
    #expect(item?.content["decided-by"] == .text("social-worker of \(Office.care)"))
  }

  @Test func `Who reads a case is entered, with the purpose`() throws {
    let office = try Office()
    let reading = try office.file.read(
      View(what: "chronology", purpose: "supervision"), in: "river-lane", as: office["tess"])
    #expect(reading.file?.id == "river-lane")
    #expect(try office.proves(reading.receipt))
    let reads = try office.file.reads(in: "river-lane")
    #expect(reads.map(\.entry) == [reading.receipt.entry])
    #expect(reads.first?.deed.by.person == "tess")
    #expect(reads.first?.deed.act == .view(View(what: "chronology", purpose: "supervision")))
  }

  @Test func `A reading that is refused shows nothing and is entered`() throws {
    let office = try Office()
    #expect(
      refusal {
        try office.file.read(View(what: "chronology"), in: "river-lane", as: office["fay"])
      } == "no-such-case")
    #expect(try office.refusals() == ["view: no-such-case"])
  }

  @Test func `Those who administer a case are shown nothing of what it says`() throws {
    let office = try Office()
    let erasure = Act.erase(Erasure(entries: [], authority: "a", reason: "r"))
    let outline = try office.file.administration(
      of: "river-lane", for: erasure, as: office["rita"]
    ).file
    #expect(outline.custodian == Office.care)
    #expect(outline.versions.isEmpty && outline.meetings.isEmpty && outline.involved.isEmpty)
  }

  @Test func `A case is told as it was recorded on a day that is past`() throws {
    let office = try Office()
    let entry = try office.record(.moved(note: "before")).entry
    office.clock.wait(days: 3)
    let correction = Correction(entry: entry, item: .moved(note: "after"), reason: "misheard")
    try office.file.perform(.correct(correction), in: "river-lane", as: office["sam"])
    let then = try office.file.caseFile(
      "river-lane", recordedBy: CivilDate(year: 2026, month: 11, day: 22)!)
    #expect(then?.version(entry)?.isCurrent == true)
    #expect(then?.current.count == 3)
    let now = try office.file.caseFile(
      "river-lane", recordedBy: CivilDate(year: 2026, month: 11, day: 24)!)
    #expect(now?.version(entry)?.isCurrent == false)
    #expect(
      try office.file.caseFile(
        "river-lane", recordedBy: CivilDate(year: 2026, month: 11, day: 20)!) == nil)
  }

  @Test func `A clock that runs back never makes an entry earlier than the one before`() throws {
    let office = try Office()
    office.clock.wait(days: -30)
    let receipt = try office.record(.moved(note: "n"))
    #expect(receipt.at.day == CivilDate(year: 2026, month: 11, day: 21))
    #expect(try office.file.verify(content: true).damage == [])
  }

  // MARK: The register of warnings

  private static let warning = Warning(
    about: [Subject(.child, "Zoë of River Lane")], words: "he waits at the gate", from: .child,
    to: Office.care)

  @Test func `What nobody signs is entered, proved and verified like everything else`() throws {
    let office = try Office()
    let raised = try office.file.warn(ActingTests.warning)
    let (receipt, code) = (raised.receipt, raised.code)
    #expect(try office.proves(receipt))
    let more = try office.file.perform(
      { .add(Addition(warning: $0, words: "again today")) }, withCode: code)
    #expect(try office.proves(more))
    #expect(
      refusal { try office.file.matter(receipt.entry, purpose: nil, as: office["fay"]) }
        == "no-such-matter")
    office.clock.wait(days: 5)
    let status = try office.file.status(of: code)
    #expect(try office.proves(status.receipt))
    #expect(status.status.isOverdue && status.status.events.contains { $0.kind == .added })
    let kinds = try unsigned(office)
    #expect(kinds == [.warn, .addToWarning, .refused, .attempt, .lapse, .view])
    #expect(try office.file.verify(content: true).damage == [])
  }

  /// The kinds of the deeds that stand without a signature, in their order.
  private func unsigned(_ office: Office) throws -> [ActKind] {
    let queue = try DatabaseQueue(path: office.path)
    let deeds = try queue.read { db in
      try Data.fetchAll(
        db, sql: "SELECT deed FROM content WHERE signature IS NULL ORDER BY sequence")
    }
    return try deeds.map { try Deed(decoding: Array($0)).act.kind }
  }

  @Test func `A receipt code is kept nowhere, and opens nothing that it is not for`() throws {
    let office = try Office()
    let code = try office.file.warn(ActingTests.warning).code
    #expect(try office.file.status(of: code).status.body == Office.care)
    let other = ReceiptCode(random: 7)
    #expect(refusal { try office.file.status(of: other) } == "no-such-receipt")
    #expect(
      refusal {
        try office.file.perform({ .retract(Retraction(warning: $0, reason: "r")) }, withCode: other)
      } == "no-such-receipt")
    try office.file.close()
    let bytes = try office.bytes()
    for text in [code.description, code.description.replacing("-", with: "")] {
      #expect(!bytes.contains(run: Array(text.utf8)))
    }
  }

  @Test func `The log says of the register only that something was done to it`() throws {
    let office = try Office()
    let receipt = try office.file.warn(ActingTests.warning).receipt
    let decision = Decision(
      warning: receipt.entry, outcome: .assessment, reason: "r", codes: [.harmSuspected],
      on: office.clock.now().day)
    #expect(
      refusal { try office.file.perform(.account(.decide(decision)), as: office["tess"]) }
        == "not-opened")
    _ = try office.file.matter(receipt.entry, purpose: nil, as: office["tess"])
    let decided = try office.file.perform(.account(.decide(decision)), as: office["tess"])
    for entry in [receipt.entry, decided.entry] {
      let text = String(decoding: try office.file.entry(entry).bytes, as: UTF8.self)
      #expect(text.contains("\ntype account\n"))
    }
  }

  @Test func `A closure counts once two have agreed, also when the casebook is opened again`()
    throws
  {
    let office = try Office()
    try office.file.perform(
      .involve(Involvement(person: "paul", basis: "joint")), in: "river-lane", as: office["tess"])
    let response = Content.map([
      "act": .text("closed"), "about": .text("child-1"), "reason": .text("seen, and safe"),
    ])
    let closure = try office.file.perform(
      .respond(ResponseGiven(response: response, shown: [])), in: "river-lane", as: office["sam"])
    func isCurrent() throws -> Bool? {
      let other = try office.reopened()
      defer { try? other.close() }
      return try other.file("river-lane")?.version(closure.entry)?.isCurrent
    }
    #expect(try isCurrent() == false)
    let answer = Act.countersign(
      Countersignature(entry: closure.entry, agrees: true, reason: "seen by the school too"))
    #expect(
      refusal { try office.file.perform(answer, in: "river-lane", as: office["tess"]) }
        == "second-in-line")
    let agreed = try office.file.perform(answer, in: "river-lane", as: office["paul"])
    #expect(try isCurrent() == true)
    let text = String(decoding: try office.file.entry(agreed.entry).bytes, as: UTF8.self)
    #expect(text.contains("\ntype countersign\n"))
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `A case is not closed in the file while a warning about it has no decision`() throws {
    let office = try Office()
    let warning = Warning(
      about: [Subject(.child, "", case: "river-lane", item: "child-1")], words: "w",
      from: .worker, to: Office.care)
    let receipt = try office.file.warn(warning, as: office["sam"]).receipt
    let response = Content.map([
      "act": .text("closed"), "about": .text("child-1"), "reason": .text("seen, and safe"),
    ])
    #expect(throws: Refusal.undecided([receipt.entry])) {
      try office.file.perform(
        .respond(ResponseGiven(response: response, shown: [])), in: "river-lane",
        as: office["sam"])
    }
  }
}
