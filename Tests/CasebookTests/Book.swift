import Calendars
import Casebook
import CivilTime
import Diagnostics
import Documents
import Ledger
import Testing
import Vocabulary

/// A casebook in memory: what is done goes through the same rules as in a file, and is kept as deeds.
struct Book {
  var staff = Staff()
  var files: [String: CaseFile] = [:]
  var register = Register()
  /// Every deed, by the number of its entry.
  var deeds: [Deed] = []
  /// Monday morning; each act comes a minute after the one before.
  var now = Instant("2026-11-23T09:00:00.000Z")!

  static let day = Instant("2026-11-23T09:00:00.000Z")!.day

  /// A partnership with one person for each part of the tests.
  init() { self = Book.founded }

  private static let founded = Book(founding: ())

  private init(founding: Void) {
    let founder = Appointment(
      person: "ada", name: "Ada Example", post: "system administrator", role: .administrator,
      body: "partnership/office", key: Keys.of("ada"))
    let founding = Founding(
      partnership: "Northmoor", origin: "heed.northmoor.example/log", logKey: Keys.of("log"),
      founder: founder)
    enter(.found(founding), by: Author(founder), in: nil)
    let people: [(String, String, Role, String, String?)] = [
      ("ned", "director", .safeguardingPartner, "children-social-care/northmoor", nil),
      ("tom", "team manager", .teamManager, "children-social-care/northmoor", "ned"),
      ("mia", "social worker", .socialWorker, "children-social-care/northmoor", "tom"),
      ("sal", "social worker", .socialWorker, "children-social-care/northmoor", "tom"),
      ("eve", "screener", .frontDoorScreener, "children-social-care/northmoor", "tom"),
      ("pam", "detective", .policeInvestigator, "police/northmoor", nil),
      ("fay", "safeguarding lead", .frontlinePractitioner, "school/alderby", nil),
      ("lea", "licensing officer", .licensingOfficer, "licensing/northmoor", nil),
      ("rex", "records manager", .recordsManager, "council/records", nil),
      ("dot", "data protection officer", .dataProtectionOfficer, "council/legal", nil),
      ("ina", "counsel to the inquiry", .inquiry, "inquiry/northmoor", nil),
      ("sue", "scrutineer", .scrutineer, "partnership/scrutiny", nil),
      ("una", "service director", .safeguardingPartner, "children-social-care/westmoor", nil),
      (
        "wes", "freedom to speak up guardian", .whistleblowingRecipient, "partnership/guardian", nil
      ),
      ("ivy", "second guardian", .whistleblowingRecipient, "health/guardian", nil),
      ("ora", "overseer", .overseer, "partnership/oversight", nil),
    ]
    for (person, post, role, body, manager) in people {
      appoint(person, post, role, body, manager)
    }
  }

  mutating func appoint(
    _ person: String, _ post: String, _ role: Role, _ body: String, _ manager: String? = nil
  ) {
    let appointment = Appointment(
      person: person, name: "\(person.prefix(1).uppercased() + person.dropFirst()) Example",
      post: post, role: role, body: body,
      manager: manager, key: staff.key(of: person) == nil ? Keys.fresh(person) : nil)
    allowed(.appoint(appointment), by: "ada")
  }

  /// The casebook with the case of River Lane, which Mia opened, with its people, a place, a thing and a source.
  static func withCase() -> Book { opened }

  private static let opened: Book = {
    var book = Book()
    book.open()
    return book
  }()

  mutating func open(_ id: String = "river-lane", by person: String = "mia") {
    allowed(
      .open(Opening(title: "River Lane (fictional)", jurisdiction: "england-and-wales")),
      by: person, in: id)
    for item in Book.basis { allowed(.record(item), by: person, in: id) }
  }

  static let basis = [
    item(.people, "{id: child-1, role: child, born: 2010-05}"),
    item(.people, "{id: child-2, role: child, born: 2011-09}"),
    item(.people, "{id: suspect-1, role: suspect}"),
    item(.places, "{id: flat, kind: dwelling, street: River Lane, town: Alderby}"),
    item(.things, "{id: car-1, kind: vehicle, mark: AB51 CDE}"),
    item(
      .sources,
      "{id: log, agency: children-social-care/northmoor, kind: agency-record, ref: 'log book 4'}"),
  ]

  // MARK: Doing

  /// Does an act, or says why not. Nothing is changed then.
  @discardableResult
  mutating func perform(
    _ act: Act, by person: String, in caseID: String? = nil
  ) throws(Refusal) -> Int {
    if act.needsRegister { enterLapses() }
    let file = caseID.flatMap { files[$0] }
    let situation = situation(file)
    let author = try situation.author(of: act, by: person, in: caseID, at: now)
    let act = try completed(act, by: author, file)
    try situation.check(act, by: author, at: now)
    enter(act, by: author, in: caseID)
    return deeds.count - 1
  }

  /// The same without a post, for whoever holds a receipt.
  @discardableResult
  mutating func performAsReporter(_ act: AccountAct) throws(Refusal) -> Int {
    enterLapses()
    enter(.account(try situation(nil).completed(byReporter: act, at: now)), by: .reporter, in: nil)
    return deeds.count - 1
  }

  func situation(_ file: CaseFile?) -> Situation {
    Situation(
      staff: staff, file: file, next: deeds.count, register: register, files: files,
      calendars: [Book.calendar])
  }

  /// As the store does before it looks at the register.
  mutating func enterLapses() {
    for matter in situation(nil).lapses(at: now).map(\.matter) {
      guard let lapse = register.matters[matter].flatMap({ situation(nil).lapse(of: $0, at: now) })
      else { continue }
      enter(.account(.lapse(lapse)), by: .casebook, in: nil)
    }
  }

  /// Two bank holidays, and otherwise weekends.
  static let calendar = Calendar(
    name: "England and Wales", jurisdictions: ["england", "england-and-wales", "wales"],
    covers: DayRange(nil, nil),
    holidays: [
      .init(day: CivilDate("2026-12-25")!, name: "Christmas Day"),
      .init(day: CivilDate("2026-12-28")!, name: "Boxing Day (substitute day)"),
    ], version: "sample", source: "sample", status: "verified")

  /// What the store adds to an act before the rules look at it.
  private func completed(
    _ act: Act, by author: Author, _ file: CaseFile?
  ) throws(Refusal) -> Act {
    switch act {
    case .account(let act): return .account(try situation(nil).completed(act, by: author, at: now))
    case .countersign(let answer):
      return .countersign(try situation(nil).completed(answer, by: author, at: now))
    case .record(let item): return .record(item.normalised)
    case .correct(var correction):
      correction.item = correction.item.normalised
      return .correct(correction)
    case .respond(var given):
      for (key, value) in [
        ("by", author.body), ("on", "\(now.day)"), ("decided-by", author.post),
      ] where given.response[key] == nil {
        given.response = given.response.setting(key, to: .text(value))
      }
      return .respond(given)
    case .erase(var erasure):
      erasure.erased = erasure.erased.map { link in
        file.map { $0.links(of: link.entry) } ?? link
      }
      return .erase(erasure)
    case .transfer(var transfer) where transfer.manifest == Book.counted:
      transfer.manifest = manifest(of: file, before: .max)
      return .transfer(transfer)
    case .acceptTransfer(var acceptance) where acceptance.manifest == Book.counted:
      acceptance.manifest = manifest(of: file, before: acceptance.transfer)
      return .acceptTransfer(acceptance)
    default: return act
    }
  }

  /// Stands for the manifest that the store counts.
  static let counted = CustodyManifest(entries: -1, erased: 0, digest: "")

  private func manifest(of file: CaseFile?, before limit: Int) -> CustodyManifest {
    let entries = (file?.entries ?? []).filter { $0 < limit }
    let erased = file?.erasures.flatMap(\.part.entries).filter { $0 < limit } ?? []
    return CustodyManifest(
      entries: entries.count, erased: erased.count,
      digest: sha256(Array("\(entries)".utf8)).hexadecimal)
  }

  private mutating func enter(_ act: Act, by author: Author, in caseID: String?) {
    let deed = Deed(
      register: "5c1f0a", at: now, by: author, key: staff.key(of: author.person), case: caseID,
      act: act)
    let entry = deeds.count
    deeds.append(deed)
    switch deed.stream {
    case .people: staff.apply(deed, entry: entry)
    case .case(let id): files[id, default: CaseFile(id: id)].apply(deed, entry: entry)
    case .register: register.apply(deed, entry: entry)
    case .reads: break
    }
    now = now.adding(milliseconds: 60_000)
  }

  /// Does an act that is expected to be allowed.
  @discardableResult
  mutating func allowed(
    _ act: Act, by person: String, in caseID: String? = nil,
    at location: SourceLocation = #_sourceLocation
  ) -> Int {
    do {
      return try perform(act, by: person, in: caseID)
    } catch {
      Issue.record("\(act.kind.rawValue) by \(person): \(error)", sourceLocation: location)
      return -1
    }
  }

  /// Why an act would be refused; nil if it would not.
  func refusal(_ act: Act, by person: String, in caseID: String? = nil) -> Refusal? {
    var copy = self
    do {
      try copy.perform(act, by: person, in: caseID)
      return nil
    } catch {
      return error
    }
  }

  mutating func wait(hours: Int) { now = now.adding(milliseconds: hours * 3_600_000) }
  mutating func wait(days: Int) { wait(hours: 24 * days) }

  func day(in days: Int) -> CivilDate { now.day.adding(days: days) }

  var file: CaseFile { files["river-lane"] ?? CaseFile(id: "river-lane") }

  // MARK: Acts by their short names, in the case of River Lane

  @discardableResult
  mutating func record(_ item: Item, by person: String = "mia") -> Int {
    allowed(.record(item), by: person, in: "river-lane")
  }

  mutating func involve(_ person: String, until: CivilDate? = nil, by who: String = "mia") {
    let involvement = Involvement(person: person, basis: "allocated", until: until)
    allowed(.involve(involvement), by: who, in: "river-lane")
  }

  mutating func exclude(_ person: String) {
    let exclusion = Exclusion(person: person, reason: "a concern is about them")
    allowed(.exclude(exclusion), by: "una", in: "river-lane")
  }

  mutating func delegate(from: String, to: String, until: CivilDate) {
    let delegation = Delegation(from: from, to: to, until: until, reason: "leave")
    allowed(.delegate(delegation), by: from)
  }

  /// A case that reads, through a lens.
  func view(_ lens: Lens, at location: SourceLocation = #_sourceLocation) throws -> CaseView {
    var report = Report()
    let view = file.view(
      through: lens, vocabulary: .sample, frameworks: ["MSA2015-2"], on: now.day, report: &report)
    let errors = report.diagnostics.filter { $0.severity == .error }
    #expect(errors == [], sourceLocation: location)
    return try #require(view, sourceLocation: location)
  }

  /// What a person sees of the case of River Lane.
  func view(as person: String) throws -> CaseView {
    let situation = Situation(staff: staff, file: file, next: deeds.count)
    let author = try situation.author(
      of: .view(View(what: "chronology")), by: person, in: "river-lane", at: now)
    return try view(Lens.reading(as: author, of: file, at: now))
  }
}

extension Act {
  static func closed(
    _ shown: [Int], about: String = "child-1", reason: String = "visited, and safe",
    act: String = "no-further-action"
  ) -> Act {
    .respond(
      ResponseGiven(
        response: .map([
          "act": .text(act), "about": .list([.text(about)]), "reason": .text(reason),
        ]), shown: shown))
  }

  static func withdrawn(_ entry: Int) -> Act {
    .withdraw(Withdrawal(entry: entry, reason: "entered twice"))
  }

  static func corrected(_ entry: Int, _ item: Item) -> Act {
    .correct(Correction(entry: entry, item: item, reason: "misheard"))
  }

  static func erased(_ entries: Int...) -> Act {
    .erase(Erasure(entries: entries, authority: "court order", reason: "wrong child"))
  }

  static func offered(to body: String) -> Act {
    .transfer(Transfer(to: body, reason: "the family moved", manifest: Book.counted))
  }

  static func accepted(_ offer: Int) -> Act {
    .acceptTransfer(TransferAcceptance(transfer: offer, manifest: Book.counted))
  }
}

/// Public halves of keys that nobody keeps.
enum Keys {
  private static let pool: [String] = (0..<64).map { make("pool/\($0)") }
  private static let known = ["ada", "log"].map { ($0, make($0)) }

  static func make(_ name: String) -> String {
    do {
      return try NoteSigner.generate(name: "\(name).example/key", kind: .ed25519).verifier.text
    } catch {
      preconditionFailure("\(error)")
    }
  }

  static func of(_ name: String) -> String { known.first { $0.0 == name }?.1 ?? fresh(name) }

  static func fresh(_ name: String) -> String { make(name) }

  /// One of a few, for tests that need many.
  static func numbered(_ number: Int) -> String { pool[number % pool.count] }
}

func item(_ kind: ItemKind, _ yaml: String, isSealed: Bool = false) -> Item {
  Item(kind: kind, content: content(yaml), isSealed: isSealed)
}

/// A statement of the log that a child was moved.
func moved(_ child: String = "child-1", note: String? = nil) -> Item {
  var members: [String: Content] = [
    "fact": .text("moved"), "child": .text(child), "says": .text("yes"), "source": .text("log"),
  ]
  members["note"] = note.map(Content.text)
  return Item(kind: .statements, content: .map(members))
}

func warning(_ id: String, about: String = "child-1") -> Item {
  Item(
    kind: .warnings, content: .map(["id": .text(id), "about": .list([.text(about)])]))
}

func content(_ yaml: String) -> Content {
  Content(node(yaml))
}

func node(_ yaml: String) -> Node {
  var report = Report()
  guard
    let node = readDocument(Array(yaml.utf8), file: "sample", format: .yaml, report: &report)
  else { preconditionFailure("the sample is right: \(report.diagnostics)") }
  return node
}

extension Vocabulary {
  static let sample: Vocabulary = {
    var report = Report()
    let facts = node(
      """
      heed: vocabulary/1
      facts:
        - group: movement
          facts:
            - {fact: moved, type: event, shows: harm, ask: Was the child driven or taken somewhere?}
            - {fact: given-things, type: event, ask: Was the child given things?}
      """)
    let kinds = node(
      """
      heed: source-kinds/1
      kinds:
        - {kind: first-hand-account, class: F5, says: Own account}
        - {kind: agency-record, class: F4, says: Record of an agency}
        - {kind: intelligence, class: F3, says: Graded intelligence}
      """)
    let factors = node(
      """
      heed: factors/1
      factors:
        - {factor: border, says: Whether a border was crossed, code: no-border, facts: [moved]}
      irrelevant:
        - {code: not-a-gang, says: That it was not a gang}
      """)
    let found = readVocabulary(
      vocabulary: facts, sourceKinds: kinds, factors: factors,
      files: ("vocabulary.yaml", "source-kinds.yaml", "factors.yaml"), report: &report)
    precondition(report.isEmpty, "the sample vocabulary is right: \(report.diagnostics)")
    return found!
  }()
}
