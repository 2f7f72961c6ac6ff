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
  private var madeTests = NumberedValues<AuditEntry.Test>()
  private var madeSubjects = NumberedValues<CodedGuard.Subject>()

  package init(_ words: LineWords) { self.words = words }

  /// The tests that were read, each made once: there are few, however many lines.
  package var tests: [AuditEntry.Test] { madeTests.values }
  /// What the guards that were read say, each made once.
  package var subjects: [CodedGuard.Subject] { madeSubjects.values }

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
    guard let case1 = first.nextBytes(in: leftBytes), let case2 = second.nextBytes(in: rightBytes)
    else { return nil }
    if let isBefore = isTextBefore(leftBytes.extracting(case1), rightBytes.extracting(case2)) {
      return isBefore
    }
    guard let place1 = first.nextBytes(in: leftBytes),
      let place2 = second.nextBytes(in: rightBytes),
      let about1 = first.nextBytes(in: leftBytes), let about2 = second.nextBytes(in: rightBytes)
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
    guard let caseID = cursor.nextBytes(in: bytes), let place = cursor.nextBytes(in: bytes),
      let about = cursor.nextBytes(in: bytes),
      let day = cursor.nextOptional(in: bytes, { $0.nextZigzag(in: $1) }),
      let testCount = cursor.nextCount(in: bytes)
    else { return false }
    entry.caseID = caseID
    entry.place = place
    entry.about = about
    entry.known = day.map { CivilDate(dayNumber: $0) }
    entry.tests.clear()
    for _ in 0..<testCount {
      guard let test = test(&cursor, bytes) else { return false }
      entry.tests.append(test)
    }
    guard let responseCount = cursor.nextCount(in: bytes) else { return false }
    entry.responses.clear()
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
    guard let caseID = cursor.nextBytes(in: bytes), let place = cursor.nextBytes(in: bytes),
      let about = cursor.nextBytes(in: bytes), let subject = subject(&cursor, bytes),
      let response = cursor.nextOptional(in: bytes, { $0.next(in: $1) })
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

  /// The place of a test among `tests`: its citation, and the facts that are named with it.
  private mutating func test(_ cursor: inout NumberCursor, _ bytes: Span<UInt8>) -> Int? {
    madeTests.place(&cursor, bytes) { [words] citation, facts in
      guard citation < words.citations.count else { return nil }
      let known = words.facts[citation]
      guard facts.allSatisfy({ $0 < known.count }) else { return nil }
      let cited = words.citations[citation]
      return AuditEntry.Test(
        framework: cited.id, cite: cited.cite, facts: facts.map { known[$0] })
    }
  }

  /// The place of what is raised among `subjects`: its kind, and its citations.
  private mutating func subject(_ cursor: inout NumberCursor, _ bytes: Span<UInt8>) -> Int? {
    madeSubjects.place(&cursor, bytes) { [words] kind, citations in
      guard kind < Guard.Kind.allCases.count,
        citations.allSatisfy({ $0 < words.citations.count })
      else { return nil }
      return CodedGuard.Subject(
        kind: Guard.Kind.allCases[kind], citations: citations.map { words.citations[$0] })
    }
  }
}

/// A line that `LineCoder` reads.
package protocol ReadLine: CodedLine {
  init()
  /// Reads a record into the line; false where the bytes are not one.
  mutating func read(_ record: Range<Int>, of bytes: Span<UInt8>, by coder: inout LineCoder) -> Bool
  /// What the numbers of the lines mean that were read so far.
  static func meanings(readBy coder: borrowing LineCoder) -> [Meaning]
}

extension CodedEntry: ReadLine {
  package mutating func read(
    _ record: Range<Int>, of bytes: Span<UInt8>, by coder: inout LineCoder
  ) -> Bool {
    coder.read(record, of: bytes, into: &self)
  }

  package static func meanings(readBy coder: borrowing LineCoder) -> [AuditEntry.Test] {
    coder.tests
  }
}

extension CodedGuard: ReadLine {
  package mutating func read(
    _ record: Range<Int>, of bytes: Span<UInt8>, by coder: inout LineCoder
  ) -> Bool {
    coder.read(record, of: bytes, into: &self)
  }

  package static func meanings(readBy coder: borrowing LineCoder) -> [Subject] { coder.subjects }
}

/// By what an entry is sorted first, which mostly decides: its day, and the first letters of its case.
package struct EntryKey {
  private let day: Int
  /// The first bytes of the id of the case, the first the highest; nil where texts are not in the order of their bytes.
  private let letters: UInt128?

  /// Nil where the bytes are no entry.
  package init?(_ record: Range<Int>, of bytes: Span<UInt8>) {
    var cursor = NumberCursor(record)
    guard let caseID = cursor.nextBytes(in: bytes), cursor.nextBytes(in: bytes) != nil,
      cursor.nextBytes(in: bytes) != nil, let isKnown = cursor.next(in: bytes), isKnown < 2
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
