import Assessment
import AuditSpool
import BulkAudit
import CivilTime
import Foundation
import HeedTesting
import Testing

/// Lines that were put away come back as if they had been held.
@Suite final class AuditSpoolTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "heed-spool-\(UInt64.random(in: 0...(.max)))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private struct Block {
    var entries: [AuditEntry]
    var guards: [AuditedGuard]
  }

  private static let facts = ["age-under-18", "moved", "kept-somewhere"]

  private static let words: LineWords = {
    let tests = (0..<4).flatMap { framework in
      (0..<3).map { Guard.Citation(framework: "F-\(framework)", cite: "s \($0)") }
    }
    let pathways = (0..<3).map { Guard.Citation(pathway: "P-\($0)", cite: "s 2") }
    return LineWords(
      citations: tests + pathways, facts: tests.map { _ in facts } + pathways.map { _ in [] })
  }()

  /// Among them ids that are one id in two spellings, and texts that no buffer holds.
  private static func text(using random: inout SplitMix64) -> String {
    switch random.below(12) {
    case 0: ""
    case 1: "caf\u{E9}"
    case 2: "cafe\u{301}"
    case 3: "z\u{1F600}"
    case 4 where random.once(in: 40): String(repeating: "long-", count: 20_000)
    default: "case-\(random.below(9))"
    }
  }

  /// - Parameter number: tells its cases from those of other blocks.
  private static func block(_ number: Int, using random: inout SplitMix64) -> Block {
    let entries = (0..<random.below(6)).map { _ in
      AuditEntry(
        list: Gen.element(of: AuditEntry.List.allCases)(&random), caseID: text(using: &random),
        place: text(using: &random), about: text(using: &random),
        known: random.once(in: 4)
          ? nil : CivilDate(dayNumber: Gen.int(in: -400...400)(&random)),
        tests: (0..<random.below(4)).map { _ in
          AuditEntry.Test(
            framework: "F-\(random.below(4))", cite: "s \(random.below(3))",
            facts: facts.filter { _ in random.once(in: 2) })
        },
        responses: (0..<random.below(3)).map { _ in random.below(300) })
    }
    let guards = (0..<random.below(4)).map { _ in
      AuditedGuard(
        kind: Gen.element(of: Guard.Kind.allCases)(&random), caseID: text(using: &random),
        place: "line \(number):\(random.below(5))", about: text(using: &random),
        citations: (0..<random.below(3)).map { _ in
          random.once(in: 2)
            ? Guard.Citation(framework: "F-\(random.below(3))", cite: "s 1")
            : Guard.Citation(pathway: "P-\(random.below(3))", cite: "s 2")
        }, response: random.once(in: 2) ? random.below(300) : nil)
    }
    return Block(entries: entries, guards: guards)
  }

  /// As they come, with the bytes of their texts: two spellings of one text are equal.
  private func listed(_ list: AuditEntry.List, of lines: some AuditLines) throws -> [String] {
    var all: [String] = []
    try lines.forEach(of: list) { entry in
      all.append(
        "\(Array(entry.caseID.utf8)) \(Array(entry.place.utf8)) \(Array(entry.about.utf8)) \(entry)"
      )
      return true
    }
    return all
  }

  private func guards(of lines: some AuditLines) throws -> [AuditedGuard] {
    var all: [AuditedGuard] = []
    try lines.forEachGuard { raised in
      all.append(raised)
      return true
    }
    return all
  }

  private func lines(of block: Block) throws -> FoundLines {
    try #require(FoundLines(Self.words, entries: block.entries, guards: block.guards))
  }

  private func spooled(_ blocks: [Block], bound: Int) throws -> (lines: SpooledLines, written: Int)
  {
    let spool = AuditSpool(Self.words, folder: folder.path, bound: bound)
    for block in blocks { try spool.add(try lines(of: block)) }
    let lines = try spool.finish()
    return (lines, spool.written)
  }

  private func expectAlike(_ lines: SpooledLines, _ blocks: [Block]) throws {
    let held = HeldLines(entries: blocks.flatMap(\.entries), guards: blocks.flatMap(\.guards))
    for list in AuditEntry.List.allCases {
      let expected = try listed(list, of: held)
      try #require(try listed(list, of: lines) == expected)
      try #require(lines.count(of: list) == expected.count)
    }
    try #require(try guards(of: lines) == blocks.flatMap(\.guards))
    for kind in Guard.Kind.allCases {
      try #require(lines.count(of: kind) == held.count(of: kind))
    }
  }

  @Test func `Lines of many runs come in the order of lines that are held`() throws {
    try forAll(count: 60, seed: 9950) { random in
      let blocks = (0..<random.below(80)).map { Self.block($0, using: &random) }
      let (lines, written) = try self.spooled(blocks, bound: 1 + random.below(4000))
      if blocks.count > 60 { try #require(written > 0) }
      try self.expectAlike(lines, blocks)
    }
  }

  @Test func `Below the bound they come in that order too, and nothing is written`() throws {
    try forAll(count: 20, seed: 9951) { random in
      let blocks = (0..<random.below(40)).map { Self.block($0, using: &random) }
      let (lines, written) = try self.spooled(blocks, bound: .max)
      try #require(written == 0)
      try self.expectAlike(lines, blocks)
    }
  }

  /// Writes what tells lines apart, one on each line of a text.
  private struct Names {
    var text: [UInt8] = []

    mutating func put(_ place: Range<Int>, of bytes: Span<UInt8>) {
      for index in place { text.append(bytes[index]) }
    }

    mutating func taken() -> [UInt8] {
      defer { text = [] }
      return text
    }
  }

  private struct EntryNames: LineWriting {
    private var names = Names()

    mutating func add(_ entry: CodedEntry, _ bytes: Span<UInt8>, _ tests: [AuditEntry.Test]) {
      names.put(entry.caseID, of: bytes)
      names.put(entry.place, of: bytes)
      names.text += "\(entry.tests.map { tests[$0].facts }) \(entry.responses)\n".utf8
    }

    mutating func taken() -> [UInt8] { names.taken() }
  }

  private struct GuardNames: LineWriting {
    private var names = Names()

    mutating func add(
      _ raised: CodedGuard, _ bytes: Span<UInt8>, _ subjects: [CodedGuard.Subject]
    ) {
      names.put(raised.caseID, of: bytes)
      names.put(raised.place, of: bytes)
      names.text +=
        "\(subjects[raised.subject].citations.map(\.cite)) \(subjects[raised.subject].kind)\n".utf8
    }

    mutating func taken() -> [UInt8] { names.taken() }
  }

  /// What lines are written as: those of each list, then the guards.
  private func written(_ lines: some AuditLines) throws -> [String] {
    var all: [String] = []
    for list in AuditEntry.List.allCases {
      var text: [UInt8] = []
      try lines.write(list, by: { EntryNames() }) { piece in
        for index in piece.indices { text.append(piece[index]) }
      }
      all.append(String(decoding: text, as: UTF8.self))
    }
    var text: [UInt8] = []
    try lines.writeGuards(by: { GuardNames() }) { piece in
      for index in piece.indices { text.append(piece[index]) }
    }
    return all + [String(decoding: text, as: UTF8.self)]
  }

  @Test func `What several make of the lines at once stands in the order of the lines`() throws {
    try forAll(count: 3, seed: 9954) { random in
      // So many that each list is given in many pieces.
      let blocks = (0..<1500).map { Self.block($0, using: &random) }
      let (lines, _) = try self.spooled(blocks, bound: 1 + random.below(400_000))
      let held = HeldLines(entries: blocks.flatMap(\.entries), guards: blocks.flatMap(\.guards))
      try #require(try self.written(lines) == self.written(held))
    }
  }

  @Test func `An audit that found nothing has empty lists`() throws {
    let (lines, written) = try spooled([], bound: 0)
    #expect(written == 0)
    try expectAlike(lines, [])
    #expect(lines.guardCount == 0)
  }

  @Test func `Lines that say something for which there are no words are not taken`() {
    let known = AuditEntry.Test(framework: "F-1", cite: "s 1", facts: ["moved"])
    let unknown = [
      AuditEntry.Test(framework: "F-1", cite: "s 9"),
      AuditEntry.Test(framework: "F-1", cite: "s 1", facts: ["unheard-of"]),
    ]
    for (tests, isTaken) in [([known], true)] + unknown.map({ ([known, $0], false) }) {
      let entry = AuditEntry(
        list: .oneFactShort, caseID: "a", place: "", about: "", known: nil, tests: tests,
        responses: [])
      #expect((FoundLines(Self.words, entries: [entry], guards: []) != nil) == isTaken)
    }
  }

  @Test func `What no source dates comes last`() throws {
    var blocks: [Block] = []
    for (id, known) in [("a", nil), ("b", CivilDate(dayNumber: 9)), ("c", nil)] {
      let entry = AuditEntry(
        list: .noReferral, caseID: id, place: "", about: "", known: known, tests: [],
        responses: [])
      blocks.append(Block(entries: [entry], guards: []))
    }
    let (lines, _) = try spooled(blocks, bound: 0)
    var ids: [String] = []
    try lines.forEach(of: .noReferral) { entry in
      ids.append(entry.caseID)
      return true
    }
    #expect(ids == ["b", "a", "c"])
  }

  @Test func `Whoever wants no more lines is given none`() throws {
    var random = SplitMix64(seed: 9952)
    let blocks = (0..<60).map { Self.block($0, using: &random) }
    let (lines, _) = try spooled(blocks, bound: 100)
    var given = 0
    try lines.forEach(of: .oneFactShort) { _ in
      given += 1
      return given < 3
    }
    #expect(given == 3)
    given = 0
    try lines.forEachGuard { _ in
      given += 1
      return false
    }
    #expect(given == 1)
  }

  @Test func `Two guards on one case count one case, and records of one id are two`() throws {
    func raised(_ id: String, _ place: String) -> AuditedGuard {
      AuditedGuard(
        kind: .clock, caseID: id, place: place, about: "child", citations: [], response: nil)
    }
    let guards = [raised("a", "1"), raised("a", "1"), raised("a", "2"), raised("b", "3")]
    let (lines, _) = try spooled([Block(entries: [], guards: guards)], bound: 10)
    #expect(lines.count(of: .clock).raised == 4)
    #expect(lines.count(of: .clock).cases == 3)
    #expect(lines.guardCount == 4)
  }

  @Test func `The temporary file is in no folder while it is used`() throws {
    var random = SplitMix64(seed: 9953)
    let blocks = (0..<60).map { Self.block($0, using: &random) }
    let (lines, written) = try spooled(blocks, bound: 100)
    #expect(written > 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    try expectAlike(lines, blocks)
  }

  @Test func `A folder in which no file can be made is named, with what to do`() throws {
    let missing = folder.appending(path: "missing").path
    let spool = AuditSpool(Self.words, folder: missing, bound: 0)
    let entry = AuditEntry(
      list: .noReferral, caseID: "a", place: "", about: "", known: nil, tests: [], responses: [])
    let lines = try lines(of: Block(entries: [entry], guards: []))
    let error = #expect(throws: AuditLinesError.self) { try spool.add(lines) }
    #expect(error?.code == .cannotMake)
    #expect(error?.description.contains(missing) == true)
    #expect(error?.description.contains("TMPDIR") == true)
  }
}
