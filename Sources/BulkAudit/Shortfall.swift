import Assessment
import BitPlanes
import CaseRecord
import EvidenceLogic
import LawPack

/// Which one fact would complete which tests: the same formulas with one question answered yes.
struct Shortfall: Sendable {
  /// One fact, with every stage in which it bears on something.
  struct Fact: Sendable {
    var label: String
    /// What is worked out again with the fact.
    var steps: [BulkLaw.Step]
    /// Where that is written.
    var slots: [BulkLaw.Slot]
    /// The frameworks whose answer that may change, by their places in the law.
    var frameworks: [Int]
  }

  private let law: BulkLaw
  private var facts: [Fact] = []

  init(_ law: BulkLaw) {
    self.law = law
    let needed = Self.needed(law.asked, law.steps)
    var labels: [String] = []
    var seen: Set<String> = []
    for case .stage(let stage) in law.steps {
      for input in stage.inputs {
        guard let label = Self.label(input, stage.kind, law.questions),
          seen.insert(label).inserted
        else { continue }
        labels.append(label)
      }
    }
    facts = labels.sorted().compactMap { label in
      let (steps, changed) = Self.steps(bearingOn: label, of: law.steps, needed, law.questions)
      if steps.isEmpty { return nil }
      return Fact(
        label: label, steps: steps, slots: Array(changed),
        frameworks: law.asked.indices.filter { changed.contains(law.asked[$0].broad.countedFor) })
    }
    dropSufficientFacts()
  }

  /// Leaves out the facts that alone would meet a test: of such a test nobody is one fact short for anything that is on record.
  private mutating func dropSufficientFacts() {
    let nobody = CaseRecord(
      id: "nobody", title: "", jurisdiction: "england-and-wales",
      people: [Person(id: "child", role: .child)])
    let batch = BatchReading(law, [nobody], known: nil)
    for (framework, plane, fact) in short(in: batch.batch, batch.answers, batch.evidence)
    where plane.has(0) {
      facts[fact].frameworks.removeAll { $0 == framework }
    }
    facts.removeAll(where: \.frameworks.isEmpty)
  }

  /// The fact under which a missing answer is listed; for one that would have to be denied, with a *not* before it.
  private static func label(
    _ input: BulkLaw.Input, _ kind: RowKind, _ questions: [[Question]]
  ) -> String? {
    guard case .question(let number, .counted, let side) = input,
      case .fact(let test, _, _, _) = questions[kind.index][number]
    else { return nil }
    return side == .for ? test.label : "not \(test.label)"
  }

  /// The planes from which it is read whether a test that sets something in motion is met, with all that those are made of.
  private static func needed(_ asked: [BulkLaw.Asked], _ steps: [BulkLaw.Step]) -> Set<BulkLaw.Slot>
  {
    var needed = Set(
      asked.filter { !$0.framework.opens.isEmpty }.map(\.broad.countedFor))
    for step in steps.reversed() {
      switch step {
      case .stage(let stage):
        for (root, output) in zip(stage.roots, stage.outputs) where needed.contains(output.slot) {
          for (place, _) in root.leaves {
            if case .slot(let slot) = stage.inputs[place] { needed.insert(slot) }
          }
        }
      case .gathering(let gatherings):
        for gathering in gatherings where needed.contains(gathering.to) {
          needed.insert(gathering.from)
        }
      }
    }
    return needed
  }

  private static func steps(
    bearingOn label: String, of steps: [BulkLaw.Step], _ needed: Set<BulkLaw.Slot>,
    _ questions: [[Question]]
  ) -> (steps: [BulkLaw.Step], changed: Set<BulkLaw.Slot>) {
    var changed: Set<BulkLaw.Slot> = []
    let bearing = steps.compactMap { step -> BulkLaw.Step? in
      switch step {
      case .gathering(let all):
        let gatherings = all.filter { changed.contains($0.from) && needed.contains($0.to) }
        changed.formUnion(gatherings.map(\.to))
        return gatherings.isEmpty ? nil : .gathering(gatherings)
      case .stage(let stage):
        func bears(_ place: Int) -> Bool {
          if case .slot(let slot) = stage.inputs[place] { return changed.contains(slot) }
          return Self.label(stage.inputs[place], stage.kind, questions) == label
        }
        let chosen = zip(stage.roots, stage.outputs).filter { root, output in
          needed.contains(output.slot) && root.leaves.contains { bears($0.leaf) }
        }
        if chosen.isEmpty { return nil }
        var inputs: [BulkLaw.Input] = []
        var places: [Int: Int] = [:]
        let roots = chosen.map { root, _ in
          root.substituting { place -> Formula<Int> in
            if let known = places[place] { return .leaf(known) }
            places[place] = inputs.count
            switch stage.inputs[place] {
            case .question(let number, _, let side) where bears(place):
              inputs.append(.answered(number, side))
            case let input: inputs.append(input)
            }
            return .leaf(inputs.count - 1)
          }
        }
        changed.formUnion(chosen.map(\.1.slot))
        return .stage(
          BulkLaw.Stage(
            kind: stage.kind, inputs: inputs, roots: roots,
            program: PlaneProgram(roots: roots, leaves: inputs.count, question: .support),
            outputs: chosen.map(\.1)))
      }
    }
    return (bearing, changed)
  }

  /// What each fact is called.
  func label(_ fact: Int) -> String { facts[fact].label }

  /// For each framework, the rows of which one fact alone keeps it, with the facts of which any one would do.
  func short(in batch: EvidenceBatch, _ answers: AnswerPlanes, _ evidence: [EvidencePlanes])
    -> [(framework: Int, plane: [UInt64], fact: Int)]
  {
    var found: [(framework: Int, plane: [UInt64], fact: Int)] = []
    var changed = answers
    for (number, fact) in facts.enumerated() {
      law.run(fact.steps, batch, evidence, &changed)
      defer { changed.restore(fact.slots, from: answers) }
      for framework in fact.frameworks {
        let plane = Array(changed.bits(law.asked[framework].broad.countedFor))
        if plane.contains(where: { $0 != 0 }) { found.append((framework, plane, number)) }
      }
    }
    return found
  }
}
