import CivilTime
import EvidenceLogic
public import LawPack

/// A law with one slip of the pen in one framework.
public struct Mutant: Sendable {
  public var framework: String
  /// What was changed, such as `M2, narrow: any for all`.
  public var what: String
  var changed: Framework

  /// Whether some answer on the framework itself would come out otherwise in some worked case.
  public func isSeen(by cases: [WorkedCase], under law: LawPack) -> Bool {
    let law = law.replacing(changed)
    return cases.contains { !$0.run(under: law).isEmpty }
  }
}

extension LawPack {
  /// The worked cases that name a framework, each with what it says of that framework alone.
  public func cases(on framework: String, among cases: [WorkedCase]) -> [WorkedCase] {
    cases.compactMap { worked in
      var own = worked
      own.expectations = worked.expectations.filter { $0.framework == framework }
      return own.expectations.isEmpty ? nil : own
    }
  }

  /// Every law that one slip in this framework would make of this one.
  ///
  /// Slips: those of its formulas (`Formula.slips`), the test's and each element's; a condition of a leaf left out, or a number or a day in
  /// it moved by one; a day in force moved by one; one person or one event no longer required; what becomes of an event that
  /// spans a commencement turned round.
  public func mutants(of framework: Framework) -> [Mutant] {
    var mutants: [Mutant] = []
    func add(_ what: String, _ change: (inout Framework) -> Void) {
      var changed = framework
      change(&changed)
      guard changed != framework else { return }
      mutants.append(Mutant(framework: framework.id, what: what, changed: changed))
    }
    // What no fact may decide takes no part in an answer, so to leave it out is no slip.
    let undecided = Set(
      framework.elements.indices.filter { framework.elements[$0].formula(.narrow) == nil })
    let asked = Set(framework.test.leaves.map(\.leaf))
    for slip in framework.test.slips {
      let left = asked.subtracting(slip.formula.leaves.map(\.leaf))
      if !left.isEmpty, left.isSubset(of: undecided) { continue }
      add("the test: \(slip.what)") { $0.test = slip.formula }
    }
    for (index, element) in framework.elements.enumerated() {
      guard case .formula(let narrow, let also) = element.body else { continue }
      for slip in narrow.lawSlips {
        add("\(element.id), narrow: \(slip.what)") {
          $0.elements[index].body = .formula(narrow: slip.formula, also: also)
        }
      }
      for (place, part) in also.enumerated() {
        var rest = also
        rest.remove(at: place)
        add("\(element.id), also \(place + 1) left out") {
          $0.elements[index].body = .formula(narrow: narrow, also: rest)
        }
        for slip in part.lawSlips {
          var changed = also
          changed[place] = slip.formula
          add("\(element.id), also \(place + 1): \(slip.what)") {
            $0.elements[index].body = .formula(narrow: narrow, also: changed)
          }
        }
      }
      if element.bySame, framework.elements.filter(\.bySame).count > 1 {
        add("\(element.id): by the same person no longer") { $0.elements[index].bySame = false }
      }
    }
    if framework.eventSame {
      add("one event no longer required") { $0.eventSame = false }
    }
    for days in [-1, 1] {
      let moved = days < 0 ? "a day earlier" : "a day later"
      let (from, to) = (framework.inForce?.from, framework.inForce?.to)
      add("in force from \(moved)") { $0.inForce?.from = from?.adding(days: days) }
      add("in force to \(moved)") { $0.inForce?.to = to?.adding(days: days) }
    }
    for index in framework.straddle.indices {
      add("what spans its \(framework.straddle[index].at.rawValue) turned round") {
        $0.straddle[index].effect = $0.straddle[index].effect == .governs ? .yields : .governs
      }
    }
    return mutants
  }

  fileprivate func replacing(_ framework: Framework) -> LawPack {
    LawPack(
      vocabulary: vocabulary, terms: terms,
      frameworks: frameworks.map { $0.id == framework.id ? framework : $0 },
      twoFrameworks: twoFrameworks, pathways: pathways, calendars: calendars,
      openQuestions: openQuestions, contentHash: contentHash)
  }
}

extension Formula<LawLeaf> {
  /// The slips of the formula and of each of its leaves.
  fileprivate var lawSlips: [Slip<LawLeaf>] {
    var found = slips
    for (place, (leaf, _)) in leaves.enumerated() {
      found += leaf.slips.map { slip in
        Slip("\(leaf.label), \(slip.what)", replacingLeaf(at: place, with: slip.leaf))
      }
    }
    return found
  }
}

extension LawLeaf {
  fileprivate var slips: [(what: String, leaf: LawLeaf)] {
    var found: [(what: String, leaf: LawLeaf)] = []
    switch self {
    case .framework(let reference):
      if reference.reading != nil {
        var changed = reference
        changed.reading = nil
        found.append(("in either reading", .framework(changed)))
      }
      var changed = reference
      changed.asConduct.toggle()
      found.append(("whatever its days, or not", .framework(changed)))
    case .fact(let test):
      func add(_ what: String, _ change: (inout FactTest) -> Void) {
        var changed = test
        change(&changed)
        if changed != test { found.append((what, .fact(changed))) }
      }
      for index in test.conditions.indices {
        add("without \(test.conditions[index].role)") { $0.conditions.remove(at: index) }
        for word in test.conditions[index].words where test.conditions[index].words.count > 1 {
          add("without the word \(word)") { $0.conditions[index].words.removeAll { $0 == word } }
        }
      }
      for step in [-1, 1] {
        if let number = test.atLeast, number + step > 0 {
          add("at least \(number + step)") { $0.atLeast = number + step }
        }
        if let age = test.childUnder {
          add("child under \(age + step)") { $0.childUnder = age + step }
        }
        if let day = test.since {
          add("since \(day.adding(days: step))") { $0.since = day.adding(days: step) }
        }
      }
      if test.childUnder != nil { add("whatever the age") { $0.childUnder = nil } }
      if test.since != nil { add("whatever the day") { $0.since = nil } }
    }
    return found
  }
}
