import BagIt
import Casebook
import CivilTime
import HeedTesting
import InquiryPack
import Ledger
import Testing

struct PackCheckTests {
  private let log = SampleLog.riverLane
  /// Where the entry of a number stands in the files of the sample.
  private func place(_ entry: Int) -> Int { entry - 3 }

  // MARK: a pack as it was written

  @Test func `A pack as it was written is good, and says what it holds`() throws {
    let check = try log.pack().check().check
    #expect(check.problems == [])
    let summary = check.summary
    #expect(summary.partnership == "Northmoor")
    #expect(summary.origin == SampleLog.origin)
    #expect(summary.marking == "OFFICIAL-SENSITIVE: for the inquiry alone")
    #expect(summary.entries == 3...9)
    #expect(summary.clocks?.lowerBound == Instant("2026-11-23T09:00:00.000Z"))
    #expect(summary.clocks?.upperBound == Instant("2026-11-24T09:02:00.000Z"))
    #expect([summary.contents, summary.withheld, summary.erased] == [5, 1, 1])
    #expect(summary.before?.size == 3)
    #expect(summary.after?.size == 10)
    #expect(summary.after?.signedBy.map(\.text) == [SampleLog.key("log")])
    #expect(!summary.keysAreFromPack)
    #expect(summary.startIsShown)
  }

  @Test func `A pack from the first entry of all needs no earlier head`() throws {
    let pack = try log.pack(0..<11, from: "2026-11-20", to: "2026-11-24")
    let check = pack.check().check
    #expect(check.problems == [])
    #expect(check.summary.before == nil)
    #expect(check.summary.startIsShown && check.summary.endIsShown)
    #expect(check.notes.map(\.reason) == [.otherDays(1)])
    #expect(pack["log/edge"] == nil)
  }

  @Test func `A pack of days on which nothing was entered is good`() throws {
    let check = try log.pack(7..<7, from: "2026-11-24", to: "2026-11-24").check().check
    #expect(check.problems == [])
    #expect(check.summary.entries == nil)
    // Anybody could have written the entry before, as no entry of the log follows it here.
    #expect(!check.summary.startIsShown)
    #expect(check.notes.map(\.reason).contains(.startOpen))
  }

  @Test func `Every range of entries makes a good pack`() throws {
    for start in 0...11 {
      for end in start...11 where end > 0 {
        let from = start == 0 ? log.now : LogEntry(log.entries[start - 1].bytes)!.clock
        let day = from.day.adding(days: 1)
        let pack = try log.pack(start..<end, from: "\(day)", to: "\(day.adding(days: 9))")
        #expect(pack.problems() == [], "\(start)..<\(end)")
      }
    }
  }

  @Test func `A log without a key from elsewhere vouches for itself, and the check says so`() throws
  {
    let check = try log.pack().check(keys: []).check
    #expect(check.isGood)
    #expect(check.summary.keysAreFromPack)
    #expect(check.notes.map(\.reason).contains(.ownKeys))
  }

  @Test func `The signature of a witness is counted if the witness is known, and named if not`()
    throws
  {
    var heads = try log.heads(3..<10)
    let time = UInt64(Instant("2026-11-26T09:00:00.000Z")!.seconds)
    try heads.after.add(
      SampleLog.witness.cosign(checkpointText: heads.after.text, time: time))
    let pack = try log.pack(heads: heads)

    let unknown = pack.check().check
    #expect(unknown.problems == [])
    #expect(unknown.summary.after?.unchecked == ["witness.example/key"])
    #expect(!unknown.summary.endIsShown)

    let known = pack.check(witnesses: [SampleLog.witness.verifier]).check
    #expect(known.summary.after?.cosignatures.map(\.time) == [time])
    #expect(known.summary.after?.unchecked == [])
    // It had seen no larger log two days after the last day.
    #expect(known.summary.endIsShown)
  }

  @Test func `A head is good under the key that the log had then`() throws {
    var log = self.log
    try log.enter(
      .rotateLogKey(LogKey(verifier: SampleLog.key("new-log"), reason: "yearly")), by: "ada")
    var heads = try log.heads(10..<12)
    heads.after = try log.note(12, by: "new-log")
    let pack = try log.pack(10..<12, from: "2026-11-25", to: "2026-11-25", heads: heads)
    #expect(pack.problems(keys: ["log", "new-log"]) == [])
    let check = pack.check(keys: ["new-log"]).check
    #expect(check.problems == [])
    #expect(check.notes.map(\.reason).contains(.olderKey))
    #expect(pack.reasons(keys: ["log"]).contains(.untrusted))
  }

  // MARK: entries

  @Test func `An entry that is left out is found, though the bag fits`() throws {
    let pack = try log.pack().changed {
      $0.entries.remove(at: place(6))
      $0.content.removeAll { $0.hasPrefix("{\"entry\":6,") }
    }
    #expect(pack.reasons() == [.left(6..<7), .root, .inventory])
  }

  @Test func `The last entries are missed too`() throws {
    let pack = try log.pack().changed {
      $0.entries.removeLast(2)
      $0.content.removeLast(2)
    }
    #expect(pack.reasons().contains(.left(8..<10)))
    #expect(pack.reasons().contains(.root))
  }

  @Test func `An entry that is left out with the others renumbered is found by the root`() throws {
    var forged = SampleLog()
    for entry in log.entries where entry.number != 6 {
      var line = try #require(LogEntry(entry.bytes))
      line.sequence = forged.entries.count
      line.previous = forged.entries.last.map { leafHash($0.bytes) } ?? LogEntry.none
      forged.entries.append(
        PackedEntry(
          number: line.sequence, bytes: line.bytes, content: entry.content,
          withheld: entry.withheld))
      forged.tree.append(entry: line.bytes)
    }
    forged.staff = log.staff
    var heads = try forged.heads(3..<9)
    heads.after = try log.note(9)
    heads.consistency = try consistencyProof(from: 3, to: 9, in: log.tree)
    let pack = try forged.pack(3..<9, heads: heads)
    #expect(pack.reasons() == [.root])
  }

  @Test func `Two entries that changed places are found`() throws {
    let pack = try log.pack().changed { $0.entries.swapAt(place(5), place(6)) }
    #expect(pack.reasons().contains(.left(5..<6)))
    #expect(pack.problems().contains { $0.entry == 5 && $0.reason == .order(expected: 7) })
    #expect(pack.reasons().contains(.root))
  }

  @Test func `An entry that was changed is found where it is, and by the one after it`() throws {
    let pack = try log.pack().changed {
      $0.entries[place(4)] = $0.entries[place(4)].replacing("type record", with: "type correct")
    }
    #expect(
      pack.problems().prefix(2).map { [$0.entry.map { "\($0)" } ?? "", "\($0.reason)"] }
        == [["4", "deedDiffers"], ["5", "chain"]])
    #expect(pack.reasons().contains(.root))
  }

  @Test func `A clock that goes back is found even in a log that was signed so`() throws {
    var log = self.log
    log.now = Instant("2026-11-24T12:00:00.000Z")!
    try log.record("child-3")
    let pack = try log.pack(10..<12, from: "2026-11-25", to: "2026-11-25")
    #expect(pack.reasons() == [.clock])
  }

  @Test func `Entries of another casebook are found`() throws {
    var log = self.log
    let deed = Deed(
      register: "other", at: log.now, by: .casebook, key: nil, case: nil,
      act: .account(
        .lapse(
          Lapse(
            matter: 7, stages: [], due: log.now.day, from: "mia", to: "mia", deadlines: [:]))))
    try log.enter(deed, try deed.encoded(), nil)
    let pack = try log.pack(10..<12, from: "2026-11-25", to: "2026-11-25")
    #expect(pack.reasons() == [.otherRegister])
  }

  @Test func `More than the entries between the heads is found`() throws {
    let pack = try log.pack().changed {
      $0.entries.append(String(decoding: log.entries[10].bytes, as: UTF8.self))
    }
    #expect(pack.reasons().contains(.outside))
    #expect(pack.reasons().contains(.fileName))
  }

  @Test func `What is no entry is found where it stands`() throws {
    let pack = try log.pack().changed { $0.entries[place(5)] = "hello\n" }
    #expect(pack.problems().contains { $0.line == 15 && $0.reason == .notAnEntry })
  }

  // MARK: content

  @Test func `Content that was changed is not what was entered`() throws {
    let pack = try log.pack().changed {
      $0[Pack.content] = $0[Pack.content]?.replacing("child-1", with: "child-9")
    }
    #expect(pack.problems().map(\.entry) == [4])
    #expect(pack.reasons() == [.commitment])
  }

  @Test func `A salt that was changed is found`() throws {
    let pack = try log.pack().changed {
      $0.content[0] = $0.content[0].replacing(
        Base64.encode(log.entries[3].content!.salt), with: Base64.encode([1, 2, 3]))
    }
    #expect(pack.reasons() == [.commitment])
  }

  @Test func `A signature that was changed or taken away is found`() throws {
    let signature = Base64.encode(try #require(log.entries[4].content?.signature))
    let other = Base64.encode(try #require(log.entries[3].content?.signature))
    #expect(
      try log.pack().changed { $0.content[1] = $0.content[1].replacing(signature, with: other) }
        .reasons() == [.signature])
    #expect(
      try log.pack().changed {
        $0.content[1] = $0.content[1].replacing("\"signature\":\"\(signature)\",", with: "")
      }.reasons() == [.signature])
  }

  @Test func `A deed that is signed by somebody else is found`() throws {
    var log = self.log
    let item = Item(kind: .people, content: .map(["id": .text("child-3")]))
    let author = Author(log.staff.current("mia")[0].appointment)
    try log.enter(.record(item), by: author, in: "river-lane", signedBy: "rex")
    #expect(try log.pack(3..<12).reasons() == [.key])
  }

  @Test func `A signature under a key that ended before is found`() throws {
    let pack = try log.pack().changed {
      $0["people-keys.csv"] = $0["people-keys.csv"]?.replacing(
        "\(SampleLog.key("mia")),2026-11-20T09:01:00.000Z,",
        with: "\(SampleLog.key("mia")),2026-11-20T09:01:00.000Z,2026-11-24T08:00:00.000Z")
    }
    #expect(pack.problems().map(\.entry) == [9])
    #expect(pack.reasons() == [.key])
  }

  @Test func `A signature on what nobody signs is found`() throws {
    let signature = Base64.encode(try #require(log.entries[4].content?.signature))
    let pack = try log.pack().changed {
      $0.content[2] = $0.content[2].replacing(
        "\"deed\"", with: "\"signature\":\"\(signature)\",\"deed\"")
    }
    #expect(pack.problems().map(\.entry) == [6])
    #expect(pack.reasons() == [.signed])
  }

  @Test func `Content that says another moment than its entry is found`() throws {
    var log = self.log
    var deed = try Deed(decoding: try #require(log.entries[6].content).deed)
    deed.at = log.now
    let bytes = try deed.encoded()
    deed.at = log.now.adding(milliseconds: 1)
    try log.enter(deed, bytes, nil)
    #expect(try log.pack(3..<12).reasons() == [.deedDiffers])
  }

  @Test func `Content that is taken away without a word is missed`() throws {
    let pack = try log.pack().changed { $0.content.remove(at: 1) }
    #expect(pack.problems().first?.entry == 4)
    #expect(pack.reasons() == [.neither, .inventory])
  }

  @Test func `A line that is taken out of the list of what is withheld is missed`() throws {
    let pack = try log.pack().changed {
      $0["withheld.csv"] = $0["withheld.csv"].map { $0.split(separator: "\r\n") }?
        .filter { !$0.hasPrefix("7,") }.map { $0 + "\r\n" }.joined()
    }
    #expect(pack.problems().map(\.entry) == [7])
    #expect(pack.reasons() == [.neither])
  }

  @Test func `What is withheld, and is there or is of other entries, is found`() throws {
    func adding(_ row: String) throws -> [PackProblem.Reason] {
      try log.pack().changed { $0["withheld.csv"]? += row + "\r\n" }.reasons()
    }
    #expect(
      try adding("4,record,2026-11-23T09:01:00.000Z,why") == [.contentAndWithheld])
    #expect(try adding("2,appoint,2026-11-20T09:02:00.000Z,why") == [.withheldOutside])
    #expect(
      try adding("7,account,2026-11-24T09:00:00.000Z,why") == [.withheldTwice])
    #expect(
      try log.pack().changed {
        $0["withheld.csv"] = $0["withheld.csv"]?.replacing("7,account", with: "7,view")
      }.reasons() == [.withheldDiffers])
  }

  @Test func `Content twice, out of order, of other entries or in no known form is found`() throws {
    #expect(
      try log.pack().changed { $0.content.insert($0.content[1], at: 1) }.reasons()
        == [.contentOrder])
    #expect(
      try log.pack().changed { $0.content.swapAt(0, 1) }.reasons().contains(.contentOrder))
    #expect(
      try log.pack().changed {
        $0.content.append($0.content[0].replacing("{\"entry\":3,", with: "{\"entry\":77,"))
      }.reasons() == [.fileName, .contentOutside])
    #expect(
      try log.pack().changed { $0.content[0] = " " + $0.content[0] }.problems().first
        .map { [$0.line.map { "\($0)" } ?? "", "\($0.reason)"] } == ["1", "form"])
  }

  @Test func `Numbers in the inventory that are not those of the pack are found`() throws {
    let pack = try log.pack().changed {
      $0["inventory.csv"] = $0["inventory.csv"]?.replacing("all,7,5,1,1", with: "all,7,6,0,1")
    }
    #expect(pack.reasons() == [.inventory])
  }

  @Test func `That an entry was erased is shown only by the deed that erased it`() throws {
    #expect(
      try !log.pack().check().check.notes.map(\.reason).contains(.erasureNotShown(1)))
    #expect(
      try log.pack(3..<8).check().check.notes.map(\.reason).contains(.erasureNotShown(1)))
    let pack = try log.pack().changed {
      $0["gaps.csv"]? += "content-erased,7,,2026-11-24,why\r\n"
    }
    #expect(pack.reasons() == [.inventory])
    #expect(pack.check().check.notes.map(\.reason).contains(.erasureNotShown(1)))
  }

  // MARK: heads

  @Test func `A head of another log is found`() throws {
    var heads = try log.heads(3..<10)
    heads.after = try log.note(10, by: "other", origin: "other.example/log")
    let other = heads.after.encoded
    let pack = try log.pack().changed { $0["log/checkpoint-after"] = other }
    #expect(pack.reasons() == [.origin, .unsigned, .untrusted])
  }

  @Test func `A log that another key signed is found by whoever has the right key`() throws {
    var heads = try log.heads(3..<10)
    heads.before = try log.note(3, by: "other")
    heads.after = try log.note(10, by: "other")
    heads.logKeys = [(0, SampleLog.key("other"))]
    let pack = try log.pack(heads: heads)
    #expect(pack.problems().map(\.path) == ["data/log/checkpoint-after"])
    #expect(pack.reasons() == [.untrusted])
    // Who has no key from elsewhere cannot tell.
    #expect(pack.check(keys: []).check.isGood)
  }

  @Test func `A key of the log that is not the one that was entered is found`() throws {
    var heads = try log.heads(0..<11)
    heads.after = try log.note(11, by: "other")
    heads.logKeys = [(0, SampleLog.key("other"))]
    let pack = try log.pack(0..<11, from: "2026-11-20", heads: heads)
    #expect(pack.problems(keys: []).map(\.entry) == [0])
    #expect(pack.reasons(keys: []) == [.logKey])
  }

  @Test func `A head with another root or size is no longer signed`() throws {
    let pack = try log.pack().changed {
      $0["log/checkpoint-after"] = $0["log/checkpoint-after"]?.replacing("\n10\n", with: "\n9\n")
    }
    let verifier = SampleLog.signers["log"]!.verifier
    #expect(
      pack.reasons().contains(
        .note(.invalidSignature(name: verifier.name, id: verifier.id))))
    #expect(pack.reasons().contains(.unsigned))
  }

  @Test func `An edge of other hashes, or of more or fewer, is found`() throws {
    let edge = try log.heads(3..<10).edge.map { $0.base64 + "\n" }
    func with(_ lines: [String]) throws -> [PackProblem.Reason] {
      try log.pack().changed { $0["log/edge"] = lines.joined() }.reasons()
    }
    #expect(try with(edge.reversed()) == [.edgeRoot])
    #expect(try with(Array(edge.dropLast())) == [.edgeCount(expected: 2, found: 1)])
    #expect(try with(["x\n"] + edge) == [.form])
  }

  @Test func `Another proof of consistency is found`() throws {
    let pack = try log.pack().changed {
      $0["log/consistency"] = try? consistencyProof(from: 3, to: 11, in: log.tree).path
        .map { $0.base64 + "\n" }.joined()
    }
    #expect(pack.problems().map(\.path) == ["data/log/consistency"])
  }

  @Test func `An earlier head that is taken away leaves entries missing`() throws {
    let pack = try log.pack().changed {
      for path in ["checkpoint-before", "edge", "consistency", "entry-before"] {
        $0["log/" + path] = nil
      }
    }
    #expect(pack.reasons() == [.left(0..<3), .root])
  }

  @Test func `Heads in the wrong order are found`() throws {
    let pack = try log.pack().changed {
      let before = $0["log/checkpoint-before"]
      $0["log/checkpoint-before"] = $0["log/checkpoint-after"]
      $0["log/checkpoint-after"] = before
    }
    #expect(pack.reasons().contains(.sizes(before: 10, after: 3)))
  }

  // MARK: days

  @Test func `A first day before the first entry, with entries left out between, is found`() throws
  {
    let pack = try log.pack().changed(["Heed-From": "2026-11-20"])
    #expect(
      pack.reasons() == [
        .startInside(2, on: CivilDate("2026-11-20")!, from: CivilDate("2026-11-20")!)
      ])
  }

  @Test func `Another entry before the first is found, and so is none`() throws {
    let pack = try log.pack().changed {
      $0["log/entry-before"] = $0["log/entry-before"]?.replacing("2026-11-20", with: "2026-11-19")
    }
    #expect(pack.reasons() == [.chain])
    #expect(try log.pack().changed { $0["log/entry-before"] = nil }.reasons() == [.missing])
  }

  @Test func `An older head makes a shorter pack, and the check says where it ends`() throws {
    let check = try log.pack(3..<8, to: "2026-11-30").check().check
    #expect(check.problems == [])
    #expect(!check.summary.endIsShown)
    let note = try #require(check.notes.last)
    #expect(
      note.reason
        == .endOpen(size: 8, last: CivilDate("2026-11-24"), to: CivilDate("2026-11-30")!))
    #expect(
      note.description
        == "data/log/checkpoint-after: the pack ends with the head of 8 entries, of which the last "
        + "is of 24 November 2026, and is to reach to the end of 30 November 2026: it does not "
        + "show whether more was entered by then; compare the head with one that a witness holds, "
        + "or ask for a newer pack")
  }

  @Test func `Days that make no sense are found`() throws {
    #expect(
      try log.pack().changed(["Heed-From": "2026-12-01"]).reasons().contains(.days))
    #expect(
      try log.pack().changed(["Heed-To": "soon"]).reasons() == [.info(label: "Heed-To")])
    #expect(
      try log.pack().changed(["Heed-Pack": "2"]).reasons() == [.info(label: "Heed-Pack")])
  }

  // MARK: everything else

  @Test func `Every file of a pack is missed when it is taken away`() throws {
    for path in try log.pack().files.keys.sorted() where path.hasPrefix("data/") {
      let pack = try log.pack()
      pack.files[path] = nil
      #expect(pack.problems().contains { $0.path == path || $0.description.contains(path) })
      try pack.rebag()
      #expect(!pack.check().check.isGood, "\(path)")
    }
  }

  @Test func `A flipped bit is found in every file, by the bag`() throws {
    let pack = try log.pack()
    for (path, bytes) in pack.files {
      for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 9)) {
        pack.files[path]?[place] ^= 1
        #expect(!pack.check().check.isGood, "\(path) \(place)")
        pack.files[path] = bytes
      }
    }
  }

  /// The lists that say what nobody can prove, and which keys were whose, are not among them.
  @Test func `A flipped bit is found by the proofs alone, in a bag that fits`() throws {
    let paths = [
      Pack.entries, Pack.content, "log/checkpoint-after", "log/checkpoint-before", "log/edge",
      "log/consistency", "log/entry-before", "inventory.csv",
    ].map { "data/" + $0 }
    let pack = try log.pack()
    let whole = pack.files
    try forAll(count: 200, seed: 8493) { random in
      let path = try #require(paths.randomElement(using: &random))
      let place = try #require(whole[path]?.indices.randomElement(using: &random))
      pack.files = whole
      pack.files[path]?[place] ^= 1 << Int.random(in: 0..<8, using: &random)
      try pack.rebag()
      try #require(!pack.check().check.isGood, "\(path) \(place)")
    }
  }

  @Test func `A folder that is no pack gives problems and no more`() {
    let check = PackCheck(list: { [] }, read: { _ in nil })
    #expect(!check.isGood)
    #expect(check.summary.entries == nil)
  }

  @Test func `A size that no pack can reach gives problems and no more`() throws {
    let text = try Checkpoint(
      origin: SampleLog.origin, size: .max, root: log.tree.root
    ).text
    let note = try SignedNote(text: text, signatures: [SampleLog.signers["log"]!.sign(text)])
    for path in ["log/checkpoint-after", "log/checkpoint-before"] {
      let pack = try log.pack().changed { $0[path] = note.encoded }
      #expect(!pack.check().check.isGood)
    }
    let pack = try log.pack().changed {
      $0["log/checkpoint-before"] = note.encoded
      $0["log/checkpoint-after"] = note.encoded
      $0.entries[0] = $0.entries[0].replacing("sequence 3", with: "sequence \(Int.max)")
    }
    #expect(!pack.check().check.isGood)
  }
}
