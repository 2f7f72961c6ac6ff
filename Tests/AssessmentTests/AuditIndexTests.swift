import AuditIndex
import BulkAudit
import CaseRecord
import CivilTime
import EvidenceLogic
import Foundation
import HeedTesting
import LawPack
import Testing

/// An audit from an index finds what an audit of the records does.
@Suite final class AuditIndexTests {
  private let folder: URL
  private var path: String { folder.appending(path: "index").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "heed-index-\(UInt64.random(in: 0...(.max)))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static let on = day("2018-01-01")

  private static func law(_ seed: UInt64) -> LawPack {
    var random = SplitMix64(seed: seed)
    var shape = RandomLaw()
    shape.kinds = [.conduct, .decision, .analysis]
    return shape.draw(using: &random)
  }

  private static func cases(_ seed: UInt64, count: Int = 12) -> [AuditedCase] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { number in
      var record = RandomRecord().draw(using: &random)
      record.id = "case-\(number)"
      return AuditedCase(record, place: "line \(number + 1)")
    }
  }

  private struct Audited {
    var part: AuditPart
    var taken: Int
    var asked: Int
    var missing: Int
  }

  private func audited(
    _ cases: [AuditedCase], _ law: LawPack, known: CivilDate? = nil, program: String = "1",
    isWhole: Bool = false
  ) throws -> Audited {
    let bulk = BulkLaw(law, on: Self.on)
    let index = try AuditIndex(path, law: bulk, known: known, program: program)
    let part = BulkAuditor(bulk).audit(cases, known: known, keeper: index)
    try index.finish(isWhole: isWhole)
    return Audited(
      part: part, taken: index.counts.taken, asked: index.counts.asked, missing: index.missing)
  }

  private func expectAlike(_ one: AuditPart, _ cases: [AuditedCase], _ law: LawPack) {
    let fresh = BulkAuditor(BulkLaw(law, on: Self.on)).audit(cases)
    #expect(one.totals.counts == fresh.totals.counts)
    #expect(one.entries == fresh.entries)
    #expect(one.guards == fresh.guards)
    #expect(one.totals.cells == fresh.totals.cells)
  }

  @Test func `Random laws and records come to the same from an index as without one`() throws {
    try forAll(count: 10, seed: 9930) { random in
      try? FileManager.default.removeItem(atPath: self.path)
      let seed = random.next()
      let (law, cases) = (Self.law(seed), Self.cases(seed))
      let first = try self.audited(cases, law)
      let second = try self.audited(cases, law)
      try #require(first.asked == cases.count && first.taken == 0)
      try #require(second.taken == cases.count && second.asked == 0)
      self.expectAlike(first.part, cases, law)
      self.expectAlike(second.part, cases, law)
    }
  }

  @Test func `A record is known again by the bytes that it was read from`() throws {
    let law = Self.law(5)
    var cases = Self.cases(5)
    for index in cases.indices { cases[index].bytes = Array("line \(index)".utf8) }
    _ = try audited(cases, law)
    // The same is said in another order.
    cases[4].bytes = Array("4 line".utf8)
    let again = try audited(cases, law)
    #expect(again.taken == cases.count - 1)
    #expect(again.asked == 1)
    expectAlike(again.part, cases, law)
  }

  @Test func `A record that changed is asked again, and no other`() throws {
    let law = Self.law(3)
    var cases = Self.cases(3)
    _ = try audited(cases, law)
    cases[4].record.statements.removeLast()
    let again = try audited(cases, law)
    #expect(again.taken == cases.count - 1)
    #expect(again.asked == 1)
    expectAlike(again.part, cases, law)
    #expect(try audited(cases, law).asked == 0)
  }

  @Test func `Cases are found again wherever they stand`() throws {
    let law = Self.law(4)
    let cases = Self.cases(4)
    _ = try audited(cases, law)
    let turned = Array(cases.reversed())
    let again = try audited(turned, law)
    #expect(again.asked == 0)
    expectAlike(again.part, turned, law)
  }

  @Test func `A law that asks nothing new asks no record again`() throws {
    let law = Self.law(5)
    let cases = Self.cases(5)
    _ = try audited(cases, law)
    var edited = law.frameworks
    edited.removeLast()
    let smaller = law.replacing(edited)
    let again = try audited(cases, smaller)
    #expect(again.asked == 0)
    #expect(again.missing == 0)
    expectAlike(again.part, cases, smaller)
    // What was kept for the whole law serves it still.
    #expect(try audited(cases, law).asked == 0)
  }

  @Test func `A law that asks something new asks every record again, and says so`() throws {
    let law = Self.law(6)
    let cases = Self.cases(6)
    let smaller = law.replacing(Array(law.frameworks.prefix(1)))
    _ = try audited(cases, smaller)
    let again = try audited(cases, law)
    #expect(again.asked == cases.count)
    #expect(again.missing > 0)
    expectAlike(again.part, cases, law)
  }

  @Test func `What another version kept, or for another day, is not used`() throws {
    let law = Self.law(7)
    let cases = Self.cases(7)
    _ = try audited(cases, law)
    #expect(try audited(cases, law, known: day("2012-01-01")).asked == cases.count)
    #expect(try audited(cases, law, program: "2").asked == cases.count)
  }

  private var size: Int { (try? Data(contentsOf: URL(filePath: path)).count) ?? 0 }

  @Test
  func `What is no longer in a whole caseload is dropped when it is a quarter of the file`() throws
  {
    let law = Self.law(10)
    var cases = Self.cases(10)
    _ = try audited(cases, law, isWhole: true)
    let first = size
    // One record that changed is not worth writing the file anew.
    cases[0].record.statements.removeLast()
    _ = try audited(cases, law, isWhole: true)
    #expect(size > first)
    let some = Array(cases.prefix(6))
    _ = try audited(some, law)
    #expect(size > first)
    let again = try audited(some, law, isWhole: true)
    #expect(again.asked == 0)
    #expect(size < first)
    #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    let kept = try audited(cases, law)
    #expect(kept.taken == some.count)
    #expect(kept.asked == cases.count - some.count)
    expectAlike(kept.part, cases, law)
  }

  @Test func `What another law asked of the records that are left is not dropped`() throws {
    let law = Self.law(6)
    let cases = Self.cases(6)
    let smaller = law.replacing(Array(law.frameworks.prefix(1)))
    _ = try audited(cases, smaller)
    _ = try audited(cases, law)
    let some = Array(cases.prefix(3))
    let before = size
    _ = try audited(some, law, isWhole: true)
    #expect(size < before)
    for asked in [law, smaller] {
      let again = try audited(some, asked)
      #expect(again.asked == 0)
      expectAlike(again.part, some, asked)
    }
  }

  @Test func `A file that was cut off anywhere serves as far as it is whole`() throws {
    let law = Self.law(8)
    let cases = Self.cases(8, count: 3)
    _ = try audited(cases, law)
    let whole = try Data(contentsOf: URL(filePath: path))
    for length in stride(from: 20, to: whole.count, by: max(1, whole.count / 40)) {
      try whole.prefix(length).write(to: URL(filePath: path))
      let again = try audited(cases, law)
      #expect(again.taken + again.asked == cases.count)
      expectAlike(again.part, cases, law)
      #expect(try audited(cases, law).asked == 0)
    }
  }

  @Test func `A byte that changed is noticed`() throws {
    let law = Self.law(9)
    let cases = Self.cases(9, count: 3)
    _ = try audited(cases, law)
    let whole = try Data(contentsOf: URL(filePath: path))
    for place in stride(from: 21, to: whole.count, by: max(1, whole.count / 40)) {
      var damaged = whole
      damaged[place] ^= 0x10
      try damaged.write(to: URL(filePath: path))
      expectAlike(try audited(cases, law).part, cases, law)
    }
  }

  @Test func `A file that is something else is left alone`() throws {
    let text = Data("Notes of a meeting\n".utf8)
    try text.write(to: URL(filePath: path))
    #expect {
      try audited(Self.cases(1), Self.law(1))
    } throws: {
      ($0 as? AuditIndexError)?.code == .notAnIndex
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == text)
  }

  @Test func `Two audits do not share one at a time`() throws {
    let law = BulkLaw(Self.law(1), on: Self.on)
    let first = try AuditIndex(path, law: law, known: nil, program: "1")
    #expect {
      _ = try AuditIndex(self.path, law: law, known: nil, program: "1")
    } throws: {
      ($0 as? AuditIndexError)?.code == .inUse
    }
    try first.finish()
  }

  @Test func `Only its owner can read it, and it holds no word of a record`() throws {
    let cases = Self.cases(2)
    _ = try audited(cases, Self.law(2))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let bytes = try Data(contentsOf: URL(filePath: path))
    for word in cases.flatMap({ $0.record.people.map(\.id) + [$0.record.id] }) {
      #expect(bytes.range(of: Data(word.utf8)) == nil)
    }
  }
}

extension LawPack {
  /// The same law with other frameworks.
  fileprivate func replacing(_ frameworks: [Framework]) -> LawPack {
    LawPack(
      vocabulary: vocabulary, terms: terms, frameworks: frameworks, contentHash: "edited")
  }
}
