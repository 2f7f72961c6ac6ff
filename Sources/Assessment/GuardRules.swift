import Calendars
import CaseRecord
import CivilTime
package import EvidenceLogic
package import LawPack
import Vocabulary

/// What guards and duties ask of a law, worked out once for all records.
package final class GuardRules: Sendable {
  /// What a decision may have relied on, by its code.
  struct Reliance {
    var kind: Guard.Kind
    /// What the vocabulary says of it, as it stands in a sentence.
    var says: String
    /// By test, what is cited for it; nil for a test that is not cited.
    var citations: [Int?]
    /// The tests that are cited.
    var cited: AtomSet

    init(_ kind: Guard.Kind, says: String, citations: [Int?]) {
      self.kind = kind
      self.says = says
      self.citations = citations
      cited = AtomSet(citations.indices.filter { citations[$0] != nil })
    }
  }

  /// What is asked of a pathway on every record.
  struct PathwayRule {
    /// The tests of which any opens it.
    var tests = AtomSet()
    /// What else opens it, beside that it is always owed.
    var triggers: [Pathway.Trigger] = []
    var isAlwaysOwed = false
    /// The days on which it is law, and the first; nil for all.
    var days: DayRange?
    var from: CivilDate?
  }

  /// A pathway whose day the law itself fixes. It is shared: a clock is large, and is asked of many records.
  final class DatedPathway: Sendable {
    let place: Int
    let clock: Pathway.Clock
    /// Whether what starts its clock opens it too.
    let isOpenedByItsStart: Bool

    init(_ place: Int, _ clock: Pathway.Clock, _ rule: PathwayRule) {
      self.place = place
      self.clock = clock
      isOpenedByItsStart =
        if case .on(let trigger) = clock.start { rule.triggers.contains(trigger) } else { false }
    }
  }

  /// The pathways whose day the law itself fixes, by what a record must hold for their clocks to have begun, by their places in `dated`.
  struct Beginnings {
    /// The acts that begin any, and for each of them those that it begins.
    var acts: [ResponseAct] = []
    var byAct: [AtomSet] = []
    var byWarning = AtomSet()
    /// The facts that begin any, by their places in the vocabulary; and by fact, those that it begins.
    var facts = AtomSet()
    var byFact: [AtomSet]
    /// Those that need nothing on record.
    var always = AtomSet()
  }

  /// On which days a test was law.
  struct TestRule {
    var isOfDecision: Bool
    /// Nil for all days.
    var days: DayRange?
    var from: CivilDate?
  }

  package let law: LawPack
  /// All that a guard may cite; guards tell it by its place.
  package let citations: [Guard.Citation]

  /// Tests by their places among the frameworks: those that open the question of a referral, and that of organised crime; those of groups about
  /// which that is asked; those of identification; those that open something that is owed.
  package let opensReferral: AtomSet
  let opensMapping: AtomSet
  package let isGroupToMap: AtomSet
  let identifies: AtomSet
  let opensOwed: AtomSet
  /// Those that follow the day of the decision.
  let ofDecision: AtomSet

  let tests: [TestRule]
  let reliances: [String: Reliance]
  /// By test, the provision with which it begins.
  let firstProvisions: [Int]
  /// By test, the act's own citation; where it has none, by the first test of the guard, what is cited instead.
  private let acts: [Int?]
  private let actsOfOthers: [Int: [Int: Int]]

  let pathways: [PathwayRule]
  let dated: [DatedPathway]
  let beginnings: Beginnings
  /// By pathway, what is cited of it.
  let pathwayCitations: [Int]
  /// The facts that imply each by which a pathway is opened or its clock started, by their places in the vocabulary.
  private let impliers: [String: AtomSet]
  /// The pathways that are a record's own law, by the jurisdiction whose law applies to it.
  private let ownPathways: [String: AtomSet]
  /// Of them, those in `dated`, by their places there. So few are found sooner one by one.
  private let ownDated: [(jurisdiction: String, places: AtomSet)]
  /// The kinds of bodies that the law names, as UTF-8: they are few.
  private let kinds: [[UInt8]]
  /// The pathways that may be owed by bodies of each, and by bodies of no kind that the law names.
  private let pathwaysOfKinds: [AtomSet]
  private let pathwaysOfAnyone: AtomSet
  /// By kind of body, the kinds that are such a body, by their places among all.
  private let agencyKinds: [String: AtomSet]
  /// By jurisdiction of a record; of two calendars that serve one, the first.
  private let workingDays: [(jurisdiction: String, days: WorkingDays)]

  package init(_ law: LawPack) {
    self.law = law
    let frameworks = law.frameworks
    func tests(_ isMeant: (Framework) -> Bool) -> AtomSet {
      AtomSet(frameworks.indices.filter { isMeant(frameworks[$0]) })
    }
    opensReferral = tests(\.opensReferral)
    opensMapping = tests(\.opensMapping)
    isGroupToMap = tests(\.isGroupToMap)
    identifies = tests { $0.kind == .identification }
    opensOwed = tests { $0.opens.contains { law.pathways[$0]?.kind.isOwed == true } }
    ofDecision = tests { $0.governsBy == .decision }
    self.tests = frameworks.map { framework in
      TestRule(
        isOfDecision: framework.governsBy == .decision, days: framework.inForce?.days,
        from: framework.inForce?.from)
    }

    var citations = Numbered<Guard.Citation>()
    func cite(_ framework: Framework, _ cite: String) -> Int {
      citations.number(of: Guard.Citation(framework: framework.id, cite: cite))
    }
    firstProvisions = frameworks.map { cite($0, $0.elements.first?.cite ?? "") }
    acts = frameworks.map { framework in framework.actCite.map { cite(framework, $0) } }
    var actsOfOthers: [Int: [Int: Int]] = [:]
    for test in opensReferral.atoms where acts[test] == nil {
      for first in opensReferral.atoms {
        actsOfOthers[test, default: [:]][first] = cite(frameworks[test], frameworks[first].act)
      }
    }
    self.actsOfOthers = actsOfOthers
    var reliances: [String: Reliance] = [:]
    func add(_ code: String, _ kind: Guard.Kind, _ says: String, _ cited: (Framework) -> String?) {
      if reliances[code] != nil { return }
      reliances[code] = Reliance(
        kind, says: lowercasingFirst(says),
        citations: frameworks.map { framework in cited(framework).map { cite(framework, $0) } })
    }
    add("not-a-gang", .gangNotGroup, "") {
      $0.kind == .group && $0.opensMapping ? $0.elements.first?.cite : nil
    }
    for reason in law.vocabulary.irrelevantReasons {
      add(reason.code, .irrelevantFactor, reason.says) { framework in
        framework.irrelevant.first { $0.fact == reason.fact }?.cite
      }
    }
    for factor in law.vocabulary.factors {
      add(factor.code, .nonElement, factor.says) { framework in
        framework.notNeeded.contains(factor.name) ? framework.elements.first?.cite : nil
      }
    }
    self.reliances = reliances
    pathwayCitations = law.pathways.all.map { pathway in
      citations.number(of: Guard.Citation(pathway: pathway.id, cite: pathway.cite))
    }
    self.citations = citations.values

    let all = law.pathways.all
    let pathways = all.indices.map { PathwayRule(law.openers[$0], all[$0].inForce) }
    self.pathways = pathways
    var impliers: [String: AtomSet] = [:]
    for pathway in all {
      var triggers = pathway.openedBy
      if case .on(let trigger)? = pathway.clock?.start { triggers.append(trigger) }
      for case .fact(let fact) in triggers {
        impliers[fact] = law.vocabulary.placesOfFacts(implying: fact)
      }
    }
    self.impliers = impliers
    let dated = law.pathways.dated.compactMap { place in
      all[place].clock.map { DatedPathway(place, $0, pathways[place]) }
    }
    self.dated = dated
    beginnings = Beginnings(dated, law.vocabulary)
    let ownPathways = Jurisdiction.all.map { ($0, Self.pathways(ownIn: $0, law)) }
    self.ownPathways = Dictionary(uniqueKeysWithValues: ownPathways)
    ownDated = ownPathways.map { ($0, Self.places(of: dated, among: $1)) }
    let kinds = Numbered(
      law.pathways.bodies.flatMap { [$0.name] + $0.includes } + all.flatMap(\.on)
    ).values
    self.kinds = kinds.map { Array($0.utf8) }
    let agencyKinds = Dictionary(
      uniqueKeysWithValues: kinds.map { body in
        let included = law.pathways.bodies.first { $0.name == body }?.includes ?? []
        let fitting = kinds.indices.filter {
          body == Body.anyone || kinds[$0] == body || included.contains(kinds[$0])
        }
        return (body, AtomSet(fitting))
      })
    self.agencyKinds = agencyKinds
    pathwaysOfAnyone = AtomSet(all.indices.filter { all[$0].on.contains(Body.anyone) })
    let owing = all.map { pathway in
      pathway.on.reduce(AtomSet()) { $0.union(agencyKinds[$1] ?? AtomSet()) }
    }
    pathwaysOfKinds = kinds.indices.map { kind in
      AtomSet(all.indices.filter { owing[$0].contains(kind) })
    }
    workingDays = law.calendars.flatMap { calendar in
      let days = WorkingDays(calendar)
      return calendar.jurisdictions.map { ($0, days) }
    }
  }

  /// What is cited of a test that opens the question of a referral, in a guard whose first test is another.
  func act(of test: Int, failing first: Int) -> Int {
    acts[test] ?? actsOfOthers[test]?[first] ?? firstProvisions[test]
  }

  /// Whether a test was law on a day, as far as the law alone says.
  func wasLaw(_ test: Int, on day: CivilDate) -> Bool {
    let rule = tests[test]
    return rule.isOfDecision
      ? rule.days?.contains(day) ?? true : rule.from.map { $0 <= day } ?? true
  }

  /// The facts that say that one is so, itself among them, by their places in the vocabulary.
  func placesOfFacts(implying fact: String) -> AtomSet {
    impliers[fact] ?? law.vocabulary.placesOfFacts(implying: fact)
  }

  /// The pathways of a record's own law that are known to be commenced.
  func pathways(ownTo record: CaseRecord) -> AtomSet {
    let jurisdiction = Jurisdiction.name(of: record)
    return ownPathways[jurisdiction] ?? Self.pathways(ownIn: jurisdiction, law)
  }

  /// Those of them whose day the law itself fixes, by their places in `dated`.
  func dated(ownTo evidence: CaseEvidence) -> AtomSet {
    let name = evidence.jurisdictionOfLaw
    return ownDated.first { $0.jurisdiction == name }?.places
      ?? Self.places(of: dated, among: Self.pathways(ownIn: name, law))
  }

  private static func places(of dated: [DatedPathway], among pathways: AtomSet) -> AtomSet {
    AtomSet(dated.indices.filter { pathways.contains(dated[$0].place) })
  }

  private static func pathways(ownIn jurisdiction: String, _ law: LawPack) -> AtomSet {
    let own = Jurisdiction.own(of: jurisdiction)
    return AtomSet(
      law.pathways.all.indices.filter { place in
        let pathway = law.pathways.all[place]
        return pathway.inForce?.uncommenced == nil
          && pathway.jurisdictions.contains(where: own.contains)
      })
  }

  /// Whether a pathway may be owed by an agency.
  func mayOwe(_ agency: String, _ place: Int) -> Bool {
    (kind(of: agency).map { pathwaysOfKinds[$0] } ?? pathwaysOfAnyone).contains(place)
  }

  /// As `Pathways.isAgency`.
  func isAgency(_ agency: String, of body: String) -> Bool {
    if body == Body.anyone { return true }
    guard let fitting = agencyKinds[body] else { return law.pathways.isAgency(agency, of: body) }
    return kind(of: agency).map { fitting.contains($0) } ?? false
  }

  /// The working days where a record belongs.
  func workingDays(in jurisdiction: String) -> WorkingDays? {
    workingDays.first { $0.jurisdiction == jurisdiction }?.days
  }

  /// What stands before the office in the name of an agency, by its place among the kinds that the law names; nil where it names no such kind.
  private func kind(of agency: String) -> Int? {
    var agency = agency
    return agency.withUTF8 { agency in
      let kind = agency.prefix { $0 != UInt8(ascii: "/") }
      return kinds.firstIndex { $0.count == kind.count && $0.elementsEqual(kind) }
    }
  }
}

extension GuardRules.PathwayRule {
  fileprivate init(_ openers: [LawPack.Opener], _ inForce: Framework.InForce?) {
    days = inForce?.days
    from = inForce?.from
    for opener in openers {
      switch opener {
      case .test(let test): tests.insert(test)
      case .trigger(.always): isAlwaysOwed = true
      case .trigger(let trigger): triggers.append(trigger)
      }
    }
  }
}

extension GuardRules.Beginnings {
  fileprivate init(_ dated: [GuardRules.DatedPathway], _ vocabulary: Vocabulary) {
    byFact = Array(repeating: AtomSet(), count: vocabulary.facts.count)
    for (place, pathway) in dated.enumerated() {
      switch pathway.clock.start {
      case .known, .birthday, .on(.pathway): always.insert(place)
      case .on(.response(let act, _, _, _)):
        if !acts.contains(act) {
          acts.append(act)
          byAct.append(AtomSet())
        }
        if let known = acts.firstIndex(of: act) { byAct[known].insert(place) }
      case .on(.warning): byWarning.insert(place)
      case .on(.fact(let fact)):
        let implying = vocabulary.placesOfFacts(implying: fact)
        facts = facts.union(implying)
        implying.forEach { byFact[$0].insert(place) }
      // What no single thing on record starts never begins.
      case .on(.family), .on(.always): break
      }
    }
  }
}

extension Vocabulary {
  fileprivate func placesOfFacts(implying fact: String) -> AtomSet {
    AtomSet(factsImplying(fact).compactMap { place(ofFact: $0) })
  }
}

/// Values that are told by number, in the order in which they first came.
package struct Numbered<Value: Hashable & Sendable>: Sendable {
  package private(set) var values: [Value] = []
  private var numbers: [Value: Int] = [:]

  package init(_ values: [Value] = []) {
    for value in values { _ = number(of: value) }
  }

  package mutating func number(of value: Value) -> Int {
    if let number = numbers[value] { return number }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }

  /// Nil for a value that has none yet.
  package func known(_ value: Value) -> Int? { numbers[value] }
}

func lowercasingFirst(_ text: String) -> String {
  text.prefix(1).lowercased() + text.dropFirst()
}
