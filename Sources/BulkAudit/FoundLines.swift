package import Assessment
import CivilTime

/// The lines that were found in some cases, as bytes from the moment they are found: there are many, and few of them are ever looked at
/// singly. What they say of the law is told by number (`LineWords`).
public struct FoundLines: Sendable {
  /// Where an entry stands, and what it is sorted by first.
  package struct Slot: Sendable {
    /// Entries without a first day come last.
    package var day: Int
    package var record: Range<Int>

    /// The same record among others, after so many bytes of them.
    package func moved(by bytes: Int) -> Slot {
      Slot(day: day, record: record.lowerBound + bytes..<record.upperBound + bytes)
    }
  }

  /// The bytes before a record that give its length.
  package static let heading = 4

  private let words: LineWords
  /// Records one after another, each after its length.
  private var entryBytes = NumberWriter()
  private var guardBytes = NumberWriter()
  /// By list, in the order in which they came.
  package private(set) var slots: [[Slot]] = AuditEntry.List.allCases.map { _ in [] }
  /// By kind.
  package private(set) var guardCounts: [GuardCount] = Guard.Kind.allCases.map { _ in GuardCount() }
  /// What every line of the case begins with.
  private var caseBytes = NumberWriter()
  /// By kind, whether such a guard was raised on the case.
  private var raisedOnCase: [Bool] = Guard.Kind.allCases.map { _ in false }
  /// Where the lines of the case begin, and the kinds of its guards.
  private var startOfCase = (entries: 0, guards: 0)
  private var kindsOnCase: [Int] = []

  package init(_ words: LineWords) { self.words = words }

  package var entries: [UInt8] { entryBytes.bytes }
  package var guards: [UInt8] { guardBytes.bytes }

  // MARK: Writing

  /// Begins a case; what is added belongs to it.
  package mutating func beginCase(id: String, place: String) {
    caseBytes.bytes.clear()
    caseBytes.put(id)
    caseBytes.put(place)
    for kind in raisedOnCase.indices { raisedOnCase[kind] = false }
    kindsOnCase.clear()
    startOfCase = (entryBytes.bytes.count, guardBytes.bytes.count)
  }

  /// - Parameters:
  ///   - tests: how many are named.
  ///   - put: puts each of them (`NumberWriter.put(test:facts:)`).
  @inline(__always)
  mutating func add(
    _ list: AuditEntry.List, about: String, known: CivilDate?, tests: Int, responses: [Int] = [],
    _ put: (inout NumberWriter) -> Void
  ) {
    let start = entryBytes.begin()
    entryBytes.bytes += caseBytes.bytes
    entryBytes.put(about)
    entryBytes.put(optional: known.map { $0.dayNumber }) { $1.put(zigzag: $0) }
    entryBytes.put(tests)
    put(&entryBytes)
    entryBytes.put(responses.count)
    for response in responses { entryBytes.put(response) }
    entryBytes.end(start)
    slots[list.number].append(
      Slot(day: known?.dayNumber ?? .max, record: start..<entryBytes.bytes.count))
  }

  package mutating func add(
    _ kind: Guard.Kind, about: String, citations: [Int], response: Int?
  ) {
    let start = guardBytes.begin()
    guardBytes.bytes += caseBytes.bytes
    guardBytes.put(about)
    guardBytes.put(countedUpTo: 1 + citations.count) { line in
      line.put(kind.number)
      for citation in citations { line.put(citation) }
    }
    guardBytes.put(optional: response) { $1.put($0) }
    guardBytes.end(start)
    count(kind.number)
  }

  /// Counts a guard that was raised on the case.
  private mutating func count(_ kind: Int) {
    guardCounts[kind].raised += 1
    if !raisedOnCase[kind] { guardCounts[kind].cases += 1 }
    raisedOnCase[kind] = true
    kindsOnCase.append(kind)
  }

  // MARK: Lines of a case, kept without it

  /// A line without what every line of its case begins with.
  struct LineOfCase: Sendable {
    enum Kind: Sendable {
      case entry(list: Int, day: Int?)
      case raised(kind: Int)
    }

    var kind: Kind
    /// Where the rest of it stands.
    var rest: Range<Int>
  }

  /// Puts the lines of the case that was begun last, in the order in which they came: the entries, and then the guards.
  func putLinesOfCase(to writer: inout NumberWriter) {
    let heading = Self.heading + caseBytes.bytes.count
    let entries = slots.indices.flatMap { list in
      slots[list].reversed().prefix { $0.record.lowerBound >= startOfCase.entries }
        .map { (list: list, slot: $0) }
    }
    writer.put(entries.count)
    for (list, slot) in entries.sorted(by: { $0.slot.record.lowerBound < $1.slot.record.lowerBound }
    ) {
      writer.put(list)
      writer.put(optional: slot.day == .max ? nil : slot.day) { $1.put(zigzag: $0) }
      let rest = slot.record.dropFirst(heading)
      writer.put(rest.count)
      writer.bytes += entryBytes.bytes[rest]
    }
    writer.put(kindsOnCase.count)
    var place = startOfCase.guards
    for kind in kindsOnCase {
      guard let record = LineCoder.record(at: place, of: guardBytes.bytes.span) else { break }
      let rest = record.dropFirst(caseBytes.bytes.count)
      writer.put(kind)
      writer.put(rest.count)
      writer.bytes += guardBytes.bytes[rest]
      place = record.upperBound
    }
  }

  /// What `putLinesOfCase` put; nil where the bytes are not that.
  static func linesOfCase(_ cursor: inout NumberCursor, _ bytes: Span<UInt8>) -> [LineOfCase]? {
    var lines: [LineOfCase] = []
    guard let entryCount = cursor.nextCount(in: bytes) else { return nil }
    for _ in 0..<entryCount {
      guard let list = cursor.next(in: bytes), list < AuditEntry.List.allCases.count,
        let day = cursor.nextOptional(in: bytes, { $0.nextZigzag(in: $1) }),
        let rest = cursor.nextBytes(in: bytes)
      else { return nil }
      lines.append(LineOfCase(kind: .entry(list: list, day: day), rest: rest))
    }
    guard let guardCount = cursor.nextCount(in: bytes) else { return nil }
    for _ in 0..<guardCount {
      guard let kind = cursor.next(in: bytes), kind < Guard.Kind.allCases.count,
        let rest = cursor.nextBytes(in: bytes)
      else { return nil }
      lines.append(LineOfCase(kind: .raised(kind: kind), rest: rest))
    }
    return lines
  }

  /// Adds a line that was put without its case to the case that was begun last.
  ///
  /// - Parameter bytes: among which the rest of it stands.
  mutating func add(_ line: LineOfCase, of bytes: Span<UInt8>) {
    let rest = bytes.extracting(line.rest)
    switch line.kind {
    case .entry(let list, let day):
      let start = entryBytes.add(caseBytes.bytes, rest)
      slots[list].append(Slot(day: day ?? .max, record: start..<entryBytes.bytes.count))
    case .raised(let kind):
      _ = guardBytes.add(caseBytes.bytes, rest)
      count(kind)
    }
  }

  // MARK: Values

  /// In the order in which they came.
  package var allEntries: [AuditEntry] {
    var coder = LineCoder(words)
    let all = AuditEntry.List.allCases.flatMap { list in
      slots[list.number].map { (list: list, record: $0.record) }
    }
    let bytes = entryBytes.bytes.span
    var entries: [AuditEntry] = []
    var entry = CodedEntry()
    for line in all.sorted(by: { $0.record.lowerBound < $1.record.lowerBound }) {
      let content = line.record.dropFirst(Self.heading)
      if coder.read(content, of: bytes, into: &entry) {
        entries.append(coder.entry(of: line.list, entry, bytes))
      }
    }
    return entries
  }

  package var allGuards: [AuditedGuard] {
    var coder = LineCoder(words)
    let bytes = guardBytes.bytes.span
    var guards: [AuditedGuard] = []
    var raised = CodedGuard()
    var place = 0
    while let record = LineCoder.record(at: place, of: bytes) {
      if coder.read(record, of: bytes, into: &raised) {
        guards.append(coder.raisedGuard(raised, bytes))
      }
      place = record.upperBound
    }
    return guards
  }

  /// Lines that were values; nil if one says something of the law for which there are no words.
  ///
  /// - Parameter guards: in the order of the cases.
  package init?(_ words: LineWords, entries: [AuditEntry], guards: [AuditedGuard]) {
    self.init(words)
    let numbers = Numbered(words.citations)
    for entry in entries {
      beginCase(id: entry.caseID, place: entry.place)
      var tests: [(citation: Int, facts: [UInt64])] = []
      for test in entry.tests {
        guard
          let number = numbers.known(Guard.Citation(framework: test.framework, cite: test.cite))
        else { return nil }
        var facts = [UInt64](repeating: 0, count: (words.facts[number].count + 63) / 64)
        for fact in test.facts {
          guard let place = words.facts[number].firstIndex(of: fact) else { return nil }
          facts[place / 64] |= 1 << UInt64(place % 64)
        }
        tests.append((number, facts))
      }
      add(
        entry.list, about: entry.about, known: entry.known, tests: tests.count,
        responses: entry.responses
      ) { line in
        for test in tests { line.put(test: test.citation, facts: test.facts.span) }
      }
    }
    var last: AuditedGuard?
    for raised in guards {
      let citations = raised.citations.compactMap { numbers.known($0) }
      if citations.count < raised.citations.count { return nil }
      if last?.isOnSameCase(as: raised) != true {
        beginCase(id: raised.caseID, place: raised.place)
      }
      last = raised
      add(raised.kind, about: raised.about, citations: citations, response: raised.response)
    }
  }
}

extension NumberWriter {
  /// Puts a test as a line names it.
  ///
  /// - Parameters:
  ///   - citation: its number.
  ///   - facts: those that are named with it, by their places among its own: the bits that are set in words of 64.
  mutating func put(test citation: Int, facts: Span<UInt64> = Span()) {
    var count = 1
    for word in facts.indices { count += facts[word].nonzeroBitCount }
    put(countedUpTo: count) { line in
      line.put(citation)
      for word in facts.indices { facts[word].forEachBit { line.put(word * 64 + $0) } }
    }
  }

  /// Puts a record that is there already, and gives where it begins.
  fileprivate mutating func add(_ heading: [UInt8], _ rest: Span<UInt8>) -> Int {
    let start = begin()
    bytes += heading
    rest.withUnsafeBufferPointer { bytes += $0 }
    end(start)
    return start
  }

  /// Leaves room for the length of a record, and gives where it begins.
  fileprivate mutating func begin() -> Int {
    bytes.append(contentsOf: [0, 0, 0, 0])
    return bytes.count - FoundLines.heading
  }

  /// Puts its length before what was written since.
  fileprivate mutating func end(_ start: Int) {
    let length = bytes.count - start - FoundLines.heading
    for byte in 0..<FoundLines.heading {
      bytes[start + byte] = UInt8(truncatingIfNeeded: length >> (8 * byte))
    }
  }
}

extension AuditEntry.List {
  package var number: Int {
    switch self {
    case .closedThoughMet: 0
    case .noReferral: 1
    case .unmappedGroup: 2
    case .irrelevantFactor: 3
    case .oneFactShort: 4
    }
  }
}

extension Guard.Kind {
  package var number: Int {
    switch self {
    case .nrmUnasked: 0
    case .groupUnasked: 1
    case .gangNotGroup: 2
    case .irrelevantFactor: 3
    case .nonElement: 4
    case .clock: 5
    case .negativeOutcome: 6
    }
  }
}
