internal import Vocabulary

/// Which facts a case of each profile states, and how often.
struct FactBook {
  /// A fact that may be stated, its roles in the order of the alphabet.
  final class Entry: Sendable {
    let fact: Fact
    let roles: [(name: String, words: [String])]
    /// Out of a hundred.
    let share: Int

    init(fact: Fact, roles: [(name: String, words: [String])], share: Int) {
      self.fact = fact
      self.roles = roles
      self.share = share
    }
  }

  private let bundles: [CasePlan.Profile: [Entry]]
  /// What belongs to any case.
  let around: [Entry]
  /// What is told of a journey, apart from the journey.
  let journey: [Entry]
  let moved: Entry?
  /// Every fact, for what nobody expected.
  let all: [Entry]
  /// Facts of which somebody may say that they were not so.
  let deniable: [Entry]
  let irrelevantCodes: [String]
  let factorCodes: [String]
  private let kinds: Set<String>

  init(_ vocabulary: Vocabulary) {
    func entry(_ fact: Fact, _ share: Int) -> Entry {
      let roles = fact.roles.sorted { $0.key < $1.key }.map { (name: $0.key, words: $0.value) }
      return Entry(fact: fact, roles: roles, share: share)
    }
    func entries(_ names: KeyValuePairs<String, Int>) -> [Entry] {
      names.compactMap { name, share in vocabulary[fact: name].map { entry($0, share) } }
    }
    let abuse: KeyValuePairs = [
      "groomed": 70, "abused": 74, "given": 56, "return-demanded": 30, "boyfriend-approach": 24,
      "sexual-services-paid": 14, "threatened": 22, "violence": 14, "incapacitated": 14,
      "indecent-image": 10, "invited-to-parties": 16, "suspect-older": 30, "consent-claimed": 18,
    ]
    let movement: KeyValuePairs = [
      "groomed": 50, "abused": 58, "given": 36, "harboured": 30, "control-passed": 20,
      "return-demanded": 18, "taxis-used": 20, "premises-used": 24, "threatened": 20,
      "third-party-paid": 8, "sold": 5, "debt-imposed": 8, "recruited-through-peers": 10,
    ]
    let online: KeyValuePairs = [
      "recruited-online": 72, "contacted": 70, "indecent-image": 44, "met-after-contact": 34,
      "abused": 34, "threatened": 20, "age-known": 24, "deceived": 20, "travelled-to-suspect": 20,
    ]
    let group: KeyValuePairs = [
      "abused": 62, "offenders": 56, "abusers": 22, "acting-number": 30, "acted-together": 46,
      "agreed": 34, "associated": 48, "roles-divided": 26, "continuing": 34, "repeated": 34,
      "leader": 14, "planned": 20, "suspect-profited": 20, "gain-intended": 20, "groomed": 40,
      "harboured": 22, "control-passed": 26, "shared-workplace": 8, "given": 26,
    ]
    let drugs: KeyValuePairs = [
      "child-used-in-drug-supply": 70, "county-line": 34, "deal-line": 26, "debt-imposed": 34,
      "forced-to-offend": 34, "threatened": 30, "violence": 20, "weapon": 12, "missing": 44,
      "home-taken-over": 12, "drug-supply-linked": 36, "suspect-profited": 20, "agreed": 16,
      "offenders": 24, "treated-as-offender": 24,
    ]
    let warned: KeyValuePairs = [
      "family-warned": 44, "professional-warned": 54, "warning-not-acted-on": 34, "missing": 40,
      "given": 30, "approached-in-public": 26, "groomed": 20,
    ]
    bundles = [
      .abuse: entries(abuse), .movement: entries(movement), .online: entries(online),
      .group: entries(group), .drugs: entries(drugs), .warned: entries(warned),
      .thin: entries(["missing": 40, "given": 30, "associated": 20]),
    ]
    around = entries([
      "missing": 22, "in-care": 14, "troubled-home": 14, "disclosed-then": 14,
      "disclosed-later": 10,
      "blaming-language": 8, "self-not-seen-as-victim": 8, "under-16": 12, "under-18": 14,
      "investigation-dropped": 5, "records-lost-or-unmade": 3, "targeted-for-vulnerability": 8,
    ])
    journey = entries([
      "exploitation-intended": 62, "exploitation-believed": 10, "exploitation-expected": 14,
      "exploited-after-travel": 34, "abandoned": 6,
    ])
    moved = vocabulary[fact: "moved"].map { entry($0, 100) }
    all = vocabulary.facts.map { entry($0, 100) }
    deniable = entries([
      "moved": 40, "abused": 40, "agreed": 30, "acted-together": 30, "exploitation-intended": 30,
      "groomed": 20, "offenders": 16, "harboured": 20, "return-demanded": 20,
      "child-used-in-drug-supply": 30,
    ])
    irrelevantCodes = vocabulary.irrelevantReasons.map(\.code)
    factorCodes = vocabulary.factors.map(\.code)
    kinds = Set(vocabulary.sourceKinds.map(\.name))
    anyKind = vocabulary.sourceKinds.first?.name ?? "agency-record"
  }

  private let anyKind: String

  /// A kind of source under that name, if there is one.
  func kind(_ name: String) -> String { kinds.contains(name) ? name : anyKind }

  func facts(of profile: CasePlan.Profile) -> [Entry] { bundles[profile] ?? [] }
}
