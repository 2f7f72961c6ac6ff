import Assessment
import BulkAudit
import CivilTime

/// Lines as bytes. What the law says, the same for many cases, is held once and told by its number.
struct LineCoder: Sendable {
  private static let sortingTexts = 3

  private(set) var tests = Numbered<AuditEntry.Test>()
  private(set) var citations = Numbered<Guard.Citation>()

  // MARK: Writing

  mutating func put(_ entry: AuditEntry, to lines: inout CodedLines) {
    // What sorts stands first: so many texts.
    lines.writer.put(entry.caseID)
    lines.writer.put(entry.about)
    lines.writer.put(entry.place)
    putOptional(entry.known, to: &lines.writer) { $1.put(zigzag: $0.dayNumber) }
    lines.writer.put(entry.tests.count)
    for test in entry.tests { lines.put(number: tests.number(of: test)) }
    lines.writer.put(entry.responses.count)
    for response in entry.responses { lines.writer.put(zigzag: response) }
  }

  mutating func put(_ raised: AuditedGuard, to lines: inout CodedLines) {
    lines.writer.put(raised.kind.number)
    lines.writer.put(raised.caseID)
    lines.writer.put(raised.about)
    lines.writer.put(raised.place)
    lines.writer.put(raised.citations.count)
    for citation in raised.citations { lines.put(number: citations.number(of: citation)) }
    putOptional(raised.response, to: &lines.writer) { $1.put(zigzag: $0) }
  }

  private func putOptional<Value>(
    _ value: Value?, to writer: inout NumberWriter, _ put: (Value, inout NumberWriter) -> Void
  ) {
    writer.put(value == nil ? 0 : 1)
    if let value { put(value, &writer) }
  }

  /// The numbers here of what another coder has numbered.
  mutating func numbers(of other: LineCoder) -> (tests: [Int], citations: [Int]) {
    (
      other.tests.values.map { tests.number(of: $0) },
      other.citations.values.map { citations.number(of: $0) }
    )
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
struct Numbered<Value: Hashable & Sendable>: Sendable {
  private(set) var values: [Value] = []
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

/// Records one after another, in which it is known where the numbers stand that tell what the law says.
struct CodedLines: Sendable {
  /// How many bytes such a number takes, so that another can be put in its place.
  private static let numberSize = 4

  var writer = NumberWriter()
  private var numbers: [Int] = []

  var size: Int { writer.bytes.count }

  /// Puts what `put` writes, after its length, and gives where it stands.
  @discardableResult
  mutating func putRecord(_ put: (inout CodedLines) -> Void) -> Range<Int> {
    let start = size
    writer.bytes += repeatElement(0, count: recordHeading)
    put(&self)
    let length = size - start - recordHeading
    for byte in 0..<recordHeading {
      writer.bytes[start + byte] = UInt8(truncatingIfNeeded: length >> (8 * byte))
    }
    return start..<size
  }

  mutating func put(number: Int) {
    numbers.append(size)
    writer.bytes += repeatElement(0, count: Self.numberSize)
    set(number, at: size - Self.numberSize)
  }

  /// Appends records in which things are numbered otherwise.
  ///
  /// - Parameter known: the numbers here, by those there.
  mutating func append(_ other: CodedLines, numbered known: [Int]) {
    let start = size
    writer.bytes += other.writer.bytes
    for place in other.numbers { set(known[other.number(at: place)], at: start + place) }
  }

  mutating func removeAll() {
    writer.bytes.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
  }

  /// As `NumberWriter` puts it, but in as many bytes whatever it is.
  private mutating func set(_ number: Int, at place: Int) {
    precondition(number >> (7 * Self.numberSize) == 0, "no memory holds so many tests")
    for byte in 0..<Self.numberSize {
      let more: UInt8 = byte < Self.numberSize - 1 ? 0x80 : 0
      writer.bytes[place + byte] = UInt8(number >> (7 * byte) & 0x7F) | more
    }
  }

  private func number(at place: Int) -> Int {
    (0..<Self.numberSize).reduce(0) { $0 | Int(writer.bytes[place + $1] & 0x7F) << (7 * $1) }
  }
}
