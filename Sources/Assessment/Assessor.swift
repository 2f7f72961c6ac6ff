import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// Asks every framework of one record.
struct Assessor {
  let evidence: CaseEvidence
  let law: LawPack
  let day: CivilDate
  private let grounder: Grounder
  private let questions: Questions
  private let ownJurisdictions: Set<String>

  init(evidence: CaseEvidence, law: LawPack, day: CivilDate) {
    self.evidence = evidence
    self.law = law
    self.day = day
    grounder = Grounder(evidence: evidence, law: law)
    questions = Questions(evidence: evidence) { [grounder] in grounder.leaves[$0] }
    ownJurisdictions = Jurisdiction.own(of: evidence.record)
  }

  func findings(of frameworks: [Framework]) -> [Finding] {
    let children = evidence.record.people.filter { $0.role == .child }
    let aboutChildren = children.flatMap { child in
      frameworks.filter { $0.about == .child }.map {
        finding($0, about: child.id, subject: .child(child.id), isPooled: child.isPooled)
      }
    }
    let isPooled = evidence.record.people.contains(where: \.isPooled)
    let aboutGroup = frameworks.filter { $0.about != .child }.map {
      finding($0, about: Assessment.group, subject: .group, isPooled: isPooled)
    }
    let shared = Derivation.Shared(
      evidence: evidence, law: law, leaves: grounder.leaves)
    return (aboutChildren + aboutGroup).map { $0(shared) }
  }

  // MARK: One finding

  /// All but the leaves, which are known once every framework has been asked.
  private func finding(
    _ framework: Framework, about: String, subject: Scope.Subject, isPooled: Bool
  ) -> (Derivation.Shared) -> Finding {
    let scope = Scope(subject, askedBy: framework, evidence)
    let isOut = evidence.isOutOfForce(framework, scope, on: day)
    var wide = scope
    if isOut { wide.days = nil }

    let narrowTest = grounder.ground(framework, .narrow, wide)
    let broadTest = grounder.ground(framework, .broad, wide)
    let narrow = questions.state(narrowTest)
    let broad = questions.state(broadTest)
    let answered = State(narrow: narrow, broad: broad)
    let reading: Reading = narrow.isMet ? .narrow : .broad
    let formula = reading == .narrow ? narrowTest : broadTest
    let isMet = answered.isMet && !isOut

    let dates =
      isOut || scope.days == nil ? nil : self.dates(framework, scope, state: answered)
    let elements =
      isOut ? [] : framework.elements.indices.map { element(at: $0, of: framework, scope) }
    let suspects =
      isOut || framework.kind != .offence ? [] : self.suspects(framework, scope, about)
    let marks = Finding.Marks(
      isAnalysis: framework.governsBy == .analysis,
      isComparison: !ownJurisdictions.contains(framework.jurisdiction), isPooled: isPooled,
      assumesChild: isMet && questions.assumesChild(formula))
    let weakest = isMet ? questions.weakest(formula) : nil
    let considered = evidence.considered(
      framework, about: about, isOut: isOut, own: ownJurisdictions, on: day)
    let straddles = straddles(framework, scope)
    return { shared in
      Finding(
        framework: framework, about: about, state: isOut ? .notInForce : answered,
        narrow: isOut ? .notInForce : narrow, broad: isOut ? .notInForce : broad, dates: dates,
        weakest: weakest, elements: elements, suspects: suspects, marks: marks,
        asIfInForce: isOut ? answered : nil, considered: considered, straddles: straddles,
        derivation: Derivation(
          subject: subject, narrow: narrowTest, broad: broadTest,
          reading: reading, isOutOfForce: isOut, shared: shared))
    }
  }

  private func straddles(_ framework: Framework, _ scope: Scope) -> [Framework.Straddle] {
    guard let days = framework.inForce?.days, scope.days != nil else { return [] }
    return framework.straddle.filter { straddle in
      guard let edge = straddle.commencement(of: days) else { return false }
      let spanning = evidence.eventsSpanning(edge).possibly
      if !spanning.isEmpty,
        evidence.statements(evidence.countedStatements, about: scope.subject).contains(where: {
          evidence.record.statements[$0].event.map(spanning.contains) == true
        })
      {
        return true
      }
      return evidence.harm(scope.subject).contains { index in
        let conduct = evidence.conduct(index)
        return conduct.contains(edge) && conduct.contains(edge.adding(days: -1))
      }
    }
  }

  private func dates(_ framework: Framework, _ scope: Scope, state: State) -> Finding.Dates {
    if isEveryDayCertain(framework, scope) {
      return Finding.Dates(isCertain: true, certainState: state)
    }
    var certain = scope
    certain.isCertain = true
    let states = Reading.allCases.map {
      questions.state(grounder.ground(framework, $0, certain))
    }
    let certainState = State(narrow: states[0], broad: states[1])
    return Finding.Dates(isCertain: certainState == state, certainState: certainState)
  }

  /// Whether every statement lies wholly inside the days or wholly outside, so that both answers must be the same.
  private func isEveryDayCertain(_ framework: Framework, _ scope: Scope) -> Bool {
    guard let days = scope.days else { return true }
    let asked = framework.elements.flatMap { $0.formula(.broad)?.leaves ?? [] }
    let hasOtherBounds = asked.contains { leaf, _ in
      switch leaf {
      case .framework: true
      case .fact(let test): test.since != nil
      }
    }
    return !hasOtherBounds
      && evidence.record.statements.indices.allSatisfy { index in
        let conduct = evidence.conduct(index)
        return days.contains(conduct) || !days.touches(conduct)
      }
  }

  private func element(at index: Int, of framework: Framework, _ scope: Scope)
    -> ElementFinding
  {
    let element = framework.elements[index]
    guard case .formula(let narrowFormula, let also) = element.body,
      let narrow = grounder.ground(elementAt: index, of: framework, .narrow, scope),
      let broad = grounder.ground(elementAt: index, of: framework, .broad, scope)
    else {
      return ElementFinding(
        element: element, state: nil, narrow: nil, broad: nil, weakest: nil, leaves: [])
    }
    let states = (narrow: questions.state(narrow), broad: questions.state(broad))
    let state = State(narrow: states.narrow, broad: states.broad)
    let leaves =
      narrowFormula.leaves.map { leaf($0.leaf, of: framework, .narrow, scope, isBroadOnly: false) }
      + also.flatMap { part in
        part.leaves.map { leaf($0.leaf, of: framework, .broad, scope, isBroadOnly: true) }
      }
    var seen: Set<String> = []
    return ElementFinding(
      element: element, state: state, narrow: states.narrow, broad: states.broad,
      weakest: state.isMet ? questions.weakest(states.narrow.isMet ? narrow : broad) : nil,
      leaves: leaves.filter { seen.insert($0.label).inserted })
  }

  private func leaf(
    _ leaf: LawLeaf, of framework: Framework, _ reading: Reading, _ scope: Scope,
    isBroadOnly: Bool
  ) -> LeafFinding {
    let formula = grounder.ground(leaf: leaf, of: framework, reading, scope)
    let bearing = questions.bearing(formula)
    return LeafFinding(
      label: leaf.label, leaf: leaf, isBroadOnly: isBroadOnly, state: questions.state(formula),
      supporting: bearing.supporting.map { evidence.atoms[$0] },
      opposing: bearing.opposing.map { evidence.atoms[$0] })
  }

  // MARK: Suspects

  /// Rules 6 and 9. Nobody who stands for several has an answer (rule 15).
  private func suspects(_ framework: Framework, _ scope: Scope, _ about: String)
    -> [(id: String, state: State)]
  {
    evidence.single(.suspect).map { suspect in
      func concerns(_ response: Response) -> Bool {
        response.framework == framework.id && response.suspect == suspect.id
          && (response.about.isEmpty || response.about.contains(about)
            || about == Assessment.group)
      }
      let convictions = evidence.convictionAtoms.map(\.response).filter(concerns)
      let acquittals = evidence.record.responses.filter { response in
        // A retrial after a jury that could not agree may convict; then the later verdict stands.
        response.act == .acquitted && concerns(response)
          && !convictions.contains {
            (response.event == nil || response.event == $0.event)
              && $0.isCertainlyLater(than: response)
          }
      }
      var own = scope
      own.actor = .named(suspect.id)
      own.acquitted = Set(acquittals.compactMap(\.event))
      if acquittals.contains(where: { $0.event == nil }) { return (suspect.id, .triedNotProved) }
      let states = Reading.allCases.map { questions.state(grounder.ground(framework, $0, own)) }
      let state = State(narrow: states[0], broad: states[1])
      return (suspect.id, acquittals.isEmpty || state.isMet ? state : .triedNotProved)
    }
  }
}
