import AuditIndex
import BulkAudit
import CaseRecord
import Caseload
import CivilTime
import EvidenceLogic
import Foundation
import HeedTesting
import LawPack
import LawTesting
import Synchronization
import Synthesis
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
      return AuditedCase(
        record, place: "line \(number + 1)", digest: ContentDigest(of: record))
    }
  }

  /// With one case that now says something else.
  private static func changed(_ cases: [AuditedCase], at place: Int) -> [AuditedCase] {
    var cases = cases
    cases[place].record.statements.removeLast()
    cases[place].digest = ContentDigest(of: cases[place].record)
    return cases
  }

  private struct Audited {
    var part: AuditPart
    var answered: Int
    var taken: Int
    var asked: Int
    var missing: Int
  }

  /// - Parameter readsAll: whether records are read of which it is known what is found in them.
  private func audited(
    _ cases: [AuditedCase], _ law: LawPack, on day: CivilDate = AuditIndexTests.on,
    known: CivilDate? = nil, program: String = "1", isWhole: Bool = false, readsAll: Bool = false
  ) throws -> Audited {
    let auditor = BulkAuditor(BulkLaw(law, on: day))
    return try audited(
      cases, auditor, known: known, program: program, isWhole: isWhole, readsAll: readsAll)
  }

  private func audited(
    _ cases: [AuditedCase], _ auditor: BulkAuditor, known: CivilDate? = nil,
    program: String = "1", isWhole: Bool = false, readsAll: Bool = false
  ) throws -> Audited {
    let index = try AuditIndex(path, auditor: auditor, known: known, program: Array(program.utf8))
    var batch = AuditBatch(auditor, known: known, keeper: index)
    for audited in cases {
      let digest = try #require(audited.digest)
      if !readsAll, index.holdsAnswers(to: digest) {
        let answers = try index.answers(to: digest)
        #expect(answers.id == audited.record.id)
        #expect(answers.identities == identities(audited.record))
        batch.add(answers, place: audited.place)
      } else {
        batch.add(
          audited.record, place: audited.place, digest: digest,
          identities: identities(audited.record))
      }
    }
    let part = batch.finished()
    try index.finish(isWhole: isWhole)
    let counts = index.counts
    return Audited(
      part: part, answered: counts.answered, taken: counts.taken, asked: counts.asked,
      missing: index.missing)
  }

  private func identities(_ record: CaseRecord) -> [ContentDigest] {
    record.recordedIdentities.map { ContentDigest(of: $0) }
  }

  private func expectAlike(
    _ one: AuditPart, _ cases: [AuditedCase], _ law: LawPack, on day: CivilDate = AuditIndexTests.on
  ) {
    expectAlike(one, BulkAuditor(BulkLaw(law, on: day)).audit(cases))
  }

  private func expectAlike(_ one: AuditPart, _ fresh: AuditPart) {
    #expect(one.totals.cases == fresh.totals.cases)
    #expect(one.totals.children == fresh.totals.children)
    #expect(one.totals.counts == fresh.totals.counts)
    #expect(one.entries == fresh.entries)
    #expect(one.guards == fresh.guards)
    #expect(one.totals.cells == fresh.totals.cells)
    #expect(one.groupMet == fresh.groupMet)
  }

  @Test func `Random laws and records come to the same from an index as without one`() throws {
    try forAll(count: 10, seed: 9930) { random in
      try? FileManager.default.removeItem(atPath: self.path)
      let seed = random.next()
      let (law, cases) = (Self.law(seed), Self.cases(seed))
      let first = try self.audited(cases, law)
      let second = try self.audited(cases, law)
      let third = try self.audited(cases, law, readsAll: true)
      try #require(first.asked == cases.count && first.taken == 0 && first.answered == 0)
      try #require(second.answered == cases.count && second.taken == 0 && second.asked == 0)
      try #require(third.taken == cases.count && third.asked == 0 && third.answered == 0)
      self.expectAlike(first.part, cases, law)
      self.expectAlike(second.part, cases, law)
      self.expectAlike(third.part, cases, law)
    }
  }

  @Test func `A record is known again by what it was read from alone`() throws {
    let law = Self.law(5)
    var cases = Self.cases(5)
    _ = try audited(cases, law)
    // The same is said in another order.
    cases[4].digest = ContentDigest(hashing: [4])
    let again = try audited(cases, law)
    #expect(again.answered == cases.count - 1)
    #expect(again.asked == 1)
    expectAlike(again.part, cases, law)
  }

  @Test func `A record that changed is asked again, and no other`() throws {
    let law = Self.law(3)
    let first = Self.cases(3)
    _ = try audited(first, law)
    for place in [0, 4, first.count - 1] {
      let cases = Self.changed(first, at: place)
      let again = try audited(cases, law)
      #expect(again.answered == cases.count - 1)
      #expect(again.asked == 1)
      expectAlike(again.part, cases, law)
      #expect(try audited(cases, law).answered == cases.count)
    }
  }

  private static let real = synthesised(60)

  private static func synthesised(_ count: Int) -> [AuditedCase] {
    var cases: [AuditedCase] = []
    synthesise(cases: count, seed: 11, vocabulary: RealLaw.pack.vocabulary) { record, _ in
      cases.append(
        AuditedCase(
          record, place: "line \(cases.count + 1)", digest: ContentDigest(of: record)))
    }
    return cases
  }

  @Test func `What was found holds until a day comes on which anything may be otherwise`() throws {
    let law = BulkLaw(RealLaw.pack, on: day("2013-01-01"))
    // Days on which clocks run and end, children come of age, and texts begin and end.
    var answered = 0
    for on in ["2013-01-01", "2013-01-02", "2013-02-15", "2015-07-30", "2015-07-31", "2024-12-01"] {
      let auditor = BulkAuditor(law.on(day(on)))
      let found = try audited(Self.real, auditor)
      #expect(found.answered + found.taken + found.asked == Self.real.count)
      answered += found.answered
      expectAlike(found.part, auditor.audit(Self.real))
      #expect(try audited(Self.real, auditor).answered == Self.real.count)
    }
    // Not every day is one of them.
    #expect(answered > 0)
  }

  @Test func `What is found on any day is what was kept, as long as it says that it holds`() throws
  {
    final class Kept: RecordKeeper {
      let answers = Mutex<[KeptAnswers]>([])
      func evidence(of record: ContentDigest, otherwise ask: () -> KeptEvidence) -> KeptEvidence {
        ask()
      }
      func keep(_ answers: KeptAnswers, of record: ContentDigest) {
        self.answers.withLock { $0.append(answers) }
      }
    }
    func kept(_ law: BulkLaw) -> [KeptAnswers] {
      let keeper = Kept()
      _ = BulkAuditor(law).audit(Self.real, keeper: keeper)
      return keeper.answers.withLock { $0 }
    }
    let law = BulkLaw(RealLaw.pack, on: day("2008-01-01"))
    var random = SplitMix64(seed: 4)
    var last = kept(law)
    var on = law.day
    var held = 0
    var changed = 0
    while on < day("2027-01-01") {
      on = on.adding(days: Int.random(in: 1...400, using: &random))
      let now = kept(law.on(on))
      for (place, (before, after)) in zip(last, now).enumerated() {
        try #require(before.days.earliest.map { $0 < on } == true)
        if before.days.contains(on) {
          held += 1
          try #require(before.bytes == after.bytes, "case \(place) on \(on)")
          try #require(before.days.latest == after.days.latest, "case \(place) on \(on)")
        } else if before.bytes != after.bytes {
          changed += 1
        }
      }
      last = now
    }
    #expect(held > 500)
    #expect(changed > 50)
  }

  @Test func `Cases are found again wherever they stand`() throws {
    let law = Self.law(4)
    let cases = Self.cases(4)
    _ = try audited(cases, law)
    let turned = Array(cases.reversed())
    let again = try audited(turned, law)
    #expect(again.answered == cases.count)
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
    #expect(again.taken == cases.count)
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
    #expect(try audited(cases, law, program: "2").answered == cases.count)
  }

  private var size: Int { (try? Data(contentsOf: URL(filePath: path)).count) ?? 0 }

  @Test
  func `What is no longer in a whole caseload is dropped when it is a quarter of the file`() throws
  {
    let law = Self.law(10)
    // One record that changed is not worth writing the file anew.
    let cases = Self.changed(Self.cases(10), at: 0)
    _ = try audited(Self.cases(10), law, isWhole: true)
    let first = size
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
    #expect(kept.answered == some.count)
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

  @Test func `What was found under laws that are no longer asked is dropped`() throws {
    let law = Self.law(6)
    let cases = Self.cases(6)
    _ = try audited(cases, law, isWhole: true)
    let first = size
    for edit in 1...20 {
      let edited = law.replacing(law.frameworks, hash: "edit \(edit)")
      let found = try audited(cases, edited, isWhole: true)
      #expect(found.taken == cases.count)
      expectAlike(found.part, cases, edited)
      #expect(try audited(cases, edited, isWhole: true).answered == cases.count)
      #expect(size < first * 3 / 2)
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
      #expect(again.answered + again.taken + again.asked == cases.count)
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

  @Test func `Bytes that are not what was kept are told, or say something else, and harm nothing`()
    throws
  {
    final class Kept: RecordKeeper {
      let answers = Mutex<[KeptAnswers]>([])
      let evidence = Mutex<[KeptEvidence]>([])
      func evidence(of record: ContentDigest, otherwise ask: () -> KeptEvidence) -> KeptEvidence {
        let asked = ask()
        evidence.withLock { $0.append(asked) }
        return asked
      }
      func keep(_ answers: KeptAnswers, of record: ContentDigest) {
        self.answers.withLock { $0.append(answers) }
      }
    }
    let law = BulkLaw(RealLaw.pack, on: Self.on)
    let auditor = BulkAuditor(law)
    let keeper = Kept()
    _ = auditor.audit(Array(Self.real.prefix(12)), keeper: keeper)
    let answers = keeper.answers.withLock { $0.map(\.bytes) }
    let evidence = keeper.evidence.withLock { $0 }
    let table = law.questionTable { $0 }
    let same = QuestionNumbers(of: table, among: table)
    for (kept, bytes) in zip(evidence, evidence.map(\.bytes)) {
      #expect(bytes.withUnsafeBytes { KeptEvidence($0, same) } == kept)
    }
    var told = 0
    try forAll(count: 3000, seed: 9950) { random in
      for kept in [answers, evidence.map(\.bytes)] {
        var bytes = kept[random.below(kept.count)]
        switch random.below(3) {
        case 0: bytes.removeLast(1 + random.below(bytes.count - 1))
        case 1: bytes[random.below(bytes.count)] = UInt8(random.below(256))
        default: bytes.insert(UInt8(random.below(256)), at: random.below(bytes.count))
        }
        if bytes.withUnsafeBytes({ KeptEvidence($0, same) }) == nil { told += 1 }
        guard let known = KnownCase(bytes, under: auditor) else {
          told += 1
          continue
        }
        var batch = AuditBatch(auditor)
        batch.add(known, place: "here")
        let part = batch.finished()
        _ = (part.entries, part.guards)
      }
    }
    #expect(told > 3000)
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
    let auditor = BulkAuditor(BulkLaw(Self.law(1), on: Self.on))
    let first = try AuditIndex(path, auditor: auditor, known: nil, program: [1])
    #expect {
      _ = try AuditIndex(self.path, auditor: auditor, known: nil, program: [1])
    } throws: {
      ($0 as? AuditIndexError)?.code == .inUse
    }
    try first.finish()
  }

  @Test func `Only its owner can read it, and what a record is joined by is not in it`() throws {
    let cases = Self.real
    _ = try audited(cases, RealLaw.pack)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let bytes = try Data(contentsOf: URL(filePath: path))
    #expect(bytes.range(of: Data(cases[0].record.id.utf8)) != nil)
    let words = cases.flatMap { audited in
      audited.record.people.flatMap { $0.identifiers.map(\.value) }
        + audited.record.places.compactMap(\.street) + audited.record.things.compactMap(\.mark)
    }
    #expect(words.count > 100)
    for word in Set(words) { #expect(bytes.range(of: Data(word.utf8)) == nil) }
  }
}

extension LawPack {
  /// The same law with other frameworks.
  fileprivate func replacing(_ frameworks: [Framework], hash: String = "edited") -> LawPack {
    LawPack(vocabulary: vocabulary, terms: terms, frameworks: frameworks, contentHash: hash)
  }
}
