package import Assessment
import CivilTime
package import EvidenceLogic

/// What the lines of an audit say of the law, which they tell by number: provisions to read, the same for every line.
public final class LineWords: Sendable {
  package let citations: [Guard.Citation]
  /// By citation: the facts that may be named with it, of which any one would complete its test.
  package let facts: [[String]]

  package init(citations: [Guard.Citation], facts: [[String]]) {
    self.citations = citations
    self.facts = facts
  }
}

/// Reads lines that `FoundLines` put into bytes.
package struct LineCoder: Sendable {
  /// A test by number, with those of its facts that are named, by their places.
  private struct TestKey: Hashable {
    var citation: Int
    var facts: AtomSet
  }

  private let words: LineWords
  /// The tests that were read, each made once: there are few, however many lines.
  private var tests: [TestKey: AuditEntry.Test] = [:]

  package init(_ words: LineWords) { self.words = words }

  /// Whether one entry of a day comes before another; nil where nothing by which they are sorted tells them apart.
  package static func isBefore(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool? {
    var (left, right) = (NumberReader(left), NumberReader(right))
    guard let case1 = left.nextText(), let case2 = right.nextText() else { return nil }
    if case1 != case2 { return case1 < case2 }
    guard let place1 = left.nextText(), let place2 = right.nextText(),
      let about1 = left.nextText(), let about2 = right.nextText()
    else { return nil }
    if about1 != about2 { return about1 < about2 }
    return place1 == place2 ? nil : place1 < place2
  }

  package mutating func entry(
    of list: AuditEntry.List, _ reader: inout NumberReader
  ) -> AuditEntry? {
    guard let caseID = reader.nextText(), let place = reader.nextText(),
      let about = reader.nextText(), let known = optional(&reader, { $0.nextZigzag() }),
      let tests = several(&reader, { test(&$0) }),
      let responses = several(&reader, { $0.next() })
    else { return nil }
    return AuditEntry(
      list: list, caseID: caseID, place: place, about: about,
      known: known.map { CivilDate(dayNumber: $0) }, tests: tests, responses: responses)
  }

  package func raisedGuard(_ reader: inout NumberReader) -> AuditedGuard? {
    guard let caseID = reader.nextText(), let place = reader.nextText(),
      let about = reader.nextText(), let kind = reader.next(), kind < Guard.Kind.allCases.count,
      let citations = several(&reader, { citation(&$0).map { words.citations[$0] } }),
      let response = optional(&reader, { $0.next() })
    else { return nil }
    return AuditedGuard(
      kind: Guard.Kind.allCases[kind], caseID: caseID, place: place, about: about,
      citations: citations, response: response)
  }

  private func citation(_ reader: inout NumberReader) -> Int? {
    reader.next().flatMap { $0 < words.citations.count ? $0 : nil }
  }

  private mutating func test(_ reader: inout NumberReader) -> AuditEntry.Test? {
    guard let citation = citation(&reader), let facts = reader.nextSet() else { return nil }
    let key = TestKey(citation: citation, facts: facts)
    if let known = tests[key] { return known }
    let places = facts.atoms
    guard places.allSatisfy({ $0 < words.facts[citation].count }) else { return nil }
    let cited = words.citations[citation]
    let test = AuditEntry.Test(
      framework: cited.id, cite: cited.cite, facts: places.map { words.facts[citation][$0] })
    tests[key] = test
    return test
  }

  /// A value that may be absent; nil if there is neither.
  private func optional<Value>(
    _ reader: inout NumberReader, _ next: (inout NumberReader) -> Value?
  ) -> Value?? {
    switch reader.next() {
    case 0: .some(nil)
    case 1: next(&reader).map { .some($0) }
    default: nil
    }
  }

  private func several<Value>(
    _ reader: inout NumberReader, _ next: (inout NumberReader) -> Value?
  ) -> [Value]? {
    guard let count = reader.next(), count <= reader.left else { return nil }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count {
      guard let value = next(&reader) else { return nil }
      values.append(value)
    }
    return values
  }
}
