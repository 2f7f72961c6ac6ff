internal import BagIt
public import Casebook
public import CivilTime
internal import Ledger

/// What stands on the outside of a pack.
public struct PackCover: Sendable, Hashable {
  /// The first day.
  public var from: CivilDate
  /// The last day.
  public var to: CivilDate
  /// Whose casebook it is.
  public var partnership: String
  /// The name of its log.
  public var origin: String
  /// How the pack is to be handled, in one line.
  public var marking: String
  /// The day on which it was packed.
  public var packed: CivilDate
  /// What packed it: `heed 1.0`.
  public var software: String

  public init(
    from: CivilDate, to: CivilDate, partnership: String, origin: String, marking: String,
    packed: CivilDate, software: String
  ) {
    self.from = from
    self.to = to
    self.partnership = partnership
    self.origin = origin
    self.marking = marking
    self.packed = packed
    self.software = software
  }
}

/// Writes a pack for an inquiry: every entry of a log between two signed heads, with what proves
/// that none is missing, as a bag.
///
/// Entries are written as they come, so that a pack may be larger than memory; of each whose
/// content is not there a line stays in memory until the end. Equal input gives equal bytes. After
/// an error the pack is unfinished, and no bag.
///
/// - Source: RFC 8493 for the bag; RFC 6962, section 2.1, and RFC 9162, section 2.1, for the tree
///   and its proofs; RFC 4180 for the tables.
public struct PackWriter {
  private let cover: PackCover
  private let bytesInFile: Int
  private var bag: BagWriter
  private var first: Int?
  private var next = 0
  private var entries = Chunk()
  private var contents = Chunk()
  private var inventory = Inventory()
  private var withheld: [(entry: Int, type: EntryType)] = []
  private var withheldTable = CSV.row(["entry", "type", "clock", "why"])

  /// What is to become one file.
  private struct Chunk {
    var numbers: ClosedRange<Int>?
    var bytes: [UInt8] = []

    mutating func append(_ more: [UInt8], _ number: Int) {
      numbers = (numbers?.lowerBound ?? number)...number
      bytes += more
    }
  }

  /// A writer of one pack.
  ///
  /// - Parameters:
  ///   - bytesInFile: the most bytes in a file of entries or content, unless a single entry has
  ///     more; 16 MiB. No file is of more than 1,000 entries.
  ///   - write: makes the file at a path in the folder, as `BagWriter` asks for it.
  public init(
    _ cover: PackCover, bytesInFile: Int = 16 << 20,
    write: @escaping (_ path: String, _ bytes: [UInt8]) throws -> Void
  ) {
    self.cover = cover
    self.bytesInFile = bytesInFile
    bag = BagWriter(write: write)
  }

  /// Takes the next entry: each follows the one before it.
  ///
  /// - Throws: `PackWriterError` if it is not the entry that it says, does not follow, has both or
  ///   neither of content and a reason why there is none, or if a file could not be written.
  public mutating func add(_ entry: PackedEntry) throws(PackWriterError) {
    guard let logEntry = LogEntry(entry.bytes), logEntry.sequence == entry.number else {
      throw .notAnEntry(entry.number)
    }
    guard first == nil || entry.number == next else {
      throw .order(expected: next, found: entry.number)
    }
    guard (entry.content == nil) != (entry.withheld == nil) else {
      throw .contentOrReason(entry.number)
    }
    if let content = entry.content {
      guard text(content.deed) != nil else { throw .notText(entry.number) }
      let line = ContentLine(
        entry: entry.number, salt: content.salt, signature: content.signature, deed: content.deed)
      let bytes = line.bytes + [UInt8(ascii: "\n")]
      if contents.bytes.count + bytes.count > bytesInFile { try flushContents() }
      contents.append(bytes, entry.number)
    } else if let why = entry.withheld {
      withheld.append((entry.number, logEntry.type))
      withheldTable += CSV.row([
        "\(entry.number)", "\(logEntry.type)", "\(logEntry.clock)", why,
      ])
    }
    inventory.add(logEntry, entry.content == nil ? .withheld : .content)
    if entries.bytes.count + entry.bytes.count > bytesInFile { try flushEntries() }
    entries.append(entry.bytes, entry.number)
    first = first ?? entry.number
    next = entry.number + 1
    if next % PackFile.entriesInFile == 0 {
      try flushEntries()
      try flushContents()
    }
  }

  /// Writes all the rest, and so makes the folder a bag.
  ///
  /// - Parameters:
  ///   - heads: the signed heads just before the first entry and just after the last.
  ///   - entryBefore: the bytes of the entry before the first; nil where the pack begins with the
  ///     first of all. By its clock a reader knows that no entry of the first day is left out.
  ///   - gaps: those of the kind `content-erased` also say which entries were erased.
  ///   - extra: further files, each with its path under `data/`.
  /// - Throws: `PackWriterError`, if the heads are not those of the entries, or a file could not be
  ///   written.
  public mutating func finish(
    heads: PackedHeads, entryBefore: [UInt8]?, gaps: [PackedGap], people: PackedPeople,
    register: [RegisterLine], extra: [(path: String, bytes: [UInt8])] = []
  ) throws(PackWriterError) {
    guard cover.from <= cover.to else { throw .days(from: cover.from, to: cover.to) }
    let before = try heads.before.map { note throws(PackWriterError) in try head(note) }
    let after = try head(heads.after)
    let start = before?.size ?? 0
    guard (first ?? start) == start, (first == nil ? start : next) == after.size else {
      throw .heads(start, after.size)
    }
    guard
      start == 0 ? entryBefore == nil : entryBefore.flatMap(LogEntry.init)?.sequence == start - 1
    else { throw .entryBefore(start - 1) }
    try flushEntries()
    try flushContents()
    let erased = Set(gaps.filter { $0.kind == erasedGap }.map(\.entry))
    for entry in withheld where erased.contains(entry.entry) {
      inventory.turnIntoErased(entry.type)
    }
    try add(PackFile.withheld, withheldTable)
    if let note = heads.before { try add(PackFile.before, note.encoded) }
    try add(PackFile.after, heads.after.encoded)
    if start > 0 {
      try add(PackFile.edge, heads.edge.map { $0.base64 + "\n" }.joined())
      try add(
        PackFile.consistency, (heads.consistency?.path ?? []).map { $0.base64 + "\n" }.joined())
    }
    if let entryBefore { try add(PackFile.entryBefore, entryBefore) }
    try add(PackFile.keys, heads.logKeys.map { "\($0.size) \($0.verifier)\n" }.joined())
    try add(PackFile.inventory, inventory.bytes)
    try add(PackFile.gaps, table(of: gaps))
    try add(PackFile.posts, table(of: people.posts))
    try add(PackFile.peopleKeys, table(of: people.keys))
    try add(PackFile.register, table(of: register))
    try add(PackFile.readme, readme(cover, inventory, start: start, end: after.size))
    for file in extra { try add(file.path, file.bytes) }
    do {
      try bag.finish(info: [
        (PackLabel.partnership, cover.partnership), (PackLabel.date, "\(cover.packed)"),
        (PackLabel.software, cover.software), (PackLabel.format, PackLabel.version),
        (PackLabel.from, "\(cover.from)"), (PackLabel.to, "\(cover.to)"),
        (PackLabel.origin, cover.origin), (PackLabel.marking, cover.marking),
      ])
    } catch { throw .bag(error) }
  }

  private func head(_ note: SignedNote) throws(PackWriterError) -> Checkpoint {
    guard let checkpoint = try? Checkpoint(parsing: note.text), checkpoint.origin == cover.origin
    else { throw .checkpoint }
    return checkpoint
  }

  private mutating func flushEntries() throws(PackWriterError) {
    guard let numbers = entries.numbers else { return }
    try add(PackFile.entries + PackFile.name(numbers, ".txt"), entries.bytes)
    entries = Chunk()
  }

  private mutating func flushContents() throws(PackWriterError) {
    guard let numbers = contents.numbers else { return }
    try add(PackFile.content + PackFile.name(numbers, ".jsonl"), contents.bytes)
    contents = Chunk()
  }

  private mutating func add(_ path: String, _ text: String) throws(PackWriterError) {
    try add(path, Array(text.utf8))
  }

  private mutating func add(_ path: String, _ bytes: [UInt8]) throws(PackWriterError) {
    do { try bag.add(path, bytes) } catch { throw .bag(error) }
  }
}
