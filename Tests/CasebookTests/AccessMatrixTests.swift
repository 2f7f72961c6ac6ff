import Casebook
import CivilTime
import Foundation
import Testing

/// `Documentation/access.md` against the code, and against what the rules in fact allow.
struct AccessMatrixTests {
  @Test func `The published matrix is that of the code`() throws {
    let recorded = try AccessPage.text()
    let introduction = recorded.components(separatedBy: AccessPage.heading)[0]
    let found = introduction + AccessPage.tables
    guard recorded != found else { return }
    if ProcessInfo.processInfo.environment["HEED_RECORD"] == "1" {
      try found.write(to: AccessPage.url, atomically: true, encoding: .utf8)
      Issue.record(
        "Documentation/access.md: recorded; read the difference, then run the tests without HEED_RECORD"
      )
    } else {
      let lines = (recorded.split(separator: "\n"), found.split(separator: "\n"))
      let first = zip(lines.0, lines.1).first { $0 != $1 }
      Issue.record(
        """
        Documentation/access.md is not what the code allows
        recorded: \(first.map { String($0.0) } ?? "(a line is missing)")
        found:    \(first.map { String($0.1) } ?? "(a line is missing)")
        If the code is right, record it and read the difference:
        HEED_RECORD=1 swift test --filter CasebookTests.AccessMatrixTests
        """)
    }
  }

  @Test func `The published matrix has every role, every act and every kind of content`() throws {
    let page = try AccessPage()
    for role in Role.allCases {
      #expect(Set((page.may[role] ?? [:]).keys) == Set(ActKind.allCases))
      #expect(Set((page.sees[role] ?? [:]).keys) == Set(ContentClass.allCases))
    }
    #expect(page.may.count == Role.allCases.count)
  }

  @Test(arguments: Role.appointed)
  func `Each role may do in a case what the matrix says, and nothing else`(_ role: Role) throws {
    let page = try AccessPage()
    let mayBreakGlass = (page.may[role]?[.breakGlass] ?? nil) != nil
    for situation in Stance.allCases where situation.isPossible(for: role) {
      let scene = situation.scene(role)
      for act in Samples.acts where act.kind != .found && !act.kind.isAccount {
        let kind = act.kind
        let reach = page.may[role]?[kind] ?? nil
        let sees = page.sees[role]?[.caseContent] ?? false
        let found = scene.outcome(of: act)
        let expected = situation.outcome(
          kind, reach: kind == .view && !sees ? nil : reach, mayBreakGlass: mayBreakGlass)
        #expect(found == expected, "\(role.rawValue), \(situation), \(kind.rawValue)")
      }
    }
  }

  @Test(arguments: Role.appointed)
  func `Each role may do to the casebook what the matrix says, and nothing else`(_ role: Role)
    throws
  {
    let page = try AccessPage()
    for situation in [Stance.involved, .stranger, .left] {
      let scene = situation.scene(role)
      for act in Samples.acts
      where act.kind != .found && !act.kind.needsCase && !act.kind.isAccount
        && act.kind != .countersign
      {
        let reach = page.may[role]?[act.kind] ?? nil
        let expected = situation == .left ? "has-left" : reach == nil ? "may-not" : "allowed"
        #expect(
          scene.outcome(of: act, in: nil) == expected,
          "\(role.rawValue), \(situation), \(act.kind.rawValue)")
      }
    }
  }

  // MARK: The register of warnings

  @Test(arguments: Role.appointed)
  func `Each role may do to a warning what the matrix says, and nothing else`(_ role: Role) throws {
    let page = try AccessPage()
    let sees = Set(ContentClass.allCases.filter { page.sees[role]?[$0] == true })
    let base = Standing.base(role)
    for (stance, kind) in Standing.each {
      let scene = stance.scene(role, kind, in: base)
      for act in Samples.acts where act.kind.isAccount || [.countersign, .view].contains(act.kind) {
        let found = scene.outcome(of: act)
        let expected = stance.outcome(
          act, reach: page.may[role]?[act.kind] ?? nil, sees: sees, isProtected: kind != .concern)
        #expect(
          found == expected, "\(role.rawValue), \(kind.rawValue), \(stance), \(act.kind.rawValue)")
      }
    }
  }

  @Test func `Detriment, and pressure not to report, go the way of a disclosure`() {
    #expect(Warning.Kind.allCases.filter(\.isProtected) == [.disclosure, .pressure, .detriment])
  }

  @Test(arguments: Role.appointed)
  func `Nobody names a case in the register that they could not open`(_ role: Role) throws {
    let page = try AccessPage()
    let named: [Act] = [
      .account(
        .warn(
          Warning(
            about: [Subject(.child, "", case: "river-lane", item: "child-1")], words: "w",
            from: .worker, to: "children-social-care/northmoor"))),
      .account(
        .disagree(
          Disagreement(
            case: "river-lane", issue: "i", position: "p", body: "children-social-care/northmoor"))),
      .account(
        .agree(AgreedAction(what: "w", owner: "sal", due: Book.day, case: "river-lane"))),
    ]
    let base = Standing.base(role)
    for stance in [Standing.stranger, .excluded, .involved] {
      let scene = stance.scene(role, .concern, in: base)
      for act in named {
        let reach = page.may[role]?[act.kind] ?? nil
        let expected =
          reach == nil ? "may-not" : stance == .involved ? "allowed" : "no-such-case"
        #expect(
          scene.outcome(of: act, asWritten: true) == expected,
          "\(role.rawValue), \(stance), \(act.kind.rawValue)")
      }
    }
  }

  @Test(arguments: [Role.reporter, .casebook])
  func `Nobody is appointed to be whoever holds a receipt, nor the casebook`(_ role: Role) {
    let post = Appointment(
      person: "kim", name: "Kim Example", post: "post", role: role, body: "council/office",
      key: Keys.fresh("kim"))
    #expect(
      Book().refusal(.appoint(post), by: "ada")
        == .noSuch(what: "post with the role", id: role.rawValue))
  }

  @Test func `Whoever holds a receipt may do what the matrix says, and nothing else`() throws {
    let page = try AccessPage()
    var book = Book.withCase()
    let warning = Warning(
      about: [Subject(.child, "Zoë")], words: "w", from: .child,
      to: "children-social-care/northmoor")
    let entry = try book.performAsReporter(.warn(warning))
    #expect(entry == book.register.order.first)
    for act in Samples.acts {
      guard case .account(let act) = act else { continue }
      let reach = page.may[.reporter]?[act.kind] ?? nil
      var found = "allowed"
      do { try book.performAsReporter(act) } catch { found = error.code }
      // What may be done at all is then held against the rules, which know no entry 7.
      let isRefused = found == "may-not"
      #expect(isRefused == (reach == nil), "\(act.kind.rawValue)")
    }
    let may = (page.may[.reporter] ?? [:]).filter { $0.value != nil }.keys
    #expect(Set(may) == [.warn, .addToWarning, .retract, .contest, .reportDetriment, .view])
    let enters = (page.may[.casebook] ?? [:]).filter { $0.value != nil }.keys
    #expect(Set(enters) == [.lapse])
  }

  @Test func `An overseer sees everything but where a child is placed, and does nothing`() throws {
    let page = try AccessPage()
    let may = (page.may[.overseer] ?? [:]).filter { $0.value != nil }.keys
    #expect(Set(may) == [.newKey, .view])
    let closed = (page.sees[.overseer] ?? [:]).filter { !$0.value }.keys
    #expect(Set(closed) == [.location])
  }

  @Test func `A successor speaks for the concern of whoever left, not for their disclosure`() {
    for kind in [Warning.Kind.concern, .disclosure] {
      var book = Book.withCase()
      let warning = Warning(
        kind: kind, about: [Subject(.child, "Zoë")], words: "w", from: .worker,
        to: "children-social-care/northmoor")
      let entry = book.allowed(.account(.warn(warning)), by: "fay")
      book.allowed(.leave(Leaving(person: "fay", successor: "lea")), by: "ada")
      let more = Act.account(.add(Addition(warning: entry, words: "more")))
      #expect(
        book.refusal(more, by: "lea") == (kind == .concern ? nil : .noSuchMatter(entry)))
    }
  }

  @Test func `Nobody founds a casebook twice`() {
    let book = Book()
    for person in book.staff.posts.keys {
      #expect(book.refusal(Samples.act(.found), by: person) == .alreadyFounded)
    }
  }
}

extension Role {
  /// Those that people hold.
  fileprivate static let appointed = allCases.filter(\.isAppointed)
}

/// How somebody stands to a case.
private enum Stance: CaseIterable {
  case involved, stranger, excluded, left, expiredInvolvement, endedInvolvement
  case delegate, expiredDelegate, brokeGlass, glassClosed

  struct Scene {
    var book: Book
    var person: String

    /// `allowed`, or the code of the refusal, before it is known what the act says.
    func outcome(of act: Act, in caseID: String? = "river-lane") -> String {
      let situation = Situation(
        staff: book.staff, file: caseID == nil ? nil : book.file, next: book.deeds.count)
      // A case is opened under an id that is free.
      let id = act.kind == .open ? "new-case" : caseID
      let act = act.kind == .view ? Act.view(View(what: "chronology")) : act
      do {
        _ = try situation.author(of: act, by: person, in: id, at: book.now)
        return "allowed"
      } catch {
        return error.code
      }
    }
  }

  /// Whether it can come about.
  func isPossible(for role: Role) -> Bool {
    ![.delegate, .expiredDelegate].contains(self) || role.access.reach(.delegate) != nil
  }

  func scene(_ role: Role) -> Scene {
    var book = Book.withCase()
    book.appoint("kim", "holder of the role", role, "council/office")
    book.appoint("aid", "delegate", .statistician, "council/office")
    var person = "kim"
    switch self {
    case .stranger: break
    case .involved: book.involve("kim")
    case .excluded:
      book.involve("kim")
      book.exclude("kim")
    case .left:
      book.involve("kim")
      book.allowed(.leave(Leaving(person: "kim", successor: "sal")), by: "ada")
    case .expiredInvolvement:
      book.involve("kim", until: book.now.day)
      book.wait(days: 1)
    case .endedInvolvement:
      book.involve("kim")
      book.involve("tom")
      book.allowed(
        .endInvolvement(EndOfInvolvement(person: "kim", reason: "moved")), by: "tom",
        in: "river-lane")
    case .delegate, .expiredDelegate:
      book.involve("kim")
      book.delegate(from: "kim", to: "aid", until: book.now.day)
      person = "aid"
      if self == .expiredDelegate { book.wait(days: 1) }
    case .brokeGlass, .glassClosed:
      _ = try? book.perform(.breakGlass(BreakGlass(reason: "danger")), by: "kim", in: "river-lane")
      if self == .glassClosed { book.wait(hours: 25) }
    }
    return Scene(book: book, person: person)
  }

  /// What the matrix and the rules of access say of an act that somebody does with a case.
  func outcome(_ kind: ActKind, reach: Reach?, mayBreakGlass: Bool) -> String {
    let stranger = mayBreakGlass ? "not-involved" : "no-such-case"
    switch self {
    case .left: return "has-left"
    case .expiredDelegate:
      // What is left is the delegate's own role, which does nothing in a case.
      return [.newKey, .delegate, .countersign].contains(kind) ? "no-such-case" : "may-not"
    default: break
    }
    guard let reach else {
      // The delegate's own role lets them, in cases in which they are involved.
      return "may-not"
    }
    if kind == .open { return "allowed" }
    switch self {
    case .excluded: return "no-such-case"
    case .involved, .delegate: return "allowed"
    case .brokeGlass where mayBreakGlass:
      let isClosed: Set<ActKind> = [
        .involve, .endInvolvement, .exclude, .grant, .reviewBreakGlass, .redact,
      ]
      return reach == .anywhere || !isClosed.contains(kind) ? "allowed" : stranger
    case .stranger, .expiredInvolvement, .endedInvolvement, .brokeGlass, .glassClosed:
      return reach == .anywhere ? "allowed" : stranger
    case .left, .expiredDelegate: return ""
    }
  }
}

/// How somebody stands to a warning that is about a child of a case.
private enum Standing: CaseIterable {
  case raised, holds, second, offered, decided, involved, stranger, excluded, left
  // Involved in the case too, and yet:
  case named, managerIsNamed, workerIsNamed, wasInLine, namedSince

  struct Scene {
    var book: Book

    /// `allowed`, or the code of the refusal, before it is known what the act says.
    func outcome(of act: Act, asWritten: Bool = false) -> String {
      let situation = Situation(
        staff: book.staff, file: nil, next: book.deeds.count, register: book.register,
        files: book.files)
      do {
        _ = try situation.author(
          of: asWritten ? act : withoutCase(act), by: "kim", in: nil, at: book.now)
        return "allowed"
      } catch {
        return error.code
      }
    }

    /// Whether a case may be named is asked by itself.
    private func withoutCase(_ act: Act) -> Act {
      switch act {
      case .account(.warn(var warning)):
        warning.about = [Subject(.child, "Zoë")]
        return .account(.warn(warning))
      case .account(.link(var linking)):
        linking.about = [Subject(.child, "Zoë")]
        return .account(.link(linking))
      case .account(.disagree(var disagreement)):
        disagreement.case = nil
        return .account(.disagree(disagreement))
      case .account(.agree(var action)):
        action.case = nil
        return .account(.agree(action))
      default: return act
      }
    }
  }

  static let each = allCases.flatMap { [($0, Warning.Kind.concern), ($0, .disclosure)] }

  /// Kim, with somebody above and somebody below.
  static func base(_ role: Role) -> Book {
    var book = Book.withCase()
    book.appoint("bob", "manager", .statistician, "council/office")
    book.appoint("kim", "holder of the role", role, "council/office", "bob")
    book.appoint("jo", "worker", .statistician, "council/office", "kim")
    return book
  }

  /// The warning stands at the entry that the samples are about, put there past every rule.
  func scene(_ role: Role, _ kind: Warning.Kind, in base: Book) -> Scene {
    var book = base
    if ![.raised, .holds, .second, .offered, .decided, .stranger].contains(self) {
      book.involve("kim")
    }
    if self == .excluded { book.exclude("kim") }
    if self == .left {
      book.allowed(.leave(Leaving(person: "kim", successor: "sal")), by: "ada")
    }
    let kim = Author(
      person: "kim", name: "Kim Example", post: "holder of the role", role: role,
      body: "council/office")
    let eve = Author(
      person: "eve", name: "Eve Example", post: "screener", role: .frontDoorScreener,
      body: "children-social-care/northmoor")
    let fay = Author(
      person: "fay", name: "Fay Example", post: "safeguarding lead", role: .frontlinePractitioner,
      body: "school/alderby")
    var warning = Warning(
      kind: kind, about: [Subject(.child, "", case: "river-lane", item: "child-1")], words: "w",
      from: .worker, to: "children-social-care/northmoor")
    warning.with = self == .holds ? "kim" : kind == .concern ? "eve" : "wes"
    switch self {
    case .named: warning.names = ["kim"]
    case .managerIsNamed: warning.names = ["bob"]
    case .workerIsNamed: warning.names = ["jo"]
    case .wasInLine: warning.closedTo = ["kim"]
    default: break
    }
    func apply(_ act: AccountAct, by author: Author, entry: Int) {
      book.register.apply(
        Deed(
          register: "5c1f0a", at: book.now, by: author, key: nil, case: nil, act: .account(act)),
        entry: entry)
    }
    apply(.warn(warning), by: self == .raised ? kim : fay, entry: 7)
    switch self {
    case .second, .decided:
      let decision = Decision(
        warning: 7, outcome: .noFurtherAction, reason: "r", codes: [.lookedForNotFound],
        on: book.now.day, second: self == .second ? "kim" : "una")
      apply(.decide(decision), by: self == .decided ? kim : eve, entry: 8)
    case .offered: apply(.offer(Offer(matter: 7, to: "kim", reason: "r")), by: eve, entry: 8)
    case .namedSince: apply(.name(Naming(warning: 7, names: ["kim"])), by: eve, entry: 8)
    default: break
    }
    return Scene(book: book)
  }

  /// What the matrix and the rules of the register say.
  func outcome(
    _ act: Act, reach: Reach?, sees: Set<ContentClass>, isProtected: Bool
  ) -> String {
    if self == .left { return "has-left" }
    guard let reach else { return "may-not" }
    if case .account(let act) = act, act.matter == nil { return "allowed" }
    var isParty: Bool
    switch self {
    case .raised, .holds, .second, .offered, .decided: isParty = true
    case .involved: isParty = !isProtected && sees.contains(.caseContent)
    case .stranger, .excluded, .left: isParty = false
    case .named, .managerIsNamed, .workerIsNamed, .wasInLine, .namedSince:
      return "no-such-matter"
    }
    switch act.kind {
    case .view: isParty = isParty || sees.contains(isProtected ? .disclosures : .warnings)
    case _ where reach == .anywhere:
      isParty = isParty || sees.contains(isProtected ? .disclosures : .register)
    case _ where reach == .own: isParty = self == .raised
    default: break
    }
    return isParty ? "allowed" : "no-such-matter"
  }
}

/// The page with the matrix, written from the code and read back from the file.
private struct AccessPage {
  var may: [Role: [ActKind: Reach?]] = [:]
  var sees: [Role: [ContentClass: Bool]] = [:]

  static let url = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Documentation/access.md")
  static let heading = "## Who may do what\n"

  static func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }

  private static let groups: [(String, [ActKind])] = [
    (
      "The casebook and its people",
      [.found, .rotateLogKey, .appoint, .leave, .delegate, .newKey, .setRetention, .hold, .release]
    ),
    (
      "Who may see a case",
      [.open, .involve, .endInvolvement, .exclude, .grant, .breakGlass, .reviewBreakGlass]
    ),
    (
      "What a case says",
      [.record, .correct, .withdraw, .respond, .share, .declineToShare, .schedule, .minute]
    ),
    (
      "Meetings that are cancelled, requests, layers, erasure, custody",
      [
        .cancelMeeting, .requestRecords, .answerRequest, .redact, .erase, .transfer,
        .acceptTransfer,
      ]
    ),
    (
      "Raising a warning, and answering for what became of it",
      [
        .warn, .addToWarning, .retract, .contest, .reportDetriment, .acknowledge, .decide,
        .countersign, .linkWarning, .nameInWarning,
      ]
    ),
    (
      "Whose it is, and by when",
      [
        .arrange, .offerHandover, .takeHandover, .declineHandover, .explainLapse, .pauseClock,
        .lapse, .attempt,
      ]
    ),
    (
      "Disagreements, actions, recommendations",
      [
        .disagree, .addPosition, .settle, .agreeAction, .completeAction, .recommend, .addEvidence,
        .rateRecommendation,
      ]
    ),
    ("What was read, and what was refused", [.view, .refused]),
  ]

  static var tables: String {
    var text = heading + "\n"
    for (title, kinds) in groups {
      text +=
        "### \(title)\n\n"
        + table(kinds.map(\.rawValue)) { role in
          kinds.map { role.access.reach($0)?.rawValue ?? "–" }
        }
    }
    text +=
      "## Who sees what\n\n"
      + table(ContentClass.allCases.map(\.rawValue)) { role in
        ContentClass.allCases.map { role.access.sees.contains($0) ? "sees" : "–" }
      }
    return String(text.dropLast())
  }

  private static func table(_ columns: [String], _ cells: (Role) -> [String]) -> String {
    func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
    return row(["Role"] + columns) + row(Array(repeating: "---", count: columns.count + 1))
      + Role.allCases.map { row([$0.rawValue] + cells($0)) }.joined() + "\n"
  }

  init() throws {
    var columns: [String] = []
    for line in try AccessPage.text().split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if cells[0] == "Role" { columns = Array(cells.dropFirst()) }
      guard let role = Role(rawValue: cells[0]) else { continue }
      for (column, cell) in zip(columns, cells.dropFirst()) {
        if let kind = ActKind(rawValue: column) {
          may[role, default: [:]][kind] = .some(Reach(rawValue: cell))
        } else if let content = ContentClass(rawValue: column) {
          sees[role, default: [:]][content] = cell == "sees"
        }
      }
    }
  }
}
