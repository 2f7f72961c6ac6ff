public import Assessment
public import BulkAudit

/// The lines of an audit, most of them in a temporary file.
public struct SpooledLines: AuditLines {
  /// How many there are.
  struct Counts {
    private(set) var lists = AuditEntry.List.allCases.map { _ in 0 }
    private(set) var guards = Guard.Kind.allCases.map { _ in GuardCount() }

    mutating func add(_ lines: FoundLines) {
      for list in lists.indices { lists[list] += lines.slots[list].count }
      for kind in guards.indices {
        guards[kind].raised += lines.guardCounts[kind].raised
        guards[kind].cases += lines.guardCounts[kind].cases
      }
    }
  }

  private let counts: Counts
  private let words: LineWords
  /// Of the temporary file.
  private let folder: String
  /// How many write the lines out.
  private let threads: Int
  /// By list: runs, each in the order of the list.
  private let entries: [[Piece]]
  private let guards: [Piece]

  init(
    counts: Counts, words: LineWords, folder: String, threads: Int, entries: [[Piece]],
    guards: [Piece]
  ) {
    self.counts = counts
    self.words = words
    self.folder = folder
    self.threads = threads
    self.entries = entries
    self.guards = guards
  }

  public func count(of list: AuditEntry.List) -> Int { counts.lists[list.number] }
  public func count(of kind: Guard.Kind) -> GuardCount { counts.guards[kind.number] }

  public func forEach(
    of list: AuditEntry.List, _ body: (AuditEntry) -> Bool
  ) throws(AuditLinesError) {
    try readEntries(list) { entry, bytes, coder in body(coder.entry(of: list, entry, bytes)) }
  }

  public func forEachCoded(
    of list: AuditEntry.List,
    _ body: (CodedEntry, _ bytes: Span<UInt8>, _ tests: [AuditEntry.Test]) -> Void
  ) throws(AuditLinesError) {
    try readEntries(list) { entry, bytes, coder in
      body(entry, bytes, coder.tests)
      return true
    }
  }

  public func forEachGuard(_ body: (AuditedGuard) -> Bool) throws(AuditLinesError) {
    try readGuards { raised, bytes, coder in body(coder.raisedGuard(raised, bytes)) }
  }

  public func forEachCodedGuard(
    _ body: (CodedGuard, _ bytes: Span<UInt8>, _ subjects: [CodedGuard.Subject]) -> Void
  ) throws(AuditLinesError) {
    try readGuards { raised, bytes, coder in
      body(raised, bytes, coder.subjects)
      return true
    }
  }

  public func write<Writer: EntryWriting>(
    _ list: AuditEntry.List, by make: @escaping @Sendable () -> Writer,
    to give: (Span<UInt8>) -> Void
  ) throws(AuditLinesError) {
    let words = words
    try giveInOrder(
      MergedRuns(entries[list.number]),
      madeBy: { EntryTexts(coder: LineCoder(words), writer: make()) }, to: give)
  }

  public func writeGuards<Writer: GuardWriting>(
    by make: @escaping @Sendable () -> Writer, to give: (Span<UInt8>) -> Void
  ) throws(AuditLinesError) {
    let words = words
    try giveInOrder(
      RunsInTurn(guards), madeBy: { GuardTexts(coder: LineCoder(words), writer: make()) }, to: give)
  }

  private func giveInOrder(
    _ pieces: some RecordPieces, madeBy make: @escaping @Sendable () -> some PieceMaking,
    to give: (Span<UInt8>) -> Void
  ) throws(AuditLinesError) {
    var pieces = pieces
    let makers = Makers(make)
    try makers.giveInOrder(
      of: { () throws(AuditLinesError) in try pieces.next() }, threads: threads
    ) { made throws(AuditLinesError) in
      guard let made else { throw damaged }
      give(made.span)
    }
  }

  /// Gives the entries of all runs of a list in one order, as long as another is wanted.
  private func readEntries(
    _ list: AuditEntry.List, _ give: (CodedEntry, Span<UInt8>, borrowing LineCoder) -> Bool
  ) throws(AuditLinesError) {
    var coder = LineCoder(words)
    var entry = CodedEntry()
    try forEach(recordOf: MergedRuns(entries[list.number])) { record, bytes in
      coder.read(record, of: bytes, into: &entry) ? give(entry, bytes, coder) : nil
    }
  }

  private func readGuards(
    _ give: (CodedGuard, Span<UInt8>, borrowing LineCoder) -> Bool
  ) throws(AuditLinesError) {
    var coder = LineCoder(words)
    var raised = CodedGuard()
    try forEach(recordOf: RunsInTurn(guards)) { record, bytes in
      coder.read(record, of: bytes, into: &raised) ? give(raised, bytes, coder) : nil
    }
  }

  /// Gives records as long as another is wanted.
  ///
  /// - Parameter give: says whether another is wanted; nil where the record is not what was written.
  private func forEach(
    recordOf pieces: some RecordPieces, _ give: (Range<Int>, Span<UInt8>) -> Bool?
  ) throws(AuditLinesError) {
    var pieces = pieces
    while let piece = try pieces.next() {
      switch forEachRecord(in: piece, give) {
      case true?: continue
      case false?: return
      case nil: throw damaged
      }
    }
  }

  private var damaged: AuditLinesError { TemporaryFile.damaged(in: folder) }
}

/// Gives the records of a piece as long as another is wanted; says whether one is, or nil where the piece is not what was written.
private func forEachRecord(
  in piece: [UInt8], _ give: (Range<Int>, Span<UInt8>) -> Bool?
) -> Bool? {
  let bytes = piece.span
  var place = 0
  while place < bytes.count {
    guard let record = LineCoder.record(at: place, of: bytes), let wantsMore = give(record, bytes)
    else { return nil }
    if !wantsMore { return false }
    place = record.upperBound
  }
  return true
}

/// Makes text of the entries of a piece.
private struct EntryTexts<Writer: EntryWriting>: PieceMaking {
  private var coder: LineCoder
  private var writer: Writer
  private var entry = CodedEntry()

  init(coder: LineCoder, writer: Writer) {
    self.coder = coder
    self.writer = writer
  }

  mutating func made(of piece: [UInt8]) -> [UInt8]? {
    let isWhole = forEachRecord(in: piece) { record, bytes in
      guard coder.read(record, of: bytes, into: &entry) else { return nil }
      writer.add(entry, bytes, coder.tests)
      return true
    }
    return isWhole == nil ? nil : writer.taken()
  }
}

/// Makes text of the guards of a piece.
private struct GuardTexts<Writer: GuardWriting>: PieceMaking {
  private var coder: LineCoder
  private var writer: Writer
  private var raised = CodedGuard()

  init(coder: LineCoder, writer: Writer) {
    self.coder = coder
    self.writer = writer
  }

  mutating func made(of piece: [UInt8]) -> [UInt8]? {
    let isWhole = forEachRecord(in: piece) { record, bytes in
      guard coder.read(record, of: bytes, into: &raised) else { return nil }
      writer.add(raised, bytes, coder.subjects)
      return true
    }
    return isWhole == nil ? nil : writer.taken()
  }
}
