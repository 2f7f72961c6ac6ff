import Assessment
import CaseRecord
import EvidenceLogic
import HeedTesting
import LawPack
import Testing

/// What one more statement can do to the answers.
///
/// Three things make a statement take support away, and are left out here because they should: a first harm on record that
/// lies outside the days of a text puts it out of force; conduct after a birthday ends the assumption of an unknown age;
/// and an event that comes to span a commencement leaves the newer text (rules 2 and 8). `not` turns support around.
@Suite struct AddedEvidenceTests {
  static let on = day("2012-01-01")

  /// The findings before and after one more statement that something was so.
  private func pairs(using random: inout SplitMix64)
    -> [(before: Finding, after: Finding, statements: Int)]
  {
    let law = RandomLaw(kinds: [.conduct, .analysis]).draw(using: &random)
    let before = RandomRecord().draw(using: &random)
    var after = before
    after.statements.append(
      RandomRecord().statement(says: true, from: before.sources.map(\.id), using: &random))
    let findings = assess(before, under: law, on: Self.on).findings
    return Array(zip(findings, assess(after, under: law, on: Self.on).findings)).map {
      (before: $0, after: $1, statements: before.statements.count)
    }
    .filter { $0.before.state != .notInForce && $0.after.state != .notInForce }
  }

  @Test func `A statement that something was so takes nothing from what is met`() throws {
    try forAll(count: 25, seed: 8000) { random in
      for (before, after, _) in pairs(using: &random) {
        if before.narrow.isMet { try #require(after.narrow.isMet) }
        if before.broad.isMet { try #require(after.broad.isMet) }
        for (one, other) in zip(before.elements, after.elements) where one.state?.isMet == true {
          try #require(other.state?.isMet == true)
        }
        for (one, other) in zip(before.suspects, after.suspects) where one.state.isMet {
          try #require(other.state.isMet)
        }
      }
    }
  }

  @Test func `On the same reading it weakens no link, drops no set of evidence and delays no day`()
    throws
  {
    try forAll(count: 25, seed: 8001) { random in
      for (before, after, statements) in pairs(using: &random)
      where before.state.isMet && before.narrow.isMet == after.narrow.isMet {
        let (less, more) = (try #require(before.weakest), try #require(after.weakest))
        try #require(less <= more)
        // Births are numbered after the statements, so the sets are compared where they hold statements alone.
        let sets = before.stands.sets.filter { $0.atoms.allSatisfy { $0 < statements } }
        for set in sets where after.stands.isExact {
          try #require(after.stands.sets.contains { $0.isSubset(of: set) })
        }
        if let then = before.knownSince?.together {
          let now = try #require(after.knownSince?.together)
          try #require(now.day <= then.day && now.earliest <= then.earliest)
        }
      }
    }
  }

  @Test func `A denial takes nothing from what supports a test`() throws {
    try forAll(count: 25, seed: 8002) { random in
      let law = RandomLaw(kinds: [.conduct, .analysis]).draw(using: &random)
      let before = RandomRecord().draw(using: &random)
      var after = before
      after.statements.append(
        RandomRecord().statement(says: false, from: before.sources.map(\.id), using: &random))
      let findings = assess(before, under: law, on: Self.on).findings
      for (one, other) in zip(findings, assess(after, under: law, on: Self.on).findings) {
        try #require(one.state.isMet == other.state.isMet)
        try #require(one.weakest == other.weakest)
        if one.state == .disputed { try #require(other.state == .disputed) }
      }
    }
  }

  // Without births: a threshold above their class makes an age unknown, and so more conduct possible.
  @Test
  func `What meets a test at one threshold meets it at every lower one, down to its weakest link`()
    throws
  {
    try forAll(count: 12, seed: 8003) { random in
      let law = RandomLaw(kinds: [.conduct, .analysis]).draw(using: &random)
      let record = RandomRecord(births: false).draw(using: &random)
      let all = assess(record, under: law, on: Self.on).findings.filter(\.state.isMet)
      for threshold in SourceClass.allCases where threshold >= .f1 {
        let some = assess(record, under: law, on: Self.on, threshold: threshold)
        for finding in all {
          let other = try #require(some.finding(finding.framework.id, about: finding.about))
          let weakest = try #require(finding.weakest)
          let isMet = finding.narrow.isMet ? other.narrow.isMet : other.broad.isMet
          try #require(
            isMet == (threshold <= weakest),
            "\(finding.framework.id) about \(finding.about), \(threshold): \(law.brief)\(record.brief)"
          )
        }
      }
    }
  }
}
