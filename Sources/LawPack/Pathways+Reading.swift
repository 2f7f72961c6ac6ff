internal import Calendars
internal import Diagnostics
internal import Documents
internal import Vocabulary

/// The most characters of a title, for one line of a page.
private let titleLimit = 60

/// Reads `Law/bodies.yaml` and `Law/pathways/`, and checks that what they and the frameworks name is there.
struct PathwayReader {
  private var reader: LawReader
  private var bodies: [Body] = []
  private var drafts: [Draft] = []
  private(set) var report = Report()

  private struct Draft {
    var pathway: Pathway
    var position: Position
    /// The other pathways that open it.
    var openers: [(id: String, position: Position)]

    func has(_ name: String) -> Bool { pathway.names.contains(name) }
  }

  init(names: KnownNames) {
    reader = LawReader(file: "Law/bodies.yaml", names: names)
  }

  // MARK: Bodies

  mutating func readBodies(_ node: Node, file: String) {
    reader = LawReader(file: file, names: reader.names)
    defer { report.merge(reader.report) }
    guard var fields = reader.fields(node, what: "this file") else { return }
    reader.header("bodies/1", &fields)
    let list = reader.required(&fields, "bodies", help: "list the kinds of body")
    reader.finish(fields, allowed: ["heed", "bodies"])
    for item in reader.items(list, what: "the bodies") {
      guard var fields = reader.fields(item, what: "a body") else { continue }
      let nameNode = reader.required(
        &fields, "body", help: "give the word with which its agencies begin, as in police")
      let name = reader.name(nameNode, what: "the name of a body")
      let says = text(&fields, "says", help: "say in plain words what bodies these are")
      let includes = reader.items(
        fields.optional("includes"), what: "the bodies that it includes"
      ).compactMap { reader.name($0, what: "the name of a body") }
      reader.finish(fields, allowed: ["body", "says", "includes"])
      guard let name, let says, let nameNode else { continue }
      if bodies.contains(where: { $0.name == name }) {
        add(.twice("body \(name)"), at: nameNode.position)
        continue
      }
      bodies.append(Body(name: name, says: says, includes: includes))
    }
  }

  private mutating func checkBody(_ name: String, at position: Position) {
    guard !bodies.contains(where: { $0.name == name }) else { return }
    add(.unknownBody(nearest: nearest(to: name, among: bodies.map(\.name))), at: position)
  }

  // MARK: Pathways

  /// - Parameter path: relative to `Law/`.
  mutating func readPathways(_ node: Node, file: String, path: String) {
    reader = LawReader(file: file, names: reader.names)
    defer { report.merge(reader.report) }
    guard var fields = reader.fields(node, what: "this file") else { return }
    reader.header("pathways/1", &fields)
    let heading = text(&fields, "heading", help: "say in a few words what these are") ?? ""
    let list = reader.required(&fields, "pathways", help: "list the pathways")
    reader.finish(fields, allowed: ["heed", "heading", "pathways"])
    for item in reader.items(list, what: "the pathways") {
      pathway(item, heading: heading, path: path)
      reader.context = nil
    }
  }

  private mutating func pathway(_ node: Node, heading: String, path: String) {
    guard var fields = reader.fields(node, what: "a pathway") else { return }
    let idNode = reader.required(&fields, "id", help: "give it an id, such as P-SAF-5")
    let id = reader.name(idNode, what: "the id of a pathway")
    reader.context = id
    let also = reader.items(fields.optional("also"), what: "its other names")
      .compactMap { reader.name($0, what: "the id of a pathway") }
    let titleNode = reader.required(&fields, "title", help: "name it in a few words")
    let title = reader.text(titleNode, what: "the title")
    if let title, title.count > titleLimit, let titleNode {
      add(.longTitle(limit: titleLimit), at: titleNode.position)
    }
    let says = text(&fields, "says", help: "say in plain words what is owed or allowed")
    let kind = reader.word(
      reader.required(&fields, "kind", help: words(Pathway.Kind.self)), what: "the kind",
      as: Pathway.Kind.self, code: "unknown-kind")
    let changes = reader.word(
      reader.required(&fields, "changes", help: words(Pathway.Change.self)),
      what: "what it changes", as: Pathway.Change.self, code: "unknown-change")
    let places = reader.oneOrMore(
      reader.required(&fields, "jurisdictions", help: "list where it is law"),
      what: "the jurisdictions"
    ).compactMap {
      reader.word(
        $0, what: "the jurisdiction", oneOf: Framework.jurisdictions, code: "unknown-jurisdiction")
    }
    let on = reader.oneOrMore(
      reader.required(&fields, "on", help: "list the bodies that owe it or may use it"),
      what: "the bodies"
    ).compactMap { body($0) }
    var openers: [(id: String, position: Position)] = []
    let openedBy = reader.items(fields.optional("opened-by"), what: "what opens it")
      .flatMap { triggers($0, &openers) }
    let clock = fields.optional("clock").flatMap { self.clock($0, &openers) }
    let metBy = reader.oneOrMore(fields.optional("met-by"), what: "what shows that it was done")
      .compactMap { act($0) }
    let endedBy = reader.oneOrMore(fields.optional("ended-by"), what: "what ends it")
      .compactMap { act($0) }
    let isOfEachBody = reader.word(
      fields.optional("each-body"), what: "whether each body owes it", oneOf: ["true", "false"],
      code: "unknown-word")
    let pause = reader.word(
      fields.optional("pause"), what: "who may pause it", oneOf: ["none", "authority"],
      code: "unknown-word")
    let isLocal = reader.word(
      fields.optional("local"), what: "whether it is local", oneOf: ["true", "false"],
      code: "unknown-word")
    let cite = text(&fields, "cite", help: "cite where the law or the guidance says so")
    let read = reader.text(fields.optional("read"), what: "where the text was read")
    let status = reader.status(
      reader.required(&fields, "status", help: "say how it was checked against the text"))
    let inForce = fields.optional("in-force").flatMap {
      reader.inForce($0, status: status ?? .recalled)
    }
    let notes = reader.texts(fields.optional("notes"), what: "the notes")
    reader.finish(
      fields,
      allowed: [
        "id", "also", "title", "says", "kind", "changes", "jurisdictions", "in-force", "on",
        "opened-by", "clock", "met-by", "ended-by", "each-body", "pause", "local", "cite", "read",
        "status", "notes",
      ])
    guard let id, let idNode, let title, let says, let kind, let changes, let cite, let status
    else { return }
    if kind.isOwed, clock?.within?.hasDay == true, metBy.isEmpty {
      add(.nothingMeets, at: idNode.position)
    }
    for name in [id] + also where drafts.contains(where: { $0.has(name) }) {
      add(.twice("pathway \(name)"), at: idNode.position)
      return
    }
    drafts.append(
      Draft(
        pathway: Pathway(
          id: id, also: also, title: title, says: says, kind: kind, changes: changes,
          jurisdictions: places, inForce: inForce, on: on, openedBy: openedBy, clock: clock,
          metBy: metBy, endedBy: endedBy, isOfEachBody: isOfEachBody == "true",
          mayPause: pause == "authority", isLocal: isLocal == "true", cite: cite,
          read: read, status: status, notes: notes, heading: heading, file: path),
        position: idNode.position, openers: openers))
  }

  private mutating func triggers(
    _ node: Node, _ openers: inout [(id: String, position: Position)]
  ) -> [Pathway.Trigger] {
    guard var fields = reader.fields(node, what: "what opens it") else { return [] }
    let keys = ["response", "warning", "fact", "family", "pathway", "always"]
    let given = keys.filter { fields.has($0) }
    var found: [Pathway.Trigger] = []
    if let node = fields.optional("response"), let act = act(node) {
      let stageNode = fields.optional("stage")
      let stage = reader.word(
        stageNode, what: "the stage", as: ResponseStage.self, code: "unknown-stage")
      let decision = reader.word(
        fields.optional("decision"), what: "the decision", as: ResponseDecision.self,
        code: "unknown-decision")
      let by = fields.optional("by").flatMap { body($0) }
      found = [.response(act, stage: stage, decision: decision, by: by)]
    }
    if let node = fields.optional("warning"),
      reader.word(node, what: "a warning", oneOf: ["raised"], code: "unknown-word") != nil
    {
      found = [.warning]
    }
    if let node = fields.optional("fact"), let fact = reader.fact(node, what: "the fact") {
      found = [.fact(fact)]
    }
    if let node = fields.optional("family") {
      found = reader.oneOrMore(node, what: "the families").compactMap {
        reader.word(
          $0, what: "the family", as: Framework.Family.self, code: "unknown-family")
      }.map { .family($0) }
    }
    if let node = fields.optional("pathway"), let id = reader.text(node, what: "the pathway") {
      openers.append((id, node.position))
      found = [.pathway(id)]
    }
    if let node = fields.optional("always"),
      reader.word(node, what: "always", oneOf: ["true"], code: "unknown-word") != nil
    {
      found = [.always]
    }
    reader.finish(fields, allowed: keys + ["stage", "decision", "by"])
    if given.count != 1 { add(.trigger, at: node.position) }
    return found
  }

  private mutating func clock(
    _ node: Node, _ openers: inout [(id: String, position: Position)]
  ) -> Pathway.Clock? {
    guard var fields = reader.fields(node, what: "the clock") else { return nil }
    let startNode = reader.required(&fields, "starts", help: "say what starts the clock")
    let start = startNode.flatMap { self.start($0, &openers) }
    let which = reader.word(
      fields.optional("which"), what: "which of several", as: Pathway.Clock.Which.self,
      code: "unknown-word")
    let within = limit(fields.optional("within"))
    let beforeNode = fields.optional("before")
    let isBefore =
      reader.word(
        beforeNode, what: "whether it runs back", oneOf: ["true", "false"], code: "unknown-word")
      == "true"
    let notBefore = limit(fields.optional("not-before"))
    let reads = reader.text(fields.optional("reads"), what: "the rule in words")
    reader.finish(
      fields, allowed: ["starts", "which", "within", "before", "not-before", "reads"])
    if within == nil, notBefore == nil, !reader.report.hasErrors {
      add(.noLimit, at: node.position)
    }
    guard let start else { return nil }
    if isBefore, let beforeNode {
      guard case .birthday = start else {
        add(.beforeWhat, at: beforeNode.position)
        return nil
      }
    }
    return Pathway.Clock(
      start: start, which: which ?? .each, within: within, isBefore: isBefore,
      notBefore: notBefore, reads: reads)
  }

  private mutating func start(
    _ node: Node, _ openers: inout [(id: String, position: Position)]
  ) -> Pathway.Clock.Start? {
    let entries = node.asMap ?? []
    guard let own = entries.first(where: { ["known", "birthday"].contains($0.key) }) else {
      return triggers(node, &openers).first.map { .on($0) }
    }
    guard entries.count == 1 else {
      add(.trigger, at: node.position)
      return nil
    }
    if own.key == "birthday" {
      return reader.integer(own.value, what: "the birthday", in: 1...30).map { .birthday($0) }
    }
    return reader.word(own.value, what: "known", oneOf: ["true"], code: "unknown-word")
      .map { _ in .known }
  }

  private mutating func limit(_ node: Node?) -> Limit? {
    guard let node, let text = reader.text(node, what: "the limit") else { return nil }
    guard let limit = Limit(text) else {
      add(.limit, at: node.position)
      return nil
    }
    return limit
  }

  // MARK: What names what

  /// The pathways, once every file is read.
  ///
  /// - Parameter opens: the pathways that frameworks name, each with its place.
  mutating func finish(opens: [(id: String, place: Location, context: String)]) -> Pathways {
    let ids = Set(drafts.flatMap(\.pathway.names))
    func unknown(_ id: String, at place: Location, context: String?) {
      let problem = PathwayProblem.unknownPathway(nearest: nearest(to: id, among: ids))
      report.add(problem.diagnostic(at: place, context: context))
    }
    // A law without pathways, such as one that is being written, may name them before they are there.
    for (id, place, context) in opens where !ids.contains(id) && !drafts.isEmpty {
      unknown(id, at: place, context: context)
    }
    let opened = Set(opens.map(\.id))
    for draft in drafts {
      let pathway = draft.pathway
      for (id, position) in draft.openers where !ids.contains(id) {
        unknown(
          id, at: Location(file: "Law/\(pathway.file)", position: position), context: pathway.id)
      }
      if pathway.openedBy.isEmpty, !pathway.names.contains(where: opened.contains),
        !report.hasErrors
      {
        let place = Location(file: "Law/\(pathway.file)", position: draft.position)
        report.add(PathwayProblem.neverOpened.diagnostic(at: place, context: pathway.id))
      }
    }
    return Pathways(bodies: bodies, all: drafts.map(\.pathway))
  }

  // MARK: Parts

  private mutating func text(_ fields: inout Fields, _ key: String, help: String) -> String? {
    reader.text(reader.required(&fields, key, help: help), what: "'\(key)'")
  }

  private mutating func act(_ node: Node) -> ResponseAct? {
    reader.word(node, what: "the act", as: ResponseAct.self, code: "unknown-act")
  }

  private mutating func body(_ node: Node) -> String? {
    guard let name = reader.text(node, what: "the body") else { return nil }
    checkBody(name, at: node.position)
    return name
  }

  private func words<Word: CaseIterable & RawRepresentable<String>>(_: Word.Type) -> String {
    "write one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))"
  }

  private mutating func add(_ problem: PathwayProblem, at position: Position) {
    let place = Location(file: reader.file, position: position)
    reader.report.add(problem.diagnostic(at: place, context: reader.context))
  }
}

/// What can be wrong with the pathways alone.
enum PathwayProblem: Hashable {
  case twice(String)
  case unknownBody(nearest: String?)
  case unknownPathway(nearest: String?)
  case longTitle(limit: Int)
  case trigger
  case limit
  case noLimit
  case beforeWhat
  case nothingMeets
  case neverOpened

  func diagnostic(at location: Location, context: String?) -> Diagnostic {
    Diagnostic(.error, code, at: location, message, help: help, context: context)
  }

  private var code: String {
    switch self {
    case .twice: "law.duplicate-pathway"
    case .unknownBody: "law.unknown-body"
    case .unknownPathway: "law.unknown-pathway"
    case .longTitle: "law.long-title"
    case .trigger: "law.trigger"
    case .limit, .noLimit: "law.limit"
    case .beforeWhat: "law.before-what"
    case .nothingMeets: "law.never-met"
    case .neverOpened: "law.never-opened"
    }
  }

  private var message: String {
    switch self {
    case .twice(let what): "\(what) stands twice"
    case .unknownBody: "there is no such body"
    case .unknownPathway: "there is no such pathway"
    case .longTitle(let limit): "the title has more than \(limit) characters"
    case .trigger: "this does not say what opens the pathway or starts its clock"
    case .limit: "this is not a limit of time"
    case .noLimit: "the clock has no limit"
    case .beforeWhat: "a limit runs back from a birthday alone"
    case .nothingMeets: "nothing on a record could show that this was done in time"
    case .neverOpened: "nothing opens this pathway"
    }
  }

  private var help: String {
    switch self {
    case .twice: "give one of them another name, or make them one"
    case .unknownBody(let nearest):
      nearest.map { "not in Law/bodies.yaml; did you mean '\($0)'?" }
        ?? "the bodies are those of Law/bodies.yaml"
    case .unknownPathway(let nearest):
      nearest.map { "not in Law/pathways; did you mean '\($0)'?" }
        ?? "the pathways are those of Law/pathways"
    case .longTitle: "say the rest under 'says'"
    case .trigger:
      "give exactly one of response, warning: raised, fact, family, pathway and always: true; a clock may also start with known: true or birthday: 18"
    case .limit:
      "write a number and a unit, such as 45 working days, 72 hours or 3 months; or at once, promptly, as soon as practicable"
    case .noLimit: "give 'within', or 'not-before', or leave the clock out"
    case .beforeWhat: "leave 'before' out, or start the clock at a birthday"
    case .nothingMeets: "list under 'met-by' the acts that show it"
    case .neverOpened:
      "name it under 'opens' of a framework, or say under 'opened-by' what opens it"
    }
  }
}
