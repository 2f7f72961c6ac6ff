import Assessment
import CivilTime
import EvidenceLogic
import HeedTesting
import LawPack
import Vocabulary

/// Small laws at random: a few frameworks over the words of `SmallWords`.
struct RandomLaw {
  /// What the frameworks may ask for.
  var kinds: [Framework.Governing] = [.conduct, .decision, .analysis]
  /// Under-16 and under-18.
  var asksForAge = true
  var asksForNumbers = true
  /// Whether one framework may build on another.
  var builds = true
  /// Whether a text may govern, or leave to another, the whole of an event that spans its first day or its last.
  var straddles = true
  /// Whether a test may ask that something was not so.
  var denies = true

  static let harm = ["moved", "taken-by-force", "abused", "kept", "meant", "believed", "expected"]
  static let other = ["given", "agreed", "together"]

  /// The vocabulary of `SmallWords`, read once.
  static let vocabulary: Vocabulary = {
    guard let law = try? law(.analysis("ANY", ["A": "any: [moved]"])) else {
      preconditionFailure("the words of the small laws cannot be read")
    }
    return law.vocabulary
  }()

  func draw(using random: inout SplitMix64) -> LawPack {
    var frameworks: [Framework] = []
    for number in 0..<3 {
      frameworks.append(framework(number, after: frameworks, using: &random))
    }
    return LawPack(
      vocabulary: Self.vocabulary, terms: [], frameworks: frameworks, contentHash: "random")
  }

  private func framework(
    _ number: Int, after earlier: [Framework], using random: inout SplitMix64
  ) -> Framework {
    let governs = Gen.element(of: kinds)(&random)
    let about: Framework.Subject = random.once(in: 4) ? .group : .child
    // A group is no policy here: the age that a policy may assume is a child's.
    let kind: Framework.Kind =
      switch governs {
      case .conduct: .offence
      case .decision: about == .child ? .policy : .group
      case .analysis: .analytic
      }
    let elements = (0..<(1 + random.below(3))).map { index in
      element(index, of: governs, about: about, after: earlier, using: &random)
    }
    let isBoundToEvent = random.once(in: 5)
    let leaves = elements.indices.map { Formula<Int>.leaf($0) }
    let test: Formula<Int> =
      !isBoundToEvent && leaves.count > 1 && random.once(in: 4)
      ? .any([leaves[0], .all(Array(leaves.dropFirst()))]) : .all(leaves)
    let inForce = inForce(governs, using: &random)
    return Framework(
      id: "F\(number)", title: "F\(number)", short: "F\(number)", kind: kind, family: nil,
      about: about,
      jurisdiction: "any", governsBy: governs, inForce: inForce,
      straddle: governs == .conduct ? straddle(inForce, using: &random) : [], status: .verified,
      elements: elements, test: test, routes: [:],
      eventSame: isBoundToEvent, irrelevant: [], notNeeded: [], opens: [], childLink: nil,
      notes: [], read: nil, act: "Random Act", actCite: nil, file: "any/random.yaml")
  }

  private func inForce(_ governs: Framework.Governing, using random: inout SplitMix64)
    -> Framework.InForce?
  {
    if governs == .analysis { return nil }
    let from = Gen.element(of: ["2004-05-01", "2008-06-01", "2010-01-01"])(&random)
    let to = Gen<String?>.element(of: [nil, nil, "2013-04-05"])(&random)
    return Framework.InForce(
      from: CivilDate(from), to: to.flatMap { CivilDate($0) }, cite: "SI 1", status: .verified)
  }

  private func straddle(_ inForce: Framework.InForce?, using random: inout SplitMix64)
    -> [Framework.Straddle]
  {
    guard straddles else { return [] }
    var drawn: [Framework.Straddle] = []
    for edge in [Framework.Straddle.Edge.start, .end] where random.once(in: 2) {
      guard edge == .start || inForce?.to != nil else { continue }
      drawn.append(
        Framework.Straddle(
          at: edge, effect: Gen.element(of: [.governs, .yields])(&random), cite: "SI 1",
          says: "One text has the whole event"))
    }
    return drawn
  }

  private func element(
    _ number: Int, of governs: Framework.Governing, about: Framework.Subject,
    after earlier: [Framework], using random: inout SplitMix64
  ) -> Element {
    let bySame = random.once(in: 3)
    // What follows the conduct builds on what does, so that harm tells whether it was in force.
    let others = earlier.filter { governs != .conduct || $0.governsBy == .conduct }.map(\.id)
    func part(depth: Int, isBroad: Bool, _ random: inout SplitMix64) -> Formula<LawLeaf> {
      if depth > 0 {
        let parts = (0..<(1 + random.below(3))).map { _ in
          part(depth: depth - 1, isBroad: isBroad, &random)
        }
        return switch random.below(4) {
        case 0: .all(parts)
        case 1: .atLeast(1 + random.below(parts.count), parts)
        default: .any(parts)
        }
      }
      if builds, !bySame, !others.isEmpty, random.once(in: 8) {
        let other = Gen.element(of: others)(&random)
        return .leaf(.framework(FrameworkReference(id: other, reading: isBroad ? "narrow" : nil)))
      }
      let test = test(governs, about: about, bySame: bySame, using: &random)
      let isDenied = denies && random.once(in: 10)
      let asked: Formula<LawLeaf> = isDenied ? .not(.leaf(.fact(test))) : .leaf(.fact(test))
      guard governs == .conduct, isDenied || Self.vocabulary[fact: test.fact]?.shows != .harm else {
        return asked
      }
      let harm = FactTest(fact: Gen.element(of: Self.harm)(&random))
      return .all([asked, .leaf(.fact(harm))])
    }
    let narrow = part(depth: random.below(3), isBroad: false, &random)
    let also =
      random.once(in: 3) ? [part(depth: random.below(2), isBroad: true, &random)] : []
    return Element(
      id: "E\(number)", says: "E\(number)", cite: "s \(number)", status: .verified,
      body: .formula(narrow: narrow, also: also), bySame: bySame)
  }

  /// A test that follows the conduct asks for harm, or for an age beside harm: whether it was in force is read off harm.
  private func test(
    _ governs: Framework.Governing, about: Framework.Subject, bySame: Bool,
    using random: inout SplitMix64
  ) -> FactTest {
    if asksForAge, about == .child, !bySame, random.once(in: 6) {
      return FactTest(fact: random.once(in: 2) ? "under-16" : "under-18")
    }
    if asksForNumbers, !bySame, random.once(in: 6) {
      if governs == .conduct || random.once(in: 2) {
        return FactTest(fact: "abused", atLeast: 2, of: .suspect)
      }
      return FactTest(
        fact: random.once(in: 3) ? "acting-number" : "offenders", atLeast: 2 + random.below(2))
    }
    let facts = governs == .conduct ? Self.harm : Self.harm + Self.other
    var test = FactTest(fact: Gen.element(of: facts)(&random))
    if test.fact == "moved", random.once(in: 3) {
      test.conditions = [.init(role: "crosses", words: ["country"])]
    }
    if test.fact == "meant", random.once(in: 3) {
      test.conditions = [.init(role: "purpose", words: ["sexual"])]
    }
    if random.once(in: 8) { test.since = CivilDate("2009-01-01") }
    return test
  }
}

extension LawPack {
  /// What a person needs to see of a counterexample.
  var brief: String {
    frameworks.map { framework in
      let elements = framework.elements.map { element -> String in
        guard case .formula(let narrow, let also) = element.body else { return element.id }
        let parts = ([narrow] + also).map(\.brief).joined(separator: " | ")
        return "  \(element.id)\(element.bySame ? " by same" : ""): \(parts)"
      }
      return """

        \(framework.id) \(framework.kind.rawValue) about \(framework.about.rawValue) \
        \(framework.period ?? "-")\(framework.eventSame ? " event same" : "") \
        \(framework.straddle.map { "\($0.effect) at \($0.at)" }.joined(separator: ", "))
        \(elements.joined(separator: "\n"))
        """
    }.joined()
  }
}

extension Formula<LawLeaf> {
  fileprivate var brief: String {
    let labels = substituting { leaf -> Formula<String> in
      switch leaf {
      case .fact(let test): .leaf(test.label)
      case .framework(let reference): .leaf("\(reference.id) \(reference.reading ?? "")")
      }
    }
    return "\(labels)".replacing("EvidenceLogic.Formula<Swift.String>", with: "")
  }
}
