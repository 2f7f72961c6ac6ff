internal import CivilTime
internal import Diagnostics
internal import Documents
internal import EvidenceLogic
internal import Vocabulary

/// The most characters of a title for narrow tables.
private let shortLimit = 34

extension LawReader {
  /// Reads one instrument's file.
  ///
  /// - Parameter path: relative to `Law/`.
  mutating func act(_ document: Node, path: String) -> [DraftFramework] {
    guard var fields = fields(document, what: "this file") else { return [] }
    let title = required(&fields, "act", help: "name the instrument, as it names itself")
    let cite = fields.optional("cite")
    let read = fields.optional("read")
    let jurisdiction = fields.optional("jurisdiction")
    let list = required(&fields, "frameworks", help: "list the tests that the instrument holds")
    finish(fields, allowed: ["act", "cite", "read", "jurisdiction", "frameworks"])
    let act = Instrument(
      title: text(title, what: "the name of the instrument") ?? "",
      cite: text(cite, what: "the citation of the instrument"),
      read: text(read, what: "where the text was read"),
      jurisdiction: self.jurisdiction(jurisdiction),
      hasJurisdiction: jurisdiction != nil, path: path)
    return items(list, what: "frameworks").compactMap { framework($0, of: act) }
  }

  /// What the frameworks of one file share.
  private struct Instrument {
    var title: String
    var cite: String?
    var read: String?
    var jurisdiction: String?
    var hasJurisdiction: Bool
    var path: String
  }

  private mutating func jurisdiction(_ node: Node?) -> String? {
    word(
      node, what: "the jurisdiction", oneOf: Framework.jurisdictions, code: "unknown-jurisdiction")
  }

  mutating func status(_ node: Node?) -> Verification? {
    word(node, what: "the status", as: Verification.self, code: "unknown-status")
  }

  private mutating func framework(_ node: Node, of act: Instrument) -> DraftFramework? {
    guard var fields = fields(node, what: "a framework") else { return nil }
    let idNode = required(&fields, "id", help: "give the framework a short name, as in 'MSA2015-2'")
    let id = name(idNode, what: "the id of a framework") ?? ""
    let position = idNode?.position ?? node.position
    context = id.isEmpty ? nil : id
    defer { context = nil }

    let titleNode = required(&fields, "title", help: "name the test, as its instrument does")
    let title = text(titleNode, what: "the title") ?? ""
    let shortNode = fields.optional("short")
    let short = text(shortNode, what: "the short title")
    if let shortNode, let short, short.count > shortLimit {
      add(.shortTooLong(limit: shortLimit), at: shortNode.position)
    }

    let kindNode = required(
      &fields, "kind",
      help: "write one of \(Framework.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
    let kind = word(kindNode, what: "the kind", as: Framework.Kind.self, code: "unknown-kind")
    let family = word(
      fields.optional("family"), what: "the family", as: Framework.Family.self,
      code: "unknown-family")
    let aboutNode = required(&fields, "about", help: "write child, suspect or group")
    let about = word(
      aboutNode, what: "whom it is about", as: Framework.Subject.self, code: "unknown-about")
    if about == .suspect, let kind, kind != .offence, let aboutNode {
      add(.aboutSuspect, at: aboutNode.position)
    }

    let whereNode = fields.optional("jurisdiction")
    let jurisdiction = whereNode == nil ? act.jurisdiction : self.jurisdiction(whereNode)
    if whereNode == nil, !act.hasJurisdiction { add(.noJurisdiction, at: position) }

    let governsNode = required(&fields, "governs-by", help: "write conduct, decision or analysis")
    let governs = word(
      governsNode, what: "what governs", as: Framework.Governing.self, code: "unknown-governs-by")
    let statusNode = required(
      &fields, "status", help: "say how this was checked: verified, verified-2 or recalled")
    let status = self.status(statusNode) ?? .recalled

    let inForceNode = fields.optional("in-force")
    let inForce = inForceNode.flatMap { self.inForce($0, status: status) }
    let hasStart =
      inForceNode?.asMap?.contains { ["from", "commencement"].contains($0.key) }
      ?? (inForceNode != nil)
    if governs == .conduct, let governsNode, !hasStart {
      add(.noCommencement, at: inForceNode?.position ?? governsNode.position)
    }
    let straddleNode = fields.optional("straddle")
    let straddle = self.straddle(straddleNode, of: inForce)
    if let straddleNode, let governs, governs != .conduct {
      add(.straddleNotConduct, at: straddleNode.position)
    }

    let penaltyNode = fields.optional("penalty")
    let penalty = penaltyNode.flatMap { self.penalty($0, status: status) }
    if let penaltyNode, let kind, kind != .offence {
      add(.penaltyWithoutOffence, at: penaltyNode.position)
    }
    let standard = fields.optional("standard").flatMap { self.standard($0, status: status) }

    home = jurisdiction
    defer { home = nil }
    let testNode = required(&fields, "test", help: "write the elements under all or any")
    let test = testNode.map { self.test($0, status: status) } ?? TestDraft()
    if let testNode, !test.elements.isEmpty, test.elements.allSatisfy({ $0.parts.isEmpty }) {
      add(.nothingToTest, at: testNode.position)
    }

    let irrelevant = irrelevant(fields.optional("irrelevant"))
    let notNeeded = notNeeded(fields.optional("not-needed"))
    let opens = items(fields.optional("opens"), what: "the pathways that it opens").compactMap {
      node in text(node, what: "a pathway").map { (id: $0, position: node.position) }
    }
    let childLink = fields.optional("child-link").map {
      DraftElement.Part(formula: formula($0, what: "child-link"), position: $0.position)
    }
    let notes = texts(fields.optional("notes"), what: "the notes")
    let read = text(fields.optional("read"), what: "where the text was read")
    finish(
      fields,
      allowed: [
        "id", "title", "short", "kind", "family", "about", "jurisdiction", "governs-by", "in-force",
        "straddle", "penalty", "standard", "status", "test", "irrelevant", "not-needed", "opens",
        "child-link", "notes",
        "read",
      ])

    let framework = Framework(
      id: id, title: title, short: short ?? title, kind: kind ?? .analytic,
      family: family, about: about ?? .child,
      jurisdiction: jurisdiction ?? "any", governsBy: governs ?? .analysis, inForce: inForce,
      straddle: straddle, penalty: penalty, standard: standard, status: status, elements: [],
      test: test.formula, routes: test.routes,
      eventSame: test.eventSame, irrelevant: irrelevant.map(\.row), notNeeded: notNeeded,
      opens: opens.map(\.id), childLink: nil, notes: notes, read: read ?? act.read, act: act.title,
      actCite: act.cite, file: act.path)
    return DraftFramework(
      framework: framework, file: file, position: position,
      testPosition: testNode?.position ?? position, elements: test.elements,
      irrelevantPositions: irrelevant.map(\.position), childLink: childLink, opens: opens)
  }

  mutating func inForce(_ node: Node, status: Verification) -> Framework.InForce? {
    guard var fields = fields(node, what: "in-force") else { return nil }
    let from = day(fields.optional("from"), what: "the first day in force")
    let toNode = fields.optional("to")
    let to = day(toNode, what: "the last day in force")
    if let from, let to, let toNode, to < from { add(.endsBeforeStart, at: toNode.position) }
    let commencement = fields.optional("commencement")
    let isUnknown =
      word(
        commencement, what: "the commencement", oneOf: ["unknown"], code: "unknown-commencement")
      != nil
    let enactedNode = fields.optional("enacted")
    let enacted = day(enactedNode, what: "the day of enactment")
    if let node = enactedNode ?? commencement, isUnknown != (enacted != nil) || from != nil {
      add(.halfCommenced, at: node.position)
    }
    let citeNode = required(&fields, "cite", help: "cite what brought it into force")
    let cite = text(citeNode, what: "what brought it into force")
    let own = self.status(fields.optional("status"))
    finish(fields, allowed: ["from", "to", "enacted", "commencement", "cite", "status"])
    return Framework.InForce(
      from: from, to: to, uncommenced: isUnknown ? enacted : nil, cite: cite ?? "",
      status: own ?? status)
  }

  private mutating func penalty(_ node: Node, status: Verification) -> Framework.Penalty? {
    guard var fields = fields(node, what: "penalty") else { return nil }
    let yearsNode = fields.optional("years")
    let years = integer(yearsNode, what: "the years", in: 1...99)
    let lifeNode = fields.optional("life")
    let life = word(lifeNode, what: "life", oneOf: ["true", "yes"], code: "unknown-word")
    if (yearsNode != nil) == (life != nil) { add(.penaltyOfWhat, at: node.position) }
    let says = text(fields.optional("says"), what: "on what the penalty depends")
    let cite = text(
      required(&fields, "cite", help: "cite the maximum"), what: "the citation of the maximum")
    let own = self.status(fields.optional("status"))
    finish(fields, allowed: ["years", "life", "cite", "says", "status"])
    return Framework.Penalty(
      years: years, cite: cite ?? "", says: says, status: own ?? status)
  }

  private mutating func standard(_ node: Node, status: Verification) -> Framework.Standard? {
    guard var fields = fields(node, what: "standard") else { return nil }
    let says = text(
      required(&fields, "says", help: "give the words of the standard"), what: "the standard")
    let cite = text(
      required(&fields, "cite", help: "cite the standard"), what: "the citation of the standard")
    let own = self.status(fields.optional("status"))
    finish(fields, allowed: ["says", "cite", "status"])
    return Framework.Standard(says: says ?? "", cite: cite ?? "", status: own ?? status)
  }

  private mutating func straddle(
    _ node: Node?, of inForce: Framework.InForce?
  ) -> [Framework.Straddle] {
    var rows: [Framework.Straddle] = []
    var places: [Framework.Straddle.Edge: Position] = [:]
    for item in items(node, what: "straddle") {
      guard var fields = fields(item, what: "a row of straddle") else { continue }
      let edgeNode = required(&fields, "at", help: "write start or end")
      let edge = word(
        edgeNode, what: "what is straddled", as: Framework.Straddle.Edge.self, code: "unknown-word")
      let effectNode = required(&fields, "effect", help: "write governs or yields")
      let effect = word(
        effectNode, what: "the effect", as: Framework.Straddle.Effect.self, code: "unknown-word")
      let cite = required(&fields, "cite", help: "cite the saving or transitional provision")
      let says = required(&fields, "says", help: "say in plain words what becomes of such conduct")
      let citation = text(cite, what: "the citation")
      let sentence = text(says, what: "what becomes of such conduct")
      finish(fields, allowed: ["at", "effect", "cite", "says"])
      guard let edge, let edgeNode else { continue }
      if let first = places[edge] {
        let place = Location(file: file, position: first)
        add(.duplicate(.straddle, name: edge.rawValue, first: place), at: edgeNode.position)
        continue
      }
      places[edge] = edgeNode.position
      let bound = edge == .start ? inForce?.from : inForce?.to
      if bound == nil { add(.straddleOpenEnd(start: edge == .start), at: edgeNode.position) }
      rows.append(
        Framework.Straddle(
          at: edge, effect: effect ?? .governs, cite: citation ?? "", says: sentence ?? ""))
    }
    return rows
  }

  private mutating func irrelevant(
    _ node: Node?
  ) -> [(row: Framework.Irrelevance, position: Position)] {
    var rows: [(row: Framework.Irrelevance, position: Position)] = []
    for item in items(node, what: "irrelevant") {
      guard var fields = fields(item, what: "a row of irrelevant") else { continue }
      let factNode = required(&fields, "fact", help: "name the fact that does not matter")
      let fact = fact(factNode, what: "the fact")
      let cite = required(&fields, "cite", help: "cite where the text says so")
      let says = required(&fields, "says", help: "say in plain words what does not matter")
      let citation = text(cite, what: "the citation")
      let sentence = text(says, what: "what does not matter")
      finish(fields, allowed: ["fact", "cite", "says"])
      guard let fact, let factNode else { continue }
      rows.append(
        (
          Framework.Irrelevance(fact: fact, cite: citation ?? "", says: sentence ?? ""),
          factNode.position
        ))
    }
    return rows
  }

  private mutating func notNeeded(_ node: Node?) -> [String] {
    let tokens = names.vocabulary?.factors.map(\.name)
    return items(node, what: "not-needed").compactMap { item in
      guard let tokens, !tokens.isEmpty else { return text(item, what: "what is not needed") }
      return word(item, what: "what is not needed", oneOf: tokens, code: "unknown-factor")
    }
  }
}
