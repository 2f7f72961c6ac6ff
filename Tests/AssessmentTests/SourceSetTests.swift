import Assessment
import CaseRecord
import EvidenceLogic
import HeedTesting
import LawPack
import Testing

/// Source sets, against what they mean: take statements away, and look.
///
/// Offences and analysis, in which no age is assumed: an assumption steps in where the evidence of an age is taken away.
@Suite struct SourceSetTests {
  static let on = day("2018-01-01")

  private func forEachMet(
    seed: UInt64, count: Int = 20,
    _ check: (Finding, CaseRecord, LawPack, inout SplitMix64) throws -> Void
  ) throws {
    try forAll(count: count, seed: seed) { random in
      let law = RandomLaw(kinds: [.conduct, .analysis]).draw(using: &random)
      let record = RandomRecord(births: false, responds: false).draw(using: &random)
      for finding in assess(record, under: law, on: Self.on).findings where finding.state.isMet {
        try check(finding, record, law, &random)
      }
    }
  }

  /// Whether a record meets the test in the reading on which the finding does.
  private func isMet(_ finding: Finding, on record: CaseRecord, _ law: LawPack) throws -> Bool {
    let found = try #require(
      assess(record, under: law, on: Self.on, only: [finding.framework.id])
        .finding(finding.framework.id, about: finding.about))
    return finding.narrow.isMet ? found.narrow.isMet : found.broad.isMet
  }

  @Test func `Any one set suffices without the rest of the record`() throws {
    try forEachMet(seed: 8200) { finding, record, law, random in
      let sets = finding.stands.sets
      let set = sets[random.below(sets.count)]
      try #require(
        try isMet(finding, on: record.keeping(set.contains), law),
        "\(finding.framework.id) about \(finding.about), \(set.atoms)\(law.brief)\(record.brief)")
    }
  }

  @Test func `No set can spare any of its statements`() throws {
    try forEachMet(seed: 8201) { finding, record, law, random in
      let sets = finding.stands.sets
      let set = sets[random.below(sets.count)]
      if set.isEmpty { return }
      let spared = set.atoms[random.below(set.count)]
      try #require(
        try !isMet(finding, on: record.keeping { set.contains($0) && $0 != spared }, law))
    }
  }

  @Test func `Without one statement of every set the test is not met`() throws {
    try forEachMet(seed: 8202) { finding, record, law, random in
      guard finding.stands.isExact, !finding.stands.sets.contains(where: \.isEmpty) else { return }
      let taken = Set(finding.stands.sets.map { $0.atoms[random.below($0.count)] })
      try #require(try !isMet(finding, on: record.keeping { !taken.contains($0) }, law))
    }
  }

  @Test func `The weakest link is the best over the sets of the worst within each`() throws {
    try forEachMet(seed: 8203) { finding, record, law, _ in
      guard finding.stands.isExact else { return }
      let weakest = finding.stands.image { atom -> SourceClass in
        record.source(record.statements[atom].source).map { law.vocabulary.sourceClass(of: $0) }
          ?? .none
      }
      try #require(finding.weakest == weakest)
    }
  }

  @Test func `Rule 10: a test rests on one source if that stands in every set`() throws {
    try forEachMet(seed: 8204) { finding, record, _, _ in
      guard finding.stands.isExact else { return }
      let roots = finding.stands.sets.map { set in
        Set(set.atoms.map { record.root(of: record.statements[$0].source) })
      }
      let common = roots.dropFirst().reduce(roots.first ?? []) { $0.intersection($1) }
      try #require(finding.onlySource == common.min())
    }
  }
}
