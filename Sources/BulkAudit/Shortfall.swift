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
    var steps: [Step]
  }

  /// What is worked out again with the fact.
  enum Step: Sendable {
    case stage(kind: RowKind, inputs: [Input], program: PlaneProgram, outputs: [BulkLaw.Output])
    case gathering([BulkLaw.Gathering])
  }

  enum Input: Sendable {
    /// As the record has it.
    case known(BulkLaw.Input)
    /// The question, answered as the fact would answer it: nothing that is opposed is offered (rule 11).
    case answered(Int, EvidenceSide)
    /// What an earlier step worked out with the fact.
    case changed(BulkLaw.Slot)
  }

  let facts: [Fact]
}

extension Shortfall {
  init(_ asked: [BulkLaw.Asked], _ steps: [BulkLaw.Step], _ questions: [[Question]]) {
    let needed = Self.needed(asked, steps)
    var labels: [String] = []
    var seen: Set<String> = []
    for case .stage(let stage) in steps {
      for input in stage.inputs {
        guard let label = Self.label(input, stage.kind, questions), seen.insert(label).inserted
        else { continue }
        labels.append(label)
      }
    }
    facts = labels.sorted().compactMap { label in
      let steps = Self.steps(bearingOn: label, of: steps, needed, questions)
      return steps.isEmpty ? nil : Fact(label: label, steps: steps)
    }
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
  ) -> [Step] {
    var changed: Set<BulkLaw.Slot> = []
    return steps.compactMap { step -> Step? in
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
        var inputs: [Input] = []
        var places: [Int: Int] = [:]
        let roots = chosen.map { root, _ in
          root.substituting { place -> Formula<Int> in
            if let known = places[place] { return .leaf(known) }
            places[place] = inputs.count
            switch stage.inputs[place] {
            case .slot(let slot) where changed.contains(slot): inputs.append(.changed(slot))
            case .question(let number, _, let side) where bears(place):
              inputs.append(.answered(number, side))
            case let input: inputs.append(.known(input))
            }
            return .leaf(inputs.count - 1)
          }
        }
        changed.formUnion(chosen.map(\.1.slot))
        return .stage(
          kind: stage.kind, inputs: inputs,
          program: PlaneProgram(roots: roots, leaves: inputs.count, question: .support),
          outputs: chosen.map(\.1))
      }
    }
  }
}

/// A fact that alone meets a test. Of such a test nobody is one fact short for anything that is on record.
struct SufficientFact: Hashable, Sendable {
  var framework: Int
  var label: String
}

extension BulkLaw {
  /// The facts that alone would meet a test, of whomever nothing else is known.
  func sufficientFacts() -> Set<SufficientFact> {
    let nobody = CaseRecord(
      id: "nobody", title: "", jurisdiction: "england-and-wales",
      people: [Person(id: "child", role: .child)])
    var batch = EvidenceBatch()
    append(
      CaseEvidence(nobody, vocabulary: law.vocabulary, threshold: .f1, known: nil), to: &batch)
    let planes = planes(of: batch)
    return Set(
      facts(shortIn: batch, evaluate(batch, planes), planes).filter { has($0.plane, 0) }
        .map { SufficientFact(framework: $0.framework, label: $0.label) })
  }

  /// For each framework, the rows of which one fact alone keeps it, with the facts of which any one would do: framework, row, label.
  func facts(shortIn batch: EvidenceBatch, _ answers: AnswerPlanes, _ evidence: [EvidencePlanes])
    -> [(framework: Int, plane: [UInt64], label: String)]
  {
    var found: [(framework: Int, plane: [UInt64], label: String)] = []
    for fact in shortfall.facts {
      var changed = answers
      var touched: Set<Slot> = []
      for step in fact.steps {
        switch step {
        case .gathering(let gatherings):
          let children = batch.rows[RowKind(subject: .child).index]
          for gathering in gatherings {
            changed.set(
              gathering.to,
              to: gather(Array(changed.bits(gathering.from)), children, gathering.side))
            touched.insert(gathering.to)
          }
        case .stage(let kind, let inputs, let program, let outputs):
          let rows = batch.rows[kind.index]
          var table = Planes(planes: inputs.count, rows: rows.count)
          for (place, input) in inputs.enumerated() {
            switch input {
            case .known(.question(let number, let run, let side)):
              evidence[kind.index].fill(&table, place, number, run, side)
            case .known(.slot(let slot)): fill(&table, place, answers.bits(slot), kind, rows)
            case .changed(let slot): fill(&table, place, changed.bits(slot), kind, rows)
            case .answered(let number, let side):
              evidence[kind.index].fill(&table, place, answering: number, side)
            }
          }
          finish(kind, program, table, outputs, rows, evidence, &changed)
          touched.formUnion(outputs.map(\.slot))
        }
      }
      for (number, asked) in asked.enumerated()
      where touched.contains(asked.broad.countedFor)
        && !sufficient.contains(SufficientFact(framework: number, label: fact.label))
      {
        let plane = Array(changed.bits(asked.broad.countedFor))
        if plane.contains(where: { $0 != 0 }) { found.append((number, plane, fact.label)) }
      }
    }
    return found
  }
}
