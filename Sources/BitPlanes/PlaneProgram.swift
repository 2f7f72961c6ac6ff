internal import CBitPlanes
public import EvidenceLogic

/// Formulas compiled to be asked of many rows at once, 64 to a machine word.
///
/// A leaf is a number from 0 up, and a row is what is known of one case. Nothing here knows a law: that the answers are those of
/// `Formula.evaluate`, `Formula.state` and `Formula.support` on each row by itself is what the tests hold it to.
///
/// ```swift
/// let program = PlaneProgram(roots: tests, leaves: facts.count, question: .state)
/// let answers = program.answers(to: planes, threads: 2)
/// answers.count(of: .disputed, root: 0)
/// ```
public struct PlaneProgram: Sendable {
  /// What is asked of each root.
  public enum Question: Sendable, Hashable {
    /// What speaks for it and what speaks against it, with everything counted: `Formula.evaluate`.
    case evidence
    /// Evidenced, contradicted, disputed or none of them: `Formula.state`.
    case state
    /// Whether it is met, where leaves have one side alone: `Formula.support`.
    case support

    /// Planes for each leaf: one for each side that is read.
    public var planesPerLeaf: Int { self == .support ? 1 : 2 }

    /// Planes for each root.
    ///
    /// `evidence`: for, against. `state`: evidenced, contradicted, disputed; no row is in two of them. `support`: met.
    public var planesPerRoot: Int {
      switch self {
      case .evidence: 2
      case .state: 3
      case .support: 1
      }
    }

    /// The plane on which a leaf's evidence stands.
    public func plane(of leaf: Int, _ side: EvidenceSide) -> Int {
      self == .support ? leaf : leaf * 2 + (side == .for ? 0 : 1)
    }
  }

  public let question: Question
  public let rootCount: Int
  public let leafCount: Int
  let instructions: Instructions

  /// Planes that a table of rows must have for this program.
  public var inputPlanes: Int { leafCount * question.planesPerLeaf }
  /// Planes of the answers.
  public var outputPlanes: Int { rootCount * question.planesPerRoot }
  /// How many instructions one tile of rows takes.
  public var instructionCount: Int { instructions.count }
  /// How many planes of a tile the program keeps between instructions.
  public var slotCount: Int { instructions.slots }

  /// Compiles formulas.
  ///
  /// - Parameters:
  ///   - roots: the formulas; their leaves are numbers below `leaves`. Parts that are alike are worked out once.
  ///   - leaves: how many leaves there are, used or not.
  ///   - question: what is asked of each root.
  public init(roots: [Formula<Int>], leaves: Int, question: Question) {
    var gates = Gates()
    var outputs: [Int] = []
    func plane(_ leaf: Int, _ side: EvidenceSide, _ gates: inout Gates) -> Int {
      precondition((0..<leaves).contains(leaf), "leaf \(leaf) is not below \(leaves)")
      return gates.input(question.plane(of: leaf, side))
    }
    func ask(
      _ root: Formula<Int>, _ side: EvidenceSide,
      _ leaf: (Int, EvidenceSide, inout Gates) -> Int
    ) -> Int {
      gates.build(root.value(side) { .gate(leaf($0, $1, &gates)) })
    }
    for root in roots {
      switch question {
      case .support:
        outputs.append(
          ask(root, .for) { leaf, side, gates in
            side == .for ? plane(leaf, side, &gates) : gates.constant(false)
          })
      case .evidence:
        outputs += [EvidenceSide.for, .against].map { ask(root, $0, plane) }
      case .state:
        let unopposed = [EvidenceSide.for, .against].map { side in
          ask(root, side) { leaf, side, gates in
            let mine = plane(leaf, side, &gates)
            return gates.butNot(mine, [plane(leaf, side.opposite, &gates)])
          }
        }
        let supported = ask(root, .for, plane)
        // `Formula.state` asks in this order, so what is evidenced is neither of the others.
        outputs += [
          unopposed[0], gates.butNot(unopposed[1], [unopposed[0]]),
          gates.butNot(supported, unopposed),
        ]
      }
    }
    let flat = gates.flattened(roots: outputs)
    self.question = question
    rootCount = roots.count
    leafCount = leaves
    instructions = Instructions(
      flat.gates, roots: flat.roots, inputPlanes: leaves * question.planesPerLeaf)
  }
}
