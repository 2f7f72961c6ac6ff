import BulkAudit

/// Where records stand, one after another.
enum Piece: Sendable {
  case held([UInt8])
  case filed(TemporaryFile, offset: Int, length: Int)
}

/// Gives records in their order, some at a time.
protocol RecordPieces: Sendable {
  /// Whole records, one after another, each after its length; nil at the end.
  mutating func next() throws(AuditLinesError) -> [UInt8]?
}

/// About how long the pieces are that are given.
private let pieceSize = 64 << 10

/// The records of some runs, one run after another.
struct RunsInTurn: RecordPieces {
  private var runs: ArraySlice<Piece>
  private var reader: RecordReader?

  init(_ runs: [Piece]) { self.runs = runs[...] }

  mutating func next() throws(AuditLinesError) -> [UInt8]? {
    var piece: [UInt8] = []
    piece.reserveCapacity(pieceSize)
    while piece.count < pieceSize {
      if reader == nil, let run = runs.popFirst() {
        reader = try RecordReader(run, readingAtOnce: RecordReader.largestSize)
      }
      guard let isAtEnd = reader?.isAtEnd else { break }
      if isAtEnd {
        reader = nil
      } else {
        try reader?.move(to: &piece)
      }
    }
    return piece.isEmpty ? nil : piece
  }
}

/// The entries of some runs, each of which is in order, in one order.
struct MergedRuns: RecordPieces {
  private let runs: [Piece]
  private var readers: [RecordReader] = []
  /// By run, by what its next entry is sorted first; nil at its end.
  private var keys: [EntryKey?] = []
  /// A tournament that the run wins whose next entry is the first: its number, and then for each match, as in a heap, the run that lost it.
  /// So only those that lost against the last winner are compared with what comes after it.
  private var losers: [Int] = []

  init(_ runs: [Piece]) { self.runs = runs }

  mutating func next() throws(AuditLinesError) -> [UInt8]? {
    if readers.isEmpty { try begin() }
    guard var first = losers.first, keys[first] != nil else { return nil }
    var piece: [UInt8] = []
    piece.reserveCapacity(pieceSize)
    while piece.count < pieceSize, keys[first] != nil {
      try readers[first].move(to: &piece)
      keys[first] = try readers[first].key()
      first = winner(replaying: first)
    }
    return piece
  }

  private mutating func begin() throws(AuditLinesError) {
    for run in runs {
      var reader = try RecordReader(run, readingAtOnce: RecordReader.size(among: runs.count))
      keys.append(try reader.key())
      readers.append(reader)
    }
    losers = Array(repeating: 0, count: runs.count)
    // The winner of each match, and below the matches the runs.
    var winners = Array(repeating: 0, count: runs.count) + runs.indices
    for match in runs.indices.dropFirst().reversed() {
      let (left, right) = (winners[2 * match], winners[2 * match + 1])
      let isLeft = isBefore(left, right)
      winners[match] = isLeft ? left : right
      losers[match] = isLeft ? right : left
    }
    if !runs.isEmpty { losers[0] = winners[1] }
  }

  /// Who wins when the run that won has another entry.
  private mutating func winner(replaying run: Int) -> Int {
    var winner = run
    var match = (runs.count + run) / 2
    while match > 0 {
      if isBefore(losers[match], winner) { swap(&losers[match], &winner) }
      match /= 2
    }
    losers[0] = winner
    return winner
  }

  /// Of two entries that nothing tells apart, the one of the earlier run, which came first.
  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    guard let first = keys[left] else { return false }
    guard let second = keys[right] else { return true }
    return first.isBefore(second) ?? readers[left].isBefore(readers[right]) ?? (left < right)
  }
}

/// Reads the records of a run one by one, ahead of them no more than a little.
struct RecordReader: Sendable {
  static let largestSize = 64 << 10

  /// How much each of so many readers reads at once: all together a few MiB at most, as long as that is a page of memory each.
  static func size(among readers: Int) -> Int {
    min(largestSize, max(4 << 10, (4 << 20) / max(readers, 1)))
  }

  private let file: TemporaryFile?
  private let size: Int
  private var offset = 0
  /// How much of the run has not been read from the file.
  private var left = 0
  private var bytes: [UInt8] = []
  /// Where the next record stands among `bytes`, without its length.
  private var record = 0..<0
  private(set) var isAtEnd = false

  init(_ run: Piece, readingAtOnce size: Int) throws(AuditLinesError) {
    self.size = size
    switch run {
    case .held(let bytes):
      file = nil
      self.bytes = bytes
    case .filed(let file, let offset, let length):
      self.file = file
      self.offset = offset
      left = length
    }
    try advance()
  }

  /// By what the next entry is sorted first; nil at the end.
  mutating func key() throws(AuditLinesError) -> EntryKey? {
    if isAtEnd { return nil }
    guard let key = EntryKey(record, of: bytes.span) else { throw damaged }
    return key
  }

  /// Whether the next record comes before that of another; nil where nothing by which entries of a day are sorted tells them apart.
  func isBefore(_ other: RecordReader) -> Bool? {
    LineCoder.isBefore(record, of: bytes.span, other.record, of: other.bytes.span)
  }

  /// Adds the next record to others, after its length, and goes to the one after it.
  mutating func move(to records: inout [UInt8]) throws(AuditLinesError) {
    let whole = record.lowerBound - FoundLines.heading..<record.upperBound
    bytes.withUnsafeBufferPointer { records += UnsafeBufferPointer(rebasing: $0[whole]) }
    try advance()
  }

  private mutating func advance() throws(AuditLinesError) {
    var place = record.upperBound
    if let next = LineCoder.record(at: place, of: bytes.span) {
      record = next
      return
    }
    if place == bytes.count, left == 0 {
      isAtEnd = true
      return
    }
    try read(&place, FoundLines.heading)
    guard let length = LineCoder.length(at: place, of: bytes.span) else { throw damaged }
    try read(&place, FoundLines.heading + length)
    guard let next = LineCoder.record(at: place, of: bytes.span) else { throw damaged }
    record = next
  }

  /// Sees to it that so many bytes stand from a place on, which moves to where they do.
  private mutating func read(_ place: inout Int, _ count: Int) throws(AuditLinesError) {
    let held = bytes.count - place
    if held >= count { return }
    guard let file, held + left >= count else { throw damaged }
    let more = min(left, max(size, count) - held)
    bytes.removeFirst(place)
    place = 0
    try file.read(more, at: offset, into: &bytes)
    offset += more
    left -= more
  }

  var damaged: AuditLinesError { TemporaryFile.damaged(in: file?.folder ?? "memory") }
}
