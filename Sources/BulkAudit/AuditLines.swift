public import Assessment

/// The lines that an audit found, however many: worklists, each in the order in which it became knowable, and guards in the order of the
/// cases.
public protocol AuditLines: Sendable {
  func count(of list: AuditEntry.List) -> Int
  func count(of kind: Guard.Kind) -> GuardCount

  /// Gives the lines of a worklist in their order, as long as `body` says that it wants another.
  func forEach(of list: AuditEntry.List, _ body: (AuditEntry) -> Bool) throws(AuditLinesError)

  /// Gives the guards in the order of the cases, as long as `body` says that it wants another.
  func forEachGuard(_ body: (AuditedGuard) -> Bool) throws(AuditLinesError)

  /// Gives the lines of a worklist in their order as bytes and numbers, each with the bytes among which its texts stand, and with the tests
  /// that were named so far.
  func forEachCoded(
    of list: AuditEntry.List,
    _ body: (CodedEntry, _ bytes: Span<UInt8>, _ tests: [AuditEntry.Test]) -> Void
  ) throws(AuditLinesError)

  /// Gives the guards in the order of the cases as bytes and numbers, each with the bytes among which its texts stand, and with what was
  /// raised so far.
  func forEachCodedGuard(
    _ body: (CodedGuard, _ bytes: Span<UInt8>, _ subjects: [CodedGuard.Subject]) -> Void
  ) throws(AuditLinesError)

  /// Gives what is made of the lines of a worklist in their order.
  ///
  /// - Parameter make: makes those who write, each of whom writes some of the lines.
  func write<Writer: LineWriting<CodedEntry>>(
    _ list: AuditEntry.List, by make: @escaping @Sendable () -> Writer,
    to give: (Span<UInt8>) -> Void
  ) throws(AuditLinesError)

  /// Gives what is made of the guards in the order of the cases.
  ///
  /// - Parameter make: makes those who write, each of whom writes some of the guards.
  func writeGuards<Writer: LineWriting<CodedGuard>>(
    by make: @escaping @Sendable () -> Writer, to give: (Span<UInt8>) -> Void
  ) throws(AuditLinesError)
}

extension AuditLines {
  /// How many guards of every kind there are.
  public var guardCount: Int { Guard.Kind.allCases.reduce(0) { $0 + count(of: $1).raised } }
}

/// How often a guard was raised, and on how many cases.
public struct GuardCount: Sendable, Hashable {
  public var raised = 0
  public var cases = 0

  public init() {}
}

/// Why lines cannot be kept or read again.
public struct AuditLinesError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable {
    case cannotMake = "audit-lines.cannot-make"
    case cannotWrite = "audit-lines.cannot-write"
    case cannotRead = "audit-lines.cannot-read"
  }

  public var code: Code
  /// The folder of the temporary file.
  public var folder: String
  public var reason: String

  public init(_ code: Code, folder: String, reason: String) {
    self.code = code
    self.folder = folder
    self.reason = reason
  }

  /// What is wrong, where, and what to do.
  public var description: String {
    switch code {
    case .cannotMake:
      "no temporary file can be made in \(folder): \(reason) [\(code.rawValue)]; name a folder that can be written to in TMPDIR"
    case .cannotWrite:
      "the temporary file in \(folder) cannot be written: \(reason) [\(code.rawValue)]; make room there, or name another folder in TMPDIR"
    case .cannotRead:
      "the temporary file in \(folder) cannot be read: \(reason) [\(code.rawValue)]; begin again, or name another folder in TMPDIR"
    }
  }
}

/// Counts lines as they come, guards in the order of the cases.
private struct LineCounts {
  private var lists: [AuditEntry.List: Int] = [:]
  private var guards: [Guard.Kind: GuardCount] = [:]
  /// The case on which a guard was raised last.
  private var last: [Guard.Kind: AuditedGuard] = [:]

  mutating func add(_ entry: AuditEntry) { lists[entry.list, default: 0] += 1 }

  mutating func add(_ raised: AuditedGuard) {
    guards[raised.kind, default: GuardCount()].raised += 1
    if last[raised.kind]?.isOnSameCase(as: raised) == true { return }
    guards[raised.kind]?.cases += 1
    last[raised.kind] = raised
  }

  func count(of list: AuditEntry.List) -> Int { lists[list] ?? 0 }
  func count(of kind: Guard.Kind) -> GuardCount { guards[kind] ?? GuardCount() }
}

extension AuditedGuard {
  /// Two records that bear the same id are two cases.
  package func isOnSameCase(as other: AuditedGuard) -> Bool {
    caseID == other.caseID && place == other.place
  }
}

/// Lines that are held in memory.
public struct HeldLines: AuditLines {
  private var lists: [AuditEntry.List: [AuditEntry]] = [:]
  private var guards: [AuditedGuard]
  private var counts = LineCounts()

  /// - Parameter guards: in the order of the cases.
  public init(entries: [AuditEntry], guards: [AuditedGuard]) {
    for entry in entries {
      lists[entry.list, default: []].append(entry)
      counts.add(entry)
    }
    for list in lists.keys { lists[list]?.sort() }
    self.guards = guards
    for raised in guards { counts.add(raised) }
  }

  public func count(of list: AuditEntry.List) -> Int { counts.count(of: list) }
  public func count(of kind: Guard.Kind) -> GuardCount { counts.count(of: kind) }

  public func forEach(of list: AuditEntry.List, _ body: (AuditEntry) -> Bool) {
    for entry in lists[list] ?? [] { guard body(entry) else { return } }
  }

  public func forEachGuard(_ body: (AuditedGuard) -> Bool) {
    for raised in guards { guard body(raised) else { return } }
  }

  public func forEachCoded(
    of list: AuditEntry.List,
    _ body: (CodedEntry, _ bytes: Span<UInt8>, _ tests: [AuditEntry.Test]) -> Void
  ) {
    var tests = Numbered<AuditEntry.Test>()
    forEach(of: list) { entry in
      var texts = Texts()
      var coded = CodedEntry()
      coded.caseID = texts.add(entry.caseID)
      coded.place = texts.add(entry.place)
      coded.about = texts.add(entry.about)
      coded.known = entry.known
      coded.tests = entry.tests.map { tests.number(of: $0) }
      coded.responses = entry.responses
      body(coded, texts.bytes.span, tests.values)
      return true
    }
  }

  public func forEachCodedGuard(
    _ body: (CodedGuard, _ bytes: Span<UInt8>, _ subjects: [CodedGuard.Subject]) -> Void
  ) {
    var subjects = Numbered<CodedGuard.Subject>()
    forEachGuard { raised in
      var texts = Texts()
      var coded = CodedGuard()
      coded.subject = subjects.number(
        of: CodedGuard.Subject(kind: raised.kind, citations: raised.citations))
      coded.caseID = texts.add(raised.caseID)
      coded.place = texts.add(raised.place)
      coded.about = texts.add(raised.about)
      coded.response = raised.response
      body(coded, texts.bytes.span, subjects.values)
      return true
    }
  }
}

extension HeldLines {
  public func write<Writer: LineWriting<CodedEntry>>(
    _ list: AuditEntry.List, by make: @escaping @Sendable () -> Writer,
    to give: (Span<UInt8>) -> Void
  ) {
    var writer = make()
    forEachCoded(of: list) { writer.add($0, $1, $2) }
    give(writer.taken().span)
  }

  public func writeGuards<Writer: LineWriting<CodedGuard>>(
    by make: @escaping @Sendable () -> Writer, to give: (Span<UInt8>) -> Void
  ) {
    var writer = make()
    forEachCodedGuard { writer.add($0, $1, $2) }
    give(writer.taken().span)
  }
}

/// Texts one after another as bytes.
private struct Texts {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ text: String) -> Range<Int> {
    let start = bytes.count
    bytes += text.utf8
    return start..<bytes.count
  }
}
