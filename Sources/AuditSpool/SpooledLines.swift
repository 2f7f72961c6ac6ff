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
  /// By list: runs, each in the order of the list.
  private let entries: [[Piece]]
  private let guards: [Piece]

  init(counts: Counts, words: LineWords, entries: [[Piece]], guards: [Piece]) {
    self.counts = counts
    self.words = words
    self.entries = entries
    self.guards = guards
  }

  public func count(of list: AuditEntry.List) -> Int { counts.lists[list.number] }
  public func count(of kind: Guard.Kind) -> GuardCount { counts.guards[kind.number] }

  public func forEach(
    of list: AuditEntry.List, _ body: (AuditEntry) -> Bool
  ) throws(AuditLinesError) {
    try merge(list) { entry, coder in body(coder.entry(of: list, entry)) }
  }

  public func forEachCoded(
    of list: AuditEntry.List, _ body: (CodedEntry, _ tests: [AuditEntry.Test]) -> Void
  ) throws(AuditLinesError) {
    try merge(list) { entry, coder in
      body(entry, coder.tests)
      return true
    }
  }

  public func forEachGuard(_ body: (AuditedGuard) -> Bool) throws(AuditLinesError) {
    try readGuards { raised, coder in body(coder.raisedGuard(raised)) }
  }

  public func forEachCodedGuard(
    _ body: (CodedGuard, _ citations: [Guard.Citation]) -> Void
  ) throws(AuditLinesError) {
    try readGuards { raised, coder in
      body(raised, coder.citations)
      return true
    }
  }

  /// Gives the entries of all runs of a list in one order, as long as another is wanted.
  private func merge(
    _ list: AuditEntry.List, _ give: (CodedEntry, inout LineCoder) -> Bool
  ) throws(AuditLinesError) {
    var coder = LineCoder(words)
    let runs = entries[list.number]
    var readers = runs.map { RecordReader($0, readingAtOnce: RecordReader.size(among: runs.count)) }
    var heads = Heads()
    for run in readers.indices {
      if let entry = try readers[run].next({ coder.codedEntry(&$0) }) {
        heads.add(Head(entry: entry, run: run))
      }
    }
    var first = heads.takeFirst()
    while let head = first.take() {
      guard give(head.entry, &coder) else { return }
      if let next = try readers[head.run].next({ coder.codedEntry(&$0) }) {
        first = heads.exchange(Head(entry: next, run: head.run))
      } else {
        first = heads.takeFirst()
      }
    }
  }

  private func readGuards(_ give: (CodedGuard, inout LineCoder) -> Bool) throws(AuditLinesError) {
    var coder = LineCoder(words)
    for piece in guards {
      var reader = RecordReader(piece, readingAtOnce: RecordReader.largestSize)
      while let raised = try reader.next({ coder.codedGuard(&$0) }) {
        guard give(raised, &coder) else { return }
      }
    }
  }
}

/// Where records stand, one after another.
enum Piece: Sendable {
  case held([UInt8])
  case filed(TemporaryFile, offset: Int, length: Int)
}

/// Reads records one by one, ahead of them no more than a little.
struct RecordReader {
  static let largestSize = 64 << 10

  /// How much each of so many readers reads at once: all together a few MiB at most, as long as that is a page of memory each.
  static func size(among readers: Int) -> Int {
    min(largestSize, max(4 << 10, (4 << 20) / max(readers, 1)))
  }

  private let file: TemporaryFile?
  private let size: Int
  private var offset = 0
  /// How much of the piece has not been read from the file.
  private var left = 0
  private var bytes: [UInt8] = []
  private var position = 0

  init(_ piece: Piece, readingAtOnce size: Int) {
    self.size = size
    switch piece {
    case .held(let bytes):
      file = nil
      self.bytes = bytes
    case .filed(let file, let offset, let length):
      self.file = file
      self.offset = offset
      left = length
    }
  }

  /// The next record; nil at the end.
  mutating func next<Record>(
    _ decode: (inout NumberReader) -> Record?
  ) throws(AuditLinesError) -> Record? {
    if position == bytes.count, left == 0 { return nil }
    try read(FoundLines.heading)
    guard let length = FoundLines.length(bytes[position...]) else { throw damaged }
    try read(FoundLines.heading + length)
    let start = position + FoundLines.heading
    position = start + length
    var reader = NumberReader(bytes[start..<position])
    guard let record = decode(&reader), reader.isAtEnd else { throw damaged }
    return record
  }

  /// Sees to it that so many bytes stand from `position` on.
  private mutating func read(_ count: Int) throws(AuditLinesError) {
    let held = bytes.count - position
    if held >= count { return }
    guard let file, held + left >= count else { throw damaged }
    let more = min(left, max(size, count) - held)
    var next: [UInt8] = []
    next.reserveCapacity(held + more)
    next += bytes[position...]
    try file.read(more, at: offset, into: &next)
    bytes = next
    position = 0
    offset += more
    left -= more
  }

  private var damaged: AuditLinesError {
    file?.damaged
      ?? AuditLinesError(.cannotRead, folder: "memory", reason: "it is not what was written")
  }
}

/// The next entry of each run but the one that is read, the first of them first.
private struct Heads {
  private var heap: [Head] = []

  mutating func add(_ head: Head) {
    heap.append(head)
    var place = heap.count - 1
    while place > 0, heap[place].isBefore(heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// The first; nil if there is none.
  mutating func takeFirst() -> Head? {
    guard let last = heap.popLast() else { return nil }
    return exchange(last)
  }

  /// The first of those that are here and of one more, in whose place the other one stays.
  mutating func exchange(_ head: Head) -> Head {
    guard !heap.isEmpty, heap[0].isBefore(head) else { return head }
    let first = heap[0]
    heap[0] = head
    sink()
    return first
  }

  /// Moves the one at the top to where it belongs.
  private mutating func sink() {
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && heap[child].isBefore(heap[least]) { least = child }
      if least == place { return }
      heap.swapAt(place, least)
      place = least
    }
  }
}

private struct Head {
  var entry: CodedEntry
  var run: Int

  /// Of two entries that nothing tells apart, the one of the earlier run, which came first.
  func isBefore(_ other: Head) -> Bool {
    entry.isBefore(other.entry) ?? (run < other.run)
  }
}
