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
    try read(MergedRuns(entries[list.number])) { (entry: CodedEntry, bytes, coder) in
      body(coder.entry(of: list, entry, bytes))
    }
  }

  public func forEachCoded(
    of list: AuditEntry.List,
    _ body: (CodedEntry, _ bytes: Span<UInt8>, _ tests: [AuditEntry.Test]) -> Void
  ) throws(AuditLinesError) {
    try read(MergedRuns(entries[list.number])) { (entry: CodedEntry, bytes, coder) in
      body(entry, bytes, coder.tests)
      return true
    }
  }

  public func forEachGuard(_ body: (AuditedGuard) -> Bool) throws(AuditLinesError) {
    try read(RunsInTurn(guards)) { (raised: CodedGuard, bytes, coder) in
      body(coder.raisedGuard(raised, bytes))
    }
  }

  public func forEachCodedGuard(
    _ body: (CodedGuard, _ bytes: Span<UInt8>, _ subjects: [CodedGuard.Subject]) -> Void
  ) throws(AuditLinesError) {
    try read(RunsInTurn(guards)) { (raised: CodedGuard, bytes, coder) in
      body(raised, bytes, coder.subjects)
      return true
    }
  }

  public func write<Writer: LineWriting<CodedEntry>>(
    _ list: AuditEntry.List, by make: @escaping @Sendable () -> Writer,
    to give: (Span<UInt8>) -> Void
  ) throws(AuditLinesError) {
    try write(MergedRuns(entries[list.number]), by: make, to: give)
  }

  public func writeGuards<Writer: LineWriting<CodedGuard>>(
    by make: @escaping @Sendable () -> Writer, to give: (Span<UInt8>) -> Void
  ) throws(AuditLinesError) {
    try write(RunsInTurn(guards), by: make, to: give)
  }

  private func write<Writer: LineWriting>(
    _ pieces: some RecordPieces, by make: @escaping @Sendable () -> Writer,
    to give: (Span<UInt8>) -> Void
  ) throws(AuditLinesError) where Writer.Line: ReadLine {
    var pieces = pieces
    let words = words
    let makers = Makers { LineTexts(coder: LineCoder(words), writer: make()) }
    try makers.giveInOrder(
      of: { () throws(AuditLinesError) in try pieces.next() }, threads: threads
    ) { made throws(AuditLinesError) in
      guard let made else { throw damaged }
      give(made.span)
    }
  }

  /// Gives lines as long as another is wanted.
  private func read<Line: ReadLine>(
    _ pieces: some RecordPieces, _ give: (Line, Span<UInt8>, borrowing LineCoder) -> Bool
  ) throws(AuditLinesError) {
    var pieces = pieces
    var coder = LineCoder(words)
    var line = Line()
    while let piece = try pieces.next() {
      let bytes = piece.span
      var place = 0
      while place < bytes.count {
        guard let record = LineCoder.record(at: place, of: bytes),
          line.read(record, of: bytes, by: &coder)
        else { throw damaged }
        guard give(line, bytes, coder) else { return }
        place = record.upperBound
      }
    }
  }

  private var damaged: AuditLinesError { TemporaryFile.damaged(in: folder) }
}

/// Makes text of the lines of a piece.
private struct LineTexts<Writer: LineWriting>: PieceMaking where Writer.Line: ReadLine {
  private var coder: LineCoder
  private var line = Writer.Line()
  private var writer: Writer

  init(coder: LineCoder, writer: Writer) {
    self.coder = coder
    self.writer = writer
  }

  mutating func made(of piece: [UInt8]) -> [UInt8]? {
    let bytes = piece.span
    var place = 0
    while place < bytes.count {
      guard let record = LineCoder.record(at: place, of: bytes),
        line.read(record, of: bytes, by: &coder)
      else { return nil }
      writer.add(line, bytes, Writer.Line.meanings(readBy: coder))
      place = record.upperBound
    }
    return writer.taken()
  }
}
