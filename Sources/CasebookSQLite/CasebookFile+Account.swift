public import Casebook
public import CivilTime
internal import Foundation
internal import GRDB
internal import Ledger

/// The register of warnings: raising one, following it by its receipt, and reading what is open to somebody.
extension CasebookFile {
  /// Raises a warning, for somebody who holds a post.
  ///
  /// - Throws: `Refusal`, `CasebookError`.
  public func warn(_ warning: Warning, as credential: Credential) throws -> Raised {
    try raise(warning) { writing, warning in
      try writing.attempt(
        [Request(case: nil, act: .account(.warn(warning)))], as: credential, at: clock()
      ).map { $0[0] }
    }
  }

  /// Raises a warning for somebody who holds no post and need not say who they are.
  public func warn(_ warning: Warning) throws -> Raised {
    try raise(warning) { writing, warning in
      try writing.attempt(byReporter: .warn(warning), at: clock())
    }
  }

  /// What whoever raised a warning is given at once.
  public struct Raised: Sendable {
    public var receipt: Receipt
    /// Shows its fate, and is kept nowhere else.
    public var code: ReceiptCode
    /// With whom it is, and by when they must acknowledge and decide.
    public var status: ReceiptStatus
  }

  /// One transaction: a warning stands only if its code can be given.
  private func raise(
    _ warning: Warning, _ body: (inout Writing, Warning) throws -> Result<Done, any Error>
  ) throws -> Raised {
    let (warning, code) = try coded(warning)
    var status: ReceiptStatus?
    let receipt = try enter { writing in
      let result = try body(&writing, warning)
      if case .success(let done) = result {
        let situation = writing.situation(nil, [:])
        status = situation.register.matters[done.entry].map {
          situation.status(of: $0, on: done.at.day)
        }
      }
      return result
    }
    guard let status else { throw Refusal.noSuchMatter(receipt.entry) }
    return Raised(receipt: receipt, code: code, status: status)
  }

  private func coded(_ warning: Warning) throws -> (Warning, ReceiptCode) {
    var generator = SystemRandomNumberGenerator()
    let code = ReceiptCode(random: generator.next())
    var warning = warning
    warning.code = code.digest(register: try registerID())
    return (warning, code)
  }

  /// Adds to a warning, takes it back, contests its outcome or reports detriment, for whoever holds its receipt.
  ///
  /// - Parameter act: one of these, for the entry that the receipt is of.
  /// - Throws: `Refusal`: `noSuchReceipt` if there is none with the code.
  public func perform(
    _ act: (_ warning: Int) -> AccountAct, withCode code: ReceiptCode
  ) throws -> Receipt {
    let register = try registerID()
    return try enter { writing in
      try writing.cache.loadRegister(writing.db)
      let matter = writing.cache.register?.warning(for: code, register: register)
      // What is done under a code is done to its warning and to no other.
      let act = act(matter?.entry ?? -1)
      guard let matter, act.matter == matter.entry else {
        try writing.note(byReporter: .noSuchReceipt, act.kind, at: clock())
        return .failure(Refusal.noSuchReceipt)
      }
      return try writing.attempt(byReporter: act, at: clock())
    }
  }

  /// How the warning of a receipt stands. That it was asked is entered.
  public func status(
    of code: ReceiptCode
  ) throws -> (status: ReceiptStatus, now: Instant, receipt: Receipt) {
    let register = try registerID()
    var status: (ReceiptStatus, Instant)?
    let receipt = try enter { writing in
      try writing.enterLapses(at: clock())
      guard let matter = writing.cache.register?.warning(for: code, register: register) else {
        // Whoever guesses at codes leaves a trace.
        try writing.note(byReporter: .noSuchReceipt, .view, at: clock())
        return .failure(Refusal.noSuchReceipt)
      }
      let done = try writing.enterReceiptSeen(matter.entry, at: clock())
      let situation = writing.situation(nil, [:])
      status = (situation.status(of: matter, on: done.at.day), done.at)
      return .success(done)
    }
    guard let status else { throw Refusal.noSuchReceipt }
    return (status.0, status.1, receipt)
  }

  /// The id of the casebook, which stands in every entry.
  private func registerID() throws -> String {
    try translated {
      try database.read { db in
        guard let entry = LogEntry(try CasebookSQLite.entryBytes(db, 0)) else {
          throw CasebookError.damaged(what: "entry 0 is not one")
        }
        return entry.register
      }
    }
  }

  private func enter(
    _ body: (inout Writing) throws -> Result<Done, any Error>
  ) throws -> Receipt {
    let logKey = try signer()
    let result: Result<Receipt, any Error> = try write { writing in
      let done = try body(&writing)
      let checkpoint = try writing.sign(with: [logKey])
      return done.map { Receipt($0, checkpoint: checkpoint) }
    }
    return try result.get()
  }

  // MARK: Reading

  /// What somebody who reads in the register has before them.
  public struct RegisterReading: Sendable {
    public var author: Author
    public var now: Instant
    /// The matters that they may know of, those that are overdue first, and then those due first.
    public var lines: [RegisterLine]
    /// The entries of those that are with them, that they are asked to take or to agree to.
    public var theirs: Set<Int>
    /// Attempts on the disclosures that are with them, or that they oversee.
    public var attempts: [Register.Noted<MatterAttempt>]
    /// Decisions of which their body is told.
    public var notices: [Notice]
    public var receipt: Receipt
  }

  /// The register as far as somebody may know of it. Nothing in it can be left out by whoever asks: they can only have it in full.
  ///
  /// - Throws: `Refusal`, `CasebookError`.
  public func register(
    purpose: String?, as credential: Credential
  ) throws -> RegisterReading {
    let logKey = try signer()
    let result: Result<RegisterReading, any Error> = try write { writing in
      do {
        try writing.enterLapses(at: clock())
        var view = View(what: "register", purpose: purpose)
        // Whatever is open and stands in the list was delivered to them.
        view.listed = try writing.openEntries(for: credential.person, at: clock())
        if view.listed?.isEmpty == true { view.listed = nil }
        let attempt = try writing.attempt(
          [Request(case: nil, act: .view(view))], as: credential, at: clock())
        let done = try attempt.get()[0]
        let (lines, theirs, attempts) = try writing.lines(for: done.by, at: done.at)
        let checkpoint = try writing.sign(with: [logKey])
        return .success(
          RegisterReading(
            author: done.by, now: done.at, lines: lines, theirs: theirs, attempts: attempts,
            notices: writing.situation(nil, [:]).notices(for: credential.person),
            receipt: Receipt(done, checkpoint: checkpoint)))
      } catch let refusal as Refusal {
        _ = try writing.sign(with: [logKey])
        return .failure(refusal)
      }
    }
    return try result.get()
  }

  /// One matter with everything that it says, for those who may see it.
  public struct MatterReading: Sendable {
    public var author: Author
    public var now: Instant
    public var matter: Matter
    public var line: RegisterLine
    /// Whether it is with whoever reads, or with somebody for whom they act.
    public var isTheirs: Bool
    /// Other warnings about the same child, adult, place or vehicle, and what became of them.
    public var related: [RegisterLine]
    /// Warnings, referrals and closures that the cases of the matter have about the same, as far as the reader is involved in them.
    public var concerns: [(caseID: String, version: CaseFile.Version)]
    /// What has to be shown before a decision, as entries.
    public var shown: [Int]
    /// What keeps it from being closed: actions, disagreements.
    public var open: [RegisterLine]
    /// Meetings of its cases that are over and have neither minutes nor a cancellation.
    public var meetings: [(caseID: String, meeting: String)]
    public var receipt: Receipt
  }

  /// Opens a matter. Who opened it and when is entered, and counts as having been told.
  ///
  /// - Throws: `Refusal`: `noSuchMatter` where there is none that they may open, which is entered as an attempt.
  public func matter(
    _ entry: Int, purpose: String?, as credential: Credential
  ) throws -> MatterReading {
    let logKey = try signer()
    let result: Result<MatterReading, any Error> = try write { writing in
      try writing.enterLapses(at: clock())
      let act = Act.view(View(what: "matter", purpose: purpose, matter: entry))
      let attempt = try writing.attempt(
        [Request(case: nil, act: act)], as: credential, at: clock())
      let checkpoint = try writing.sign(with: [logKey])
      switch attempt {
      case .failure(let error): return .failure(error)
      case .success(let done):
        return .success(
          try writing.reading(
            entry, for: done[0].by, credential.person,
            Receipt(done[0], checkpoint: checkpoint)))
      }
    }
    return try result.get()
  }

  /// Who was told what by the end of a day. The answer stays the same once the day is over; today more may be entered.
  ///
  /// - Throws: `Refusal`: only those who see that there is a register may ask.
  public func told(
    _ question: Telling, by day: CivilDate, purpose: String?, as credential: Credential
  ) throws -> ToldReport {
    let reading = try read(
      View(what: "told", purpose: purpose, detail: "by \(day)"), as: credential)
    guard day <= reading.now.day else { throw Refusal.inTheFuture(what: "the day") }
    var question = question
    let files = try cases(of: question, for: reading.author, at: reading.now)
    guard reading.author.role.access.sees.contains(.register) || !files.isEmpty else {
      throw Refusal.needsLeave(.register)
    }
    if case .subject(let subject) = question, subject.case != nil, files.isEmpty {
      throw Refusal.noSuchCase(subject.case ?? "")
    }
    if case .subject(var subject) = question, subject.case == nil {
      subject.keys = []
      question = .subject(subject)
    }
    return try translated {
      try database.read { db in
        let counts: (Instant) -> Bool = { $0.day <= day }
        var staff = Staff()
        for entry in try readStream(db, .people) where counts(entry.head.clock) {
          if let deed = entry.deed { staff.apply(deed, entry: entry.sequence) }
        }
        let register = try loadRegister(db, while: counts)
        var then: [String: CaseFile] = [:]
        for id in files { then[id] = try loadCase(id, db, while: counts) }
        let situation = Situation(
          staff: staff, file: nil, next: 0, register: register, files: then,
          calendars: calendars)
        // What is closed is what is closed today, so that nobody learns of it by asking for an earlier day.
        let today = Situation(
          staff: try self.staff(db), file: nil, next: 0, register: try loadRegister(db),
          files: then, calendars: calendars)
        let erased = then.values.flatMap { $0.versions.filter { $0.item == nil }.map(\.entry) }
        return situation.told(
          question, by: day, shown: try shown(db, while: counts), erased: erased.sorted(),
          visible: { matter in
            let now = today.register.matters[matter.entry] ?? matter
            return today.counts(
              now, for: question, reading.author, asPerson: credential.person, at: reading.now)
          })
      }
    }
  }

  /// The cases that a question is about, as far as whoever asks may open them.
  private func cases(
    of question: Telling, for author: Author, at now: Instant
  ) throws -> [String] {
    let ids: [String]
    switch question {
    case .subject(let subject): ids = [subject.case].compactMap(\.self)
    case .body: ids = author.role.access.sees.contains(.register) ? try caseIDs() : []
    }
    let staff = try staff()
    return try ids.filter { id in
      guard let file = try file(id), !file.isExcluded(author.person) else { return false }
      return file.isInvolved(author.person, staff: staff, at: now)
        || author.role.access.sees.contains(.register)
    }
  }

  private func staff(_ db: Database) throws -> Staff {
    var staff = Staff()
    for entry in try readStream(db, .people) {
      if let deed = entry.deed { staff.apply(deed, entry: entry.sequence) }
    }
    return staff
  }

  /// What people were shown of the register, and opened.
  private func shown(_ db: Database, while counts: (Instant) -> Bool) throws -> [Shown] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT stream.sequence, deed FROM stream JOIN content USING (sequence)
        WHERE stream = 'reads' AND deed IS NOT NULL
          AND (instr(deed, CAST('"matter":' AS BLOB)) > 0 OR instr(deed, CAST('"listed":' AS BLOB)) > 0)
        ORDER BY stream.sequence
        """)
    var shown: [Shown] = []
    while let row = try rows.next() {
      let sequence = row.value("sequence", as: Int.self) ?? -1
      let deed = try decode(Array(row.value("deed", as: Data.self) ?? Data()), entry: sequence)
      guard counts(deed.at) else { break }
      guard case .view(let view) = deed.act, deed.by.role != .reporter else { continue }
      shown.append(
        Shown(
          entry: sequence, at: deed.at, person: deed.by.person, opened: view.matter,
          listed: view.listed ?? []))
    }
    return shown
  }

  /// How many warnings are open, overdue and decided on a day: for publication, once small numbers are left out.
  public func figures(
    on day: CivilDate, purpose: String?, as credential: Credential
  ) throws -> AccountFigures {
    let reading = try read(
      View(what: "figures", purpose: purpose, detail: "\(day)"), as: credential)
    guard day <= reading.now.day else { throw Refusal.inTheFuture(what: "the day") }
    return try translated {
      try database.read { db in
        AccountFigures(try loadRegister(db, while: { $0.day <= day }), on: day)
      }
    }
  }
}

extension Writing {
  /// The open matters that somebody may know of.
  fileprivate mutating func openEntries(for person: String, at time: Instant) throws -> [Int] {
    try known(to: person, at: max(time, cache.clock)).lines.filter(\.isOpen).map(\.entry).sorted()
  }

  private mutating func known(
    to person: String, at now: Instant
  ) throws -> (situation: Situation, lines: [RegisterLine], asked: Set<Int>) {
    try cache.loadRegister(db)
    // Only those who see no register need the cases: they see what is about a case of theirs.
    let sees = cache.staff.acting(person, at: now).contains {
      $0.author.role.access.sees.contains(.register)
    }
    let all = cache.register?.all ?? []
    let ids = sees ? [] : all.reduce(into: Set<String>()) { $0.formUnion($1.cases) }
    let situation = situation(nil, try files(ids))
    let (lines, asked) = situation.lines(for: person, at: now)
    return (situation, lines, asked)
  }

  fileprivate mutating func lines(
    for author: Author, at now: Instant
  ) throws -> ([RegisterLine], Set<Int>, [Register.Noted<MatterAttempt>]) {
    let (situation, lines, theirs) = try known(to: author.person, at: now)
    let known = lines.compactMap { situation.register.matters[$0.entry] }
    let watched = Set(
      known.filter { matter in
        matter.isProtected
          && (situation.holder(of: matter) == author.person
            || author.role.access.sees.contains(.disclosures))
      }.map(\.entry))
    let attempts = situation.register.attempts.filter {
      // What was tried before there was one was a slip of the pen.
      watched.contains(situation.register.matter(of: $0.part.matter) ?? $0.part.matter)
        && $0.by.person != author.person && $0.entry > $0.part.matter
    }
    return (lines, theirs, attempts)
  }

  fileprivate mutating func reading(
    _ entry: Int, for author: Author, _ person: String, _ receipt: Receipt
  ) throws -> CasebookFile.MatterReading {
    let act = Act.view(View(what: "matter", matter: entry))
    let situation = situation(nil, try files(of: act))
    guard let matter = situation.register.matters[entry] else {
      throw Refusal.noSuchMatter(entry)
    }
    let day = receipt.at.day
    // That a disclosure is about the same child is part of what it says.
    func visible(_ other: Matter) -> Bool {
      if other.isProtected {
        return situation.seesContent(of: other, author, asPerson: person, at: receipt.at)
      }
      return situation.knows(of: other, author, asPerson: person, at: receipt.at)
        || !situation.isClosed(other, to: person)
    }
    let related = situation.register.related(to: matter).filter(visible)
    let attached = situation.register.all.filter { other in
      other.disagreement?.warning == entry || other.action?.warning == entry
        || other.action?.case.map(matter.cases.contains) == true
        || other.disagreement?.case.map(matter.cases.contains) == true
    }.filter { $0.isOpen && visible($0) }
    return CasebookFile.MatterReading(
      author: author, now: receipt.at,
      matter: situation.seen(matter, by: author, asPerson: person, at: receipt.at),
      line: situation.line(of: matter, on: day),
      isTheirs: situation.staff.acting(person, at: receipt.at).contains {
        $0.asPerson == situation.holder(of: matter)
      },
      // Whoever may open this one is to know what became of the others.
      related: related.map { situation.line(of: $0, on: day, withFate: true) },
      concerns: situation.concerns(about: matter, for: author, at: receipt.at),
      shown: situation.shownBefore(deciding: matter, by: author, at: receipt.at),
      open: attached.map { situation.line(of: $0, on: day) },
      meetings: situation.files.values.sorted { $0.id < $1.id }.filter {
        $0.isInvolved(person, staff: situation.staff, at: receipt.at)
          && !$0.isExcluded(author.person)
      }.flatMap { file in
        file.meetings.filter { $0.state(on: day) == .overdue }.map { (file.id, $0.meeting.id) }
      }, receipt: receipt)
  }
}
