import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import HeedTesting
import LawPack
import Testing

/// Rule 4 from the theory: *known since* is the first day on which a replay of the file meets the test.
@Suite struct ReplayTests {
  static let on = day("2018-01-01")

  /// Every day on which something came onto some file, at its latest, and the days on which texts began.
  private func days(of record: CaseRecord, _ law: LawPack) -> [CivilDate] {
    let dates =
      record.sources.flatMap { [$0.held, $0.made] + $0.shared.map(\.on) }
      + record.warnings.map(\.on)
    let arrivals = dates.compactMap { $0?.range.latest }
    return Set(arrivals + law.frameworks.compactMap { $0.inForce?.from }).sorted()
  }

  private func isMet(_ finding: Finding, on reading: Reading) -> Bool {
    reading == .narrow ? finding.narrow.isMet : finding.broad.isMet
  }

  /// The first day on which the record as it stood meets the test in the reading of the finding.
  private func replayed(_ finding: Finding, _ record: CaseRecord, _ law: LawPack) throws
    -> CivilDate?
  {
    let reading = try #require(finding.knownSince?.reading)
    return try days(of: record, law).first { day in
      // Rule 18: a test of the day of the decision is asked on its own day.
      let on = finding.framework.governsBy == .decision ? day : Self.on
      let then = assess(
        record, under: law, on: on, known: day, only: [finding.framework.id])
      return isMet(
        try #require(then.finding(finding.framework.id, about: finding.about)), on: reading)
    }
  }

  /// Met findings of random records.
  ///
  /// What an assumed age alone would meet has no first day, and is left out.
  private func forEachMet(
    seed: UInt64, _ law: RandomLaw, _ record: RandomRecord,
    _ check: (Finding, CaseRecord, LawPack) throws -> Void
  ) throws {
    try forAll(count: 12, seed: seed) { random in
      let law = law.draw(using: &random)
      let record = record.draw(using: &random)
      let findings = assess(record, under: law, on: Self.on).findings.filter(\.state.isMet)
      for finding in findings where !finding.stands.sets.contains(where: \.isEmpty) {
        try check(finding, record, law)
      }
    }
  }

  private func checkTogether(_ finding: Finding, _ record: CaseRecord, _ law: LawPack) throws {
    let known = finding.knownSince?.together?.day
    let replay = try replayed(finding, record, law)
    try #require(
      known == replay, "\(finding.framework.id) about \(finding.about)\(law.brief)\(record.brief)")
  }

  @Test func `Rule 4: together they knew on the first day on which a replay meets the test`() throws
  {
    try forEachMet(seed: 8100, RandomLaw(), RandomRecord(births: false), checkTogether)
  }

  @Test func `Rule 4: so they did where births are on every file`() throws {
    try forEachMet(
      seed: 8101, RandomLaw(kinds: [.conduct, .analysis]), RandomRecord(), checkTogether)
  }

  @Test func `Rule 18: so they did where the decision governs and an age is assumed`() throws {
    try forEachMet(
      seed: 8102, RandomLaw(kinds: [.decision], builds: false), RandomRecord(births: false),
      checkTogether)
  }

  @Test func `Rule 4: each body knew when a replay of its own file meets the test`() throws {
    try forEachMet(
      seed: 8103, RandomLaw(kinds: [.conduct, .analysis]), RandomRecord()
    ) { finding, record, law in
      for (agency, known) in try #require(finding.knownSince).agencies {
        let own = record.held(by: agency)
        let replay = try replayed(finding, own, law)
        try #require(
          known?.day == replay,
          "\(finding.framework.id) about \(finding.about), \(agency)\(law.brief)\(record.brief)")
      }
    }
  }

  @Test
  func `Rule 4: nobody knew before all of them together, and the earliest is never the later`()
    throws
  {
    try forEachMet(seed: 8104, RandomLaw(), RandomRecord()) { finding, _, _ in
      let known = try #require(finding.knownSince)
      for day in known.agencies.compactMap(\.day) {
        let together = try #require(known.together)
        try #require(together.day <= day.day && together.earliest <= day.earliest)
        try #require(day.earliest <= day.day)
      }
    }
  }
}

extension CaseRecord {
  /// The record as one body's file: what it held, from the day on which it certainly did.
  func held(by agency: String) -> CaseRecord {
    var record = self
    record.warnings = []
    record.sources = sources.map { source in
      var own = source
      let dates =
        (source.agency == agency ? [source.held ?? source.made] : [])
        + source.shared.filter { $0.with == agency }.map(\.on)
        + warnings.filter { $0.to == agency && $0.sources.contains(source.id) }.map(\.on)
      own.agency = agency
      own.shared = []
      // The day it was made still bounds what it says without a date.
      own.held = dates.compactMap { $0?.range.latest }.min().map { UncertainDate($0) }
      return own
    }
    let had = Set(record.sources.filter { $0.held != nil }.map(\.id))
    // What it never held has no day, and what it held is undated no later than before.
    record.statements = statements.filter { had.contains($0.source) }.map { statement in
      var statement = statement
      statement.when = statement.when ?? conductEnd(of: statement)
      return statement
    }
    return record
  }

  /// Undated conduct ends at the earlier of its source's made and held; written as a date, so that another's copy keeps it.
  private func conductEnd(of statement: Statement) -> UncertainDate? {
    let source = source(statement.source)
    let ends = [source?.made?.range.latest, source?.held?.range.latest].compactMap(\.self)
    return ends.min().map { RandomRecord.date("../\($0)") }
  }
}
