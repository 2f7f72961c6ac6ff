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
    try answer { writing in try writing.raise(warning, as: credential) }
  }

  /// Raises a warning for somebody who holds no post and need not say who they are.
  public func warn(_ warning: Warning) throws -> Raised {
    try answer { writing in try writing.raise(warning, as: nil) }
  }

  /// What whoever raised a warning is given at once.
  public struct Raised: Sendable {
    public var receipt: Receipt
    /// Shows its fate, and is kept nowhere else.
    public var code: ReceiptCode
    /// With whom it is, and by when they must acknowledge and decide.
    public var status: ReceiptStatus
  }

  /// Adds to a warning, takes it back, contests its outcome or reports detriment, for whoever holds its receipt.
  ///
  /// - Parameter act: one of these, for the entry that the receipt is of.
  /// - Throws: `Refusal`: `noSuchReceipt` if there is none with the code.
  public func perform(
    _ act: (_ warning: Int) -> AccountAct, withCode code: ReceiptCode
  ) throws -> Receipt {
    try answer { writing in try writing.perform(act, withCode: code) }
  }

  /// How a warning stands, for whoever holds its receipt.
  public struct StatusReading: Sendable {
    public var status: ReceiptStatus
    public var now: Instant
    /// The entry that says that it was asked.
    public var receipt: Receipt
  }

  /// How the warning of a receipt stands. That it was asked is entered.
  public func status(of code: ReceiptCode) throws -> StatusReading {
    try answer { writing in try writing.status(of: code) }
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
    /// The entries of those that they may open; of the others they know that they are there, with whom and by when.
    public var opens: Set<Int>
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
    try answer { writing in try writing.register(purpose: purpose, as: credential) }
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
    try answer { writing in try writing.matter(entry, purpose: purpose, as: credential) }
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
        var then: [String: CaseFile] = [:]
        for id in files { then[id] = try loadCase(id, db, while: counts) }
        let situation = try situation(db, files: then, while: counts)
        // What is closed is what is closed today, so that nobody learns of it by asking for an earlier day.
        let today = try self.situation(db, files: then)
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
  /// One transaction: a warning stands only if its code can be given.
  ///
  /// - Parameter credential: nil for somebody who holds no post.
  mutating func raise(
    _ warning: Warning, as credential: Credential?
  ) throws -> Answer<CasebookFile.Raised> {
    var generator = SystemRandomNumberGenerator()
    let code = ReceiptCode(random: generator.next())
    var warning = warning
    warning.code = code.digest(register: cache.staff.register)
    let act = AccountAct.warn(warning)
    let done =
      if let credential {
        try attempt(
          [Request(case: nil, act: .account(act))], as: credential, at: casebook.clock()
        ).get()[0]
      } else {
        try attempt(byReporter: act, at: casebook.clock()).get()
      }
    let situation = situation(nil, [:])
    guard let matter = situation.register.matters[done.entry] else {
      throw Refusal.noSuchMatter(done.entry)
    }
    let status = situation.status(of: matter, on: done.at.day)
    return { head in
      CasebookFile.Raised(
        receipt: Receipt(done, checkpoint: head), code: code, status: status)
    }
  }

  mutating func perform(
    _ act: (_ warning: Int) -> AccountAct, withCode code: ReceiptCode
  ) throws -> Answer<Receipt> {
    let matter = try warning(for: code)
    // What is done under a code is done to its warning and to no other.
    let act = act(matter?.entry ?? -1)
    guard let matter, act.matter == matter.entry else {
      try note(byReporter: .noSuchReceipt, act.kind, at: casebook.clock())
      throw Refusal.noSuchReceipt
    }
    let done = try attempt(byReporter: act, at: casebook.clock()).get()
    return { head in Receipt(done, checkpoint: head) }
  }

  mutating func status(of code: ReceiptCode) throws -> Answer<CasebookFile.StatusReading> {
    try enterLapses(at: casebook.clock())
    guard let matter = try warning(for: code) else {
      // Whoever guesses at codes leaves a trace.
      try note(byReporter: .noSuchReceipt, .view, at: casebook.clock())
      throw Refusal.noSuchReceipt
    }
    let done = try enterReceiptSeen(matter.entry, at: casebook.clock())
    let status = situation(nil, [:]).status(of: matter, on: done.at.day)
    return { head in
      CasebookFile.StatusReading(
        status: status, now: done.at, receipt: Receipt(done, checkpoint: head))
    }
  }

  private mutating func warning(for code: ReceiptCode) throws -> Matter? {
    try cache.loadRegister(db)
    return cache.register?.warning(for: code, register: cache.staff.register)
  }

  mutating func register(
    purpose: String?, as credential: Credential
  ) throws -> Answer<CasebookFile.RegisterReading> {
    let time = casebook.clock()
    try enterLapses(at: time)
    let known = try known(to: credential.person, at: max(time, cache.clock))
    // Whatever is open and stands in the list was delivered to them.
    let open = known.lines.filter(\.isOpen).map(\.entry).sorted()
    let view = View(what: "register", purpose: purpose, listed: open.isEmpty ? nil : open)
    let done = try attempt(
      [Request(case: nil, act: .view(view))], as: credential, at: time
    ).get()[0]
    let attempts = attempts(on: known.lines, known.situation, for: done.by)
    let notices = known.situation.notices(for: credential.person)
    let opens = known.situation.opened(
      among: known.lines.map(\.entry), by: credential.person, at: done.at)
    return { head in
      CasebookFile.RegisterReading(
        author: done.by, now: done.at, lines: known.lines, theirs: known.asked,
        opens: opens, attempts: attempts, notices: notices, receipt: Receipt(done, checkpoint: head)
      )
    }
  }

  mutating func matter(
    _ entry: Int, purpose: String?, as credential: Credential
  ) throws -> Answer<CasebookFile.MatterReading> {
    let act = Act.view(View(what: "matter", purpose: purpose, matter: entry))
    let done = try attempt(
      [Request(case: nil, act: act)], as: credential, at: casebook.clock()
    ).get()[0]
    return try reading(entry, credential.person, done)
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

  /// The attempts on those of some matters that are with somebody, or that they oversee.
  private func attempts(
    on lines: [RegisterLine], _ situation: Situation, for author: Author
  ) -> [Register.Noted<MatterAttempt>] {
    let known = lines.compactMap { situation.register.matters[$0.entry] }
    let watched = Set(
      known.filter { matter in
        matter.isProtected
          && (situation.holder(of: matter) == author.person
            || author.role.access.sees.contains(.disclosures))
      }.map(\.entry))
    return situation.register.attempts.filter {
      // What was tried before there was one was a slip of the pen.
      watched.contains(situation.register.matter(of: $0.part.matter) ?? $0.part.matter)
        && $0.by.person != author.person && $0.entry > $0.part.matter
    }
  }

  private mutating func reading(
    _ entry: Int, _ person: String, _ done: Done
  ) throws -> Answer<CasebookFile.MatterReading> {
    let (author, now) = (done.by, done.at)
    let act = Act.view(View(what: "matter", matter: entry))
    let situation = situation(nil, try files(of: act))
    guard let matter = situation.register.matters[entry] else {
      throw Refusal.noSuchMatter(entry)
    }
    let day = now.day
    // That a disclosure is about the same child is part of what it says.
    func visible(_ other: Matter) -> Bool {
      if other.isProtected {
        return situation.seesContent(of: other, author, asPerson: person, at: now)
      }
      return situation.knows(of: other, author, asPerson: person, at: now)
        || !situation.isClosed(other, to: person)
    }
    let related = situation.register.related(to: matter).filter(visible)
    let attached = situation.register.all.filter {
      $0.isAttached(to: matter) && $0.isOpen && visible($0)
    }
    let involving = situation.files.values.sorted { $0.id < $1.id }.filter {
      $0.isInvolved(person, staff: situation.staff, at: now) && !$0.isExcluded(author.person)
    }
    let meetings = involving.flatMap { file in
      file.meetings.filter { $0.state(on: day) == .overdue }.map { (file.id, $0.meeting.id) }
    }
    return { head in
      CasebookFile.MatterReading(
        author: author, now: now,
        matter: situation.seen(matter, by: author, asPerson: person, at: now),
        line: situation.line(of: matter, on: day),
        isTheirs: situation.staff.acting(person, at: now).contains {
          $0.asPerson == situation.holder(of: matter)
        },
        // Whoever may open this one is to know what became of the others.
        related: related.map { situation.line(of: $0, on: day, withFate: true) },
        concerns: situation.concerns(about: matter, for: author, at: now),
        shown: situation.shownBefore(deciding: matter, by: author, at: now),
        open: attached.map { situation.line(of: $0, on: day) },
        meetings: meetings, receipt: Receipt(done, checkpoint: head))
    }
  }
}
