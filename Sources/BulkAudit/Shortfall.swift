import Assessment
import BitPlanes
import CaseRecord
import EvidenceLogic
import LawPack

/// Which one fact would complete which tests about children: the same formulas with one question answered yes. What is met by the group alone
/// is on no list of what is one fact short.
///
/// All that a fact bears on is worked out again with it, in slots of its own beside those of the law, and all facts in one go.
struct Shortfall: Sendable {
  /// One fact that may be all that a framework lacks.
  struct Candidate: Sendable {
    /// Its number; facts are numbered in the order of their labels.
    var fact: Int
    /// Where the framework's answer with the fact is.
    var slot: BulkLaw.Slot
  }

  /// What is worked out after the law itself.
  private(set) var steps: [BulkLaw.Step] = []
  /// How many planes there are about children, and about cases, with those of the law.
  private(set) var slotCounts: [Int]
  /// By framework, in the order of the facts.
  private(set) var candidates: [[Candidate]] = []
  private let labels: [String]
  /// For each answer that a fact may change, where it is with the fact.
  private var changed: [BulkLaw.Slot: [Int: BulkLaw.Slot]] = [:]

  init(_ law: BulkLaw) {
    slotCounts = law.slotCounts
    let labelled = law.steps.map { step -> [String?] in
      guard case .stage(let stage) = step else { return [] }
      return stage.inputs.map { Self.label($0, stage.kind, law.questions) }
    }
    labels = Set(labelled.joined().compactMap(\.self)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    let needed = Self.needed(law.asked, law.steps)
    for (step, labels) in zip(law.steps, labelled) {
      guard case .stage(let stage) = step else { continue }
      append(stage, facts: labels.map { $0.flatMap { numbers[$0] } }, needed)
    }
    candidates = law.asked.map { asked in
      (changed[asked.broad.countedFor] ?? [:]).sorted { $0.key < $1.key }
        .map { Candidate(fact: $0.key, slot: $0.value) }
    }
    dropSufficientFacts(law)
  }

  /// What a fact is called.
  func label(_ fact: Int) -> String { labels[fact] }

  /// The fact under which a missing answer is listed; for one that would have to be denied, with a *not* before it.
  private static func label(
    _ input: BulkLaw.Input, _ kind: RowKind, _ questions: [[Question]]
  ) -> String? {
    guard case .question(let number, .counted, let side) = input,
      case .fact(let test, _, _, _) = questions[kind.index][number]
    else { return nil }
    return side == .for ? test.label : "not \(test.label)"
  }

  /// The planes from which it is read whether a test about a child that sets something in motion is met, with all that those are made of:
  /// planes about children too.
  private static func needed(_ asked: [BulkLaw.Asked], _ steps: [BulkLaw.Step]) -> Set<BulkLaw.Slot>
  {
    var needed = Set(
      asked.filter { $0.subject == .child && !$0.framework.opens.isEmpty }
        .map(\.broad.countedFor))
    for case .stage(let stage) in steps.reversed() {
      for (root, output) in zip(stage.roots, stage.outputs) where needed.contains(output.slot) {
        for (place, _) in root.leaves {
          if case .slot(let slot) = stage.inputs[place] { needed.insert(slot) }
        }
      }
    }
    return needed
  }

  // MARK: What a fact changes

  /// Where an answer goes with a fact.
  private mutating func slot(changing slot: BulkLaw.Slot, with fact: Int) -> BulkLaw.Slot {
    let subject = slot.subject.rawValue
    let new = BulkLaw.Slot(subject: slot.subject, index: slotCounts[subject])
    slotCounts[subject] += 1
    changed[slot, default: [:]][fact] = new
    return new
  }

  /// - Parameter facts: for each input of the stage, the fact that would answer it.
  private mutating func append(
    _ stage: BulkLaw.Stage, facts: [Int?], _ needed: Set<BulkLaw.Slot>
  ) {
    let inputs = stage.inputs
    // By input, where the answer that it is goes with each fact.
    let changes = inputs.map { input -> [Int: BulkLaw.Slot] in
      if case .slot(let slot) = input { changed[slot] ?? [:] } else { [:] }
    }
    var roots: [Formula<Int>] = []
    var outputs: [BulkLaw.Output] = []
    var leaves: [BulkLaw.Input] = []
    var places: [BulkLaw.Input: Int] = [:]
    /// By input of the stage: its place among the leaves, once it has one. Most leaves of most formulas stay what they are.
    var unchanged = [Int?](repeating: nil, count: inputs.count)
    func place(of input: BulkLaw.Input) -> Int {
      if let known = places[input] { return known }
      leaves.append(input)
      places[input] = leaves.count - 1
      return leaves.count - 1
    }
    for (root, output) in zip(stage.roots, stage.outputs) where needed.contains(output.slot) {
      var bearing: Set<Int> = []
      for (leaf, _) in root.leaves {
        if case .slot = inputs[leaf] {
          bearing.formUnion(changes[leaf].keys)
        } else if let fact = facts[leaf] {
          bearing.insert(fact)
        }
      }
      for fact in bearing.sorted() {
        func number(_ leaf: Int) -> Int {
          switch inputs[leaf] {
          case .question(let number, _, let side) where facts[leaf] == fact:
            return place(of: .answered(number, side))
          case .slot:
            if let slot = changes[leaf][fact] { return place(of: .slot(slot)) }
          default: break
          }
          let known = unchanged[leaf] ?? place(of: inputs[leaf])
          unchanged[leaf] = known
          return known
        }
        roots.append(root.substituting { .leaf(number($0)) })
        var output = output
        output.slot = slot(changing: output.slot, with: fact)
        outputs.append(output)
      }
    }
    if roots.isEmpty { return }
    steps.append(
      .stage(
        BulkLaw.Stage(
          kind: stage.kind, inputs: leaves, roots: roots,
          program: PlaneProgram(roots: roots, leaves: leaves.count, question: .support),
          outputs: outputs)))
  }

  /// Leaves out the facts that alone would meet a test: of such a test nobody is one fact short for anything that is on record.
  private mutating func dropSufficientFacts(_ law: BulkLaw) {
    let nobody = CaseRecord(
      id: "nobody", title: "", jurisdiction: "england-and-wales",
      people: [Person(id: "child", role: .child)])
    let batch = BatchReading(law, [nobody], known: nil, shortfall: self)
    for framework in candidates.indices {
      candidates[framework].removeAll { batch.days($0.slot, row: 0).has(0) }
    }
  }
}
