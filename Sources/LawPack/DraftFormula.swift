internal import CivilTime
internal import Diagnostics
internal import EvidenceLogic

/// A leaf as a file wrote it, with its place; terms are not yet opened.
struct DraftLeaf: Hashable {
  enum Asked: Hashable {
    case fact(FactTest)
    case term(String, Narrowing)
    case framework(FrameworkReference)
    /// Any offence of a jurisdiction that carries so many years.
    case punishable(years: Int, in: String)
    /// It could not be read, and that has been reported.
    case unreadable
  }

  var asked: Asked
  var position: Position
}

/// A leaf of the law with the place that names it: for a leaf of a term, the place that names the term.
struct PlacedLeaf: Hashable {
  var leaf: LawLeaf
  var position: Position
}

/// The conditions that a test puts on a whole term; they are those of each of its facts.
struct Narrowing: Hashable {
  var since: CivilDate?
  var childUnder: Int?

  var isNone: Bool { since == nil && childUnder == nil }

  /// The test under these conditions as well as its own: the later day, the lower age.
  func applied(to test: FactTest) -> FactTest {
    var test = test
    if let since { test.since = max(since, test.since ?? since) }
    if let childUnder { test.childUnder = min(childUnder, test.childUnder ?? childUnder) }
    return test
  }
}

extension Formula {
  /// The same formula with every leaf replaced by another leaf.
  func mapLeaves<New>(_ new: (Leaf) -> New) -> Formula<New> {
    substituting { leaf -> Formula<New> in .leaf(new(leaf)) }
  }
}
