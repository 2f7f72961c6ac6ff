public import Casebook
public import CivilTime
internal import Foundation
internal import GRDB

/// Every way in which a person learns what a casebook holds. Each says who asks, and gives what they may see and no more.
extension CasebookFile {
  /// What somebody who reads has before them.
  public struct Reading: Sendable {
    /// The people, for those who may see them.
    public var staff: Staff?
    /// The case with what is withheld taken out; nil if none was asked for.
    public var file: CaseFile?
    /// What is withheld from the reader, and how often each thing was.
    public var lens: Lens?
    public var withheld: [Lens.Withholding: Int]
    /// The latest entry of the case, for keeping what was worked out from it; nil if none was asked for.
    public var revision: Int?
    /// In which post the person reads.
    public var author: Author
    public var now: Instant
    /// The entry that says so.
    public var receipt: Receipt

    /// Through what the reader sees; nothing is withheld where no case was read.
    public var sight: Lens {
      lens ?? Lens(name: author.role.rawValue, reader: author.post, withheld: [])
    }
  }

  /// Reads a case, or what belongs to no case, after it has been entered who reads what and why.
  ///
  /// - Parameter day: the case as it stood at the end of this day in the United Kingdom, whatever was added since; what was erased
  ///   since stays erased, and what is withheld is what is withheld now.
  /// - Throws: `Refusal`, `CasebookError`.
  public func read(
    _ view: View, in caseID: String? = nil, recordedBy day: CivilDate? = nil,
    as credential: Credential
  ) throws -> Reading {
    try answer { writing in
      try writing.read(view, in: caseID, recordedBy: day, as: credential)
    }
  }

  /// A case as a list says it.
  public struct CaseLine: Sendable, Hashable, Identifiable {
    public var id: String
    public var title: String
    /// The body that keeps it.
    public var custodian: String
    /// How many children it declares.
    public var children: Int
    /// The day on which it last came to say something that whoever reads may see.
    public var latest: CivilDate?
  }

  /// The cases that somebody has before them.
  public struct CaseList: Sendable {
    public var author: Author
    public var now: Instant
    /// In the order of their ids.
    public var cases: [CaseLine]
    /// The entry that says that they looked.
    public var receipt: Receipt
  }

  /// The cases that are open to somebody: those that they are involved in, or opened in an emergency.
  ///
  /// - Complexity: only cases in which somebody was involved whose work is theirs are looked at; all of them for who reads everywhere.
  public func cases(purpose: String?, as credential: Credential) throws -> CaseList {
    try answer { writing in try writing.cases(purpose: purpose, as: credential) }
  }

  /// The latest entry of a case; nil if there is none. What was worked out from a case holds until this changes.
  ///
  /// Not for anybody to see: it changes with what some of its readers must not learn of.
  public func revision(of caseID: String) throws -> Int? {
    try translated {
      try database.read { db in
        try Int.fetchOne(
          db, sql: "SELECT MAX(sequence) FROM stream WHERE stream = ?",
          arguments: [Casebook.Stream.case(caseID).description])
      }
    }
  }

  /// Who read what, and who was refused, oldest first: the person's own, or everybody's for those whose role it is.
  ///
  /// - Parameter caseID: only those of one case.
  public func accesses(
    in caseID: String?, purpose: String?, as credential: Credential
  ) throws -> (reading: Reading, accesses: [(entry: Int, deed: Deed)], unreviewed: [Emergency]) {
    let reading = try read(
      View(what: "accesses", purpose: purpose, detail: caseID), as: credential)
    let seesAll = reading.author.role.access.sees.contains(.reads)
    let person = reading.author.person
    var closed: [String: Bool] = [:]
    func isClosed(_ id: String) throws -> Bool {
      if let known = closed[id] { return known }
      let isExcluded = try file(id)?.isExcluded(person) ?? false
      closed[id] = isExcluded
      return isExcluded
    }
    var accesses: [(entry: Int, deed: Deed)] = []
    let situation: Situation = try translated { try database.read { db in try self.situation(db) } }
    func isClosed(matter entry: Int) -> Bool {
      situation.register.matters[entry].map { matter in
        situation.isClosed(matter, to: person)
          || (matter.isProtected && !reading.author.role.access.sees.contains(.disclosures))
      } ?? false
    }
    for (entry, var deed) in try reads(in: caseID) where seesAll || deed.by.person == person {
      if let id = deed.case, try isClosed(id) { continue }
      if case .view(var view) = deed.act, view.matter != nil || view.listed != nil {
        // Their own reading is theirs to see; another's tells of a disclosure only those who see it.
        if let matter = view.matter, deed.by.person != person, isClosed(matter: matter) { continue }
        view.listed =
          deed.by.person == person ? view.listed : view.listed?.filter { !isClosed(matter: $0) }
        deed.act = .view(view)
      }
      if case .view(var view) = deed.act, let cases = view.cases {
        view.cases = try cases.filter { try !isClosed($0) }
        deed.act = .view(view)
      }
      if case .view(var view) = deed.act, let pointed = view.pointed {
        // Which cases were pointed at, and how many, is for those who watch over the reading, and for nobody else.
        view.pointed = seesAll ? try pointed.filter { try !isClosed($0) } : nil
        deed.act = .view(view)
      }
      accesses.append((entry, deed))
    }
    let unreviewed = try unreviewedAccesses(for: reading.author, at: reading.now).filter { access in
      caseID == nil || access.caseID == caseID
    }
    return (reading, accesses, unreviewed)
  }

  /// Accesses in an emergency that nobody has reviewed: all for those who see what is read, else those that somebody may review.
  func unreviewedAccesses(for author: Author, at now: Instant) throws -> [Emergency] {
    let seesAll = author.role.access.sees.contains(.reads)
    let staff = try staffNow()
    return try unreviewedAccesses().filter { access in
      if try file(access.caseID)?.isExcluded(author.person) ?? false { return false }
      return try seesAll || mayReview(access, author.person, staff, at: now)
    }
  }

  /// Whoever may review an access in an emergency is told of it.
  private func mayReview(
    _ access: Emergency, _ person: String, _ staff: Staff, at now: Instant
  ) throws -> Bool {
    let situation = Situation(staff: staff, file: try file(access.caseID), next: 0)
    let review = Act.reviewBreakGlass(
      BreakGlassReview(entry: access.glass.entry, wasJustified: false, reason: ""))
    let author = try? situation.author(of: review, by: person, in: access.caseID, at: now)
    return author != nil && access.glass.by.person != person
  }

  /// An access in an emergency.
  public struct Emergency: Sendable, Hashable {
    public var caseID: String
    public var glass: CaseFile.Glass
  }

  /// The cases that a rule of retention has run out for, for those who may set the rules.
  public func retentionDue(
    on day: CivilDate, as credential: Credential, progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> [RetentionReview] {
    let (staff, _) = try authorised(
      Request(case: nil, act: .setRetention(RetentionRules(body: "", rules: []))), as: credential)
    _ = try read(View(what: "retention", detail: "\(day)"), as: credential)
    let ids = try caseIDs()
    var due: [RetentionReview] = []
    for (index, id) in ids.enumerated() {
      progress(index, ids.count)
      if let file = try file(id), !file.isExcluded(credential.person) {
        due += file.retentionDue(under: staff, on: day)
      }
    }
    return due
  }

  /// The legal holds, for those who may place or release one or see the people.
  public func holds(purpose: String?, as credential: Credential) throws -> [Staff.Standing] {
    let reading = try read(View(what: "holds", purpose: purpose), as: credential)
    let access = reading.author.role.access
    guard
      access.sees.contains(.people) || access.reach(.hold) != nil || access.reach(.release) != nil
    else { throw Refusal.needsLeave(.people) }
    let mayKnowCases =
      access.reach(.hold) != nil || access.reach(.release) != nil || access.sees.contains(.reads)
    return try staff().holds.map { standing in
      var standing = standing
      standing.hold.cases = try standing.hold.cases.filter { id in
        try mayKnowCases && file(id)?.isExcluded(credential.person) != true
      }
      return standing
    }
  }

  /// A case for somebody who is about to add to it; nil if there is none. Nothing is entered, unless it is refused.
  ///
  /// - Throws: `Refusal`, `CasebookError`.
  public func fileToAddTo(_ id: String, as credential: Credential) throws -> CaseFile? {
    guard try file(id) != nil else { return nil }
    let (staff, file) = try authorised(
      Request(case: id, act: .record(Item(kind: .statements, content: .null))), as: credential)
    guard var file else { return nil }
    let now = clock()
    let situation = Situation(staff: staff, file: file, next: 0)
    let author = try situation.author(
      of: .view(View(what: "import")), by: credential.person, in: id, at: now)
    let seen = file.seen(through: Lens.reading(as: author, of: file, at: now)).file
    // What is withheld in part is said to be there, and is not compared.
    for index in file.versions.indices {
      file.versions[index].isCovered = seen.versions[index].isCovered
    }
    return file
  }

  /// A case for those who may do something with it and need not see what it says: who keeps it, who asked for its records, what
  /// was erased, and nothing else.
  ///
  /// - Parameter act: what the person may do; one of its kind is not done here.
  public func administration(
    of id: String, for act: Act, as credential: Credential
  ) throws -> (file: CaseFile, now: Instant) {
    let file = try authorised(Request(case: id, act: act), as: credential).file
    _ = try read(View(what: "administration", detail: id), as: credential)
    var outline = CaseFile(id: id)
    outline.opening = file?.opening
    outline.custodian = file?.custodian ?? ""
    outline.transfers = file?.transfers ?? []
    outline.requests = file?.requests ?? []
    outline.erasures = file?.erasures ?? []
    return (outline, clock())
  }

  /// The people and the case for somebody who may do an act, which is not done. If they may not, that is entered.
  private func authorised(
    _ request: Request, as credential: Credential
  ) throws -> (staff: Staff, file: CaseFile?) {
    try answer { writing in
      do {
        try writing.authorise(request, as: credential, at: clock())
      } catch let refusal as Refusal {
        try writing.note(refusal, [request], credential, at: clock())
        throw refusal
      }
      let file = try request.case.flatMap { try writing.cache.file($0, writing.db) }
      let staff = writing.cache.staff
      return { _ in (staff, file) }
    }
  }
}

/// What the casebook itself reads, and its tests; no page may.
extension CasebookFile {
  /// Whose casebook it is.
  public func partnership() throws -> String { try staff().partnership }

  package func staff() throws -> Staff {
    try translated { try database.read { db in try loadStaff(db) } }
  }

  /// The ids of all cases.
  package func caseIDs() throws -> [String] {
    try translated { try database.read { db in try readCaseIDs(db) } }
  }

  /// The people and the register, as far as the clock of an entry is counted.
  func situation(
    _ db: Database, files: [String: CaseFile] = [:],
    while counts: (Instant) -> Bool = { _ in true }
  ) throws -> Situation {
    Situation(
      staff: try loadStaff(db, while: counts), file: nil, next: 0,
      register: try loadRegister(db, while: counts), files: files, calendars: calendars)
  }

  package func register() throws -> Register {
    try translated { try database.read { db in try loadRegister(db) } }
  }

  package func file(_ id: String) throws -> CaseFile? {
    try translated { try database.read { db in try loadCase(id, db) } }
  }

  package func caseFile(_ id: String, recordedBy day: CivilDate) throws -> CaseFile? {
    try translated { try database.read { db in try loadCase(id, db) { $0.day <= day } } }
  }

  /// The bytes of an entry and, unless it was erased, the deed.
  package func entry(_ sequence: Int) throws -> (bytes: [UInt8], deed: Deed?) {
    let bytes = try entryBytes(sequence)
    return try translated {
      try database.read { db in
        let data = try Data.fetchOne(
          db, sql: "SELECT deed FROM content WHERE sequence = ?", arguments: [sequence])
        return (bytes, try data.map { try decode(Array($0), entry: sequence) })
      }
    }
  }

  package func reads(in caseID: String?) throws -> [(entry: Int, deed: Deed)] {
    try translated {
      try database.read { db in
        try readStream(db, .reads).compactMap { entry in
          guard let deed = entry.deed, caseID.map(deed.reads) ?? true else { return nil }
          return (entry.sequence, deed)
        }
      }
    }
  }

  /// Accesses in an emergency that nobody has reviewed.
  private func unreviewedAccesses() throws -> [Emergency] {
    let ids = try translated { try database.read { db in try Doors.unreviewed(db) } }
    return try ids.flatMap { id in
      try file(id)?.glasses.filter { $0.review == nil }
        .map { Emergency(caseID: id, glass: $0) } ?? []
    }
  }
}

extension Writing {
  /// Enters that somebody reads, and takes out of the case what is withheld from them.
  mutating func read(
    _ view: View, in caseID: String?, recordedBy day: CivilDate?, as credential: Credential
  ) throws -> Answer<CasebookFile.Reading> {
    let done = try entered(view, in: caseID, as: credential)
    let staff = done.by.role.access.sees.contains(.people) ? cache.staff : nil
    let now = try caseID.flatMap { try cache.file($0, db) }
    let then: CaseFile?
    if let day, let caseID {
      guard let earlier = try loadCase(caseID, db, while: { $0.day <= day }) else {
        throw Refusal.noSuchCase(caseID)
      }
      then = earlier
    } else {
      then = nil
    }
    return { head in
      var reading = CasebookFile.Reading(
        staff: staff, withheld: [:], author: done.by, now: done.at,
        receipt: Receipt(done, checkpoint: head))
      guard let now else { return reading }
      let lens = Lens.reading(as: done.by, of: now, at: done.at)
      let seen = then.map { $0.seen(through: lens, as: now) } ?? now.seen(through: lens)
      (reading.file, reading.withheld, reading.lens) = (seen.file, seen.withheld, lens)
      reading.revision = now.entries.last
      return reading
    }
  }

  /// Enters that somebody reads.
  private mutating func entered(
    _ view: View, in caseID: String? = nil, as credential: Credential
  ) throws -> Done {
    try attempt(
      [Request(case: caseID, act: .view(view))], as: credential, at: casebook.clock()
    ).get()[0]
  }

  mutating func cases(
    purpose: String?, as credential: Credential
  ) throws -> Answer<CasebookFile.CaseList> {
    let done = try entered(View(what: "cases", purpose: purpose), as: credential)
    let ids = try Doors.cases(for: credential.person, cache.staff, at: done.at, db)
    // Whoever reads everywhere does not push out what others are at work on.
    let keeping = ids.count <= KeptFiles.mostAtOnce
    let cases = try ids.compactMap { id in
      try cache.file(id, db, keeping: keeping).flatMap {
        line(of: $0, for: credential.person, at: done.at)
      }
    }
    return { head in
      CasebookFile.CaseList(
        author: done.by, now: done.at, cases: cases, receipt: Receipt(done, checkpoint: head))
    }
  }

  /// nil if the case is not open to the person.
  private mutating func line(
    of file: CaseFile, for person: String, at now: Instant
  ) -> CasebookFile.CaseLine? {
    let situation = Situation(staff: cache.staff, file: file, next: cache.size)
    guard
      let author = try? situation.author(
        of: .view(View(what: "cases")), by: person, in: file.id, at: now)
    else { return nil }
    let summary = cache.files.summary(
      of: file, through: Lens.reading(as: author, of: file, at: now))
    return CasebookFile.CaseLine(
      id: file.id, title: file.opening?.part.title ?? file.id, custodian: file.custodian,
      children: summary.children, latest: summary.latest?.day)
  }
}

extension Deed {
  /// Whether it says that a case was read, alone or among others.
  fileprivate func reads(_ caseID: String) -> Bool {
    if self.case == caseID { return true }
    guard case .view(let view) = act else { return false }
    return view.cases?.contains(caseID) ?? false
  }
}
