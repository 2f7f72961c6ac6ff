internal import Casebook
internal import CasebookSQLite
internal import CivilTime
internal import Ledger

/// The story while it is being told: the casebook, the clock that is moved, and short names for what people do.
struct Story {
  let casebook: CasebookFile
  let clock: StoryClock
  let text: StoryText
  private let keys: DemonstrationKeys
  /// The entry of each item that has an id, under `case/id`.
  private var entries: [String: Int] = [:]
  /// The entries of warnings, actions and whatever else is named again, by names of the story.
  var matters: [String: Int] = [:]
  var codes: [String: ReceiptCode] = [:]
  var receipts: [Demonstration.SampleReceipt] = []

  init(
    at path: String, language: CasebookFile.Language, now: Instant, keys: DemonstrationKeys
  ) throws {
    let clock = StoryClock(upTo: now)
    self.clock = clock
    self.keys = keys
    text = StoryText(end: now.day)
    clock.move(to: .days(Story.length, hour: 8, minute: 0))
    let founder = keys.credential(Story.founder.id)
    (casebook, _) = try CasebookFile.create(
      at: path,
      founding: Founding(
        partnership: "Alderby and Brackwell Safeguarding Partnership (fictional)",
        origin: Demonstration.origin, logKey: keys.log.verifier.text,
        founder: Story.founder.appointment(key: founder.key.verifier.text)),
      founder: founder, register: "demonstration-\(keys.seed)", language: language,
      logKey: keys.log, clock: clock.now)
  }

  /// How many days before its end the story begins.
  static let length = 270

  mutating func play(_ scene: Scene) throws {
    clock.move(to: scene.moment)
    try scene.happens(&self)
  }

  // MARK: Who

  func credential(_ person: String) -> Credential { keys.credential(person) }

  /// Everybody who holds a post when the story ends.
  var inPost: [Demonstration.Person] {
    ([Story.founder] + Story.everybody).filter { $0.id != Story.leaver }.map { member in
      Demonstration.Person(
        id: member.id, name: member.name, post: member.post, role: member.role,
        body: member.body, tries: member.tries, credential: credential(member.id))
    }
  }

  // MARK: Acts

  @discardableResult
  func perform(_ acts: [Act], in caseID: String? = nil, by person: String) throws -> [Int] {
    try casebook.perform(
      acts.map { CasebookFile.Request(case: caseID, act: $0) }, as: credential(person)
    ).map(\.entry)
  }

  @discardableResult
  func perform(_ act: Act, in caseID: String? = nil, by person: String) throws -> Int {
    try perform([act], in: caseID, by: person)[0]
  }

  @discardableResult
  func does(_ act: AccountAct, by person: String) throws -> Int {
    try perform(.account(act), by: person)
  }

  /// What must not be done, and is refused; that it was tried is entered.
  func isRefused(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch is Refusal {
      return
    }
    preconditionFailure("the story has it refused")
  }

  // MARK: Cases

  /// Opens a case with what is known of it, and with those who work on it.
  mutating func open(
    _ id: String, _ title: String, by person: String, with others: [String: String],
    _ record: String, sealing sealed: Set<String> = []
  ) throws {
    let opening = Opening(title: "\(title) (fictional)", jurisdiction: "england-and-wales")
    let involving = others.sorted { $0.key < $1.key }.map { other, basis in
      Act.involve(Involvement(person: other, basis: basis))
    }
    try add(
      [.open(opening)] + involving, text.items(record, of: id), to: id, by: person, sealing: sealed)
  }

  /// Adds to a case.
  @discardableResult
  mutating func add(
    to id: String, by person: String, _ record: String, sealing sealed: Set<String> = []
  ) throws -> [Int] {
    try add([], text.items(record, of: id), to: id, by: person, sealing: sealed)
  }

  @discardableResult
  private mutating func add(
    _ acts: [Act], _ items: [Item], to id: String, by person: String, sealing sealed: Set<String>
  ) throws -> [Int] {
    let items = items.map { item in
      Item(
        kind: item.kind, content: item.content,
        isSealed: item.id.map(sealed.contains) == true && item.kind == .sources)
    }
    let entered = try perform(acts + items.map(Act.record), in: id, by: person)
      .dropFirst(acts.count)
    for (item, entry) in zip(items, entered) {
      if let name = item.id { entries["\(id)/\(name)"] = entry }
    }
    return Array(entered)
  }

  /// The entry of an item.
  func entry(_ name: String, in id: String) -> Int {
    guard let entry = entries["\(id)/\(name)"] else {
      preconditionFailure("the story has no \(name) in \(id)")
    }
    return entry
  }

  @discardableResult
  func reads(
    _ what: String, in id: String? = nil, why: String? = nil, by person: String
  ) throws -> CasebookFile.Reading {
    try casebook.read(View(what: what, purpose: why), in: id, as: credential(person))
  }

  /// Responds in a case, after having read what was raised about the same children.
  @discardableResult
  func responds(_ response: String, in id: String, by person: String) throws -> Int {
    let content = text.content(response)
    let file = try reads("respond", in: id, why: "before responding", by: person).file
    let concerns = file?.concerns(about: content["about"]?.texts ?? []).map(\.entry) ?? []
    return try perform(
      .respond(ResponseGiven(response: content, shown: concerns)), in: id, by: person)
  }

  // MARK: The register

  func matter(_ name: String) -> Int {
    guard let entry = matters[name] else { preconditionFailure("the story has no \(name)") }
    return entry
  }

  /// Somebody with a post raises a warning.
  mutating func warns(
    _ name: String, _ kind: Warning.Kind = .concern, about: [Subject] = [], to body: String,
    _ words: String, naming: [String] = [], by person: String
  ) throws {
    let raised = try casebook.warn(
      Warning(kind: kind, about: about, words: words, from: .worker, to: body, names: naming),
      as: credential(person))
    matters[name] = raised.receipt.entry
    codes[name] = raised.code
  }

  /// Somebody without a post raises a warning.
  mutating func warns(
    _ name: String, _ kind: Warning.Kind = .concern, about: [Subject] = [], to body: String,
    _ words: String, from: ReporterKind
  ) throws {
    let raised = try casebook.warn(
      Warning(kind: kind, about: about, words: words, from: from, to: body))
    matters[name] = raised.receipt.entry
    codes[name] = raised.code
  }

  /// What is done with the code of a receipt.
  @discardableResult
  func does(withCodeOf name: String, _ act: (Int) -> AccountAct) throws -> Int {
    guard let code = codes[name] else { preconditionFailure("the story has no code of \(name)") }
    return try casebook.perform(act, withCode: code).entry
  }

  func acknowledges(_ name: String, by person: String) throws {
    try does(.acknowledge(Acknowledgement(warning: matter(name))), by: person)
  }

  /// Decides, after having opened the warning and what was raised about the same.
  mutating func decides(
    _ name: String, _ outcome: Outcome, _ reason: String, relying codes: [DecisionCode],
    second: String? = nil, review: Review? = nil, by person: String
  ) throws {
    let reading = try casebook.matter(
      matter(name), purpose: "to decide", as: credential(person))
    matters["\(name) decision"] = try does(
      .decide(
        Decision(
          warning: matter(name), outcome: outcome, reason: reason, codes: codes,
          on: reading.now.day, shown: reading.shown, second: second, review: review)),
      by: person)
  }

  func countersigns(_ name: String, agrees: Bool = true, _ reason: String, by person: String) throws
  {
    // Whoever agrees has read it too.
    let entry = matter(name)
    try perform(
      .countersign(Countersignature(entry: entry, agrees: agrees, reason: reason)), by: person)
  }

  /// The register is opened, and whatever ran out since is entered.
  @discardableResult
  func looksAtRegister(_ person: String) throws -> CasebookFile.RegisterReading {
    try casebook.register(purpose: "what is due", as: credential(person))
  }

  func explainsLapse(of name: String, _ reason: String, by person: String) throws {
    let reading = try casebook.matter(matter(name), purpose: nil, as: credential(person))
    guard let lapse = reading.matter.clocks.first(where: { $0.state == .breached })?.endedBy else {
      preconditionFailure("no clock of \(name) ran out")
    }
    try does(.explain(Explanation(matter: matter(name), lapse: lapse, reason: reason)), by: person)
  }
}
