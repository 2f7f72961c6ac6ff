import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import HeedTesting
import Ledger
import Testing

/// What an inquiry is given: every entry of some days, with what proves that none is missing.
struct PackSourceTests {
  private func pack(
    from first: CivilDate, to last: CivilDate, as person: String = "inaaya",
    of office: RegisterOffice
  ) throws -> (frame: CasebookFile.PackFrame, entries: [PackedEntry]) {
    var entries: [PackedEntry] = []
    let frame = try office.file.pack(
      from: first, to: last, purpose: "terms of reference, 4", as: office[person],
      each: { entries.append($0) })
    return (frame, entries)
  }

  /// An office of three working days, the second of which is that of which packs are made.
  private func office() throws -> (office: RegisterOffice, day: CivilDate) {
    let office = try RegisterOffice()
    try office.openCase()
    _ = try office.raise(words: "the day before")
    office.clock.wait(days: 1)
    let day = office.today
    try office.file.perform(
      (0..<5).map {
        .init(case: "river-lane", act: .record(.moved(note: "page \($0)")))
      }, as: office["mirela"])
    _ = try office.raiseWithoutPost(words: "on the day")
    _ = try office.raise(.disclosure, by: "mirela", words: "disclosed", naming: ["tomasz"])
    office.clock.wait(days: 1)
    _ = try office.register(as: "sunita")
    return (office, day)
  }

  /// Holds a pack against its heads, with nothing but the pack and the key of the log.
  private func expectProof(
    _ pack: (frame: CasebookFile.PackFrame, entries: [PackedEntry]), key: NoteVerifier,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let heads = pack.frame.heads
    let after = try Checkpoint(parsing: heads.after.text)
    #expect(try !heads.after.verified(by: [key]).isEmpty, sourceLocation: location)
    let before = try heads.before.map { note in
      #expect(try !note.verified(by: [key]).isEmpty, sourceLocation: location)
      return try Checkpoint(parsing: note.text)
    }
    let first = before?.size ?? 0
    #expect(
      pack.entries.map(\.number) == Array(first..<after.size), sourceLocation: location)
    // The edge of the tree before the first entry, with each entry appended to it.
    var tree = Stack(heads.edge, size: first)
    #expect(tree.root == before?.root ?? .emptyTree, sourceLocation: location)
    for entry in pack.entries { tree.append(leafHash(entry.bytes)) }
    #expect(tree.root == after.root, sourceLocation: location)
    if let before {
      let proof = try #require(heads.consistency, sourceLocation: location)
      #expect(proof.oldSize == before.size && proof.newSize == after.size)
      try proof.verify(old: before.root, new: after.root)
    } else {
      #expect(heads.consistency == nil, sourceLocation: location)
    }
    for entry in pack.entries {
      let head = try #require(LogEntry(entry.bytes), sourceLocation: location)
      #expect(head.sequence == entry.number, sourceLocation: location)
      #expect((entry.content == nil) == (entry.withheld != nil), sourceLocation: location)
      guard let content = entry.content else { continue }
      #expect(
        LogEntry.commitment(to: content.deed, salt: content.salt) == head.commitment,
        sourceLocation: location)
    }
  }

  /// The roots of the complete subtrees of a tree, worked out apart from the code that makes packs.
  private struct Stack {
    var hashes: [Digest]
    var size: Int

    init(_ hashes: [Digest], size: Int) {
      self.hashes = hashes
      self.size = size
    }

    mutating func append(_ leaf: Digest) {
      hashes.append(leaf)
      size += 1
      var rest = size
      while rest.isMultiple(of: 2) {
        let right = hashes.removeLast()
        hashes.append(nodeHash(hashes.removeLast(), right))
        rest /= 2
      }
    }

    var root: Digest {
      guard var root = hashes.last else { return .emptyTree }
      for hash in hashes.dropLast().reversed() { root = nodeHash(hash, root) }
      return root
    }
  }

  @Test func `A pack has every entry of its days between two signed heads`() throws {
    let (office, day) = try office()
    let pack = try pack(from: day, to: day, of: office)
    try expectProof(pack, key: office.logKey.verifier)
    let all = try office.entries()
    let ofTheDay = all.indices.filter { all[$0].head.clock.day == day }
    let beyond = pack.entries.map(\.number).drop { ofTheDay.contains($0) }
    #expect(pack.entries.map(\.number).starts(with: ofTheDay))
    // One entry at least of a later day shows that the day is whole; what it says is not for this pack.
    #expect(!beyond.isEmpty && beyond.allSatisfy { all[$0].head.clock.day > day })
    #expect(pack.frame.heads.before != nil)
    for entry in pack.entries {
      #expect((entry.content != nil) == ofTheDay.contains(entry.number), "entry \(entry.number)")
    }
  }

  @Test func `A pack of all days begins with the first entry of all`() throws {
    let (office, _) = try office()
    let pack = try pack(from: .distantPast, to: .distantFuture, of: office)
    try expectProof(pack, key: office.logKey.verifier)
    #expect(pack.entries.first?.number == 0 && pack.frame.heads.before == nil)
    #expect(pack.entries.count == (try size(office.file)))
  }

  @Test func `Every pack of every run of days proves itself`() throws {
    let office = try RegisterOffice()
    let first = office.today
    try forAll(count: 4, seed: 53) { random in
      for _ in 0..<1 + random.below(3) {
        _ = try office.raise(words: "number \(random.below(1000))")
      }
      office.clock.wait(days: 1 + random.below(3))
      _ = try office.register(as: "sunita")
      let begin = first.adding(days: random.below(8))
      let end = begin.adding(days: random.below(5))
      do {
        try expectProof(
          try pack(from: begin, to: end, of: office), key: office.logKey.verifier)
      } catch let refusal as Refusal {
        try #require(refusal.code == "no-such")
        let days = try office.entries().map(\.head.clock.day)
        try #require(!days.contains { begin <= $0 && $0 <= end })
      }
    }
  }

  @Test func `There is no pack of days on which nothing was entered`() throws {
    let (office, day) = try office()
    #expect(refusal { try pack(from: .distantPast, to: .distantPast, of: office) } == "no-such")
    #expect(refusal { try pack(from: day, to: day.adding(days: -1), of: office) } == "no-such")
  }

  @Test(arguments: RegisterOffice.staff.map(\.person))
  func `An inquiry and an overseer are given a pack, and nobody else`(_ person: String) throws {
    let (office, day) = try office()
    let refused = refusal { try pack(from: day, to: day, as: person, of: office) }
    #expect(refused == (["inaaya", "orsola"].contains(person) ? nil : "may-not"))
  }

  @Test func `That a pack was made is entered, with its days`() throws {
    let (office, day) = try office()
    let frame = try pack(from: day, to: day, of: office).frame
    #expect(frame.author.person == "inaaya")
    guard case .view(let view)? = try office.file.reads(in: nil).last?.deed.act else {
      Issue.record("no view")
      return
    }
    #expect(view.what == "pack" && view.detail == "\(day) to \(day)")
  }

  @Test(arguments: [false, true])
  func `What is closed to whoever asks is withheld, and its entry is there`(
    hasReceipt: Bool
  ) throws {
    let (office, day) = try office()
    let words = "zq counsel was told"
    let warning = RegisterOffice.warning(.disclosure, words: words, naming: ["inaaya"])
    let entry =
      hasReceipt
      ? try office.file.warn(warning, as: office["fayola"]).receipt.entry
      : try office.does(.warn(warning), by: "fayola")
    let acknowledged = try office.does(.acknowledge(Acknowledgement(warning: entry)), by: "weston")
    _ = try office.open(entry, as: "weston")
    #expect(refusal { try office.open(entry, as: "tomasz") } != nil)
    let last = office.today
    let pack = try pack(from: day, to: last, of: office)
    try expectProof(pack, key: office.logKey.verifier)
    for number in [entry, acknowledged, acknowledged + 1] {
      let packed = try #require(pack.entries.first { $0.number == number })
      #expect(packed.content == nil && packed.withheld != nil, "entry \(number)")
    }
    #expect(
      !pack.entries.contains { $0.content?.deed.contains(run: Array("zq counsel".utf8)) == true })
    #expect(!pack.frame.register.contains { $0.entry == entry })
    #expect(!pack.frame.gaps.contains { $0.entry == entry })
    // To the overseer it is open.
    let whole = try self.pack(from: day, to: last, as: "orsola", of: office)
    #expect(whole.entries.allSatisfy { $0.content != nil })
    #expect(whole.frame.register.contains { $0.entry == entry })
  }

  @Test func `A case from which whoever asks is excluded is withheld`() throws {
    let (office, day) = try office()
    try office.file.perform(
      .exclude(Exclusion(person: "inaaya", reason: "acted for the family")), in: "river-lane",
      as: office["unathi"])
    let pack = try pack(from: day, to: day, of: office)
    try expectProof(pack, key: office.logKey.verifier)
    let all = try office.entries()
    let withheld = pack.entries.map(\.number).filter { number in
      all[number].head.clock.day == day
        && pack.entries.contains { $0.number == number && $0.withheld != nil }
    }
    let ofTheCase = try pack.entries.map(\.number).filter {
      try office.file.entry($0).deed?.case == "river-lane"
    }
    #expect(withheld == ofTheCase && withheld.count == 5)
  }

  @Test func `What was erased is said to be, with the entry that erased it`() throws {
    let (office, day) = try office()
    let entry = try #require(
      try office.file.file("river-lane")?.versions.last { $0.item?.kind == .statements }?.entry)
    let erasure = Erasure(entries: [entry], authority: "decision 12", reason: "no basis")
    let receipt = try office.file.erase(erasure, in: "river-lane", as: office["rexana"])
    let pack = try pack(from: day, to: day, of: office)
    try expectProof(pack, key: office.logKey.verifier)
    let packed = try #require(pack.entries.first { $0.number == entry })
    #expect(packed.content == nil && packed.withheld == "erased by entry \(receipt.entry)")
  }

  @Test func `A signature in a pack is its author's`() throws {
    let (office, day) = try office()
    for entry in try pack(from: day, to: day, of: office).entries {
      guard let content = entry.content else { continue }
      let deed = try Deed(decoding: content.deed)
      guard let signature = content.signature else {
        #expect(deed.act.isUnsigned(by: deed.by))
        continue
      }
      let key = try #require(office.keys[deed.by.person]).verifier
      #expect(key.isValid(signature, of: Deed.messageToSign(content.deed)))
    }
  }

  @Test func `The gaps are what should be there on the last day and is not`() throws {
    let office = try RegisterOffice()
    try office.openCase()
    let warning = try office.raise().receipt.entry
    let decided = try office.raise(words: "decided").receipt.entry
    try office.decides(decided)
    let disagreement = try office.does(
      .disagree(Disagreement(issue: "x", position: "y", body: Office.care)), by: "pamela")
    let action = try office.does(
      .agree(
        AgreedAction(
          what: "visit", owner: "evelyn", due: office.today.adding(days: 30), warning: warning)),
      by: "evelyn")
    let recommendation = try office.does(
      .recommend(
        Recommendation(
          review: "x", number: "1", text: "y", body: Office.care, owner: "tomasz",
          due: office.today.adding(days: 60))), by: "unathi")
    let meeting = try office.file.perform(
      .schedule(
        Meeting(
          id: "panel", group: "panel", on: office.today.adding(days: 1), about: ["child-1"],
          invited: [Office.care])), in: "river-lane", as: office["mirela"]
    ).entry
    let first = office.today
    office.clock.wait(days: 15)
    let last = office.today
    _ = try office.register(as: "sunita")
    let gaps = try pack(from: first, to: last, of: office).frame.gaps
    func entries(_ kind: String) -> [Int] { gaps.filter { $0.kind == kind }.map(\.entry) }
    #expect(entries("warning-without-decision") == [warning])
    #expect(entries("disagreement-open") == [disagreement])
    #expect(entries("action-not-done") == [action])
    #expect(entries("recommendation-open") == [recommendation])
    #expect(entries("meeting-without-minutes") == [meeting])
    #expect(Set(entries("clock-ran-out")).isSuperset(of: [warning]))
    for gap in gaps {
      for person in RegisterOffice.staff.map(\.person) {
        #expect(!gap.what.lowercased().contains(person), "\(gap)")
      }
    }
    // A day before any clock ran out.
    let early = try pack(from: first, to: first, of: office).frame.gaps
    #expect(!early.contains { $0.kind == "clock-ran-out" || $0.kind == "meeting-without-minutes" })
    #expect(early.contains { $0.entry == warning })
  }

  @Test func `A pack keeps the people as they were on its last day`() throws {
    let (office, day) = try office()
    try office.file.perform(
      .leave(Leaving(person: "mirela", successor: "tomasz")), as: office["ada"])
    let then = try pack(from: day, to: day, of: office).frame.staff
    #expect(!then.current("mirela").isEmpty && then.departures.isEmpty)
    let now = try pack(from: day, to: office.today, of: office).frame.staff
    #expect(now.current("mirela").isEmpty)
  }
}
