public import EvidenceLogic

/// What a program answers of every row.
public struct Answers: Sendable, Equatable {
  public private(set) var question: PlaneProgram.Question
  /// One row for each that was asked about, with `question.planesPerRoot` planes for each root.
  public internal(set) var planes: Planes

  init(for program: PlaneProgram, rows: Int) {
    question = program.question
    planes = Planes(planes: program.outputPlanes, rows: rows, isCleared: false)
  }

  /// Makes the memory fit; what it holds is about to be written.
  mutating func prepare(for program: PlaneProgram, rows: Int) {
    question = program.question
    guard planes.planeCount == program.outputPlanes, planes.rowCount == rows else {
      planes = Planes(planes: program.outputPlanes, rows: rows, isCleared: false)
      return
    }
    planes.makeUnique()
  }

  public var rowCount: Int { planes.rowCount }
  public var rootCount: Int { planes.planeCount / question.planesPerRoot }

  /// The plane of the rows in which a root has a state, of a program that asks for states. *Not yet evidenced* has none: it is
  /// whatever is in none of the others.
  ///
  /// - Returns: nil for a state that this question never gives.
  public func plane(of state: State, root: Int) -> Int? {
    precondition(question == .state, "this program was not asked for states")
    precondition((0..<rootCount).contains(root), "root \(root) is not below \(rootCount)")
    switch state {
    case .evidenced: return root * 3
    case .contradicted: return root * 3 + 1
    case .disputed: return root * 3 + 2
    case .notYetEvidenced, .arguable, .notInForce, .triedNotProved: return nil
    }
  }

  /// The state of a root in one row: what `Formula.state` says of it.
  public func state(ofRoot root: Int, row: Int) -> State {
    for state in [State.evidenced, .contradicted, .disputed] {
      if let plane = plane(of: state, root: root), planes[plane, row] { return state }
    }
    return .notYetEvidenced
  }

  /// In how many rows a root has a state.
  public func count(of state: State, root: Int) -> Int {
    if let plane = plane(of: state, root: root) { return planes.count(of: plane) }
    guard state == .notYetEvidenced else { return 0 }
    return rowCount - (0..<3).reduce(0) { $0 + planes.count(of: root * 3 + $1) }
  }

  /// What speaks for a root and what against it, in one row: what `Formula.evaluate` says of it.
  public func evidence(onRoot root: Int, row: Int) -> Evidence<Bool> {
    precondition(question == .evidence, "this program was not asked for evidence")
    return Evidence(for: planes[root * 2, row], against: planes[root * 2 + 1, row])
  }

  /// Whether a root is met in one row: what `Formula.support` says of it.
  public func isMet(_ root: Int, row: Int) -> Bool {
    precondition(question == .support, "this program was not asked what is met")
    return planes[root, row]
  }
}
