import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import HeedTesting
import LawPack
import Testing

@testable import BulkAudit

/// What a record holds on all of its days at once is what it would hold if it were read on each of them.
@Suite struct DatedRowsTests {
  @Test func `On each of its days a record holds what was on file by that day`() throws {
    try forAll(count: 300, seed: 9920) { random in
      let law = BulkLaw(RandomLaw().draw(using: &random), on: BulkEqualityTests.on)
      try Self.check(RandomRecord().draw(using: &random), law)
    }
  }

  @Test func `Records that are asked one after another answer as each does alone`() throws {
    try forAll(count: 60, seed: 9928) { random in
      let law = BulkLaw(RandomLaw().draw(using: &random), on: BulkEqualityTests.on)
      var asking = RecordAsking(law)
      for _ in 0..<6 {
        // Some have more statements than the usual room has bits for, and some have no person or nothing at all.
        let parts = (0..<(random.once(in: 4) ? 20 : 1)).map { _ in
          RandomRecord().draw(using: &random)
        }
        var record = parts.count == 1 ? parts[0] : CaseRecord.joining(parts).whole
        if random.once(in: 8) { record.statements = [] }
        if random.once(in: 8) { record.people = [] }
        let file = law.evidence(of: record, known: nil)
        let days = law.days(of: file, isDated: random.once(in: 2))[0]
        var found = EvidenceRecord(days: days)
        asking.append(file, on: days, to: &found.rows)
        try #require(found == law.rows(of: file, on: days), "\(record.brief)")
      }
    }
  }

  @Test func `The day from which a test was knowable is the one that a case alone has`() throws {
    try forAll(count: 200, seed: 9924) { random in
      let law = BulkLaw(RandomLaw().draw(using: &random), on: BulkEqualityTests.on)
      try Self.checkKnown(RandomRecord().draw(using: &random), law)
    }
  }

  @Test func `So it is under the law of the project`() throws {
    try forAll(count: 8, seed: 9925) { random in
      try Self.checkKnown(RealRecord.draw(using: &random), BulkEqualityTests.real)
    }
  }

  @Test
  func
    `A test of the day of the decision is asked of the file as it stood on the day that it began`()
    throws
  {
    let pack = try law(
      .policy("POLICY", from: "2010-01-01", ["AGE": "any: [under-18]", "M": "any: [given]"]))
    let text = Self.text(
      ["2008-01-10", "2009-02-01", "2012-03-01"],
      "fact: given, child: child-1, source: s0",
      "fact: moved, child: child-1, when: 2007, source: s1",
      "fact: abused, child: child-1, source: s2", born: "1980")
    #expect(try Self.known(text, under: pack) == "2012-03-01")
  }

  @Test(arguments: ["2004-01-01", "2010-01-01"])
  func `What nothing has to be on file for has no first day, whenever it was law`(_ from: String)
    throws
  {
    let pack = try law(.policy("POLICY", from: from, ["AGE": "any: [under-18]"]))
    let text = Self.text(
      ["2008-01-10"], "fact: given, child: child-1, source: s0", born: "1999")
    #expect(try Self.known(text, under: pack) == nil)
  }

  @Test func `A test is not knowable while all harm on file lies outside its days`() throws {
    let pack = try law(.offence("OFFENCE", from: "2013-04-06", ["M": "any: [given]"]))
    let text = Self.text(
      ["2014-01-10", "2015-02-01"],
      "fact: given, child: child-1, when: 2013-05, source: s0",
      "fact: abused, child: child-1, when: 2010, source: s0",
      "fact: abused, child: child-1, when: 2014, source: s1", born: "1999")
    #expect(try Self.known(text, under: pack) == "2015-02-01")
  }

  private static func text(_ made: [String], _ statements: String..., born: String) -> String {
    let sources = made.enumerated().map { number, day in
      "  - {id: s\(number), agency: police/a, kind: agency-record, made: \(day)}\n"
    }
    return recordText(
      statements,
      "people: [{id: child-1, role: child, born: \(born)}]\nsources:\n\(sources.joined())")
  }

  /// The day from which the only test of a law was knowable about the first child of a record.
  private static func known(_ text: String, under pack: LawPack) throws -> String? {
    let record = try record(text, under: pack)
    let law = BulkLaw(pack, on: BulkEqualityTests.on)
    try checkKnown(record, law)
    return BatchReading(law, [record], known: nil, isDated: true)
      .knownDay(of: [0], child: 0, file: 0)?.description
  }

  private static func checkKnown(_ record: CaseRecord, _ law: BulkLaw) throws {
    let batch = BatchReading(law, [record], known: nil, isDated: true)
    let assessment = assess(record, under: law.law, on: law.day)
    let children = assessment.children.map(\.id)
    for finding in assessment.findings where finding.state.isMet {
      let test = try #require(
        law.asked.firstIndex { $0.framework.id == finding.framework.id })
      let known = batch.knownDay(of: [test], child: children.firstIndex(of: finding.about), file: 0)
      let brief = law.law.frameworks.count < 9 ? law.law.brief : ""
      try #require(
        known == finding.knownSince?.together?.day,
        "\(finding.framework.id) \(finding.about)\(brief)\(record.brief)")
    }
  }

  @Test func `A cluster that lies within nothing that is asked answers nothing`() throws {
    let law = BulkEqualityTests.real
    let kind = RowKind(subject: .child, bindsActor: true)
    var record = EvidenceRecord(days: [])
    for kind in [kind.unbound, kind, RowKind(subject: .group)] {
      if kind.isBound {
        for leaf in law.plan.leaves(of: kind.index) {
          record.rows[kind.index].append(DatedRows.code(leaf, .for), cluster: 2, 1)
        }
      }
      record.rows[kind.index].endRow(1)
      record.rows[kind.index].endGroup()
    }
    var batch = EvidenceBatch()
    batch.append(record)
    let layouts = batch.layouts
    func planes(_ kind: RowKind, of unbound: RowPlanes? = nil) -> RowPlanes {
      RowPlanes(
        batch.rows[kind.index], layouts[kind.index], law.plan, kind: kind.index, slots: 0,
        of: unbound)
    }
    let own = planes(kind, of: planes(kind.unbound))
    for (number, question) in law.questions[kind.index].enumerated() {
      guard case .fact(_, _, isAssumable: false, _) = question else { continue }
      try #require(own.asked(number, .for).allSatisfy { $0 == 0 })
    }
  }

  @Test func `Under the law of the project too`() throws {
    try forAll(count: 12, seed: 9921) { random in
      try Self.check(RealRecord.draw(using: &random), BulkEqualityTests.real)
    }
  }

  @Test(arguments: [UInt64.bitWidth + 1, WideMask.capacity + 1])
  func `A record of more statements than a word has bits is answered as it is alone`(
    _ statements: Int
  ) throws {
    try forAll(count: statements > 1000 ? 1 : 3, seed: 9922) { random in
      let law = BulkLaw(RandomLaw().draw(using: &random), on: BulkEqualityTests.on)
      var parts: [CaseRecord] = []
      while parts.reduce(0, { $0 + $1.statements.count }) < statements {
        parts.append(RandomRecord().draw(using: &random))
      }
      let whole = CaseRecord.joining(parts).whole
      try BulkEqualityTests.check([whole], law)
      try Self.check(whole, law)
    }
  }

  @Test func `Rows that are asked stretch by stretch answer as all of them do at once`() throws {
    try forAll(count: 60, seed: 9923) { random in
      let law = BulkLaw(RandomLaw().draw(using: &random), on: BulkEqualityTests.on)
      var batch = EvidenceBatch()
      for _ in 0...random.below(4) {
        let record = RandomRecord().draw(using: &random)
        batch.append(law.rows(of: law.evidence(of: record, known: nil), isDated: true)[0])
      }
      let together = law.evaluate(batch)
      let apart = law.planes(of: batch, mostWords: 8 * random.below(4))
      law.answer(apart)
      for subject in [RowKind.Subject.child, .group] {
        let (one, other) =
          subject == .child
          ? (together.children, apart.children) : (together.cases, apart.cases)
        for index in 0..<law.slotCounts[subject.rawValue] {
          let slot = BulkLaw.Slot(subject: subject, index: index)
          try #require(
            one.answers(slot) == other.answers(slot))
        }
      }
    }
  }

  private static func check(_ record: CaseRecord, _ law: BulkLaw) throws {
    let whole = law.evidence(of: record, known: nil)
    for part in law.rows(of: whole, isDated: true) {
      for (number, day) in part.days.enumerated() {
        let then = law.rows(of: law.evidence(of: record, known: day), isDated: false)
        try #require(
          Self.brief(part, number + 1, law) == Self.brief(try #require(then.first), 0, law),
          "on \(day): \(record.brief)")
      }
    }
  }

  /// The answers to questions that are dated, row by row, as they are known on one of the days. Of rows that are bound, those that are alike
  /// count once.
  private static func brief(_ record: EvidenceRecord, _ bit: Int, _ law: BulkLaw) -> [String] {
    var batch = EvidenceBatch()
    batch.append(record)
    let layouts = batch.layouts
    func planes(_ kind: RowKind) -> RowPlanes {
      RowPlanes(
        batch.rows[kind.index], layouts[kind.index], law.plan, kind: kind.index, slots: 0,
        of: kind.isBound ? planes(kind.unbound) : nil)
    }
    return RowKind.all.flatMap { kind in
      let (rows, layout) = (batch.rows[kind.index], layouts[kind.index])
      let planes = planes(kind)
      var told = [String](repeating: "", count: rows.count)
      for (number, question) in law.questions[kind.index].enumerated() {
        switch question {
        case .fact, .conviction, .outOfForce: break
        case .answered, .decided, .own: continue
        }
        for side in [EvidenceSide.for, .against] {
          let words = planes.asked(number, side)
          for row in told.indices {
            let start = Int(layout.starts[row]) + bit
            if words[start / 64].has(start % 64) { told[row] += " \(number) \(side)" }
          }
        }
      }
      return (0..<rows.groupCount).map { group in
        let told = rows.rows(ofGroup: group).filter { rows.rowDays[$0].has(bit) }.map { told[$0] }
        return (kind.isBound ? Set(told).sorted() : told).joined(separator: ";")
      }
    }
  }
}
