internal import Diagnostics
internal import EvidenceLogic
internal import Vocabulary

extension LawAssembly {
  /// Checks what a test may not be made to say; see the rules of `Documentation/design.md` 2 and 4.
  mutating func check() {
    checkCycles()
    for (number, draft) in frameworks.enumerated() {
      let isOffence = draft.framework.kind == .offence
      let irrelevant = Set(draft.framework.irrelevant.map(\.fact))
      for (part, context) in draft.parts {
        checkConditions(part, of: draft, context: context)
        checkLeaves(part, of: draft, irrelevant: irrelevant, context: context)
      }
      checkDenied(draft, number: number)
      for element in draft.elements {
        guard case .formula(let narrow, let also) = element.body else { continue }
        for part in also { checkBroad(part, of: draft, context: element.context) }
        if isOffence {
          for part in [narrow] + also { checkWeight(part, of: draft, context: element.context) }
        }
      }
    }
  }

  private mutating func checkConditions(
    _ part: DraftElement.Part, of draft: DraftFramework, context: String
  ) {
    for (term, position) in misplacedConditions(in: part.formula) {
      add(.conditionOnFramework(term: term), at: position, of: draft.file, context: context)
    }
  }

  /// What a framework calls irrelevant is no leaf of it.
  private mutating func checkLeaves(
    _ part: DraftElement.Part, of draft: DraftFramework, irrelevant: Set<String>, context: String
  ) {
    for (placed, _) in placed(part.formula).leaves {
      guard case .fact(let test) = placed.leaf, irrelevant.contains(test.fact) else { continue }
      add(.irrelevantLeaf(fact: test.fact), at: placed.position, of: draft.file, context: context)
    }
  }

  /// Rule 5: a contested reading never stands under `not`, in the test or inside an element.
  private mutating func checkDenied(_ draft: DraftFramework, number: Int) {
    for (element, isNegated) in draft.framework.test.leaves where isNegated {
      guard draft.elements.indices.contains(element), isContested(number, element: element) else {
        continue
      }
      let denied = draft.elements[element]
      add(.readingUnderNot, at: denied.position, of: draft.file, context: denied.context)
    }
    for (part, context) in draft.parts {
      for (placed, isNegated) in placed(part.formula).leaves where isNegated {
        guard case .framework(let reference) = placed.leaf, reference.reading == nil,
          let other = index[reference.id], isContested(other)
        else { continue }
        add(.readingUnderNot, at: placed.position, of: draft.file, context: context)
      }
    }
  }

  /// Whether the two readings of a framework may differ, by itself or through what it builds on.
  private func isContested(_ framework: Int) -> Bool {
    var seen: Set<Int> = []
    return isContested(framework, seen: &seen)
  }

  private func isContested(_ framework: Int, element: Int) -> Bool {
    var seen: Set<Int> = [framework]
    return isContested(elements[framework][element], seen: &seen)
  }

  private func isContested(_ framework: Int, seen: inout Set<Int>) -> Bool {
    guard seen.insert(framework).inserted else { return false }
    return elements[framework].contains { isContested($0, seen: &seen) }
  }

  private func isContested(_ element: Element, seen: inout Set<Int>) -> Bool {
    if element.isContested { return true }
    for (leaf, _) in element.formula(.broad)?.leaves ?? [] {
      if case .framework(let reference) = leaf, reference.reading == nil,
        let other = index[reference.id], isContested(other, seen: &seen)
      {
        return true
      }
    }
    return false
  }

  /// W2: no inference upon inference.
  private mutating func checkBroad(
    _ part: DraftElement.Part, of draft: DraftFramework, context: String
  ) {
    for (placed, _) in placed(part.formula).leaves {
      guard case .framework(let reference) = placed.leaf,
        reference.reading != Reading.narrow.rawValue
      else { continue }
      add(.inferenceUponInference, at: placed.position, of: draft.file, context: context)
    }
  }

  // MARK: What one framework builds on

  private mutating func checkCycles() {
    var settled: Set<Int> = []
    for number in frameworks.indices {
      var trail: [Int] = []
      checkCycles(from: number, trail: &trail, settled: &settled)
    }
  }

  private mutating func checkCycles(
    from number: Int, trail: inout [Int], settled: inout Set<Int>
  ) {
    guard !settled.contains(number) else { return }
    trail.append(number)
    defer {
      trail.removeLast()
      settled.insert(number)
    }
    let draft = frameworks[number]
    for (part, context) in draft.parts {
      for (placed, _) in placed(part.formula).leaves {
        guard case .framework(let reference) = placed.leaf, let other = index[reference.id] else {
          continue
        }
        guard let start = trail.firstIndex(of: other) else {
          checkCycles(from: other, trail: &trail, settled: &settled)
          continue
        }
        let path = (trail[start...] + [other]).map { frameworks[$0].framework.id }
        add(
          .cycle(ofTerms: false, path: path), at: placed.position, of: draft.file, context: context)
      }
    }
  }

  // MARK: What may not complete an element of an offence

  /// W4: facts of association, which show who knew whom and nothing that anybody did.
  private static let associations: Set<String> = [
    "associated", "drug-supply-linked", "other-serious-crime-linked",
    "described-as-organised-crime",
    "taxis-used", "shared-workplace",
  ]

  /// W3 and W4: neither an association nor a circumstance completes an element of an offence by itself.
  private mutating func checkWeight(
    _ part: DraftElement.Part, of draft: DraftFramework, context: String
  ) {
    guard let vocabulary = names.vocabulary else { return }
    let circumstances = Set(vocabulary.facts.filter { $0.shows == .circumstance }.map(\.name))
    let associations = LawAssembly.associations
    let problem: LawProblem? =
      if isMet(part, by: associations) {
        .associationCompletes
      } else if isMet(part, by: circumstances.union(associations)) {
        .circumstanceCompletes
      } else {
        nil
      }
    guard let problem else { return }
    add(problem, at: part.position, of: draft.file, context: context)
  }

  /// Whether statements of these facts, said or denied, and of nothing else could meet the formula.
  private func isMet(_ part: DraftElement.Part, by facts: Set<String>) -> Bool {
    var seen: Set<Int> = []
    let formula = placed(part.formula).mapLeaves(\.leaf)
    return isMet(formula, by: facts, reading: .broad, seen: &seen)
      && !isMet(formula, by: [], reading: .broad, seen: &seen)
  }

  private func isMet(
    _ formula: Formula<LawLeaf>, by facts: Set<String>, reading: Reading, seen: inout Set<Int>
  ) -> Bool {
    var trail = seen
    return formula.evaluate { leaf -> Evidence<Bool> in
      switch leaf {
      case .fact(let test):
        let isStated =
          names.vocabulary?.factsImplying(test.fact).contains { facts.contains($0) } ?? false
        return Evidence(for: isStated, against: isStated)
      case .framework(let reference):
        let inner = reference.reading(inheriting: reading)
        guard let number = index[reference.id] else { return .unknown }
        return Evidence(
          for: isMet(framework: number, by: facts, reading: inner, seen: &trail), against: false)
      }
    }.for
  }

  private func isMet(
    framework number: Int, by facts: Set<String>, reading: Reading, seen: inout Set<Int>
  ) -> Bool {
    guard !seen.contains(number) else { return false }
    var trail = seen.union([number])
    return frameworks[number].framework.test.evaluate { element -> Evidence<Bool> in
      guard let formula = elements[number][element].formula(reading) else {
        // Somebody decides it; no fact may stand in the way.
        return Evidence(for: true, against: false)
      }
      return Evidence(
        for: isMet(formula, by: facts, reading: reading, seen: &trail), against: false)
    }.for
  }
}
