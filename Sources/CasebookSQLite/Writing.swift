import Casebook
import CivilTime
internal import Diagnostics
internal import Foundation
internal import GRDB
import Ledger

/// One transaction: the acts that it enters, with everything that hangs on them.
struct Writing {
  let db: Database
  var cache: Cache
  let casebook: CasebookFile

  typealias Request = CasebookFile.Request

  /// Does acts, all or none. That they were refused is entered; what they would have said is not.
  mutating func attempt(
    _ requests: [Request], as credential: Credential, at time: Instant
  ) throws -> Result<[Done], any Error> {
    if requests.contains(where: \.act.needsRegister) { try enterLapses(at: time) }
    do {
      var done: [Done] = []
      if requests.count == 1 {
        // Nothing is written before it has been allowed.
        done = try perform(requests, as: credential, at: time)
      } else {
        try db.inSavepoint {
          done = try perform(requests, as: credential, at: time)
          return .commit
        }
      }
      return .success(done)
    } catch let refusal as Refusal {
      if requests.count > 1 { cache = try reloaded() }
      try note(refusal, requests, credential, at: time)
      return .failure(refusal)
    }
  }

  mutating func receipts(
    for requests: [Request], as credential: Credential
  ) throws -> Answer<[Receipt]> {
    let done = try attempt(requests, as: credential, at: casebook.clock()).get()
    return { head in done.map { Receipt($0, checkpoint: head) } }
  }

  private func reloaded() throws -> Cache {
    var cache = Cache()
    try cache.refresh(db)
    if self.cache.register != nil { try cache.loadRegister(db) }
    return cache
  }

  /// The clocks that have run out since somebody last looked. Nobody need be there for it, and nobody can prevent it.
  mutating func enterLapses(at time: Instant) throws {
    try cache.loadRegister(db)
    // Nothing was founded yet.
    guard cache.size > 0 else { return }
    let now = try moment(time)
    for matter in situation(nil, [:]).lapses(at: now).map(\.matter) {
      // Where one goes may change where the next may go.
      guard let lapse = lapse(of: matter, at: now) else { continue }
      _ = try enter(.account(.lapse(lapse)), in: nil, by: .casebook, key: nil, at: now)
    }
  }

  private func lapse(of entry: Int, at now: Instant) -> Lapse? {
    let situation = situation(nil, [:])
    return situation.register.matters[entry].flatMap { situation.lapse(of: $0, at: now) }
  }

  /// What an act is held against. It is not kept while the act is entered, which would have to copy it all.
  func situation(_ file: CaseFile?, _ files: [String: CaseFile]) -> Situation {
    Situation(
      staff: cache.staff, file: file, next: cache.size, register: cache.register ?? Register(),
      files: files, calendars: casebook.calendars)
  }

  /// The cases that an act of the register, and the matter that it is done to, are about.
  mutating func files(of act: Act) throws -> [String: CaseFile] {
    var ids: Set<String> = []
    var matters: [Int] = []
    switch act {
    case .account(let act):
      ids = Set(act.cases)
      matters = [act.matter].compactMap(\.self)
    case .countersign(let answer):
      matters = [cache.register?.matter(of: answer.entry)].compactMap(\.self)
    case .view(let view): matters = [view.matter].compactMap(\.self)
    default: return [:]
    }
    for matter in matters.compactMap({ cache.register?.matters[$0] }) {
      ids.formUnion(try self.cases(of: matter))
    }
    return try files(ids)
  }

  func cases(of matter: Matter) throws -> Set<String> {
    let warning = matter.attachedTo.flatMap { cache.register?.matters[$0] }
    return matter.cases.union(warning?.cases ?? [])
  }

  mutating func files(_ ids: Set<String>) throws -> [String: CaseFile] {
    var files: [String: CaseFile] = [:]
    for id in ids.sorted() { files[id] = try cache.file(id, db) }
    return files
  }

  mutating func perform(
    _ requests: [Request], as credential: Credential, at time: Instant
  ) throws -> [Done] {
    var done: [Done] = []
    var checked: Set<String> = []
    for (index, request) in requests.enumerated() {
      try authenticate(credential, for: request.act)
      let now = try moment(time)
      let file = try request.case.flatMap { try cache.file($0, db) }
      let (author, act) = try allowed(request, file, credential.person, at: now)
      if let id = request.case, let file, checked.insert(id).inserted || !act.kind.isItem {
        // The items of one import are read together, since they may name one another.
        let following = try requests[(index + 1)...].filter { $0.case == id }.map(\.act)
          .prefix { act.kind.isItem && $0.kind.isItem }
          .map { try completed($0, by: author, file: file, at: now, situation(file, [:])) }
        try reads([act] + following, file, at: now)
        // Items that come after another act are read with what that has left.
        if !act.kind.isItem { checked.remove(id) }
      }
      done.append(
        try enter(act, in: request.case, by: author, key: credential.key, at: now))
    }
    return done
  }

  private mutating func allowed(
    _ request: Request, _ file: CaseFile?, _ person: String, at now: Instant
  ) throws -> (Author, Act) {
    if request.act.needsRegister { try cache.loadRegister(db) }
    var situation = situation(file, try files(of: request.act))
    if case .account(.decide(let decision)) = request.act {
      situation.opened = [decision.warning: try lastOpened(decision.warning, by: person)]
    }
    let author = try situation.author(of: request.act, by: person, in: request.case, at: now)
    let act = try completed(request.act, by: author, file: file, at: now, situation)
    try situation.check(act, by: author, at: now)
    return (author, act)
  }

  /// The entry at which somebody last opened a matter; -1 if they never did.
  private func lastOpened(_ matter: Int, by person: String) throws -> Int {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT stream.sequence, deed FROM stream JOIN content USING (sequence)
        WHERE stream = 'reads' AND instr(deed, CAST(? AS BLOB)) > 0
        ORDER BY stream.sequence DESC
        """,
      arguments: ["\"matter\":\(matter)"])
    while let row = try rows.next() {
      let sequence = row.value("sequence", as: Int.self) ?? -1
      let deed = try decode(Array(row.value("deed", as: Data.self) ?? Data()), entry: sequence)
      if case .view(let view) = deed.act, view.matter == matter, deed.by.person == person {
        return sequence
      }
    }
    return -1
  }

  /// Does what whoever raised a warning may do without a post: raise one, or add to the one that the receipt is of.
  mutating func attempt(
    byReporter act: AccountAct, at time: Instant
  ) throws -> Result<Done, any Error> {
    try enterLapses(at: time)
    do {
      let now = try moment(time)
      let situation = situation(nil, try files(of: .account(act)))
      let act = try situation.completed(byReporter: act, at: now)
      return .success(
        try enter(.account(act), in: nil, by: .reporter, key: nil, at: now))
    } catch let refusal as Refusal {
      try note(byReporter: refusal, act.kind, at: time)
      return .failure(refusal)
    }
  }

  mutating func note(
    byReporter refusal: Refusal, _ kind: ActKind, at time: Instant
  ) throws {
    _ = try enter(
      .refused(Attempt(act: kind, code: refusal.code)), in: nil, by: .reporter, key: nil,
      at: try moment(time))
  }

  /// Enters that whoever holds a receipt looked at it.
  mutating func enterReceiptSeen(_ matter: Int, at time: Instant) throws -> Done {
    try enter(
      .view(View(what: "receipt", matter: matter)), in: nil, by: .reporter, key: nil,
      at: try moment(time))
  }

  /// Whether somebody may do an act in a case, before it is known what it will say.
  mutating func authorise(
    _ request: Request, as credential: Credential, at time: Instant
  ) throws {
    try authenticate(credential, for: request.act)
    let file = try request.case.flatMap { try cache.file($0, db) }
    if request.act.needsRegister { try cache.loadRegister(db) }
    _ = try situation(file, try files(of: request.act)).author(
      of: request.act, by: credential.person, in: request.case, at: max(time, cache.clock))
  }

  /// The moment of an act: never before the last entry, and not so far beyond it that the clock of the machine must be wrong. One wrong
  /// entry would hold the clock of the whole casebook until that day.
  private func moment(_ time: Instant) throws -> Instant {
    let threeYears = 3 * 366 * 86_400_000
    if cache.size > 0, time.milliseconds - cache.clock.milliseconds > threeYears {
      throw CasebookError.clockAhead
    }
    return max(time, cache.clock)
  }

  /// The key must be the one that the casebook has for the person.
  private func authenticate(_ credential: Credential, for act: Act) throws {
    if case .found(let founding) = act {
      guard founding.founder.key == credential.key.verifier.text else {
        throw Refusal.wrongKey(credential.person)
      }
      return
    }
    guard cache.staff.posts[credential.person] != nil else {
      throw Refusal.unknownPerson(credential.person)
    }
    guard cache.staff.isCurrent(credential.person) else {
      throw Refusal.hasLeft(credential.person)
    }
    guard let key = cache.staff.key(of: credential.person) else {
      throw Refusal.noKey(credential.person)
    }
    guard key == credential.key.verifier.text else { throw Refusal.wrongKey(credential.person) }
  }

  /// What the casebook itself adds to an act.
  private func completed(
    _ act: Act, by author: Author, file: CaseFile?, at now: Instant, _ situation: Situation
  ) throws -> Act {
    switch act {
    case .account(let act):
      return .account(try situation.completed(act, by: author, at: now))
    case .countersign(let answer):
      return .countersign(try situation.completed(answer, by: author, at: now))
    case .record(let item): return .record(item.normalised)
    case .correct(var correction):
      correction.item = correction.item.normalised
      return .correct(correction)
    case .respond(var given):
      var response = Item(kind: .responses, content: given.response).normalised.content
      if response["by"] == nil { response = response.setting("by", to: .text(author.body)) }
      if response["on"] == nil { response = response.setting("on", to: .text("\(now.day)")) }
      if response["decided-by"] == nil {
        response = response.setting("decided-by", to: .text(author.post))
      }
      given.response = response
      return .respond(given)
    case .view(var view):
      view.what = plain(view.what)
      view.purpose = view.purpose.map(plain)
      view.detail = view.detail.map(plain)
      return .view(view)
    case .hold(let hold):
      for id in hold.cases where try loadCase(id, db) == nil { throw Refusal.noSuchCase(id) }
      return act
    case .erase(var erasure):
      erasure.erased = erasure.erased.map { file?.links(of: $0.entry) ?? $0 }
      return .erase(erasure)
    case .transfer(var transfer):
      transfer.manifest = try manifest(of: file, before: nil)
      return .transfer(transfer)
    case .acceptTransfer(var acceptance):
      acceptance.manifest = try manifest(of: file, before: acceptance.transfer)
      return .acceptTransfer(acceptance)
    default: return act
    }
  }

  /// One line of bounded length, so that what somebody says of their reading cannot be taken for another entry.
  private func plain(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(500).map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: " "
      default: Character(scalar)
      }
    }
    return String(scalars)
  }

  /// What a case holds, counted and hashed from the log and not from memory.
  private func manifest(of file: CaseFile?, before limit: Int?) throws -> CustodyManifest {
    let entries = (file?.entries ?? []).filter { $0 < limit ?? .max }
    var leaves: [UInt8] = []
    var erased = 0
    for entry in entries {
      leaves += leafHash(try entryBytes(db, entry)).bytes
      let isErased = try Bool.fetchOne(
        db, sql: "SELECT deed IS NULL FROM content WHERE sequence = ?", arguments: [entry])
      if isErased != false { erased += 1 }
    }
    return CustodyManifest(
      entries: entries.count, erased: erased, digest: sha256(leaves).hexadecimal)
  }

  /// Whether the case can still be read with what an act adds to it or covers.
  private func reads(_ acts: [Act], _ file: CaseFile, at now: Instant) throws {
    var items: [Item] = []
    var replaced: Set<Int> = []
    for act in acts {
      switch act {
      case .record(let item): items.append(item.normalised)
      case .correct(let correction):
        items.append(correction.item.normalised)
        replaced.insert(correction.entry)
      case .respond(let given):
        items.append(Item(kind: .responses, content: given.response).normalised)
      case .redact(let redaction):
        try staysReadable(under: redaction, file, at: now)
      case .share(let decision):
        try reads(decision.about, sources: decision.sources, file)
      case .declineToShare(let decision):
        try reads(decision.about, sources: decision.sources, file)
      case .schedule(let meeting): try reads(meeting.about, sources: [], file)
      default: break
      }
    }
    if items.isEmpty { return }
    let report = file.problems(
      adding: items, replacing: replaced, vocabulary: casebook.vocabulary,
      frameworks: casebook.frameworks)
    try refuse(report)
  }

  /// People and sources that an act names are in the case.
  private func reads(_ people: [String], sources: [String], _ file: CaseFile) throws {
    for person in people
    where !file.current.contains(where: { $0.item?.kind == .people && $0.item?.id == person }) {
      throw Refusal.noSuch(what: "person", id: person)
    }
    for source in sources
    where !file.current.contains(where: { $0.item?.kind == .sources && $0.item?.id == source }) {
      throw Refusal.noSuch(what: "source", id: source)
    }
  }

  private func staysReadable(under redaction: Redaction, _ file: CaseFile, at now: Instant) throws {
    var covered = file
    guard let index = covered.versions.firstIndex(where: { $0.entry == redaction.entry }) else {
      return
    }
    let by = Author(person: "", name: "", post: "", role: .recordsManager, body: "")
    covered.versions[index].redactions.append(
      CaseFile.Layer(entry: cache.size, by: by, at: now, redaction: redaction))
    let lens = Lens(name: "redacted", reader: "", withheld: [.redaction])
    var report = Report()
    _ = covered.view(
      through: lens, vocabulary: casebook.vocabulary, frameworks: casebook.frameworks,
      on: now.day, report: &report)
    try refuse(report)
  }

  private func refuse(_ report: Report) throws {
    guard report.hasErrors else { return }
    // What would help somebody who sees everything would tell the names of what others may not see.
    let problems = report.diagnostics.filter { $0.severity == .error }
      .map { "\($0.message) [\($0.code)]" }
    throw Refusal.wouldNotRead(problems)
  }

  mutating func note(
    _ refusal: Refusal, _ requests: [Request], _ credential: Credential, at time: Instant
  ) throws {
    let posts = cache.staff.acting(credential.person, at: max(time, cache.clock))
    let isTheirs =
      cache.staff.key(of: credential.person).map { $0 == credential.key.verifier.text } ?? false
    // Whoever could not show who they are neither moves the clock nor writes a word of their own.
    let now = isTheirs ? max(time, cache.clock) : cache.clock
    let person = cache.staff.posts[credential.person] == nil ? "unknown" : credential.person
    let author =
      posts.first?.author
      ?? Author(
        person: person, name: "", post: "not authenticated", role: .partnerAgency,
        body: "unknown/unknown")
    guard let first = requests.first else { return }
    let isCase = try first.case.map { try cache.file($0, db) != nil } ?? false
    _ = try enter(
      .refused(Attempt(act: first.act.kind, code: refusal.code)), in: isCase ? first.case : nil,
      by: author, key: nil, at: now)
    guard case .noSuchMatter(let matter) = refusal else { return }
    // That they know of it, as the partners know of every concern, is no attempt on anything.
    if let known = cache.register?.matters[matter], !known.isProtected {
      let situation = situation(nil, try files(try cases(of: known)))
      let isKnown = posts.contains {
        situation.knows(of: known, $0.author, asPerson: $0.asPerson, at: now)
      }
      if isKnown { return }
    }
    // Whoever receives a disclosure is told of it. It is entered whether or not there is one, so that it says nothing of that.
    try cache.loadRegister(db)
    _ = try enter(
      .account(.attempt(MatterAttempt(matter: matter, act: first.act.kind))), in: nil, by: author,
      key: nil, at: now)
  }

  // MARK: The entry

  private mutating func enter(
    _ act: Act, in caseID: String?, by author: Author, key: NoteSigner?, at now: Instant
  ) throws -> Done {
    let sequence = cache.size
    let deed = Deed(
      register: cache.staff.register, at: now, by: author, key: key?.verifier.text, case: caseID,
      act: act)
    let payload = try deed.encoded()
    let signature = key?.signature(of: Deed.messageToSign(payload))
    // Eight bytes at a time, since each asks the system.
    let salt = (0..<LogEntry.saltLength / 8).flatMap { _ in
      withUnsafeBytes(of: UInt64.random(in: .min ... .max)) { Array($0) }
    }
    let entry = LogEntry(
      register: cache.staff.register, sequence: sequence, previous: cache.previous, clock: now,
      type: EntryType(act.kind, in: deed.stream),
      commitment: LogEntry.commitment(to: payload, salt: salt))
    let bytes = entry.bytes
    try insert(
      "INSERT INTO entry (sequence, bytes) VALUES (?, ?)", [sequence, Data(bytes)])
    try insert(
      "INSERT INTO content (sequence, salt, deed, signature) VALUES (?, ?, ?, ?)",
      [sequence, Data(salt), Data(payload), signature.map { Data($0) }])
    try insert(
      "INSERT INTO stream (stream, sequence) VALUES (?, ?)",
      [deed.stream.description, sequence])
    if let words = SearchText.words(of: act) {
      try insert("INSERT INTO words (rowid, text) VALUES (?, ?)", [sequence, words])
    }
    if case .rotateLogKey(let key) = act {
      try insert(
        "INSERT INTO log_key (size, verifier) VALUES (?, ?)", [sequence + 1, key.verifier])
    }
    let leaf = leafHash(bytes)
    for tile in cache.add(leaf: leaf) {
      try insert(
        "INSERT OR REPLACE INTO tile (level, number, hashes) VALUES (?, ?, ?)",
        [tile.level, tile.number, Data(tile.hashes.flatMap(\.bytes))])
    }
    cache.previous = leaf
    cache.clock = now
    cache.apply(deed, entry: sequence)
    try keepDoors(of: deed, entry: sequence)
    if case .erase(let erasure) = act { try destroy(erasure.entries) }
    return Done(entry: sequence, leaf: leaf, at: now, by: author)
  }

  /// What an entry opens and closes stands in the table of doors.
  private mutating func keepDoors(of deed: Deed, entry: Int) throws {
    switch deed.act {
    case .open, .involve, .endInvolvement, .breakGlass, .reviewBreakGlass: break
    default: return
    }
    guard let id = deed.case, let file = try cache.file(id, db) else { return }
    for door in file.doors where door.entry == entry || door.closedBy == entry {
      try Doors.keep(door, of: id, db)
    }
  }

  private func insert(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?]) throws {
    try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
  }

  /// Destroys content, salt and signature, and takes its words out of the index, whose pages are written anew. That the whole file is to be
  /// written anew stands in the same transaction, so that it is known however the program ends.
  private func destroy(_ entries: [Int]) throws {
    for entry in entries {
      try insert(
        "UPDATE content SET salt = NULL, deed = NULL, signature = NULL WHERE sequence = ?",
        [entry])
      try insert("DELETE FROM words WHERE rowid = ?", [entry])
    }
    try db.execute(
      sql: "INSERT INTO words (words) VALUES ('optimize'); INSERT INTO owed DEFAULT VALUES")
  }

  // MARK: The head of the log

  /// What others entered since was signed with the key of the log when they did. Nobody builds on entries that were not.
  func checkHead(signedBy key: NoteVerifier) throws {
    guard
      let text = try String.fetchOne(
        db, sql: "SELECT note FROM checkpoint WHERE size = ?", arguments: [cache.size]),
      let note = try? SignedNote(parsing: Array(text.utf8)),
      let head = try? Checkpoint(parsing: note.text).head, head == cache.frontier.head
    else {
      throw CasebookError.damaged(
        what:
          "entry \(cache.size - 1) is the last, and no head of the log that contains it was signed")
    }
    guard try !note.verified(by: [key]).isEmpty else { throw CasebookError.logKeyDiffers }
  }

  /// Signs the head of the log as this transaction leaves it. One head is signed for each size, and never another.
  ///
  /// - Parameter keys: the key of the log; when it has just been replaced, the old one and the new one.
  mutating func sign(with keys: [NoteSigner]) throws -> SignedNote {
    let size = cache.size
    if let note = try String.fetchOne(
      db, sql: "SELECT note FROM checkpoint WHERE size = ?", arguments: [size])
    {
      return try SignedNote(parsing: Array(note.utf8))
    }
    guard cache.staff.logKeys.last?.key == keys.last?.verifier.text else {
      throw CasebookError.logKeyDiffers
    }
    let checkpoint = try Checkpoint(
      origin: cache.staff.origin, size: size, root: cache.frontier.root)
    let note = try SignedNote(
      text: checkpoint.text, signatures: keys.map { $0.sign(checkpoint.text) })
    try insert("INSERT INTO checkpoint (size, note) VALUES (?, ?)", [size, note.encoded])
    return note
  }
}
