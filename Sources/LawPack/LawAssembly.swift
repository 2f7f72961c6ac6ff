internal import Diagnostics
internal import EvidenceLogic
internal import Vocabulary

/// The law while its parts are put together: terms are opened where they are named, and what no single file can show is checked.
struct LawAssembly {
  let names: KnownNames
  let termsFile: String
  let terms: [DraftTerm]
  let frameworks: [DraftFramework]
  var report = Report()

  /// Opened formulas of the terms, by name.
  private(set) var opened: [String: Formula<LawLeaf>] = [:]
  private(set) var index: [String: Int] = [:]
  private(set) var elements: [[Element]] = []

  init(names: KnownNames, termsFile: String, terms: [DraftTerm], frameworks: [DraftFramework]) {
    self.names = names
    self.termsFile = termsFile
    self.terms = terms
    self.frameworks = frameworks
    checkIdentifiers()
    checkReferences()
    for term in terms where opened[term.name] == nil {
      var trail: [String] = []
      open(term, trail: &trail)
    }
    elements = frameworks.map { draft in
      draft.elements.map { element in
        let body: Element.Body =
          switch element.body {
          case .decide(let who): .decide(who)
          case .formula(let narrow, let also):
            .formula(
              narrow: placed(narrow.formula).mapLeaves(\.leaf),
              also: also.map { placed($0.formula).mapLeaves(\.leaf) })
          }
        return Element(
          id: element.id, says: element.says, cite: element.cite, status: element.status,
          body: body, bySame: element.bySame, judgement: element.judgement,
          question: element.question, why: element.why, read: element.read)
      }
    }
  }

  /// The finished terms and frameworks; to be used only if nothing was found wrong.
  var result: (terms: [Term], frameworks: [Framework]) {
    let finished = zip(frameworks, elements).map { draft, elements in
      var framework = draft.framework
      framework.elements = elements
      framework.childLink = draft.childLink.map { placed($0.formula).mapLeaves(\.leaf) }
      return framework
    }
    let terms = terms.map {
      Term(name: $0.name, says: $0.says, note: $0.note, formula: opened[$0.name] ?? .never)
    }
    return (terms, finished)
  }

  mutating func add(
    _ problem: LawProblem, at position: Position, of file: String, context: String?
  ) {
    report.add(problem.diagnostic(at: Location(file: file, position: position), context: context))
  }

  // MARK: Names

  private mutating func checkIdentifiers() {
    for (number, draft) in frameworks.enumerated() where !draft.framework.id.isEmpty {
      if let first = index[draft.framework.id] {
        let other = frameworks[first]
        let place = Location(file: other.file, position: other.position)
        add(
          .duplicate(.framework, name: draft.framework.id, first: place), at: draft.position,
          of: draft.file, context: nil)
      } else {
        index[draft.framework.id] = number
      }
    }
  }

  private mutating func checkReferences() {
    let known = Set(index.keys)
    func unknown(in formula: Formula<DraftLeaf>) -> [(String, Position)] {
      formula.leaves.compactMap { leaf, _ in
        guard case .framework(let reference) = leaf.asked, !known.contains(reference.id) else {
          return nil
        }
        return (reference.id, leaf.position)
      }
    }
    let parts =
      terms.map { (formula: $0.formula, file: termsFile, context: "term \($0.name)") }
      + frameworks.flatMap { draft in
        draft.parts.map { (formula: $0.part.formula, file: draft.file, context: $0.context) }
      }
    for part in parts {
      for (id, position) in unknown(in: part.formula) {
        add(
          .unknownFramework(nearest: nearest(to: id, among: known)), at: position, of: part.file,
          context: part.context)
      }
    }
  }

  // MARK: Terms

  /// Opens a term and every term that it names; a term that leads back to itself opens to what nothing meets.
  private mutating func open(_ term: DraftTerm, trail: inout [String]) {
    trail.append(term.name)
    defer { trail.removeLast() }
    for (leaf, _) in term.formula.leaves {
      guard case .term(let name, _) = leaf.asked else { continue }
      if let start = trail.firstIndex(of: name) {
        add(
          .cycle(ofTerms: true, path: trail[start...] + [name]), at: leaf.position, of: termsFile,
          context: "term \(term.name)")
      } else if opened[name] == nil, let other = terms.first(where: { $0.name == name }) {
        open(other, trail: &trail)
      }
    }
    for (name, position) in misplacedConditions(in: term.formula) {
      add(
        .conditionOnFramework(term: name), at: position, of: termsFile,
        context: "term \(term.name)")
    }
    opened[term.name] = placed(term.formula).mapLeaves(\.leaf)
  }

  /// The formula with its terms opened, each leaf at the place that names it.
  func placed(_ formula: Formula<DraftLeaf>) -> Formula<PlacedLeaf> {
    formula.substituting { leaf -> Formula<PlacedLeaf> in
      switch leaf.asked {
      case .fact(let test): .leaf(PlacedLeaf(leaf: .fact(test), position: leaf.position))
      case .framework(let reference):
        .leaf(PlacedLeaf(leaf: .framework(reference), position: leaf.position))
      case .punishable(let years, let home):
        .any(
          offences(punishableWith: years, in: home).map {
            .leaf(PlacedLeaf(leaf: .framework($0), position: leaf.position))
          })
      case .unreadable: .never
      case .term(let name, let narrowing):
        (opened[name] ?? .never).mapLeaves { inner in
          if case .fact(let test) = inner {
            PlacedLeaf(leaf: .fact(narrowing.applied(to: test)), position: leaf.position)
          } else {
            PlacedLeaf(leaf: inner, position: leaf.position)
          }
        }
      }
    }
  }

  /// The offences against a child that carry so many years where the framework that asks is law, each in its narrow reading and on the
  /// law of the day of the conduct. A definition of no one country takes those of every country.
  private func offences(punishableWith years: Int, in home: String) -> [FrameworkReference] {
    let places: Set<String>? =
      switch home {
      case "international", "any": nil
      case "united-states": [home]
      default: [home, "united-kingdom"]
      }
    return frameworks.map(\.framework).filter { framework in
      framework.kind == .offence && framework.about == .child
        && framework.penalty?.isAtLeast(years) == true
        && places?.contains(framework.jurisdiction) != false
    }.map { FrameworkReference(id: $0.id, reading: Reading.narrow.rawValue) }
  }

  /// The terms that a formula narrows although they build on a framework.
  func misplacedConditions(in formula: Formula<DraftLeaf>) -> [(term: String, position: Position)] {
    formula.leaves.compactMap { leaf, _ in
      guard case .term(let name, let narrowing) = leaf.asked, !narrowing.isNone else { return nil }
      let buildsOnFramework = opened[name]?.leaves.contains { inner, _ in
        if case .framework = inner { true } else { false }
      }
      return buildsOnFramework == true ? (name, leaf.position) : nil
    }
  }
}
