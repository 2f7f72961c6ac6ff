import Assessment
import EvidenceLogic
import LawPack

extension Sheet {
  /// One element: what the law asks, what the record holds for and against it, and what is not yet evidenced.
  mutating func element(_ finding: ElementFinding, about: String, _ words: CaseWords) {
    let element = finding.element
    let head: String
    if let state = finding.state {
      head = state.marked
    } else if case .decide(let who) = element.body {
      head = "Left to the \(who), on the facts"
    } else {
      head = "Left open"
    }
    add(
      "\(head) · \(element.id) · \(sentence(element.says)) \(cited(element.cite, element.status))",
      .strong, hanging: 2)
    if let judgement = element.judgement {
      add(
        "A judgement for the \(judgement): the facts only tend to show it. \(cited(element.cite))",
        indent: 4, hanging: 2)
    }
    if element.bySame {
      add(
        "One person must meet this and every element so marked. \(cited(element.cite))", indent: 4,
        hanging: 2)
    }
    readings(finding)
    evidence("For", finding, \.supporting, about, words)
    evidence("Against", finding, \.opposing, about, words)
    if finding.state == .evidenced, !finding.opposing.isEmpty {
      add(
        "What is against touches one way of meeting it; another way stands unopposed. \(cited(element.cite))",
        indent: 4, hanging: 2)
    }
    open(finding, words)
  }

  private mutating func readings(_ finding: ElementFinding) {
    guard finding.element.isContested, let narrow = finding.narrow, let broad = finding.broad else {
      return
    }
    let why = finding.element.why.map { " \(sentence($0))" } ?? ""
    let question = finding.element.question.map { " Open question \($0)." } ?? ""
    let states =
      narrow == broad
      ? "Both readings: \(narrow.marked)." : "Narrow: \(narrow.marked). Broad: \(broad.marked)."
    add(
      "Contested. \(states)\(why)\(question) \(cited(finding.element.cite))", indent: 4, hanging: 2)
  }

  /// The statements on one side. What comes only through another framework is named, not repeated.
  private mutating func evidence(
    _ heading: String, _ finding: ElementFinding, _ side: (LeafFinding) -> [Atom],
    _ about: String, _ words: CaseWords
  ) {
    var shown: Set<Atom> = []
    for isBroadOnly in [false, true] {
      for leaf in finding.leaves where leaf.isBroadOnly == isBroadOnly {
        guard case .fact(let test) = leaf.leaf else { continue }
        let suffix = isBroadOnly ? " On the broad reading only." : ""
        // Statements of other facts bear on a number by the people whom they name.
        let naming = test.atLeast == nil ? [] : side(leaf).filter { words.isNaming($0) }
        if !naming.isEmpty {
          add(
            "\(heading) \(words.words(leaf)): the people named in \(words.places(naming, limit: 12)).\(suffix)",
            indent: 4, hanging: 4)
        }
        for atom in side(leaf) where !naming.contains(atom) && shown.insert(atom).inserted {
          var entry = words.entry(atom, about: about)
          entry.text = "\(heading) \(entry.text)\(suffix)"
          entry.indent = 4
          entry.hanging = 4
          add(entry)
        }
      }
    }
    for leaf in finding.leaves {
      guard case .framework(let reference) = leaf.leaf, !side(leaf).isEmpty else { continue }
      let reading = leaf.isBroadOnly ? " On the broad reading only." : ""
      add(
        "\(heading) all of \(reference.id), \(leaf.state.marked), through \(words.places(side(leaf))). \(held("heed explain \(layout.file) \(reference.id)"))\(reading)",
        indent: 4, hanging: 4)
    }
  }

  /// What the element would accept and nobody has evidenced.
  private mutating func open(_ finding: ElementFinding, _ words: CaseWords) {
    let open = finding.leaves.filter { $0.state == .notYetEvidenced }
    guard !open.isEmpty else { return }
    let narrow = open.filter { !$0.isBroadOnly }.map { words.words($0) }
    let broad = open.filter(\.isBroadOnly).map { words.words($0) }
    let isMet = finding.state?.isMet == true
    let limit = layout.showsAll ? Int.max : isMet ? 4 : 12
    let state = State.notYetEvidenced.marked
    let head = isMet ? "Would also count, \(state)" : capitalised(state)
    if !narrow.isEmpty {
      add("\(head): \(capped(narrow, at: limit))", .faint, indent: 4, hanging: 2)
    }
    if !broad.isEmpty {
      add(
        "\(head), on the broad reading: \(capped(broad, at: limit))", .faint, indent: 4, hanging: 2)
    }
  }
}
