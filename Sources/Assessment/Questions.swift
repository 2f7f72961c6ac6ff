import EvidenceLogic

/// The questions that are put to a grounded formula. Each is a lattice and what one leaf is worth in it; the evaluator is the same for all.
struct Questions {
  let evidence: CaseEvidence
  /// The leaf at an index that a formula holds.
  let leaf: (Int) -> GroundedLeaf

  /// What a leaf is worth on one side, given what an atom is worth.
  private func value<Value: Lattice>(
    _ index: Int, _ side: EvidenceSide, _ atom: (Int) -> Value
  ) -> Value {
    let leaf = self.leaf(index)
    guard side == .for else { return leaf.opposition.support(atom) }
    // U9: an unknown age is taken as a child's, and adds nothing to what the answer rests on.
    return leaf.isAssumed ? .top : leaf.support.support(atom)
  }

  // MARK: Is it evidenced?

  func state(_ formula: Formula<Int>) -> State {
    formula.state { index in
      Evidence(
        for: value(index, .for) { _ in true }, against: value(index, .against) { _ in true })
    }
  }

  // MARK: On what kind of source does the weakest link rest?

  func weakest(_ formula: Formula<Int>) -> SourceClass {
    formula.value(.for) { value($0, $1) { evidence.sourceClass(of: $0) } }
  }

  // MARK: On which evidence does it stand?

  func sourceSets(_ formula: Formula<Int>) -> SourceSets {
    formula.value(.for) { value($0, $1, SourceSets.init(atom:)) }
  }

  /// The one source, with all that repeats it, without which the formula would not be met: the source in every one of its source sets.
  func onlySource(_ formula: Formula<Int>) -> String? {
    let bearing = bearing(formula).supporting
    let candidates = Set(bearing.compactMap { evidence.root(of: $0) }).sorted()
    return candidates.first { source in
      !formula.value(.for) { index, side in
        value(index, side) { evidence.root(of: $0) != source }
      }
    }
  }

  func independentSources(_ formula: Formula<Int>) -> Int {
    Set(bearing(formula).supporting.compactMap { evidence.root(of: $0) }).count
  }

  /// Every atom on either side of the formula's leaves, in order.
  func bearing(_ formula: Formula<Int>) -> (supporting: [Int], opposing: [Int]) {
    var supporting: Set<Int> = []
    var opposing: Set<Int> = []
    for (index, isNegated) in formula.leaves {
      let leaf = self.leaf(index)
      if isNegated {
        supporting.formUnion(leaf.opposing)
        opposing.formUnion(leaf.supporting)
      } else {
        supporting.formUnion(leaf.supporting)
        opposing.formUnion(leaf.opposing)
      }
    }
    return (supporting.sorted(), opposing.sorted())
  }

  func assumesChild(_ formula: Formula<Int>) -> Bool {
    formula.leaves.contains { index, _ in leaf(index).isAssumed }
  }

  // MARK: What would complete it?

  func missing(_ formula: Formula<Int>) -> Finding.Missing {
    var labels: [Finding.FactLabel] = []
    var numbers: [Finding.FactLabel: Int] = [:]
    var blocked: [String] = []
    func number(_ leaf: GroundedLeaf, isDenied: Bool) -> MissingSets {
      let label = Finding.FactLabel(
        label: isDenied ? "not \(leaf.label)" : leaf.label, fact: leaf.fact)
      if let known = numbers[label] { return MissingSets(atom: known) }
      numbers[label] = labels.count
      labels.append(label)
      return MissingSets(atom: labels.count - 1)
    }
    let value = formula.value(.for) { index, side -> MissingSets in
      let leaf = self.leaf(index)
      if self.value(index, side, { _ in true }) { return .top }
      // Rule 11: what is contradicted offers nothing, and is listed apart.
      if self.value(index, side.opposite, { _ in true }) {
        if side == .for, !blocked.contains(leaf.label) { blocked.append(leaf.label) }
        return .bottom
      }
      return number(leaf, isDenied: side == .against)
    }
    return Finding.Missing(
      sets: value.sets.map { $0.atoms.map { labels[$0] } }, isExact: value.isExact,
      // What is denied of one person and may be asked of another is not blocked.
      blockedBy: blocked.filter { label in !labels.contains { $0.label == label } })
  }
}
