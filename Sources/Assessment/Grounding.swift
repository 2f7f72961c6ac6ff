import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// A leaf of the law with what this record holds on it: formulas over atoms, for and against.
struct GroundedLeaf: Sendable {
  /// The question that it puts, as in `FactTest.label`.
  var label: String
  var fact: String
  var support: Formula<Int>
  var opposition: Formula<Int>
  /// Whether what supports it on any day is that which supports it now, as far as it was on file.
  var isSupportSteady = true
  /// Whether anything on record might deny it on some day, alone or with other things.
  var mayBeOpposed = false
  /// An unknown age that identification, policy and duties take as a child's (U9).
  var isAssumable = false

  /// Whether the assumption is made: nothing is known either way.
  var isAssumed: Bool { isAssumable && supporting.isEmpty && opposing.isEmpty }

  /// Every atom that bears on it.
  var supporting: [Int] { support.leaves.map(\.leaf) }
  var opposing: [Int] { opposition.leaves.map(\.leaf) }
}

/// Opens the law's formulas over one record, leaf by leaf. The evaluator does the rest.
///
/// The rules that the comments name are those of `Documentation/design.md` 2.
final class Grounder {
  let evidence: CaseEvidence
  let law: LawPack
  /// Every leaf grounded so far; formulas hold indices into it.
  private(set) var leaves: [GroundedLeaf] = []
  private var known: [LeafKey: Int] = [:]
  private var tests: [FactTest] = []
  private var testNumbers: [FactTest: Int] = [:]
  private var scopeNumbers: [Scope: Int] = [:]
  private var plans: [String: Plan] = [:]
  private var whole: [WholeKey: Formula<Int>] = [:]
  private var parts: [PartKey: Formula<Int>] = [:]

  /// A leaf is asked for many times, so facts and scopes go by number.
  private struct LeafKey: Hashable {
    var test: Int
    var scope: Int
    var isAssumable: Bool
  }

  /// The same test is opened for many answers: for a child and for the group, and inside every test that builds on it.
  private struct WholeKey: Hashable {
    var framework: String
    var reading: Reading
    var scope: Int
  }

  private struct PartKey: Hashable {
    var framework: String
    var element: Int
    var reading: Reading
    var scope: Int
  }

  private enum NumberedLeaf {
    case fact(Int, isAssumable: Bool)
    case framework(FrameworkReference)
  }

  /// An element's test on both readings.
  private struct Body {
    var narrow: Formula<NumberedLeaf>
    var broad: Formula<NumberedLeaf>
  }

  /// What is the same of a framework whatever the scope.
  private final class Plan {
    /// The elements that facts decide; nil for the others.
    let bodies: [Body?]
    /// Whether one person must have done all of it (rule 6).
    let isBound: Bool
    let requiredAge: Int?

    init(bodies: [Body?], isBound: Bool, requiredAge: Int?) {
      self.bodies = bodies
      self.isBound = isBound
      self.requiredAge = requiredAge
    }
  }

  init(evidence: CaseEvidence, law: LawPack) {
    self.evidence = evidence
    self.law = law
  }

  // MARK: Frameworks

  /// A framework's whole test in one reading, over grounded leaves.
  ///
  /// Where elements are bound to one person or one event, the test is asked once for each that the record could mean.
  func ground(_ framework: Framework, _ reading: Reading, _ scope: Scope) -> Formula<Int> {
    let key = WholeKey(framework: framework.id, reading: reading, scope: number(of: scope))
    if let known = whole[key] { return known }
    let formula = opened(framework, reading, scope)
    whole[key] = formula
    return formula
  }

  private func opened(_ framework: Framework, _ reading: Reading, _ scope: Scope) -> Formula<Int> {
    if framework.about == .child, scope.subject == .group {
      return .any(
        evidence.record.people.filter { $0.role == .child }.map { child in
          var inner = scope
          inner.subject = .child(child.id)
          return ground(framework, reading, inner)
        })
    }
    let scope = fitted(scope, to: framework)
    let branches = actors(for: framework, scope).flatMap { actor in
      events(for: framework).map { event in
        framework.test.substituting { index in
          ground(elementAt: index, of: framework, reading, scope, actor, event)
        }
      }
    }
    let convictions = convictions(framework, scope).map { Formula<Int>.leaf($0) }
    return branches.count == 1 && convictions.isEmpty ? branches[0] : .any(branches + convictions)
  }

  /// One element in one reading, whoever did it; nil where no fact may decide it.
  func ground(elementAt index: Int, of framework: Framework, _ reading: Reading, _ scope: Scope)
    -> Formula<Int>?
  {
    guard plan(of: framework).bodies[index] != nil else { return nil }
    let scope = fitted(scope, to: framework)
    let isMarked = framework.elements[index].bySame
    let each = (isMarked ? actors(for: framework, scope) : [scope.actor]).map {
      ground(elementAt: index, of: framework, reading, scope, $0, .any)
    }
    let convictions = convictions(framework, scope).map { Formula<Int>.leaf($0) }
    return each.count == 1 && convictions.isEmpty ? each[0] : .any(each + convictions)
  }

  /// One leaf of the law, for showing: what bears on it, whoever did it.
  func ground(leaf: LawLeaf, of framework: Framework, _ reading: Reading, _ scope: Scope)
    -> Formula<Int>
  {
    let scope = fitted(scope, to: framework)
    return ground(numbered(leaf, of: framework), of: framework, reading, scope, number(of: scope))
  }

  /// `decide` elements take no part in the state (rule 5): they stand in `all` alone, where *always* changes nothing.
  private func ground(
    elementAt index: Int, of framework: Framework, _ reading: Reading, _ scope: Scope,
    _ actor: Scope.Actor, _ event: Scope.EventChoice
  ) -> Formula<Int> {
    let plan = plan(of: framework)
    guard let body = plan.bodies[index] else { return .always }
    let isMarked = framework.elements[index].bySame
    var scope = scope
    scope.actor = isMarked || isNamed(actor) && !plan.isBound ? actor : .anyone
    scope.event = event
    let number = self.number(of: scope)
    let key = PartKey(framework: framework.id, element: index, reading: reading, scope: number)
    if let known = parts[key] { return known }
    let formula = (reading == .narrow ? body.narrow : body.broad)
      .substituting { ground($0, of: framework, reading, scope, number) }
    parts[key] = formula
    return formula
  }

  private func plan(of framework: Framework) -> Plan {
    if let known = plans[framework.id] { return known }
    let plan = Plan(
      bodies: framework.elements.map { element in
        guard let narrow = element.formula(.narrow), let broad = element.formula(.broad) else {
          return nil
        }
        return Body(
          narrow: numbered(narrow, of: framework), broad: numbered(broad, of: framework))
      }, isBound: framework.elements.contains { $0.bySame },
      requiredAge: law.requiredAge(of: framework))
    plans[framework.id] = plan
    return plan
  }

  /// An assumption supports and never denies: under `not`, what is unknown stays unknown.
  private func numbered(_ formula: Formula<LawLeaf>, of framework: Framework)
    -> Formula<NumberedLeaf>
  {
    var places = formula.leaves.makeIterator()
    return formula.substituting { leaf in
      let isNegated = places.next()?.isNegated ?? false
      return .leaf(numbered(leaf, of: framework, isNegated: isNegated))
    }
  }

  private func numbered(_ leaf: LawLeaf, of framework: Framework, isNegated: Bool = false)
    -> NumberedLeaf
  {
    switch leaf {
    case .framework(let reference): return .framework(reference)
    case .fact(let test):
      let number = testNumbers[test] ?? tests.count
      if number == tests.count {
        tests.append(test)
        testNumbers[test] = number
      }
      return .fact(number, isAssumable: !isNegated && assumesChild(framework, test))
    }
  }

  private func number(of scope: Scope) -> Int {
    if let known = scopeNumbers[scope] { return known }
    scopeNumbers[scope] = scopeNumbers.count
    return scopeNumbers.count - 1
  }

  private func ground(
    _ leaf: NumberedLeaf, of framework: Framework, _ reading: Reading, _ scope: Scope,
    _ scopeNumber: Int
  ) -> Formula<Int> {
    switch leaf {
    case .fact(let test, let isAssumable):
      let key = LeafKey(
        test: test, scope: scopeNumber, isAssumable: isAssumable && !scope.isOffence)
      return .leaf(index(of: key, scope))
    case .framework(let reference):
      guard let other = law[framework: reference.id] else { return .never }
      var inner = scope
      inner.actor = isNamed(scope.actor) && !plan(of: framework).isBound ? scope.actor : .anyone
      inner.event = .any
      inner.age = nil
      if !reference.asConduct, other.governsBy == .conduct {
        guard inner.narrow(toDaysOf: other, evidence) else { return .never }
      }
      let chosen = reference.reading.flatMap(Reading.init(rawValue:)) ?? reading
      return ground(other, chosen, inner)
    }
  }

  private func isNamed(_ actor: Scope.Actor) -> Bool {
    if case .named = actor { true } else { false }
  }

  /// Rule 6: any one named suspect, or one unnamed.
  private func actors(for framework: Framework, _ scope: Scope) -> [Scope.Actor] {
    if case .named = scope.actor { return [scope.actor] }
    guard plan(of: framework).isBound else { return [.anyone] }
    return evidence.namedActors.map { .one($0) } + [.unnamed]
  }

  /// Rule 1: any event that statements name, or one that none names.
  private func events(for framework: Framework) -> [Scope.EventChoice] {
    guard framework.eventSame else { return [.any] }
    let named = Set(evidence.record.statements.compactMap(\.event)).sorted()
    return named.map { .one($0) } + [.unnamed]
  }

  /// A test that cannot do without an age is about conduct before that birthday; in an offence no age is assumed, nor in what it builds on.
  private func fitted(_ scope: Scope, to framework: Framework) -> Scope {
    var scope = scope
    if case .child = scope.subject { scope.age = plan(of: framework).requiredAge }
    if framework.kind == .offence { scope.isOffence = true }
    return scope
  }

  /// U9 fills an unknown *under 18* in identification and policy, never in an offence (rule 8).
  private func assumesChild(_ framework: Framework, _ test: FactTest) -> Bool {
    (framework.kind == .identification || framework.kind == .policy)
      && evidence.vocabulary[fact: test.fact]?.computed == .under18
  }

  /// Rule 9: a conviction is a finding of each element of that offence, by that person, at that event, and of no more.
  private func convictions(_ framework: Framework, _ scope: Scope) -> [Int] {
    evidence.convictionAtoms.filter { _, response in
      guard response.framework == framework.id else { return false }
      if case .child(let child) = scope.subject, !response.about.contains(child) { return false }
      switch scope.actor {
      case .anyone: return true
      case .unnamed: return response.suspect == nil
      case .one(let person), .named(let person): return response.suspect == person
      }
    }.map { leafIndex(ofConviction: $0.atom) }
  }

  private func leafIndex(ofConviction atom: Int) -> Int {
    let label = "conviction \(atom)"
    if let found = leaves.firstIndex(where: { $0.label == label }) { return found }
    leaves.append(
      GroundedLeaf(label: label, fact: "", support: .leaf(atom), opposition: .never))
    return leaves.count - 1
  }

  // MARK: Leaves

  private func index(of key: LeafKey, _ scope: Scope) -> Int {
    if let found = known[key] { return found }
    let grounding = FactGrounding(test: tests[key.test], scope: scope, evidence: evidence)
    leaves.append(grounding.leaf(key.isAssumable))
    known[key] = leaves.count - 1
    return leaves.count - 1
  }
}

extension CaseEvidence {
  /// Everybody whom a counted statement or a conviction names as having done something, in the order of the record.
  var namedActors: [String] {
    let named = Set(
      record.statements.indices.flatMap { actors($0) }
        + convictionAtoms.compactMap(\.response.suspect))
    return record.people.map(\.id).filter { named.contains($0) && !isPooled($0) }
  }
}
