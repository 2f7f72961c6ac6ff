internal import EvidenceLogic

/// What a question asks of the planes, written down and not yet worked out.
///
/// It is the lattice that a formula is compiled in: the one evaluator of `EvidenceLogic` says what each part is asked, for or
/// against, and this keeps the answer as a tree. The laws of a lattice hold of what the trees mean, not of the trees.
indirect enum Circuit: Lattice {
  case constant(Bool)
  /// A gate that has been made already, by its number in `Gates`.
  case gate(Int)
  /// What was gathered so far, and one part more.
  case both(Circuit, Circuit)
  /// What was gathered so far, or one part more.
  case either(Circuit, Circuit)
  /// So many parts at least.
  case threshold(Int, [Circuit])

  static var bottom: Circuit { .constant(false) }
  static var top: Circuit { .constant(true) }

  // A fold begins at `top` or `bottom` and has what it has gathered on the left. So a part that comes from the right is
  // kept whole, and the tree has the shape of the formula: what two formulas share can be found in it again.

  func meet(_ other: Circuit) -> Circuit {
    if case .constant(false) = self { self } else { .both(self, other) }
  }

  func join(_ other: Circuit) -> Circuit {
    if case .constant(true) = self { self } else { .either(self, other) }
  }

  static func atLeast(_ count: Int, of values: [Circuit]) -> Circuit { .threshold(count, values) }
}
