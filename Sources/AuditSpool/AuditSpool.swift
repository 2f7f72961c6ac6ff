public import BulkAudit
import CivilTime

/// Takes the lines of an audit as they are found, batch by batch, and keeps no more of them in memory than a bound, or than one batch that is
/// over it, however many they are.
///
/// What is over the bound is written to a temporary file: the lines of each worklist, sorted, as one run after another, and the guards as they
/// came. Where everything fits into the bound, nothing is written.
public final class AuditSpool {
  /// How many bytes of lines are held.
  public static let bound = 8 << 20

  private let folder: String
  private let bound: Int
  private var file: TemporaryFile?
  private var coder = LineCoder()
  private var counts = LineCounts()
  private var entries = WaitingEntries()
  private var guards = CodedLines()
  private var entryRuns: [[Piece]] = AuditEntry.List.allCases.map { _ in [] }
  private var guardRuns: [Piece] = []

  /// - Parameter folder: where a temporary file is made, if one is needed.
  public init(folder: String, bound: Int = AuditSpool.bound) {
    self.folder = folder
    self.bound = bound
    // Room that grows by doubling would be three times as much while it grows.
    entries.reserve(min(bound, Self.bound))
  }

  /// How many bytes were written to the temporary file.
  public var written: Int { file?.length ?? 0 }

  /// Some lines made ready to be added. Several threads may each make some; one adds them, and has little to do.
  public struct Batch: Sendable {
    fileprivate let found: [AuditEntry]
    fileprivate let raised: [AuditedGuard]
    fileprivate var coder = LineCoder()
    fileprivate var entries = WaitingEntries()
    fileprivate var guards = CodedLines()

    fileprivate var size: Int { entries.size + guards.size }

    /// - Parameter guards: in the order of the cases.
    public init(entries: [AuditEntry], guards: [AuditedGuard]) {
      found = entries
      raised = guards
      for entry in entries { self.entries.add(entry, &coder) }
      for raised in guards { self.guards.putRecord { coder.put(raised, to: &$0) } }
    }
  }

  /// Adds lines, whose cases come after those of the lines that were added before.
  public func add(_ batch: Batch) throws(AuditLinesError) {
    if entries.size + guards.size + batch.size > bound { try writeRuns() }
    for entry in batch.found { counts.add(entry) }
    for raised in batch.raised { counts.add(raised) }
    let known = coder.numbers(of: batch.coder)
    entries.append(batch.entries, numbered: known.tests)
    guards.append(batch.guards, numbered: known.citations)
  }

  /// The lines that were added, each list in its order. Nothing is added after this.
  public func finish() throws(AuditLinesError) -> SpooledLines {
    if file != nil {
      try writeRuns()
    } else {
      for list in entryRuns.indices {
        var bytes: [UInt8] = []
        entries.inOrder(list) { bytes += $0 }
        entryRuns[list] = [.held(bytes)]
      }
      guardRuns = [.held(guards.writer.bytes)]
    }
    return SpooledLines(counts: counts, coder: coder, entries: entryRuns, guards: guardRuns)
  }

  private func writeRuns() throws(AuditLinesError) {
    let file: TemporaryFile
    if let made = self.file { file = made } else { file = try TemporaryFile(in: folder) }
    defer { self.file = file }
    for list in entryRuns.indices {
      let start = file.length
      var waiting: [UInt8] = []
      try entries.inOrder(list) { bytes throws(AuditLinesError) in
        waiting += bytes
        guard waiting.count >= TemporaryFile.pieceSize else { return }
        try file.append(waiting)
        waiting.removeAll(keepingCapacity: true)
      }
      try file.append(waiting)
      if file.length > start {
        entryRuns[list].append(.filed(file, offset: start, length: file.length - start))
      }
    }
    let start = file.length
    try file.append(guards.writer.bytes)
    if file.length > start {
      guardRuns.append(.filed(file, offset: start, length: file.length - start))
    }
    entries.removeAll()
    guards.removeAll()
  }
}

/// Entries as bytes in the order in which they came, with what it takes to sort them.
private struct WaitingEntries {
  private struct Slot {
    /// Entries of which no source has a day come last.
    var day: Int
    var record: Range<Int>
  }

  private var lines = CodedLines()
  private var slots: [[Slot]] = AuditEntry.List.allCases.map { _ in [] }

  var size: Int { lines.size }

  mutating func reserve(_ bytes: Int) { lines.writer.bytes.reserveCapacity(bytes) }

  mutating func add(_ entry: AuditEntry, _ coder: inout LineCoder) {
    let record = lines.putRecord { coder.put(entry, to: &$0) }
    slots[entry.list.number].append(Slot(day: entry.known?.dayNumber ?? .max, record: record))
  }

  /// - Parameter known: the numbers of tests here, by those there.
  mutating func append(_ other: WaitingEntries, numbered known: [Int]) {
    let start = size
    lines.append(other.lines, numbered: known)
    for list in slots.indices {
      slots[list] += other.slots[list].map { slot in
        let record = start + slot.record.lowerBound..<start + slot.record.upperBound
        return Slot(day: slot.day, record: record)
      }
    }
  }

  /// Gives the records of one list, sorted.
  func inOrder<Failure: Error>(
    _ list: Int, _ give: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    let sorted = slots[list].sorted { left, right in
      if left.day != right.day { return left.day < right.day }
      // Of two that nothing tells apart, the one that came first.
      return LineCoder.isBefore(content(of: left), content(of: right))
        ?? (left.record.lowerBound < right.record.lowerBound)
    }
    for slot in sorted { try give(lines.writer.bytes[slot.record]) }
  }

  private func content(of slot: Slot) -> ArraySlice<UInt8> {
    lines.writer.bytes[slot.record].dropFirst(recordHeading)
  }

  mutating func removeAll() {
    lines.removeAll()
    for list in slots.indices { slots[list].removeAll(keepingCapacity: true) }
  }
}
