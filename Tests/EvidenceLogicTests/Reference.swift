import EvidenceLogic

/// Belnap's four values: what is said of one leaf.
enum Belnap: String, CaseIterable {
  case none, `for`, against, both

  var hasFor: Bool { self == .for || self == .both }
  var hasAgainst: Bool { self == .against || self == .both }
  var evidence: Evidence<Bool> { Evidence(for: hasFor, against: hasAgainst) }

  /// Every way in which so many leaves can stand.
  static func combinations(of leaves: Int) -> [[Belnap]] {
    (0..<leaves).reduce([[]]) { shorter, _ in
      shorter.flatMap { combination in allCases.map { combination + [$0] } }
    }
  }
}

/// The table of states, written a second time and slowly: it counts true and false parts, and knows no lattice.
///
/// Take what is said of both ways as unknown. What is then true (Kleene) is evidenced, what is then false contradicted.
/// Of the rest, what is met when both ways count is disputed, and what is not is not yet evidenced.
enum Reference {
  static func state(_ formula: Formula<Int>, _ leaf: (Int) -> Belnap) -> State {
    let unopposed = kleene(formula) {
      switch leaf($0) {
      case .for: true
      case .against: false
      case .both, .none: nil
      }
    }
    switch unopposed {
    case true?: return .evidenced
    case false?: return .contradicted
    case nil: return isTold(formula, true, leaf) ? .disputed : .notYetEvidenced
    }
  }

  /// Whether what is said supports giving the formula this truth value.
  static func isTold(_ formula: Formula<Int>, _ value: Bool, _ leaf: (Int) -> Belnap) -> Bool {
    func count(_ parts: [Formula<Int>]) -> Int {
      parts.filter { isTold($0, value, leaf) }.count
    }
    switch formula {
    case .leaf(let it): return value ? leaf(it).hasFor : leaf(it).hasAgainst
    case .not(let part): return isTold(part, !value, leaf)
    case .all(let parts): return value ? count(parts) == parts.count : count(parts) > 0
    case .any(let parts): return value ? count(parts) > 0 : count(parts) == parts.count
    case .atLeast(let needed, let parts):
      // False once those left over are too few.
      return value ? count(parts) >= needed : parts.count - count(parts) < needed
    }
  }

  /// Kleene's strong three-valued logic; nil is unknown.
  ///
  /// - Source: Kleene, "Introduction to Metamathematics" (1952), section 64.
  static func kleene(_ formula: Formula<Int>, _ leaf: (Int) -> Bool?) -> Bool? {
    func counts(_ parts: [Formula<Int>]) -> (yes: Int, no: Int) {
      let values = parts.map { kleene($0, leaf) }
      return (values.filter { $0 == true }.count, values.filter { $0 == false }.count)
    }
    switch formula {
    case .leaf(let it): return leaf(it)
    case .not(let part): return kleene(part, leaf).map { !$0 }
    case .all(let parts):
      let (yes, no) = counts(parts)
      return no > 0 ? false : yes == parts.count ? true : nil
    case .any(let parts):
      let (yes, no) = counts(parts)
      return yes > 0 ? true : no == parts.count ? false : nil
    case .atLeast(let needed, let parts):
      let (yes, no) = counts(parts)
      return yes >= needed ? true : parts.count - no < needed ? false : nil
    }
  }
}
