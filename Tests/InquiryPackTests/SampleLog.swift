import BagIt
import Casebook
import CivilTime
import InquiryPack
import Ledger

/// A log in memory, with the fictional case of River Lane. No rule is asked whether anything is
/// allowed.
struct SampleLog {
  static let origin = "heed.northmoor.example/log"
  static let signers: [String: NoteSigner] = {
    var signers: [String: NoteSigner] = [:]
    for name in ["log", "new-log", "other", "ada", "mia", "rex"] { signers[name] = signer(name) }
    return signers
  }()

  static func signer(_ name: String, _ kind: NoteKeyKind = .ed25519) -> NoteSigner {
    do {
      return try NoteSigner.generate(name: "\(name).example/key", kind: kind)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  static let witness = signer("witness", .cosignature)

  static func key(_ name: String) -> String { signers[name]!.verifier.text }

  var staff = Staff()
  var entries: [PackedEntry] = []
  var tree = MerkleTree()
  var gaps: [PackedGap] = []
  var now = Instant("2026-11-20T09:00:00.000Z")!

  /// Eleven entries of four days: three of 20 November, four of 23, three of 24, and one of 25.
  static let riverLane: SampleLog = {
    do {
      var log = SampleLog()
      let founder = Appointment(
        person: "ada", name: "Ada Example", post: "administrator", role: .administrator,
        body: "partnership/office", key: key("ada"))
      try log.enter(
        .found(
          Founding(
            partnership: "Northmoor", origin: origin, logKey: key("log"), founder: founder)),
        by: Author(founder))
      try log.appoint("mia", "social worker", .socialWorker)
      try log.appoint("rex", "records manager", .recordsManager)

      log.now = Instant("2026-11-23T09:00:00.000Z")!
      try log.enter(
        .open(Opening(title: "River Lane (fictional)", jurisdiction: "england")), by: "mia",
        in: "river-lane")
      try log.record("child-1")
      try log.record("wrong-child")
      try log.enter(
        .refused(Attempt(act: .erase, code: "under-hold")), by: "mia", in: "river-lane")

      log.now = Instant("2026-11-24T09:00:00.000Z")!
      let warning = Warning(
        kind: .disclosure, about: [], words: "nobody listens", from: .child,
        to: "children-social-care/northmoor")
      try log.enter(.account(.warn(warning)), by: .reporter)
      log.withhold(7, "a disclosure, closed to this inquiry")
      try log.enter(
        .erase(Erasure(entries: [5], authority: "court order", reason: "wrong child")), by: "rex",
        in: "river-lane")
      log.erase(5)
      try log.enter(.view(View(what: "search", purpose: "duty")), by: "mia")

      log.now = Instant("2026-11-25T09:00:00.000Z")!
      try log.record("child-2")
      return log
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  // MARK: Entering

  mutating func appoint(_ person: String, _ post: String, _ role: Role) throws {
    try enter(
      .appoint(
        Appointment(
          person: person, name: "\(person.capitalised) Example", post: post, role: role,
          body: "children-social-care/northmoor", key: Self.key(person))), by: "ada")
  }

  mutating func record(_ id: String) throws {
    let item = Item(kind: .people, content: .map(["id": .text(id), "role": .text("child")]))
    try enter(.record(item), by: "mia", in: "river-lane")
  }

  mutating func enter(_ act: Act, by person: String, in caseID: String? = nil) throws {
    try enter(act, by: Author(staff.current(person)[0].appointment), in: caseID)
  }

  /// - Parameter signer: who signs, if it is not the author.
  mutating func enter(
    _ act: Act, by author: Author, in caseID: String? = nil, signedBy signer: String? = nil
  ) throws {
    let signer = act.isUnsigned(by: author) ? nil : Self.signers[signer ?? author.person]
    let deed = Deed(
      register: "5c1f0a", at: now, by: author, key: signer?.verifier.text, case: caseID, act: act)
    let bytes = try deed.encoded()
    try enter(deed, bytes, signer?.signature(of: Deed.messageToSign(bytes)))
  }

  mutating func enter(_ deed: Deed, _ bytes: [UInt8], _ signature: [UInt8]?) throws {
    let number = entries.count
    let salt = Array(sha256(Array("salt \(number)".utf8)).bytes)
    let entry = LogEntry(
      register: deed.register, sequence: number,
      previous: entries.last.map { leafHash($0.bytes) } ?? LogEntry.none, clock: deed.at,
      type: EntryType(deed.act.kind, in: deed.stream),
      commitment: LogEntry.commitment(to: bytes, salt: salt))
    entries.append(
      PackedEntry(
        number: number, bytes: entry.bytes,
        content: .init(salt: salt, deed: bytes, signature: signature), withheld: nil))
    tree.append(entry: entry.bytes)
    staff.apply(deed, entry: number)
    now = now.adding(milliseconds: 60_000)
  }

  mutating func withhold(_ number: Int, _ why: String) {
    entries[number].content = nil
    entries[number].withheld = why
  }

  mutating func erase(_ number: Int) {
    withhold(number, "erased")
    gaps.append(
      PackedGap(
        kind: "content-erased", entry: number, case: "river-lane",
        since: CivilDate("2026-11-24")!, what: "the content was erased by court order"))
  }

  // MARK: Packing

  func note(_ size: Int, by signer: String = "log", origin: String = origin) throws -> SignedNote {
    let checkpoint = try Checkpoint(origin: origin, size: size, root: tree.root(size: size))
    return try SignedNote(
      text: checkpoint.text, signatures: [Self.signers[signer]!.sign(checkpoint.text)])
  }

  func heads(_ range: Range<Int>) throws -> PackedHeads {
    PackedHeads(
      before: range.lowerBound == 0 ? nil : try note(range.lowerBound),
      after: try note(range.upperBound),
      edge: try Frontier(size: range.lowerBound, in: tree).peaks,
      consistency: range.lowerBound == 0
        ? nil : try consistencyProof(from: range.lowerBound, to: range.upperBound, in: tree),
      logKeys: staff.logKeys.map { (size: $0.from == 0 ? 0 : $0.from + 1, verifier: $0.key) })
  }

  static func cover(_ from: String, _ to: String) -> PackCover {
    PackCover(
      from: CivilDate(from)!, to: CivilDate(to)!, partnership: "Northmoor",
      origin: SampleLog.origin, marking: "OFFICIAL-SENSITIVE: for the inquiry alone",
      packed: CivilDate("2026-11-26")!, software: "heed 1.0")
  }

  /// A pack of some entries; without more, those of 23 and 24 November.
  func pack(
    _ range: Range<Int> = 3..<10, from: String = "2026-11-23", to: String = "2026-11-24",
    heads: PackedHeads? = nil, extra: [(path: String, bytes: [UInt8])] = [],
    bytesInFile: Int = 16 << 20
  ) throws -> Pack {
    let pack = Pack()
    var writer = PackWriter(Self.cover(from, to), bytesInFile: bytesInFile) {
      pack.files[$0] = $1
    }
    for entry in entries[range] { try writer.add(entry) }
    try writer.finish(
      heads: try heads ?? self.heads(range),
      entryBefore: range.lowerBound == 0 ? nil : entries[range.lowerBound - 1].bytes, gaps: gaps,
      people: PackedPeople(staff), register: [], extra: extra)
    return pack
  }
}

extension String {
  fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}

/// The files of a pack in memory.
final class Pack {
  var files: [String: [UInt8]] = [:]

  /// A file under `data/`, as text.
  subscript(path: String) -> String? {
    get { files["data/" + path].map { String(decoding: $0, as: UTF8.self) } }
    set { files["data/" + path] = newValue.map { Array($0.utf8) } }
  }

  static let entries = "entries/00000003-00000009.txt"
  static let content = "content/00000003-00000009.jsonl"

  /// The entries, seven lines each, of the one file of them.
  var entries: [String] {
    get { groups(of: 7, self[Pack.entries]) }
    set { self[Pack.entries] = newValue.joined() }
  }

  var content: [String] {
    get { groups(of: 1, self[Pack.content]) }
    set { self[Pack.content] = newValue.joined() }
  }

  private func groups(of count: Int, _ text: String?) -> [String] {
    let lines = (text ?? "").split(separator: "\n")
    return stride(from: 0, to: lines.count, by: count).map {
      lines[$0..<min($0 + count, lines.count)].map { $0 + "\n" }.joined()
    }
  }

  /// Makes the bag fit its files again, as anybody can.
  func rebag(_ changed: [String: String] = [:]) throws {
    var info: [(label: String, value: String)] = []
    for element in check().bagInfo where element.label != "Payload-Oxum" {
      info.append((element.label, changed[element.label] ?? element.value))
    }
    let payload = files.filter { $0.key.hasPrefix("data/") }
    files = [:]
    var writer = BagWriter { self.files[$0] = $1 }
    for (path, bytes) in payload { try writer.add(String(path.dropFirst(5)), bytes) }
    try writer.finish(info: info)
  }

  func check(
    keys: [String] = ["log"], witnesses: [NoteVerifier] = []
  ) -> (check: PackCheck, bagInfo: [(label: String, value: String)]) {
    let check = PackCheck(
      list: { Array(files.keys) }, read: { self.files[$0] },
      logKeys: keys.map { SampleLog.signers[$0]!.verifier }, witnesses: witnesses)
    let bag = BagCheck(list: { Array(files.keys) }, read: { files[$0] })
    return (check, bag.info)
  }

  func problems(keys: [String] = ["log"]) -> [PackProblem] { check(keys: keys).check.problems }
  func reasons(keys: [String] = ["log"]) -> [PackProblem.Reason] {
    problems(keys: keys).map(\.reason)
  }

  /// The same after a change, with a bag that fits.
  func changed(
    _ info: [String: String] = [:], _ change: (Pack) throws -> Void = { _ in }
  ) throws -> Pack {
    try change(self)
    try rebag(info)
    return self
  }
}
