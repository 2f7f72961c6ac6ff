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
    var coder = LineCoder(words)
    let runs = entries[list.number]
    var readers = runs.map { RecordReader($0, readingAtOnce: RecordReader.size(among: runs.count)) }
    var heads = Heads()
    for run in readers.indices {
      if let entry = try readers[run].next({ coder.entry(of: list, &$0) }) {
        heads.add(Head(entry: entry, run: run))
      }
    }
    while let first = heads.first {
      guard body(first.entry) else { return }
      let next = try readers[first.run].next { coder.entry(of: list, &$0) }
      heads.replaceFirst(by: next.map { Head(entry: $0, run: first.run) })
    }
  }

  public func forEachGuard(_ body: (AuditedGuard) -> Bool) throws(AuditLinesError) {
    let coder = LineCoder(words)
    for piece in guards {
      var reader = RecordReader(piece, readingAtOnce: RecordReader.largestSize)
      while let raised = try reader.next(coder.raisedGuard) { guard body(raised) else { return } }
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

/// The next entry of each run, the first of them first.
private struct Heads {
  private var heap: [Head] = []

  var first: Head? { heap.first }

  mutating func add(_ head: Head) {
    heap.append(head)
    var place = heap.count - 1
    while place > 0, heap[place].isBefore(heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// - Parameter next: what follows the first one in its run; nil if nothing does.
  mutating func replaceFirst(by next: Head?) {
    if let next {
      heap[0] = next
    } else {
      heap.swapAt(0, heap.count - 1)
      heap.removeLast()
    }
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
  var entry: AuditEntry
  var run: Int

  /// Of two entries that nothing tells apart, the one of the earlier run, which came first.
  func isBefore(_ other: Head) -> Bool {
    if entry < other.entry { return true }
    return run < other.run && !(other.entry < entry)
  }
}
