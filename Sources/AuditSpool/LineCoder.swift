import Assessment
import BulkAudit
import CivilTime

/// Lines as bytes. What the law says, the same for many cases, is held once and told by its number.
struct LineCoder: Sendable {
  private var tests = Numbered<AuditEntry.Test>()
  private var citations = Numbered<Guard.Citation>()

  private static let sortingTexts = 3

  // MARK: Writing

  mutating func put(_ entry: AuditEntry, to writer: inout NumberWriter) {
    // What sorts stands first: so many texts.
    writer.put(entry.caseID)
    writer.put(entry.about)
    writer.put(entry.place)
    putOptional(entry.known, to: &writer) { $1.put(zigzag: $0.dayNumber) }
    writer.put(entry.tests.count)
    for test in entry.tests { writer.put(tests.number(of: test)) }
    writer.put(entry.responses.count)
    for response in entry.responses { writer.put(zigzag: response) }
  }

  mutating func put(_ raised: AuditedGuard, to writer: inout NumberWriter) {
    writer.put(raised.kind.number)
    writer.put(raised.caseID)
    writer.put(raised.about)
    writer.put(raised.place)
    writer.put(raised.citations.count)
    for citation in raised.citations { writer.put(citations.number(of: citation)) }
    putOptional(raised.response, to: &writer) { $1.put(zigzag: $0) }
  }

  private func putOptional<Value>(
    _ value: Value?, to writer: inout NumberWriter, _ put: (Value, inout NumberWriter) -> Void
  ) {
    writer.put(value == nil ? 0 : 1)
    if let value { put(value, &writer) }
  }

  // MARK: Reading

  /// Whether one entry of a day comes before another; nil where nothing by which they are sorted tells them apart.
  static func isBefore(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool? {
    var (left, right) = (NumberReader(left), NumberReader(right))
    for _ in 0..<sortingTexts {
      guard let one = left.nextText(), let other = right.nextText() else { return nil }
      if one != other { return one < other }
    }
    return nil
  }

  func entry(of list: AuditEntry.List, _ reader: inout NumberReader) -> AuditEntry? {
    guard let caseID = reader.nextText(), let about = reader.nextText(),
      let place = reader.nextText(), let known = optional(&reader, { $0.nextZigzag() }),
      let tests = several(&reader, { $0.next().flatMap(self.tests.value) }),
      let responses = several(&reader, { $0.nextZigzag() })
    else { return nil }
    return AuditEntry(
      list: list, caseID: caseID, place: place, about: about,
      known: known.map { CivilDate(dayNumber: $0) }, tests: tests, responses: responses)
  }

  func raisedGuard(_ reader: inout NumberReader) -> AuditedGuard? {
    guard let number = reader.next(), number < Guard.Kind.allCases.count,
      let caseID = reader.nextText(), let about = reader.nextText(),
      let place = reader.nextText(),
      let citations = several(&reader, { $0.next().flatMap(self.citations.value) }),
      let response = optional(&reader, { $0.nextZigzag() })
    else { return nil }
    return AuditedGuard(
      kind: Guard.Kind.allCases[number], caseID: caseID, place: place, about: about,
      citations: citations, response: response)
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

/// Values that are told by number, in the order in which they first came.
private struct Numbered<Value: Hashable & Sendable>: Sendable {
  private var values: [Value] = []
  private var numbers: [Value: Int] = [:]

  mutating func number(of value: Value) -> Int {
    if let number = numbers[value] { return number }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }

  func value(_ number: Int) -> Value? { number < values.count ? values[number] : nil }
}

extension AuditEntry.List {
  var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Guard.Kind {
  fileprivate var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

// MARK: Records

/// The bytes before a record that give its length.
let recordHeading = 4

/// Puts what `put` writes, after its length.
func putRecord(to writer: inout NumberWriter, _ put: (inout NumberWriter) -> Void) {
  let start = writer.bytes.count
  writer.bytes += repeatElement(0, count: recordHeading)
  put(&writer)
  let length = writer.bytes.count - start - recordHeading
  for byte in 0..<recordHeading {
    writer.bytes[start + byte] = UInt8(truncatingIfNeeded: length >> (8 * byte))
  }
}
