import Assessment
import BitPlanes
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// Opens every framework into formulas over questions, as `Grounder` opens one over a record.
struct LawOpening {
  private enum Leaf: Hashable {
    case question(Int)
    case test(TestKey)
  }

  private struct Plane: Hashable {
    var key: TestKey
    var run: Run
    var side: EvidenceSide
  }

  private struct Opened {
    var kind: RowKind
    var formula: Formula<Leaf>
    var level: Int
    var conviction: Int
  }

  private struct Body {
    var narrow: Formula<LawLeaf>
    var broad: Formula<LawLeaf>
  }

  private let law: LawPack
  private var requiredAges: [String: Int?] = [:]
  private var questions: [[Question]] = RowKind.all.map { _ in [] }
  private var questionNumbers: [[Question: Int]] = RowKind.all.map { _ in [:] }
  private var opened: [TestKey: Opened] = [:]
  private var levels: [TestKey: Int] = [:]
  private var slots: [Plane: BulkLaw.Slot] = [:]
  private var wanted: [(plane: Plane, slot: BulkLaw.Slot)] = []
  private var slotCounts = [0, 0]

  init(_ law: LawPack) { self.law = law }

  // MARK: Asking

  /// - Parameter place: that of the framework in the law.
  mutating func ask(_ framework: Framework, at place: Int, on day: CivilDate) -> BulkLaw.Asked {
    let subject: RowKind.Subject = framework.about == .child ? .child : .group
    var frame = Frame()
    if framework.governsBy == .conduct { _ = narrow(&frame, to: framework) }
    var certain = frame
    certain.isCertain = true
    func states(_ frame: Frame, _ reading: Reading) -> BulkLaw.StateSlots {
      let key = TestKey(
        framework: framework.id, reading: reading.rawValue, subject: subject,
        frame: fitted(frame, to: framework, subject))
      return BulkLaw.StateSlots(
        unopposedFor: slot(Plane(key: key, run: .unopposed, side: .for)),
        unopposedAgainst: slot(Plane(key: key, run: .unopposed, side: .against)),
        countedFor: slot(Plane(key: key, run: .counted, side: .for)))
    }
    let kind = RowKind(subject: subject)
    let force: BulkLaw.Force
    if framework.inForce?.uncommenced != nil {
      force = .known(isOut: true)
    } else if framework.governsBy == .decision {
      force = .known(isOut: framework.isOut(on: day))
    } else if frame.days == nil {
      force = .known(isOut: false)
    } else {
      force = .asked(number(of: .outOfForce(asked(frame), framework: framework.id), kind))
    }
    let decided: DayRange? =
      switch framework.governsBy {
      case .analysis: nil
      case .decision: framework.inForce?.days ?? .always
      case .conduct: DayRange(framework.inForce?.from, nil)
      }
    return BulkLaw.Asked(
      framework: framework, test: AuditEntry.Test(framework),
      place: place, opensReferral: framework.opensReferral, opensMapping: framework.opensMapping,
      isGroupToMap: framework.isGroupToMap, subject: subject, narrow: states(frame, .narrow),
      broad: states(frame, .broad),
      certain: frame.days == nil ? nil : (states(certain, .narrow), states(certain, .broad)),
      force: force, answered: number(of: .answered(framework: framework.id), kind),
      own: number(of: .own(jurisdiction: framework.jurisdiction), kind),
      decided: decided.map { number(of: .decided($0), kind) })
  }

  /// The plane of a test, to be worked out if nothing asked for it before.
  private mutating func slot(_ plane: Plane) -> BulkLaw.Slot {
    if let known = slots[plane] { return known }
    let subject = plane.key.subject
    let slot = BulkLaw.Slot(subject: subject, index: slotCounts[subject.rawValue])
    slotCounts[subject.rawValue] += 1
    slots[plane] = slot
    wanted.append((plane, slot))
    return slot
  }

  // MARK: Frames

  /// As `Scope.narrow`: false if the texts share no day.
  private func narrow(_ frame: inout Frame, to framework: Framework) -> Bool {
    guard let own = framework.inForce?.days else { return true }
    guard let both = frame.days.map({ $0.intersection(own) }) ?? own else { return false }
    frame.days = both
    frame.straddling.append(framework.id)
    return true
  }

  private mutating func fitted(
    _ frame: Frame, to framework: Framework, _ subject: RowKind.Subject
  ) -> Frame {
    var frame = frame
    if subject == .child { frame.age = requiredAge(of: framework) }
    if framework.kind == .offence { frame.isOffence = true }
    return frame
  }

  private mutating func requiredAge(of framework: Framework) -> Int? {
    if let known = requiredAges[framework.id] { return known }
    let age = law.requiredAge(of: framework)
    requiredAges[framework.id] = age
    return age
  }

  /// A frame as it is asked: without the names of frameworks where none has a rule for events that span a commencement.
  private func asked(_ frame: Frame) -> Frame {
    var frame = frame
    if frame.straddling.allSatisfy({ law[framework: $0]?.straddle.isEmpty ?? true }) {
      frame.straddling = []
    }
    if frame.days == nil { frame.isCertain = false }
    return frame
  }

  // MARK: Opening

  /// Whether the answer about a case is gathered from those about its children.
  private func isGathered(_ key: TestKey) -> Bool {
    key.subject == .group && law[framework: key.framework]?.about == .child
  }

  /// The test about each child from which one about the case is gathered.
  private mutating func part(of key: TestKey) -> TestKey {
    guard let framework = law[framework: key.framework] else { return key }
    return TestKey(
      framework: key.framework, reading: key.reading, subject: .child,
      frame: fitted(key.frame, to: framework, .child))
  }

  private mutating func level(of key: TestKey) -> Int {
    if let known = levels[key] { return known }
    let level = isGathered(key) ? level(of: part(of: key)) + 1 : open(key).level
    levels[key] = level
    return level
  }

  private mutating func open(_ key: TestKey) -> Opened {
    if let known = opened[key] { return known }
    guard let framework = law[framework: key.framework],
      let reading = Reading(rawValue: key.reading)
    else { preconditionFailure("a key names a framework of the law") }
    let isBound = framework.elements.contains { $0.bySame }
    let kind = RowKind(
      subject: key.subject, bindsActor: isBound, bindsEvent: framework.eventSame)
    let assumesAge =
      !key.frame.isOffence && (framework.kind == .identification || framework.kind == .policy)
    var level = 0
    let bodies = framework.elements.map { element -> Formula<Leaf> in
      guard let body = element.formula(reading) else { return .always }
      let bindsActor = element.bySame
      var places = body.leaves.makeIterator()
      return body.substituting { leaf in
        let isNegated = places.next()?.isNegated ?? false
        return open(
          leaf, key, kind, bindsActor: bindsActor, assumesAge: assumesAge && !isNegated, reading,
          &level)
      }
    }
    let conviction = number(of: .conviction(framework: framework.id), kind.unbound)
    let formula = framework.test.substituting { bodies[$0] }
    let asksFacts = formula.leaves.contains { leaf, _ in
      if case .question = leaf { true } else { false }
    }
    let result = Opened(
      // What asks no fact itself is so of every person and every event, or of none.
      kind: asksFacts ? kind : kind.unbound, formula: formula, level: level,
      conviction: conviction)
    opened[key] = result
    return result
  }

  /// - Parameter assumesAge: whether it is assumed that the child was under 18, where nothing says no.
  private mutating func open(
    _ leaf: LawLeaf, _ key: TestKey, _ kind: RowKind, bindsActor: Bool, assumesAge: Bool,
    _ reading: Reading, _ level: inout Int
  ) -> Formula<Leaf> {
    switch leaf {
    case .fact(let test):
      let isAssumable = assumesAge && law.vocabulary[fact: test.fact]?.computed == .under18
      let question = Question.fact(
        test, asked(key.frame), isAssumable: isAssumable, bindsActor: bindsActor)
      return .leaf(.question(number(of: question, kind)))
    case .framework(let reference):
      guard let other = law[framework: reference.id] else { return .never }
      var frame = key.frame
      frame.age = nil
      if !reference.asConduct, other.governsBy == .conduct {
        guard narrow(&frame, to: other) else { return .never }
      }
      let chosen = reference.reading.flatMap(Reading.init(rawValue:)) ?? reading
      let isGathered = key.subject == .group && other.about == .child
      let inner = TestKey(
        framework: other.id, reading: chosen.rawValue, subject: key.subject,
        frame: isGathered ? frame : fitted(frame, to: other, key.subject))
      level = max(level, self.level(of: inner) + 1)
      return .leaf(.test(inner))
    }
  }

  private mutating func number(of question: Question, _ kind: RowKind) -> Int {
    if let known = questionNumbers[kind.index][question] { return known }
    let number = questions[kind.index].count
    questions[kind.index].append(question)
    questionNumbers[kind.index][question] = number
    return number
  }

  // MARK: Stages

  /// Works out everything that was asked for, and what that needs, in an order in which each comes after what it is made of.
  mutating func finished() -> (
    steps: [BulkLaw.Step], questions: [[Question]], slotCounts: [Int]
  ) {
    var formulas:
      [(level: Int, kind: RowKind, formula: Formula<BulkLaw.Input>, output: BulkLaw.Output)] = []
    var gatherings: [(level: Int, gathering: BulkLaw.Gathering)] = []
    var next = 0
    while next < wanted.count {
      let (plane, slot) = wanted[next]
      next += 1
      let level = level(of: plane.key)
      if isGathered(plane.key) {
        let from = self.slot(Plane(key: part(of: plane.key), run: plane.run, side: plane.side))
        gatherings.append(
          (level, BulkLaw.Gathering(from: from, to: BulkLaw.Output(slot: slot, side: plane.side))))
        continue
      }
      let opened = open(plane.key)
      let formula = positive(opened.formula, plane.run, plane.side)
      formulas.append(
        (
          level, opened.kind, formula,
          BulkLaw.Output(
            slot: slot, side: plane.side, conviction: opened.conviction)
        ))
    }
    var steps: [BulkLaw.Step] = []
    let last = max(
      formulas.map(\.level).max() ?? 0, gatherings.map(\.level).max() ?? 0)
    for level in 0...last {
      let gathered = gatherings.filter { $0.level == level }.map(\.gathering)
      if !gathered.isEmpty { steps.append(.gathering(gathered)) }
      for kind in RowKind.all {
        let here = formulas.filter { $0.level == level && $0.kind == kind }
        if here.isEmpty { continue }
        let (roots, inputs) = numberingLeaves(of: here.map(\.formula))
        steps.append(
          .stage(
            BulkLaw.Stage(
              kind: kind, inputs: inputs, roots: roots,
              program: PlaneProgram(roots: roots, leaves: inputs.count, question: .support),
              outputs: here.map(\.output))))
      }
    }
    return (steps, questions, slotCounts)
  }

  /// The formula that says whether there is anything on one side, without negation.
  private mutating func positive(_ formula: Formula<Leaf>, _ run: Run, _ side: EvidenceSide)
    -> Formula<BulkLaw.Input>
  {
    formula.value(side) { leaf, side -> Written in
      switch leaf {
      case .question(let number): .one(.leaf(.question(number, run, side)))
      case .test(let key):
        .one(.leaf(.slot(slot(Plane(key: key, run: run, side: side)))))
      }
    }.formula
  }
}

/// A question answered by writing down what it asks: the lattice of formulas without negation.
///
/// A fold begins at `top` or `bottom` and has what it has gathered on the left; that stays one list of parts.
private enum Written: Lattice {
  case one(Formula<BulkLaw.Input>)
  case every([Formula<BulkLaw.Input>])
  case some([Formula<BulkLaw.Input>])

  var formula: Formula<BulkLaw.Input> {
    switch self {
    case .one(let formula): formula
    case .every(let parts): .all(parts)
    case .some(let parts): .any(parts)
    }
  }

  static var bottom: Written { .some([]) }
  static var top: Written { .every([]) }

  func meet(_ other: Written) -> Written {
    if case .every(let parts) = self { return .every(parts + [other.formula]) }
    return .every([formula, other.formula])
  }

  func join(_ other: Written) -> Written {
    if case .some(let parts) = self { return .some(parts + [other.formula]) }
    return .some([formula, other.formula])
  }

  static func atLeast(_ count: Int, of values: [Written]) -> Written {
    .one(.atLeast(count, values.map(\.formula)))
  }
}

/// The same formulas over the places of their leaves in a list that has each once, in the order in which they are read.
func numberingLeaves<Leaf: Hashable>(
  of formulas: [Formula<Leaf>]
) -> (formulas: [Formula<Int>], leaves: [Leaf]) {
  var leaves: [Leaf] = []
  var places: [Leaf: Int] = [:]
  let numbered = formulas.map { formula in
    formula.substituting { leaf -> Formula<Int> in
      if let known = places[leaf] { return .leaf(known) }
      places[leaf] = leaves.count
      leaves.append(leaf)
      return .leaf(leaves.count - 1)
    }
  }
  return (numbered, leaves)
}
