import BagIt
import Casebook
import CivilTime
import InquiryPack
import Ledger
import Testing

struct PackWordingTests {
  private func sentence(_ pack: Pack) -> String? { pack.problems().first?.description }
  private let log = SampleLog.riverLane

  @Test func `A problem says where, what and what to do`() throws {
    #expect(
      sentence(
        try log.pack().changed {
          $0[Pack.content] = $0[Pack.content]?.replacing("child-1", with: "x")
        }
      )
        == "data/content/00000003-00000009.jsonl:2: entry 4 has other content here than was "
        + "entered; do not rely on this content; keep it as evidence, and ask the sender")
    #expect(
      sentence(try log.pack().changed { $0.entries.remove(at: 3) })
        == "data/entries/00000003-00000009.txt:22: entry 6 is missing; do not rely on the pack as "
        + "complete; keep it as evidence, and ask for it again")
    #expect(
      try log.pack().changed { $0.entries.removeLast(2) }.problems().map(\.description).contains(
        "data/log/checkpoint-after: entries 8 to 9 are missing; do not rely on the pack as "
          + "complete; keep it as evidence, and ask for it again"))
    #expect(
      sentence(try log.pack().changed { $0.content.remove(at: 1) })
        == "data/entries/00000003-00000009.txt: entry 4 has no content, and is not listed as "
        + "withheld; the list of what is here is not right; ask the sender why")
    #expect(
      sentence(try log.pack().changed(["Heed-From": "2026-11-20"]))
        == "data/log/entry-before: entry 2 is of 20 November 2026 and is left out, and the pack is "
        + "to begin with 20 November 2026; ask for the entries from that day on")
    #expect(
      sentence(try log.pack().changed(["Heed-To": "soon"]))
        == "bag-info.txt: does not say 'Heed-To' once, as a pack does; do not correct it; ask the "
        + "sender for the pack again")
  }

  @Test func `A head that is not signed as it should be says what to do`() throws {
    var heads = try log.heads(3..<10)
    heads.after = try log.note(10, by: "other")
    #expect(
      try log.pack(heads: heads).problems().map(\.description) == [
        "data/log/checkpoint-after: is not signed by the key that log/keys.txt gives for its size; "
          + "do not rely on the pack; ask the sender which log it is of, and the partnership for "
          + "its key",
        "data/log/checkpoint-after: is not signed by a key that you trust; check that you have the "
          + "right key, and do not rely on the pack until its signature is good",
      ])
  }

  @Test func `What a library says of a head stands alone, with its own remedy`() throws {
    let pack = try log.pack().changed { $0["log/checkpoint-after"] = "hello\n" }
    #expect(
      sentence(pack)
        == "data/log/checkpoint-after: no empty line parts the text from the signatures; check "
        + "that this is a signed note")
  }

  @Test func `What a bag is not is told as the bag tells it`() throws {
    let pack = try log.pack()
    pack["gaps.csv"]? += "x"
    let problem = try #require(pack.problems().first)
    guard case .bag(let bagProblem) = problem.reason else {
      Issue.record("\(problem)")
      return
    }
    #expect(problem.description == bagProblem.description)
  }

  @Test func `A note says what the pack does not show`() throws {
    #expect(
      try log.pack(0..<11, from: "2026-11-20").check(keys: []).check.notes.map(\.description) == [
        "data/log/keys.txt: the keys of the log come from the pack itself; ask for the public key "
          + "on another way, and check again with it",
        "data/entries: one entry is of another day, and is here because it lies between the heads; "
          + "look at their clocks",
      ])
  }

  @Test func `A path from outside cannot end the line`() throws {
    let pack = try log.pack().changed { $0["entries/\u{1B}[2J\nall good"] = "" }
    #expect(
      pack.problems().contains {
        $0.description.hasPrefix("data/entries/\\u{1b}[2J\\u{a}all good: is not as a pack")
      })
  }

  @Test func `An error of the writer says what to do`() {
    #expect(
      PackWriterError.heads(3, 9).description
        == "the entries are not those from head 3 to head 9; give the heads just before the first "
        + "entry and just after the last")
    #expect(
      PackWriterError.entryBefore(2).description
        == "entry 2, just before the first, is needed to show where the days begin; give it")
    #expect(
      PackWriterError.entryBefore(-1).description
        == "no entry is before the first of all; give none")
    #expect(
      PackWriterError.days(from: CivilDate("2026-11-25")!, to: CivilDate("2026-11-24")!).description
        == "the last day, 24 November 2026, is before the first, 25 November 2026; exchange them")
    #expect(
      PackWriterError.checkpoint.description
        == "a head is no checkpoint of this log; verify the casebook before it is packed")
  }
}
