internal import Casebook
internal import CivilTime
internal import Ledger

extension PackExamination {
  /// Goes through every entry, and the content beside it, one file of each at a time.
  mutating func walk(
    from start: Int, edge: Frontier?, after: Checkpoint?,
    entryBefore: (entry: LogEntry, leaf: Digest)?
  ) {
    var frontier = edge
    var next = start
    var leaf = start == 0 ? LogEntry.none : entryBefore?.leaf
    var last = entryBefore?.entry
    var content = ContentCursor(files: numberedFiles(PackFile.content, ".jsonl"))

    for file in numberedFiles(PackFile.entries, ".txt") {
      guard let bytes = required(file.path) else { continue }
      var held: ClosedRange<Int>?
      for (place, part) in entries(bytes).enumerated() {
        let hash = leafHash(part)
        defer { leaf = hash }
        if let size = frontier?.size, size < after?.size ?? .max { frontier?.append(hash) }
        guard let entry = LogEntry(part) else {
          report(file.path, line: 7 * place + 1, .notAnEntry)
          next &+= 1
          continue
        }
        held = min(held?.lowerBound ?? entry.sequence, entry.sequence)...entry.sequence
        check(entry, file.path, line: 7 * place + 1, next: next, leaf: leaf, last: last)
        if let after, entry.sequence < start || entry.sequence >= after.size {
          report(file.path, line: 7 * place + 1, entry: entry.sequence, .outside)
        }
        checkContent(of: entry, file.path, &content)
        note(entry, last: &last)
        next = entry.sequence &+ 1
      }
      if held != file.numbers { report(file.path, .fileName) }
    }
    while let line = nextContent(&content) {
      report(line.path, line: line.line, entry: line.content.entry, .contentOutside)
    }
    for entry in withheld.keys.sorted() {
      report(PackFile.withheld, entry: entry, .withheldOutside)
    }
    guard let after else { return }
    if next < after.size { report(PackFile.after, .left(next..<after.size)) }
    if let frontier, frontier.head != after.head { report(PackFile.after, .root) }
  }

  private mutating func check(
    _ entry: LogEntry, _ path: String, line: Int, next: Int, leaf: Digest?, last: LogEntry?
  ) {
    if entry.sequence > next {
      report(path, line: line, .left(next..<entry.sequence))
    } else if entry.sequence < next {
      report(path, line: line, entry: entry.sequence, .order(expected: next))
    } else if let leaf, entry.previous != leaf {
      report(path, line: line, entry: entry.sequence, .chain)
    }
    guard let last else { return }
    if entry.register != last.register {
      report(path, line: line, entry: entry.sequence, .otherRegister)
    }
    if entry.clock < last.clock { report(path, line: line, entry: entry.sequence, .clock) }
  }

  private mutating func note(_ entry: LogEntry, last: inout LogEntry?) {
    last = entry
    let numbers = summary.entries ?? entry.sequence...entry.sequence
    summary.entries =
      min(numbers.lowerBound, entry.sequence)...max(numbers.upperBound, entry.sequence)
    let clocks = summary.clocks ?? entry.clock...entry.clock
    summary.clocks = min(clocks.lowerBound, entry.clock)...max(clocks.upperBound, entry.clock)
    if let from = summary.from, let to = summary.to,
      entry.clock.day < from || entry.clock.day > to
    {
      otherDays += 1
    }
  }

  // MARK: Files of entries and content

  struct NumberedFile {
    var path: String
    var numbers: ClosedRange<Int>
  }

  /// The files in a folder, by the entries that they are for.
  private mutating func numberedFiles(_ folder: String, _ ending: String) -> [NumberedFile] {
    var found: [NumberedFile] = []
    for file in files.sorted() where file.hasPrefix("data/" + folder) {
      let path = String(file.dropFirst("data/".count))
      if let numbers = PackFile.numbers(path.dropFirst(folder.count), ending) {
        found.append(NumberedFile(path: path, numbers: numbers))
      } else {
        report(path, .form)
      }
    }
    return found.sorted {
      ($0.numbers.lowerBound, $0.numbers.upperBound) < (
        $1.numbers.lowerBound, $1.numbers.upperBound
      )
    }
  }

  /// Seven lines at a time; what is left at the end is fewer.
  private func entries(_ bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var part: [UInt8] = []
    var lines = 0
    for byte in bytes {
      part.append(byte)
      guard byte == UInt8(ascii: "\n") else { continue }
      lines += 1
      if lines % 7 == 0 {
        parts.append(part)
        part = []
      }
    }
    return part.isEmpty ? parts : parts + [part]
  }

  // MARK: Content

  /// Where the reading of the content stands.
  private struct ContentCursor {
    var files: [NumberedFile]
    var file = 0
    var lines: [ArraySlice<UInt8>] = []
    var line = 0
    var held: FoundContent?
  }

  private struct FoundContent {
    var content: ContentLine
    var path: String
    var line: Int
  }

  /// The next line of content, whatever entry it is of.
  private mutating func nextContent(_ cursor: inout ContentCursor) -> FoundContent? {
    if let held = cursor.held {
      cursor.held = nil
      return held
    }
    while true {
      while cursor.line < cursor.lines.count {
        cursor.line += 1
        let path = cursor.files[cursor.file - 1].path
        if let content = ContentLine(cursor.lines[cursor.line - 1]) {
          if !cursor.files[cursor.file - 1].numbers.contains(content.entry) {
            report(path, line: cursor.line, entry: content.entry, .fileName)
          }
          return FoundContent(content: content, path: path, line: cursor.line)
        }
        report(path, line: cursor.line, .form)
      }
      guard cursor.file < cursor.files.count else { return nil }
      let path = cursor.files[cursor.file].path
      cursor.file += 1
      cursor.line = 0
      cursor.lines = []
      guard let bytes = required(path) else { continue }
      if let lines = lines(bytes) { cursor.lines = lines } else { report(path, .form) }
    }
  }

  private mutating func checkContent(
    of entry: LogEntry, _ path: String, _ cursor: inout ContentCursor
  ) {
    var found: FoundContent?
    while found == nil, let next = nextContent(&cursor) {
      if next.content.entry == entry.sequence {
        found = next
      } else if next.content.entry > entry.sequence {
        cursor.held = next
        break
      } else {
        report(next.path, line: next.line, entry: next.content.entry, .contentOrder)
      }
    }
    let reason = withheld.removeValue(forKey: entry.sequence)
    if let reason, reason != (entry.type.description, entry.clock.description) {
      report(PackFile.withheld, entry: entry.sequence, .withheldDiffers)
    }
    if let found {
      if reason != nil {
        report(PackFile.withheld, entry: entry.sequence, .contentAndWithheld)
      }
      summary.contents += 1
      inventory.add(entry, .content)
      if let reason = fault(of: found.content, entry) {
        report(found.path, line: found.line, entry: entry.sequence, reason)
      }
    } else {
      if reason == nil { report(path, entry: entry.sequence, .neither) }
      let isErased = erased.contains(entry.sequence)
      if isErased { listedAsErased.insert(entry.sequence) }
      summary.erased += isErased ? 1 : 0
      summary.withheld += isErased ? 0 : 1
      inventory.add(entry, isErased ? .erased : .withheld)
    }
  }

  /// What is wrong with the content of an entry; nil if it is what was entered, by whom it says.
  private mutating func fault(of content: ContentLine, _ entry: LogEntry) -> PackProblem.Reason? {
    guard LogEntry.commitment(to: content.deed, salt: content.salt) == entry.commitment else {
      return .commitment
    }
    guard let deed = try? Deed(decoding: content.deed) else { return .deed }
    guard deed.register == entry.register, deed.at == entry.clock,
      EntryType(deed.act.kind, in: deed.stream) == entry.type
    else { return .deedDiffers }
    if let key = logKey(deed.act, at: entry.sequence),
      !packKeys.contains(where: { $0.size == key.size && $0.verifier.text == key.verifier })
    {
      return .logKey
    }
    if deed.act.isUnsigned(by: deed.by) {
      return deed.key == nil && content.signature == nil ? nil : .signed
    }
    let keys = peopleKeys[deed.by.person, default: []].filter {
      $0.since <= deed.at && deed.at <= $0.until ?? deed.at
    }
    guard let key = deed.key, keys.contains(where: { $0.verifier == key }),
      let verifier = try? NoteVerifier(key)
    else { return .key }
    guard let signature = content.signature,
      verifier.isValid(signature, of: Deed.messageToSign(content.deed))
    else { return .signature }
    if case .erase(let erasure) = deed.act { erasedByDeeds.formUnion(erasure.entries) }
    return nil
  }

  /// The key of the log that an act sets, and the size from which it signs.
  private func logKey(_ act: Act, at number: Int) -> (size: Int, verifier: String)? {
    switch act {
    case .found(let founding): (0, founding.logKey)
    case .rotateLogKey(let key): (number &+ 1, key.verifier)
    default: nil
    }
  }
}
