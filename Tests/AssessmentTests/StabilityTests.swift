import Assessment
import CaseRecord
import EvidenceLogic
import HeedTesting
import LawPack
import Testing

/// The same record, law and days give the same answers, in whatever order the record was written.
@Suite struct StabilityTests {
  static let on = day("2018-01-01")

  @Test func `Two runs are byte for byte the same`() throws {
    try forAll(count: 12, seed: 8500) { random in
      let law = RandomLaw().draw(using: &random)
      let record = RandomRecord().draw(using: &random)
      let first = assess(record, under: law, on: Self.on).json.prettyText
      try #require(assess(record, under: law, on: Self.on).json.prettyText == first)
    }
  }

  @Test func `The order of places, things and warnings changes not a byte`() throws {
    try forAll(count: 8, seed: 8501) { random in
      let law = RandomLaw().draw(using: &random)
      var record = RandomRecord().draw(using: &random)
      record.places = ["flat", "shop", "park"].map { Place(id: $0) }
      record.things = ["car", "van"].map { Thing(id: $0) }
      record.warnings = (1...3).map { number in
        Warning(
          id: "w\(number)", about: ["child-1"], on: RandomRecord.date("201\(number)"),
          to: "health/c", sources: ["s\(number)"])
      }
      var other = record
      other.places.reverse()
      other.things.reverse()
      other.warnings.reverse()
      try #require(
        assess(record, under: law, on: Self.on).json.text
          == assess(other, under: law, on: Self.on).json.text)
    }
  }

  /// What an answer says, without the order in which it says it.
  private func answers(_ record: CaseRecord, _ law: LawPack) -> [String: [String]] {
    let assessment = assess(record, under: law, on: Self.on)
    var answers: [String: [String]] = [:]
    for finding in assessment.findings {
      let known = finding.knownSince
      let suspects = finding.suspects.map { "\($0.id): \($0.state)" }.sorted()
      let missing = finding.missing.map { reading, missing in
        "\(reading): \(missing.sets.map { $0.map(\.label).sorted() }.sorted { $0.description < $1.description })"
      }
      answers["\(finding.framework.id) \(finding.about)"] =
        [
          "\(finding.state) \(finding.narrow) \(finding.broad)",
          "\(finding.dates?.certainState, default: "-")",
          finding.weakest?.name ?? "-", finding.onlySource ?? "-",
          "\(finding.independentSources)", "\(known?.together, default: "-")",
          "\(known?.agencies.map { "\($0.agency) \($0.day, default: "-")" } ?? [])",
          "\(assessment.sourceSets(finding.stands))",
        ] + finding.elements.map { "\($0.element.id) \($0.state, default: "-")" } + suspects
        + missing.sorted()
    }
    return answers
  }

  @Test func `The order of people, sources and statements changes no answer`() throws {
    try forAll(count: 15, seed: 8502) { random in
      let law = RandomLaw().draw(using: &random)
      let record = RandomRecord().draw(using: &random)
      var other = record
      other.people = Gen.shuffle(record.people)(&random)
      other.sources = Gen.shuffle(record.sources)(&random)
      other.statements = Gen.shuffle(record.statements)(&random)
      try #require(
        answers(record, law) == answers(other, law), "\(law.brief)\(record.brief)\(other.brief)")
    }
  }

  @Test func `A statement said twice by one source changes no answer`() throws {
    try forAll(count: 15, seed: 8503) { random in
      let law = RandomLaw().draw(using: &random)
      let record = RandomRecord().draw(using: &random)
      var other = record
      other.statements += record.statements
      try #require(answers(record, law) == answers(other, law), "\(law.brief)\(record.brief)")
    }
  }

  @Test func `The answers about one child do not depend on what is said of another`() throws {
    try forAll(count: 15, seed: 8504) { random in
      let law = RandomLaw().draw(using: &random)
      let record = RandomRecord().draw(using: &random)
      let other = record.keeping { record.statements[$0].children.contains("child-1") }
      func about(_ record: CaseRecord) -> [State] {
        assess(record, under: law, on: Self.on).findings(about: "child-1").map(\.state)
      }
      try #require(about(record) == about(other), "\(law.brief)\(record.brief)")
    }
  }
}
