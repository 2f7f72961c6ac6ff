public import BulkAudit

/// Takes the lines of an audit as they are found, batch by batch, and keeps no more of them in memory than a bound, or than one batch that is
/// over it, however many they are.
///
/// What is over the bound is written to a temporary file: the lines of each worklist, sorted, as one run after another, and the guards as they
/// came. Where everything fits into the bound, nothing is written.
public final class AuditSpool {
  /// How many bytes of lines are held.
  public static let bound = 8 << 20

  private let words: LineWords
  private let folder: String
  private let bound: Int
  private let threads: Int
  private var file: TemporaryFile?
  private var counts = SpooledLines.Counts()
  private var entries = WaitingEntries()
  private var guards: [UInt8] = []
  private var entryRuns: [[Piece]] = AuditEntry.List.allCases.map { _ in [] }
  private var guardRuns: [Piece] = []

  /// - Parameters:
  ///   - words: what all lines tell by number.
  ///   - folder: where a temporary file is made, if one is needed.
  ///   - threads: how many write the lines out.
  public init(
    _ words: LineWords, folder: String, bound: Int = AuditSpool.bound, threads: Int = 1
  ) {
    self.words = words
    self.folder = folder
    self.threads = threads
    self.bound = bound
    // Room that grows by doubling would be three times as much while it grows.
    entries.reserve(min(bound, Self.bound))
  }

  /// How many bytes were written to the temporary file.
  public var written: Int { file?.length ?? 0 }

  /// Adds lines, whose cases come after those of the lines that were added before.
  public func add(_ lines: FoundLines) throws(AuditLinesError) {
    let size = entries.size + guards.count + lines.entries.count + lines.guards.count
    if size > bound { try writeRuns() }
    counts.add(lines)
    entries.append(lines)
    guards += lines.guards
  }

  /// The lines that were added, each list in its order. Nothing is added after this.
  public func finish() throws(AuditLinesError) -> SpooledLines {
    if file != nil {
      try writeRuns()
    } else {
      for list in entryRuns.indices {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.size(of: list))
        entries.inOrder(list) { bytes += $0 }
        entryRuns[list] = [.held(bytes)]
      }
      guardRuns = [.held(guards)]
    }
    return SpooledLines(
      counts: counts, words: words, folder: folder, threads: threads, entries: entryRuns,
      guards: guardRuns)
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
    try file.append(guards)
    if file.length > start {
      guardRuns.append(.filed(file, offset: start, length: file.length - start))
    }
    entries.removeAll()
    guards.removeAll(keepingCapacity: true)
  }
}

/// Entries as bytes in the order in which they came, with what it takes to sort them.
private struct WaitingEntries {
  private var bytes: [UInt8] = []
  private var slots: [[FoundLines.Slot]] = AuditEntry.List.allCases.map { _ in [] }

  var size: Int { bytes.count }
  func size(of list: Int) -> Int { slots[list].reduce(0) { $0 + $1.record.count } }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func append(_ lines: FoundLines) {
    let start = size
    bytes += lines.entries
    for list in slots.indices {
      slots[list] += lines.slots[list].lazy.map { $0.moved(by: start) }
    }
  }

  /// Gives the records of one list, sorted.
  func inOrder<Failure: Error>(
    _ list: Int, _ give: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    let slots = slots[list]
    // By day, then as they came: each as one number.
    let sorted = slots.indices.map { Place(day: slots[$0].day, number: $0) }.sorted()
    var start = 0
    while start < sorted.count {
      let end = sorted[start...].firstIndex { $0.day != sorted[start].day } ?? sorted.count
      // Most came in the order of their cases.
      for place in inOrder(sorted[start..<end], slots) {
        try give(bytes[slots[place.number].record])
      }
      start = end
    }
  }

  /// Entries of one day in their order; of two that nothing tells apart, first the one that came first.
  private func inOrder(
    _ day: ArraySlice<Place>, _ slots: [FoundLines.Slot]
  ) -> ArraySlice<Place> {
    let isInOrder = day.dropFirst().indices.allSatisfy {
      isBefore(slots[day[$0].number], slots[day[$0 - 1].number]) != true
    }
    if isInOrder { return day }
    return day.sorted { left, right in
      isBefore(slots[left.number], slots[right.number]) ?? (left < right)
    }[...]
  }

  private func isBefore(_ left: FoundLines.Slot, _ right: FoundLines.Slot) -> Bool? {
    LineCoder.isBefore(
      left.record.dropFirst(FoundLines.heading), of: bytes.span,
      right.record.dropFirst(FoundLines.heading), of: bytes.span)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    for list in slots.indices { slots[list].removeAll(keepingCapacity: true) }
  }
}

/// What an entry is sorted by first: its day, and how many came before it.
private struct Place: Comparable {
  private let bits: UInt64

  init(day: Int, number: Int) {
    // Whoever has no day comes last, which is also where the last of all days would be.
    let day = UInt32(bitPattern: Int32(clamping: day)) ^ 1 << 31
    bits = UInt64(day) << 32 | UInt64(UInt32(number))
  }

  var day: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
  var number: Int { Int(UInt32(truncatingIfNeeded: bits)) }

  static func < (left: Place, right: Place) -> Bool { left.bits < right.bits }
}
