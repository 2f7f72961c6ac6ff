import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import HeedTesting
import LawPack
import Testing

/// What less certain days do to the answers.
///
/// Without births: a wider day may reach back before a birthday, and then more conduct may have been a child's. Without `not:` in the law: it asks
/// that all that counts be denied, and with a wider day more counts.
@Suite struct WideningTests {
  /// The record with the day of one statement that something was so made wider.
  private func widened(_ record: CaseRecord, using random: inout SplitMix64) -> CaseRecord {
    var record = record
    let dated = record.statements.indices.filter { index in
      record.statements[index].says && record.statements[index].when?.range.earliest != nil
    }
    if dated.isEmpty { return record }
    let index = dated[random.below(dated.count)]
    guard let range = record.statements[index].when?.range, let earliest = range.earliest,
      let latest = range.latest
    else { return record }
    let start = earliest.adding(days: -random.below(3000))
    let end = latest.adding(days: random.below(3000))
    record.statements[index].when = RandomRecord.date("\(start)/\(end)")
    return record
  }

  @Test func `Rule 2: a wider day never makes a certain answer met`() throws {
    try forAll(count: 30, seed: 8400) { random in
      let law = RandomLaw(kinds: [.conduct], denies: false).draw(using: &random)
      let record = RandomRecord(births: false).draw(using: &random)
      let wider = widened(record, using: &random)
      let on = day("2018-01-01")
      let pairs = zip(
        assess(record, under: law, on: on).findings, assess(wider, under: law, on: on).findings)
      for (before, after) in pairs {
        guard let one = before.dates?.certainState, let other = after.dates?.certainState else {
          continue
        }
        if !one.isMet { try #require(!other.isMet, "\(law.brief)\(record.brief)\(wider.brief)") }
      }
    }
  }

  @Test func `Rule 2: a wider day never unmeets what is possible`() throws {
    try forAll(count: 30, seed: 8401) { random in
      let law = RandomLaw(kinds: [.conduct], denies: false).draw(using: &random)
      let record = RandomRecord(births: false).draw(using: &random)
      let wider = widened(record, using: &random)
      let on = day("2018-01-01")
      let pairs = zip(
        assess(record, under: law, on: on).findings, assess(wider, under: law, on: on).findings)
      for (before, after) in pairs where before.state.isMet {
        try #require(after.state.isMet, "\(law.brief)\(record.brief)\(wider.brief)")
      }
    }
  }

  @Test func `Rule 2: what is certainly met is met`() throws {
    try forAll(count: 40, seed: 8402) { random in
      let law = RandomLaw(kinds: [.conduct], denies: false).draw(using: &random)
      let record = RandomRecord().draw(using: &random)
      for finding in assess(record, under: law, on: day("2018-01-01")).findings {
        if finding.dates?.certainState.isMet == true { try #require(finding.state.isMet) }
      }
    }
  }
}
