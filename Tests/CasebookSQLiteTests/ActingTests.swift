import Casebook
import CasebookSQLite
import CivilTime
import Foundation
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
}
