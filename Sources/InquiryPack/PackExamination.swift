internal import BagIt
internal import Casebook
internal import CivilTime
internal import Ledger

/// A pack while it is checked.
struct PackExamination {
  let files: Set<String>
  let read: (_ path: String) throws -> [UInt8]?
  let logKeys: [NoteVerifier]
  let witnesses: [NoteVerifier]

  var problems: [PackProblem] = []
  var notes: [PackProblem] = []
  var summary = PackCheck.Summary()

  // What the entries are held against.
  var packKeys: [(size: Int, verifier: NoteVerifier)] = []
  var peopleKeys: [String: [PackedPeople.Key]] = [:]
  var withheld: [Int: (type: String, clock: String)] = [:]
  var erased: Set<Int> = []
  var inventory = Inventory()
  /// The entries that deeds in the pack erased.
  var erasedByDeeds: Set<Int> = []
  /// Those that are listed as erased, and whose content is not here.
  var listedAsErased: Set<Int> = []
  /// How many entries are of days that the pack is not for.
  var otherDays = 0

  init(
    files: Set<String>, read: @escaping (_ path: String) throws -> [UInt8]?,
    logKeys: [NoteVerifier], witnesses: [NoteVerifier]
  ) {
    self.files = files
    self.read = read
    self.logKeys = logKeys
    self.witnesses = witnesses
  }

  mutating func examine(_ bag: BagCheck) {
    problems = bag.problems.map {
      PackProblem(path: $0.path, line: $0.line, entry: nil, reason: .bag($0))
    }
    notes = bag.notes.map {
      PackProblem(path: $0.path, line: $0.line, entry: nil, reason: .bag($0))
    }
    readInfo(bag.info)
    readKeys()
    readPeople()
    readGaps()
    readWithheld()
    let before = files.contains("data/" + PackFile.before) ? head(PackFile.before) : nil
    let after = head(PackFile.after)
    summary.keysAreFromPack = logKeys.isEmpty
    if logKeys.isEmpty { note(PackFile.keys, .ownKeys) }
    let start = before?.size ?? 0
    if let before, let after, before.size > after.size {
      report(PackFile.after, .sizes(before: before.size, after: after.size))
    }
    let edge = readEdge(before)
    checkConsistency(before, after)
    let entryBefore = readEntryBefore(start)
    walk(from: start, edge: edge, after: after, entryBefore: entryBefore)
    if let bytes = required(PackFile.inventory), bytes != inventory.bytes {
      report(PackFile.inventory, .inventory)
    }
    for path in [PackFile.posts, PackFile.register, PackFile.readme] { _ = required(path) }
    let unexplained = listedAsErased.subtracting(erasedByDeeds).count
    if unexplained > 0 { note(PackFile.gaps, .erasureNotShown(unexplained)) }
    checkDays(start: start, entryBefore: entryBefore)
  }

  // MARK: Files

  mutating func report(
    _ path: String, line: Int? = nil, entry: Int? = nil, _ reason: PackProblem.Reason
  ) {
    problems.append(PackProblem(path: "data/" + path, line: line, entry: entry, reason: reason))
  }

  private mutating func note(_ path: String, _ reason: PackProblem.Reason) {
    notes.append(PackProblem(path: "data/" + path, line: nil, entry: nil, reason: reason))
  }

  /// The bytes of a file that a pack has, by its path under `data/`.
  mutating func required(_ path: String) -> [UInt8]? {
    if files.contains("data/" + path), let bytes = try? read("data/" + path) { return bytes }
    report(path, .missing)
    return nil
  }

  private mutating func requiredLines(_ path: String) -> [ArraySlice<UInt8>]? {
    guard let bytes = required(path) else { return nil }
    guard let lines = lines(bytes) else {
      report(path, .form)
      return nil
    }
    return lines
  }

  /// The rows of a table below its header; none if the file is no such table.
  private mutating func rows(_ path: String, _ columns: [String]) -> [(line: Int, cells: [String])]
  {
    guard let bytes = required(path) else { return [] }
    guard let rows = CSV.rows(bytes), rows.first == columns,
      rows.allSatisfy({ $0.count == columns.count })
    else {
      report(path, .form)
      return []
    }
    return rows.enumerated().dropFirst().map { ($0.offset + 1, $0.element) }
  }

  // MARK: Lists

  private mutating func readInfo(_ info: [(label: String, value: String)]) {
    func value(_ label: String) -> String? {
      let found = info.filter { $0.label.lowercased() == label.lowercased() }
      return found.count == 1 ? found[0].value : nil
    }
    summary.partnership = value(PackLabel.partnership)
    summary.origin = value(PackLabel.origin)
    summary.marking = value(PackLabel.marking)
    summary.from = value(PackLabel.from).flatMap { CivilDate($0) }
    summary.to = value(PackLabel.to).flatMap { CivilDate($0) }
    let isThere = [
      (PackLabel.format, value(PackLabel.format) == PackLabel.version),
      (PackLabel.partnership, summary.partnership != nil),
      (PackLabel.origin, summary.origin != nil), (PackLabel.marking, summary.marking != nil),
      (PackLabel.from, summary.from != nil), (PackLabel.to, summary.to != nil),
    ]
    for (label, isThere) in isThere where !isThere { reportInfo(.info(label: label)) }
    if let from = summary.from, let to = summary.to, from > to { reportInfo(.days) }
  }

  private mutating func reportInfo(_ reason: PackProblem.Reason) {
    problems.append(PackProblem(path: "bag-info.txt", line: nil, entry: nil, reason: reason))
  }

  private mutating func readKeys() {
    for (place, line) in (requiredLines(PackFile.keys) ?? []).enumerated() {
      let parts = (text(line) ?? "").split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let size = Int(parts[0]), size >= packKeys.last?.size ?? 0,
        let verifier = try? NoteVerifier(String(parts[1])), verifier.kind == .ed25519
      else {
        report(PackFile.keys, line: place + 1, .form)
        continue
      }
      packKeys.append((size, verifier))
    }
  }

  private mutating func readPeople() {
    let columns = ["person", "key", "since", "until"]
    for (line, cells) in rows(PackFile.peopleKeys, columns) {
      guard let since = Instant(cells[2]), cells[3].isEmpty || Instant(cells[3]) != nil else {
        report(PackFile.peopleKeys, line: line, .form)
        continue
      }
      peopleKeys[cells[0], default: []].append(
        PackedPeople.Key(
          person: cells[0], verifier: cells[1], since: since, until: Instant(cells[3])))
    }
  }

  private mutating func readGaps() {
    for (line, cells) in rows(PackFile.gaps, ["kind", "entry", "case", "since", "what"]) {
      guard let entry = Int(cells[1]), CivilDate(cells[3]) != nil else {
        report(PackFile.gaps, line: line, .form)
        continue
      }
      if cells[0] == erasedGap { erased.insert(entry) }
    }
  }

  private mutating func readWithheld() {
    for (line, cells) in rows(PackFile.withheld, ["entry", "type", "clock", "why"]) {
      guard let entry = Int(cells[0]) else {
        report(PackFile.withheld, line: line, .form)
        continue
      }
      if withheld.updateValue((cells[1], cells[2]), forKey: entry) != nil {
        report(PackFile.withheld, line: line, entry: entry, .withheldTwice)
      }
    }
  }

  // MARK: Heads

  private mutating func head(_ path: String) -> Checkpoint? {
    guard let bytes = required(path) else { return nil }
    let note: SignedNote
    let checkpoint: Checkpoint
    do {
      note = try SignedNote(parsing: bytes)
    } catch {
      report(path, .note(error))
      return nil
    }
    do {
      checkpoint = try Checkpoint(parsing: note.text)
    } catch {
      report(path, .checkpoint(error))
      return nil
    }
    if let origin = summary.origin, !origin.utf8.elementsEqual(checkpoint.origin.utf8) {
      report(path, .origin)
    }
    let keys = packKeys.filter { $0.size <= checkpoint.size }.map(\.verifier)
    let own = signers(of: note, by: keys, path)
    if !(keys.last.map(own.contains) ?? false) { report(path, .unsigned) }
    let trusted = signers(of: note, by: logKeys, path)
    if !logKeys.isEmpty, trusted.isEmpty {
      // The later head vouches for the earlier one, as its continuation, and not the other way
      // round.
      if path == PackFile.before {
        self.note(path, .olderKey)
      } else {
        report(path, .untrusted)
      }
    }
    let signedBy = logKeys.isEmpty ? own : trusted
    let cosigned = (try? cosignatures(of: note, by: witnesses)) ?? []
    let checked = Set(signedBy + own + cosigned.map(\.verifier)).map { [$0.name, "\($0.id)"] }
    let head = PackCheck.Head(
      size: checkpoint.size, root: checkpoint.root, signedBy: signedBy, cosignatures: cosigned,
      unchecked: note.signatures.filter { !checked.contains([$0.name, "\($0.keyID)"]) }.map(\.name))
    if path == PackFile.before { summary.before = head } else { summary.after = head }
    return checkpoint
  }

  private mutating func signers(
    of note: SignedNote, by keys: [NoteVerifier], _ path: String
  ) -> [NoteVerifier] {
    do {
      return try note.verified(by: keys)
    } catch {
      let problem = PackProblem(path: "data/" + path, line: nil, entry: nil, reason: .note(error))
      if !problems.contains(problem) { problems.append(problem) }
      return []
    }
  }

  private mutating func digests(_ path: String) -> [Digest]? {
    guard let lines = requiredLines(path) else { return nil }
    let digests = lines.map { text($0).flatMap { Digest(base64: $0) } }
    for (place, digest) in digests.enumerated() where digest == nil {
      report(path, line: place + 1, .form)
    }
    return digests.contains(nil) ? nil : digests.compactMap { $0 }
  }

  /// Whether a file is there that belongs only to a pack that begins after the first entry of all.
  private mutating func isWanted(_ path: String, start: Int) -> Bool {
    if start == 0, files.contains("data/" + path) { report(path, .needless) }
    return start > 0
  }

  /// The edge of the tree before the first entry; nil if it is not that of the earlier head.
  ///
  /// - Source: RFC 6962, section 2.1: the complete subtrees that make up a tree.
  private mutating func readEdge(_ before: Checkpoint?) -> Frontier? {
    let isWanted = isWanted(PackFile.edge, start: before?.size ?? 0)
    guard let before else {
      return files.contains("data/" + PackFile.before) ? nil : Frontier()
    }
    guard let hashes = isWanted ? digests(PackFile.edge) : [] else { return nil }
    guard hashes.count == before.size.nonzeroBitCount else {
      report(
        PackFile.edge, .edgeCount(expected: before.size.nonzeroBitCount, found: hashes.count))
      return nil
    }
    guard let frontier = try? Frontier(size: before.size, in: Edge(before.size, hashes)),
      frontier.root == before.root
    else {
      report(PackFile.edge, .edgeRoot)
      return nil
    }
    return frontier
  }

  /// The subtrees of an edge, the largest first: one for each bit that is set in the size.
  private struct Edge: HashSource {
    private var hashes: [Int: Digest] = [:]

    init(_ size: Int, _ hashes: [Digest]) {
      let levels = (0..<Int.bitWidth).reversed().filter { size >> $0 & 1 == 1 }
      for (level, hash) in zip(levels, hashes) { self.hashes[level] = hash }
    }

    func hash(level: Int, index: Int) throws -> Digest {
      guard let hash = hashes[level] else {
        throw ProofError.subtreeOutsideTree(level: level, index: index, size: 0)
      }
      return hash
    }
  }

  private mutating func checkConsistency(_ before: Checkpoint?, _ after: Checkpoint?) {
    guard isWanted(PackFile.consistency, start: before?.size ?? 0),
      let path = digests(PackFile.consistency), let before, let after
    else { return }
    let proof = ConsistencyProof(oldSize: before.size, newSize: after.size, path: path)
    do {
      try proof.verify(old: before.root, new: after.root)
    } catch {
      report(PackFile.consistency, .consistency(error))
    }
  }

  private mutating func readEntryBefore(_ start: Int) -> (entry: LogEntry, leaf: Digest)? {
    guard isWanted(PackFile.entryBefore, start: start),
      let bytes = required(PackFile.entryBefore)
    else { return nil }
    guard let entry = LogEntry(bytes) else {
      report(PackFile.entryBefore, .notAnEntry)
      return nil
    }
    if entry.sequence != start - 1 {
      report(PackFile.entryBefore, entry: entry.sequence, .order(expected: start - 1))
      return nil
    }
    return (entry, entry.leaf)
  }

  // MARK: Days

  private mutating func checkDays(start: Int, entryBefore: (entry: LogEntry, leaf: Digest)?) {
    guard let from = summary.from, let to = summary.to else { return }
    if let last = entryBefore?.entry {
      if last.clock.day >= from {
        report(
          PackFile.entryBefore, .startInside(last.sequence, on: last.clock.day, from: from))
      } else if summary.entries == nil {
        note(PackFile.entryBefore, .startOpen)
      } else {
        summary.startIsShown = problems.isEmpty
      }
    } else {
      summary.startIsShown = start == 0 && problems.isEmpty
    }
    let last = summary.clocks?.upperBound.day ?? entryBefore?.entry.clock.day
    let seen = summary.after?.cosignatures.map(\.time).max().flatMap { Int(exactly: $0) }
      .flatMap { seconds -> CivilDate? in
        let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow ? nil : Instant(milliseconds: milliseconds).day
      }
    if [last, seen].contains(where: { $0.map { $0 > to } ?? false }) {
      summary.endIsShown = problems.isEmpty
    } else {
      note(PackFile.after, .endOpen(size: summary.after?.size ?? 0, last: last, to: to))
    }
    if otherDays > 0 { note(String(PackFile.entries.dropLast()), .otherDays(otherDays)) }
  }
}
