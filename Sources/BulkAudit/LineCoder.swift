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
  package private(set) var tests: [AuditEntry.Test] = []
  /// By citation: the place among `tests` of its test with which no fact is named.
  private var plainPlaces: [Int?]
  private var places: [TestKey: Int] = [:]

  package init(_ words: LineWords) {
    self.words = words
    plainPlaces = words.citations.map { _ in nil }
  }

  /// What guards cite.
  package var citations: [Guard.Citation] { words.citations }

  /// Whether one entry of a day comes before another; nil where nothing by which they are sorted tells them apart.
  package static func isBefore(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool? {
    var (left, right) = (NumberReader(left), NumberReader(right))
    guard let case1 = left.nextTextBytes(), let case2 = right.nextTextBytes() else { return nil }
    if let isBefore = isTextBefore(case1, case2) { return isBefore }
    guard let place1 = left.nextTextBytes(), let place2 = right.nextTextBytes(),
      let about1 = left.nextTextBytes(), let about2 = right.nextTextBytes()
    else { return nil }
    return isTextBefore(about1, about2) ?? isTextBefore(place1, place2)
  }

  /// An entry, whose tests stand in `tests`.
  package mutating func codedEntry(_ reader: inout NumberReader) -> CodedEntry? {
    guard let caseID = reader.nextTextBytes(), let place = reader.nextTextBytes(),
      let about = reader.nextTextBytes(), let known = optional(&reader, { $0.nextZigzag() }),
      let tests = several(&reader, { test(&$0) }),
      let responses = several(&reader, { $0.next() })
    else { return nil }
    return CodedEntry(
      caseID: caseID, place: place, about: about,
      known: known.map { CivilDate(dayNumber: $0) }, tests: tests, responses: responses)
  }

  package func codedGuard(_ reader: inout NumberReader) -> CodedGuard? {
    guard let caseID = reader.nextTextBytes(), let place = reader.nextTextBytes(),
      let about = reader.nextTextBytes(), let kind = reader.next(),
      kind < Guard.Kind.allCases.count,
      let citations = several(&reader, { citation(&$0) }),
      let response = optional(&reader, { $0.next() })
    else { return nil }
    return CodedGuard(
      subject: CodedGuard.Subject(kind: Guard.Kind.allCases[kind], citations: citations),
      caseID: caseID, place: place, about: about, response: response)
  }

  package func entry(of list: AuditEntry.List, _ coded: CodedEntry) -> AuditEntry {
    AuditEntry(
      list: list, caseID: text(coded.caseID), place: text(coded.place), about: text(coded.about),
      known: coded.known, tests: coded.tests.map { tests[$0] }, responses: coded.responses)
  }

  package func raisedGuard(_ coded: CodedGuard) -> AuditedGuard {
    AuditedGuard(
      kind: coded.subject.kind, caseID: text(coded.caseID), place: text(coded.place),
      about: text(coded.about), citations: coded.subject.citations.map { words.citations[$0] },
      response: coded.response)
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private func citation(_ reader: inout NumberReader) -> Int? {
    reader.next().flatMap { $0 < words.citations.count ? $0 : nil }
  }

  /// The place of a test among `tests`.
  private mutating func test(_ reader: inout NumberReader) -> Int? {
    guard let citation = citation(&reader), let facts = reader.nextSet() else { return nil }
    if facts.isEmpty {
      if let known = plainPlaces[citation] { return known }
      plainPlaces[citation] = tests.count
    } else {
      let key = TestKey(citation: citation, facts: facts)
      if let known = places[key] { return known }
      guard facts.atoms.allSatisfy({ $0 < words.facts[citation].count }) else { return nil }
      places[key] = tests.count
    }
    let cited = words.citations[citation]
    tests.append(
      AuditEntry.Test(
        framework: cited.id, cite: cited.cite, facts: facts.atoms.map { words.facts[citation][$0] })
    )
    return tests.count - 1
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
