import Calendars
import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import Ledger
import Testing

/// A partnership with a register of warnings in a file: Eve receives what is raised with Northmoor, Wes what is disclosed.
final class RegisterOffice: Sendable {
  let folder: Folder
  /// Monday morning.
  let clock = Clock(at: "2026-11-23T09:00:00.000Z")
  let logKey: NoteSigner
  let keys: [String: NoteSigner]
  let file: CasebookFile

  static let care = Office.care
  static let kayleigh = Subject(.child, "Kayleigh Sample")

  /// Nobody's post says their name.
  static let staff: [(person: String, post: String, role: Role, body: String, manager: String?)] = [
    ("nedward", "director", .safeguardingPartner, care, nil),
    ("tomasz", "team manager", .teamManager, care, "nedward"),
    ("mirela", "social worker", .socialWorker, care, "tomasz"),
    ("evelyn", "screener", .frontDoorScreener, care, "tomasz"),
    ("pamela", "detective", .policeInvestigator, "police/northmoor", nil),
    ("fayola", "safeguarding lead", .frontlinePractitioner, "school/alderby", nil),
    ("rexana", "records manager", .recordsManager, "council/records", nil),
    ("dorota", "data protection officer", .dataProtectionOfficer, "council/legal", nil),
    ("inaaya", "counsel to the inquiry", .inquiry, "inquiry/alderby", nil),
    ("sunita", "scrutineer", .scrutineer, "partnership/scrutiny", nil),
    ("unathi", "service director", .safeguardingPartner, "children-social-care/westmoor", nil),
    ("weston", "guardian", .whistleblowingRecipient, "partnership/guardian", nil),
    ("xanthe", "second guardian", .whistleblowingRecipient, "health/guardian", nil),
    ("orsola", "overseer", .overseer, "partnership/oversight", nil),
  ]

  var path: String { folder["alderby.casebook"] }

  init() throws {
    folder = try Folder()
    logKey = try NoteSigner.generate(name: Office.origin, kind: .ed25519)
    var keys: [String: NoteSigner] = [:]
    for person in ["ada"] + RegisterOffice.staff.map(\.person) {
      keys[person] = try NoteSigner.generate(name: person, kind: .ed25519)
    }
    self.keys = keys
    (file, _) = try CasebookFile.create(
      at: folder["alderby.casebook"], founding: Office.founding(logKey, keys["ada"]!),
      founder: Credential(person: "ada", key: keys["ada"]!), register: "5c1f0a",
      language: .counting, logKey: logKey, clock: clock.now)
    try file.perform(
      RegisterOffice.staff.map { person, post, role, body, manager in
        .init(
          case: nil,
          act: .appoint(
            Appointment(
              person: person, name: "\(person.capitalized) Example", post: post, role: role,
              body: body, manager: manager, key: keys[person]!.verifier.text)))
      }, as: self["ada"])
  }

  /// The case of River Lane, which Mirela opened, with its child.
  func openCase() throws {
    try file.perform(
      [
        .init(
          case: "river-lane",
          act: .open(Opening(title: "River Lane", jurisdiction: "england-and-wales"))),
        .init(case: "river-lane", act: .record(.child)),
        .init(case: "river-lane", act: .record(.log)),
      ], as: self["mirela"])
  }

  subscript(person: String) -> Credential { Credential(person: person, key: keys[person]!) }

  /// The same file opened once more, as another program would.
  func reopened(at path: String? = nil) throws -> CasebookFile {
    try CasebookFile(
      at: path ?? self.path, language: .counting, logKey: logKey, clock: clock.now)
  }

  // MARK: Acts by their short names

  static func warning(
    _ kind: Warning.Kind = .concern, about: [Subject] = [kayleigh],
    words: String = "a man waits for her in a grey car", from: ReporterKind = .worker,
    naming names: [String] = []
  ) -> Warning {
    Warning(kind: kind, about: about, words: words, from: from, to: care, names: names)
  }

  func raise(
    _ kind: Warning.Kind = .concern, by person: String = "fayola",
    about: [Subject] = [kayleigh], words: String = "a man waits for her in a grey car",
    naming names: [String] = []
  ) throws -> CasebookFile.Raised {
    try file.warn(
      RegisterOffice.warning(kind, about: about, words: words, naming: names), as: self[person])
  }

  /// A warning by somebody who holds no post.
  func raiseWithoutPost(
    _ from: ReporterKind = .parentOrCarer, words: String = "he takes her to the flat"
  ) throws -> CasebookFile.Raised {
    try file.warn(RegisterOffice.warning(words: words, from: from))
  }

  @discardableResult
  func does(_ act: AccountAct, by person: String) throws -> Int {
    try file.perform(.account(act), as: self[person]).entry
  }

  @discardableResult
  func answers(_ entry: Int, agrees: Bool = true, by person: String) throws -> Int {
    let answer = Countersignature(entry: entry, agrees: agrees, reason: "looked at")
    return try file.perform(.countersign(answer), as: self[person]).entry
  }

  /// A decision of today, by somebody who was shown what was raised before about the same.
  func decision(
    _ entry: Int, _ outcome: Outcome = .assessment, by person: String = "evelyn",
    second: String? = nil, in handle: CasebookFile? = nil
  ) throws -> AccountAct {
    let file = handle ?? file
    let now = clock.now()
    let situation = Situation(
      staff: try file.staff(), file: nil, next: 0, register: try file.register(),
      calendars: [.sample])
    let matter = try #require(situation.register.matters[entry])
    let author = situation.staff.acting(person, at: now)[0].author
    return .decide(
      Decision(
        warning: entry, outcome: outcome, reason: "she said who drives the car",
        codes: [.harmSuspected], on: now.day,
        shown: situation.shownBefore(deciding: matter, by: author, at: now), second: second))
  }

  @discardableResult
  func decides(
    _ entry: Int, _ outcome: Outcome = .assessment, by person: String = "evelyn",
    second: String? = nil
  ) throws -> Int {
    // Nobody decides on what they have not opened.
    _ = try open(entry, as: person)
    return try does(try decision(entry, outcome, by: person, second: second), by: person)
  }

  // MARK: Looking

  func matter(_ entry: Int) throws -> Matter {
    try #require(try file.register().matters[entry])
  }

  func holder(_ entry: Int) throws -> String {
    Situation(
      staff: try file.staff(), file: nil, next: 0, register: try file.register()
    ).holder(of: try matter(entry))
  }

  func register(as person: String) throws -> CasebookFile.RegisterReading {
    try file.register(purpose: nil, as: self[person])
  }

  func open(_ entry: Int, as person: String) throws -> CasebookFile.MatterReading {
    try file.matter(entry, purpose: nil, as: self[person])
  }

  func told(
    _ question: Telling, by day: CivilDate, as person: String = "sunita",
    in handle: CasebookFile? = nil
  ) throws -> ToldReport {
    try (handle ?? file).told(question, by: day, purpose: nil, as: self[person])
  }

  var today: CivilDate { clock.now().day }

  /// Every entry from one on, with its deed.
  func entries(from first: Int = 0) throws -> [(head: LogEntry, deed: Deed?)] {
    try (first..<size(file)).map { number in
      let entry = try file.entry(number)
      return (try #require(LogEntry(entry.bytes)), entry.deed)
    }
  }

  /// What was entered from an entry on, by kind.
  func kinds(from first: Int) throws -> [ActKind] {
    try entries(from: first).compactMap { $0.deed?.act.kind }
  }

  /// The lapses that were entered.
  func lapses() throws -> [Lapse] {
    try entries().compactMap { entry in
      if case .account(.lapse(let lapse))? = entry.deed?.act { lapse } else { nil }
    }
  }

  /// The codes of what was refused, oldest first.
  func refusals() throws -> [String] {
    try file.reads(in: nil).compactMap { read in
      if case .refused(let attempt) = read.deed.act {
        "\(attempt.act.rawValue): \(attempt.code)"
      } else {
        nil
      }
    }
  }

  func proves(_ receipt: Receipt) throws -> Bool {
    let encoded = try file.proof(ofEntry: receipt.entry, policy: nil).encoded
    let proof = try LogProof(parsing: Array(encoded.utf8))
    _ = try proof.verify(leaf: receipt.leaf, policy: .none(logs: [logKey.verifier]))
    return leafHash(try file.entry(receipt.entry).bytes) == receipt.leaf
      && proof.index == receipt.entry
  }

  /// The bytes of every file of the casebook.
  func bytes() throws -> [UInt8] {
    try folder.names.flatMap { Array(try Data(contentsOf: URL(fileURLWithPath: folder[$0]))) }
  }

  // MARK: A casebook in which everything was done once

  /// Does every act of the register, in the order in which they come about, and keeps an open disclosure about Tomasz.
  ///
  /// - Returns: the concern, and the disclosure.
  @discardableResult
  func doEverything() throws -> (concern: Int, disclosure: Int) {
    try does(
      .arrange(
        Arrangement(
          body: RegisterOffice.care, receives: "evelyn", takeOver: ["tomasz", "unathi"],
          recipient: "weston", stages: ["tomasz", "nedward"], limits: ["decide": "2 working days"])),
      by: "nedward")
    let raised = try raiseWithoutPost()
    let concern = raised.receipt.entry
    _ = try file.perform(
      { .add(Addition(warning: $0, words: "it is a grey car")) }, withCode: raised.code)
    try does(.acknowledge(Acknowledgement(warning: concern)), by: "evelyn")
    try does(
      .link(Linking(warning: concern, about: [Subject(.vehicle, "AB51 CDE")])), by: "evelyn")
    try does(.offer(Offer(matter: concern, to: "mirela", reason: "leave")), by: "evelyn")
    try does(.decline(Declining(matter: concern, reason: "leave too")), by: "mirela")
    try does(.offer(Offer(matter: concern, to: "mirela", reason: "leave")), by: "evelyn")
    try does(.take(Taking(matter: concern)), by: "mirela")
    try does(
      .pause(
        Pause(matter: concern, reason: "the flood", authority: "gold command", until: today)),
      by: "unathi")
    try decides(concern, by: "mirela")
    _ = try file.perform(
      { .contest(Contest(warning: $0, reason: "it goes on")) }, withCode: raised.code)
    _ = try file.perform(
      { .detriment(Detriment(warning: $0, words: "they cut my hours")) }, withCode: raised.code)
    _ = try file.perform(
      { .retract(Retraction(warning: $0, reason: "I am afraid")) }, withCode: raised.code)
    let disagreement = try does(
      .disagree(
        Disagreement(issue: "thresholds", position: "too high", body: RegisterOffice.care)),
      by: "pamela")
    try does(
      .position(Standpoint(disagreement: disagreement, words: "three cars, one street")),
      by: "pamela")
    let settlement = try does(
      .settle(Settlement(disagreement: disagreement, outcome: "lowered", reason: "agreed")),
      by: try holder(disagreement))
    try answers(settlement, by: "pamela")
    let late = try raise(words: "late").receipt.entry
    let action = try does(
      .agree(AgreedAction(what: "visit", owner: "evelyn", due: today, warning: late)),
      by: "evelyn")
    try does(.complete(Completion(action: action, evidence: "visited")), by: "evelyn")
    let asked = try does(
      .recommend(
        Recommendation(
          review: "Alderby 2026", number: "4", text: "count", body: RegisterOffice.care,
          owner: "tomasz", due: today)), by: "unathi")
    try does(.evidence(Evidence(recommendation: asked, words: "counted")), by: "tomasz")
    try does(
      .rate(Rating(recommendation: asked, status: .implemented, reason: "seen")), by: "unathi")
    let disclosure = try raise(
      .disclosure, by: "mirela", words: "figures are changed", naming: ["tomasz"]
    ).receipt.entry
    #expect(refusal { try open(disclosure, as: "tomasz") } == "no-such-matter")
    try does(.name(Naming(warning: disclosure, names: ["nedward"])), by: "weston")
    clock.wait(days: 3)
    let lapsed = try register(as: "unathi").lines
    #expect(lapsed.contains { $0.entry == late && $0.isOverdue })
    let lapse = try #require(try matter(late).clocks.first { $0.state == .breached }?.endedBy)
    try does(.explain(Explanation(matter: late, lapse: lapse, reason: "ill")), by: try holder(late))
    let proposed = try decides(late, .noFurtherAction, by: try holder(late), second: "pamela")
    try answers(proposed, by: "pamela")
    return (concern, disclosure)
  }
}

extension Calendars.Calendar {
  /// Weekends alone.
  static let sample = Calendars.Calendar(
    name: "England and Wales", jurisdictions: ["england", "england-and-wales", "wales"],
    covers: DayRange(nil, nil), holidays: [], version: "sample", source: "sample",
    status: "verified")
}

extension CasebookFile.Language {
  static let counting = CasebookFile.Language(
    vocabulary: CasebookFile.Language.sample.vocabulary, frameworks: [], calendars: [.sample])
}

extension CivilDate {
  static let distantPast = CivilDate("1990-01-01")!
  static let distantFuture = CivilDate("2090-01-01")!
}
