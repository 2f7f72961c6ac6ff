package import Assessment
import CivilTime

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
  private let words: LineWords
  /// The tests that were read, each made once: there are few, however many lines.
  package private(set) var tests: [AuditEntry.Test] = []
  /// What the guards that were read say, each made once.
  package private(set) var subjects: [CodedGuard.Subject] = []
  private var testNumbers = NumberedBytes()
  private var subjectNumbers = NumberedBytes()

  package init(_ words: LineWords) { self.words = words }

  // MARK: Records

  /// How long the record is that begins at a place, where there is a heading; nil where there is none.
  package static func length(at place: Int, of bytes: Span<UInt8>) -> Int? {
    guard place + FoundLines.heading <= bytes.count else { return nil }
    return (0..<FoundLines.heading).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  /// The record that begins at a place, without its heading; nil where there is none that is whole.
  package static func record(at place: Int, of bytes: Span<UInt8>) -> Range<Int>? {
    guard let length = length(at: place, of: bytes) else { return nil }
    let start = place + FoundLines.heading
    return length <= bytes.count - start ? start..<start + length : nil
  }

  /// Whether one entry of a day comes before another; nil where nothing by which they are sorted tells them apart.
  package static func isBefore(
    _ left: Range<Int>, of leftBytes: Span<UInt8>, _ right: Range<Int>, of rightBytes: Span<UInt8>
  ) -> Bool? {
    var (first, second) = (NumberCursor(left), NumberCursor(right))
    guard let case1 = first.nextText(in: leftBytes), let case2 = second.nextText(in: rightBytes)
    else { return nil }
    if let isBefore = isTextBefore(leftBytes.extracting(case1), rightBytes.extracting(case2)) {
      return isBefore
    }
    guard let place1 = first.nextText(in: leftBytes), let place2 = second.nextText(in: rightBytes),
      let about1 = first.nextText(in: leftBytes), let about2 = second.nextText(in: rightBytes)
    else { return nil }
    return isTextBefore(leftBytes.extracting(about1), rightBytes.extracting(about2))
      ?? isTextBefore(leftBytes.extracting(place1), rightBytes.extracting(place2))
  }

  // MARK: Lines

  /// Reads an entry, whose tests then stand in `tests`; false where the bytes are not one.
  package mutating func read(
    _ record: Range<Int>, of bytes: Span<UInt8>, into entry: inout CodedEntry
  ) -> Bool {
    var cursor = NumberCursor(record)
    guard let caseID = cursor.nextText(in: bytes), let place = cursor.nextText(in: bytes),
      let about = cursor.nextText(in: bytes),
      let day = optional(&cursor, bytes, { $0.nextZigzag(in: $1) }),
      let testCount = count(&cursor, bytes)
    else { return false }
    entry.caseID = caseID
    entry.place = place
    entry.about = about
    entry.known = day.map { CivilDate(dayNumber: $0) }
    entry.tests.removeAll(keepingCapacity: true)
    for _ in 0..<testCount {
      guard let test = test(&cursor, bytes) else { return false }
      entry.tests.append(test)
    }
    guard let responseCount = count(&cursor, bytes) else { return false }
    entry.responses.removeAll(keepingCapacity: true)
    for _ in 0..<responseCount {
      guard let response = cursor.next(in: bytes) else { return false }
      entry.responses.append(response)
    }
    return cursor.isAtEnd
  }

  /// Reads a guard, whose subject then stands in `subjects`; false where the bytes are not one.
  package mutating func read(
    _ record: Range<Int>, of bytes: Span<UInt8>, into raised: inout CodedGuard
  ) -> Bool {
    var cursor = NumberCursor(record)
    guard let caseID = cursor.nextText(in: bytes), let place = cursor.nextText(in: bytes),
      let about = cursor.nextText(in: bytes), let subject = subject(&cursor, bytes),
      let response = optional(&cursor, bytes, { $0.next(in: $1) })
    else { return false }
    raised.caseID = caseID
    raised.place = place
    raised.about = about
    raised.subject = subject
    raised.response = response
    return cursor.isAtEnd
  }

  package func entry(
    of list: AuditEntry.List, _ coded: CodedEntry, _ bytes: Span<UInt8>
  ) -> AuditEntry {
    AuditEntry(
      list: list, caseID: text(bytes.extracting(coded.caseID)),
      place: text(bytes.extracting(coded.place)), about: text(bytes.extracting(coded.about)),
      known: coded.known, tests: coded.tests.map { tests[$0] }, responses: coded.responses)
  }

  package func raisedGuard(_ coded: CodedGuard, _ bytes: Span<UInt8>) -> AuditedGuard {
    let subject = subjects[coded.subject]
    return AuditedGuard(
      kind: subject.kind, caseID: text(bytes.extracting(coded.caseID)),
      place: text(bytes.extracting(coded.place)), about: text(bytes.extracting(coded.about)),
      citations: subject.citations, response: coded.response)
  }

  // MARK: Parts of a line

  /// The place of a test among `tests`. One that is known is found by its bytes.
  private mutating func test(_ cursor: inout NumberCursor, _ bytes: Span<UInt8>) -> Int? {
    let start = cursor.position
    guard cursor.next(in: bytes) != nil, let factCount = count(&cursor, bytes) else { return nil }
    for _ in 0..<factCount where cursor.next(in: bytes) == nil { return nil }
    let key = start..<cursor.position
    if let known = testNumbers.number(of: bytes.extracting(key)) { return known }
    var words = NumberCursor(key)
    guard let citation = citation(&words, bytes), words.next(in: bytes) == factCount else {
      return nil
    }
    let known = self.words.facts[citation]
    var facts: [String] = []
    for _ in 0..<factCount {
      guard let fact = words.next(in: bytes), fact < known.count else { return nil }
      facts.append(known[fact])
    }
    let cited = self.words.citations[citation]
    tests.append(AuditEntry.Test(framework: cited.id, cite: cited.cite, facts: facts))
    return testNumbers.add(bytes.extracting(key))
  }

  /// The place of what is raised among `subjects`. One that is known is found by its bytes.
  private mutating func subject(_ cursor: inout NumberCursor, _ bytes: Span<UInt8>) -> Int? {
    let start = cursor.position
    guard cursor.next(in: bytes) != nil, let citationCount = count(&cursor, bytes) else {
      return nil
    }
    for _ in 0..<citationCount where cursor.next(in: bytes) == nil { return nil }
    let key = start..<cursor.position
    if let known = subjectNumbers.number(of: bytes.extracting(key)) { return known }
    var words = NumberCursor(key)
    guard let kind = words.next(in: bytes), kind < Guard.Kind.allCases.count,
      words.next(in: bytes) == citationCount
    else { return nil }
    var citations: [Guard.Citation] = []
    for _ in 0..<citationCount {
      guard let citation = citation(&words, bytes) else { return nil }
      citations.append(self.words.citations[citation])
    }
    subjects.append(
      CodedGuard.Subject(kind: Guard.Kind.allCases[kind], citations: citations))
    return subjectNumbers.add(bytes.extracting(key))
  }

  private func citation(_ cursor: inout NumberCursor, _ bytes: Span<UInt8>) -> Int? {
    cursor.next(in: bytes).flatMap { $0 < words.citations.count ? $0 : nil }
  }

  /// How many numbers follow; nil where there is no room for so many.
  private func count(_ cursor: inout NumberCursor, _ bytes: Span<UInt8>) -> Int? {
    guard let count = cursor.next(in: bytes), count <= cursor.left else { return nil }
    return count
  }

  /// A value that may be absent; nil if there is neither.
  private func optional<Value>(
    _ cursor: inout NumberCursor, _ bytes: Span<UInt8>,
    _ next: (inout NumberCursor, Span<UInt8>) -> Value?
  ) -> Value?? {
    switch cursor.next(in: bytes) {
    case 0: .some(nil)
    case 1: next(&cursor, bytes).map { .some($0) }
    default: nil
    }
  }
}

/// By what an entry is sorted first, which mostly decides: its day, and the first letters of its case.
package struct EntryKey {
  private let day: Int
  /// The first bytes of the id of the case, the first the highest; nil where texts are not in the order of their bytes.
  private let letters: UInt128?

  /// Nil where the bytes are no entry.
  package init?(_ record: Range<Int>, of bytes: Span<UInt8>) {
    var cursor = NumberCursor(record)
    guard let caseID = cursor.nextText(in: bytes), cursor.nextText(in: bytes) != nil,
      cursor.nextText(in: bytes) != nil, let isKnown = cursor.next(in: bytes), isKnown < 2
    else { return nil }
    if isKnown == 0 {
      day = .max
    } else {
      guard let known = cursor.nextZigzag(in: bytes) else { return nil }
      day = known
    }
    let text = bytes.extracting(caseID)
    var letters: UInt128 = 0
    for place in 0..<16 {
      letters = letters << 8 | UInt128(place < text.count ? text[place] : 0)
    }
    self.letters = isASCII(text) ? letters : nil
  }

  /// Whether one entry comes before another; nil where that takes more than this.
  package func isBefore(_ other: EntryKey) -> Bool? {
    if day != other.day { return day < other.day }
    guard let letters, let others = other.letters, letters != others else { return nil }
    return letters < others
  }
}

/// Numbers for short runs of bytes, in the order in which they are added. Each is found without being copied.
private struct NumberedBytes: Sendable {
  /// All that were added, one after another.
  private var bytes: [UInt8] = []
  /// By number, where each ends.
  private var ends: [Int] = []
  /// The numbers by what their bytes come to, each in the first place that was free from there on; no more than half are taken.
  private var slots: [Int?] = Array(repeating: nil, count: 64)

  func number(of key: Span<UInt8>) -> Int? { slots[slot(of: key)] }

  /// Adds a run that has no number yet, and gives its own.
  mutating func add(_ key: Span<UInt8>) -> Int {
    let number = ends.count
    for index in key.indices { bytes.append(key[index]) }
    ends.append(bytes.count)
    if ends.count * 2 <= slots.count {
      slots[slot(of: key)] = number
    } else {
      slots = Array(repeating: nil, count: slots.count * 2)
      for number in ends.indices {
        slots[slot(of: bytes.span.extracting(range(number)))] = number
      }
    }
    return number
  }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  /// Where the number of a run stands, or would stand.
  private func slot(of key: Span<UInt8>) -> Int {
    // FNV-1a.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in key.indices { hash = (hash ^ UInt64(key[index])) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    while let number = slots[slot], !isEqual(key, range(number)) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func isEqual(_ key: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if key.count != range.count { return false }
    for index in key.indices where key[index] != bytes[range.lowerBound + index] { return false }
    return true
  }
}
