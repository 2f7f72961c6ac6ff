public import BulkAudit
import CivilTime

/// Takes the lines of an audit as they are found, and keeps no more of them in memory than a bound, however many they are.
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
  private var guards = NumberWriter()
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

  /// - Parameter guards: in the order of the cases; those that were added before come before them.
  public func add(
    entries: [AuditEntry], guards: [AuditedGuard]
  ) throws(AuditLinesError) {
    for entry in entries {
      counts.add(entry)
      self.entries.add(entry, &coder)
      try makeRoom()
    }
    for raised in guards {
      counts.add(raised)
      putRecord(to: &self.guards) { coder.put(raised, to: &$0) }
      try makeRoom()
    }
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
      guardRuns = [.held(guards.bytes)]
    }
    return SpooledLines(counts: counts, coder: coder, entries: entryRuns, guards: guardRuns)
  }

  private func makeRoom() throws(AuditLinesError) {
    if entries.size + guards.bytes.count > bound { try writeRuns() }
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
    try file.append(guards.bytes)
    if file.length > start {
      guardRuns.append(.filed(file, offset: start, length: file.length - start))
    }
    entries.removeAll()
    guards.bytes.removeAll(keepingCapacity: true)
  }
}

/// Entries as bytes in the order in which they came, with what it takes to sort them.
private struct WaitingEntries {
  private struct Slot {
    /// Entries of which no source has a day come last.
    var day: Int
    var record: Range<Int>
  }

  private var writer = NumberWriter()
  private var slots: [[Slot]] = AuditEntry.List.allCases.map { _ in [] }

  var size: Int { writer.bytes.count }

  mutating func reserve(_ bytes: Int) { writer.bytes.reserveCapacity(bytes) }

  mutating func add(_ entry: AuditEntry, _ coder: inout LineCoder) {
    let start = writer.bytes.count
    putRecord(to: &writer) { coder.put(entry, to: &$0) }
    slots[entry.list.number].append(
      Slot(day: entry.known?.dayNumber ?? .max, record: start..<writer.bytes.count))
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
    for slot in sorted { try give(writer.bytes[slot.record]) }
  }

  private func content(of slot: Slot) -> ArraySlice<UInt8> {
    writer.bytes[slot.record].dropFirst(recordHeading)
  }

  mutating func removeAll() {
    writer.bytes.removeAll(keepingCapacity: true)
    for list in slots.indices { slots[list].removeAll(keepingCapacity: true) }
  }
}
