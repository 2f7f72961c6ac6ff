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

  /// Every day on which something came onto some file, and the days on which texts began.
  private func days(of record: CaseRecord, _ law: LawPack) -> [CivilDate] {
    let dates =
      record.sources.flatMap { [$0.held, $0.made] + $0.shared.map(\.on) }
      + record.warnings.map(\.on) + record.responses.map(\.on)
    let arrivals = dates.compactMap { $0?.range.latest }
    return Set(arrivals + law.frameworks.compactMap { $0.inForce?.from }).sorted()
  }

  /// Whether the record as it stood met the test, in one reading.
  private func isMet(
    _ finding: Finding, _ reading: Reading, _ record: CaseRecord, _ law: LawPack, known: CivilDate,
    on day: CivilDate
  ) throws -> Bool {
    let then = assess(record, under: law, on: day, known: known, only: [finding.framework.id])
    let found = try #require(then.finding(finding.framework.id, about: finding.about))
    return reading == .narrow ? found.narrow.isMet : found.broad.isMet
  }

  /// The first day on which the record as it stood meets the test in the reading of the finding; nil too for what an assumed age alone would
  /// meet, which has no first day.
  private func replayed(_ finding: Finding, _ record: CaseRecord, _ law: LawPack) throws
    -> CivilDate?
  {
    let reading = try #require(finding.knownSince?.reading)
    let before = day("1900-01-01")
    if try isMet(finding, reading, record, law, known: before, on: Self.on) { return nil }
    return try days(of: record, law).first { day in
      // Rule 18: a test of the day of the decision is asked on its own day.
      let on = finding.framework.governsBy == .decision ? day : Self.on
      return try isMet(finding, reading, record, law, known: day, on: on)
    }
  }

  /// Met findings of random records.
  private func forEachMet(
    seed: UInt64, _ law: RandomLaw = RandomLaw(), _ record: RandomRecord = RandomRecord(),
    _ check: (Finding, CaseRecord, LawPack) throws -> Void
  ) throws {
    try forAll(count: 60, seed: seed) { random in
      let law = law.draw(using: &random)
      let record = record.draw(using: &random)
      for finding in assess(record, under: law, on: Self.on).findings where finding.state.isMet {
        try check(finding, record, law)
      }
    }
  }

  @Test func `Rule 4: together they knew on the first day on which a replay meets the test`() throws
  {
    try forEachMet(seed: 8100) { finding, record, law in
      let known = finding.knownSince?.together?.day
      let replay = try replayed(finding, record, law)
      try #require(
        known == replay,
        "\(finding.framework.id) about \(finding.about)\(law.brief)\(record.brief)")
    }
  }

  @Test func `Rule 4: each body knew when a replay of its own file meets the test`() throws {
    try forEachMet(seed: 8103) { finding, record, law in
      for (agency, known) in try #require(finding.knownSince).agencies {
        guard let file = record.file(of: agency) else { continue }
        let replay = try replayed(finding, file, law)
        try #require(
          known?.day == replay,
          "\(finding.framework.id) about \(finding.about), \(agency)\(law.brief)\(record.brief)")
      }
    }
  }

  @Test
  func `Rule 4: the earliest is the day of a replay at the earliest edges, if that is sooner`()
    throws
  {
    try forEachMet(seed: 8105) { finding, record, law in
      let known = try #require(finding.knownSince)
      for (agency, day) in [(nil, known.together)] + known.agencies.map({ ($0.agency, $0.day) }) {
        guard let day, let file = record.file(of: agency, isEarliest: true) else { continue }
        let replay = try replayed(finding, file, law)
        try #require(
          day.earliest == min(day.day, replay ?? day.day),
          "\(finding.framework.id) about \(finding.about), \(agency ?? "all")\(law.brief)\(record.brief)"
        )
      }
    }
  }

  @Test
  func `Rule 4: where no more on file can undo a test nobody knew before all of them together`()
    throws
  {
    // A body that holds a conviction and no harm may know what another's harm, outside the days of a text, then takes out of force.
    try forEachMet(
      seed: 8104, RandomLaw(kinds: [.conduct, .analysis], straddles: false, denies: false),
      RandomRecord(births: false, responds: false)
    ) { finding, _, _ in
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
  /// The record as one file: what a body held, or all of them together, from the day on which it certainly did, or may have.
  ///
  /// Nil where something without a date was there before the day that its conduct ends, which such a file cannot say.
  func file(of agency: String?, isEarliest: Bool = false) -> CaseRecord? {
    func isMeant(_ body: String?) -> Bool { agency == nil || body == agency }
    var record = self
    record.warnings = []
    record.responses = responses.compactMap { response in
      // A quashed conviction grounds nothing, whoever knew that.
      if response.act == .acquitted { return response }
      guard response.act == .convicted, isMeant(response.by ?? "court"),
        let day = response.on?.range.arrival(isEarliest)
      else { return nil }
      var own = response
      if isEarliest { own.on = UncertainDate(day) }
      return own
    }
    record.sources = sources.map { source in
      let dates =
        (isMeant(source.agency) ? [source.held ?? source.made] : [])
        + source.shared.filter { isMeant($0.with) }.map(\.on)
        + warnings.filter { isMeant($0.to) && $0.sources.contains(source.id) }.map(\.on)
        + responses.filter {
          $0.to != nil && isMeant($0.to) && $0.sources.contains(source.id)
            && $0.act != .declinedToShare
        }.map(\.on)
      var own = source
      own.agency = agency ?? source.agency
      own.shared = []
      // The day it was made still bounds what it says without a date.
      own.made = conductEnd(in: source).map { UncertainDate($0) }
      own.held = dates.compactMap { $0?.range.arrival(isEarliest) }.min()
        .map { UncertainDate($0) }
      return own
    }
    let had = Set(record.sources.filter { $0.held != nil }.map(\.id))
    for person in people.indices {
      guard let source = people[person].bornSource, !had.contains(source) else { continue }
      record.people[person].born = nil
    }
    record.statements = statements.filter { had.contains($0.source) }
    let isTold = record.statements.allSatisfy { statement in
      statement.when != nil
        || source(statement.source).flatMap { conductEnd(in: $0) }
          == record.source(statement.source).flatMap { record.conductEnd(in: $0) }
    }
    return isTold ? record : nil
  }

  /// Undated conduct ends at the earlier of its source's made and held.
  private func conductEnd(in source: Source) -> CivilDate? {
    [source.made?.range.latest, source.held?.range.latest].compactMap(\.self).min()
  }
}

extension DayRange {
  /// The day that counts for what came within it; what has no last day never counts.
  fileprivate func arrival(_ isEarliest: Bool) -> CivilDate? {
    isEarliest ? latest.map { earliest ?? $0 } : latest
  }
}
