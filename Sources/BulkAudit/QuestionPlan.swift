import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// The questions of a law by number, sorted by what a record has to say for one of them to be worth asking.
///
/// It is shared rather than copied: every record that is asked takes it along.
final class QuestionPlan: Sendable {
  /// A fact's test as it is asked of every record.
  struct Test: Sendable {
    var atLeast: Int?
    var countsChildren: Bool
    /// Whether the people of other facts, or of all harm, are counted with it.
    var countsOthers: Bool
    var countsHarm: Bool
    /// By number: the age under which the child must have been, and that which the fact says.
    var childUnder: Int?
    var computedUnder: Int?
    /// Whether the fact is that somebody who did it was of age.
    var isAdult: Bool

    /// The age of which the record may hold that the child had passed it.
    var contraryAge: Int? { childUnder ?? computedUnder }
    /// Whether its answer turns on how old a child was, besides the age that a question asks for.
    var asksAge: Bool { childUnder != nil || isComputed }
    /// Whether dates of birth answer it, so that no statement has to be of its fact.
    var isComputed: Bool { computedUnder != nil || isAdult }
  }

  /// What the statements of one fact bear on, by places in lists of all facts.
  struct Fact: Sendable {
    /// The tests that a statement of it may support (`supported`).
    var supported: Range<Int>
    /// The tests that it may deny (`denied`).
    var denied: Range<Int>
    /// The tests with which its people are counted (`counted`).
    var counted: Range<Int>
    /// The age, in years, under which it says that the child was.
    var years: Int?
    var isHarm: Bool
    var isConduct: Bool
  }

  /// A stretch of days, with the rules for events that span its ends.
  struct Days: Hashable, Sendable {
    var days: DayRange?
    var isCertain: Bool
    var straddling: [String]
    /// A day of the test's own from which conduct counts.
    var since: CivilDate?
  }

  /// What a text gives itself, or leaves, of events that span a day.
  struct Straddle: Sendable {
    var commencement: CivilDate?
    var effect: Framework.Straddle.Effect
    /// Whether it applies to what certainly spans the day, rather than to what may.
    var isOfCertain: Bool
  }

  /// Within what a question asks for conduct: the same for many questions.
  struct Limits: Hashable, Sendable {
    var days: Int
    /// By number: only conduct that may have been before the child reached it.
    var age: Int?
  }

  /// A question about a fact; small, since a law has thousands.
  struct FactQuestion: Sendable {
    var number: UInt16
    var limits: UInt16
    /// The days of its limits.
    var days: UInt16
  }

  /// How the answer to a question is made of what rows hold.
  enum Composition: Sendable {
    /// It is held as it is.
    case held
    case fact(FactComposition)
    /// There is harm on record, none of it within some limits, and no conviction, which is asked about by another number.
    case outOfForce(limits: Int, convicted: Int?)
  }

  /// Which answers to leaves make the answer to a question about a fact.
  struct FactComposition: Sendable {
    /// The leaf of its test, and that of how old the child was, if its test asks for that; nil of one that a row answers as a whole
    /// (`isAnsweredWhole`).
    var leaf: Int?
    var ageLeaf: Int?
    /// By number: its limits, and the same without an age.
    var limits: Int
    var days: Int
    /// Whether it is taken as answered where nothing says no.
    var isAssumable: Bool
  }

  /// What is known of a cluster of statements, by number: what it says of a test, and within which limits it lies.
  struct Leaves: Sendable {
    fileprivate(set) var tests = 0
    fileprivate(set) var days = 0
    fileprivate(set) var ages = 0

    var count: Int { tests * 4 + days + ages + 1 }

    /// What the statements within the bounds of a row say of a test.
    func test(_ test: Int, bindsActor: Bool) -> Int { test * 4 + (bindsActor ? 2 : 0) }
    /// For: that there is harm on record. Against: that the child had passed the test's age at all of it.
    func age(_ test: Int, bindsActor: Bool) -> Int { test * 4 + (bindsActor ? 3 : 1) }
    /// For: that they lie within some days.
    func days(_ days: Int) -> Int { tests * 4 + days }
    /// For: that nothing shows that the child had passed an age.
    func notOver(_ age: Int) -> Int { tests * 4 + days + age }
    /// For: that there is harm among them.
    var harm: Int { tests * 4 + days + ages }
    /// Those that say within which limits a cluster lies.
    var limits: Range<Int> { days(0)..<harm }
  }

  /// The question whether all harm lies outside the days of a text.
  struct OutOfForce: Sendable {
    var number: Int
    var days: Int
    var framework: String
  }

  /// The questions of one kind of row that ask no fact.
  struct Others: Sendable {
    var outOfForce: [OutOfForce] = []
    var decided: [(number: Int, days: DayRange)] = []
    /// Those whether a law is the record's own to which the answer is that it is: by the jurisdiction of the record.
    fileprivate var own: [String: [Int]] = [:]
    fileprivate var ownAnywhere: [Int] = []
    /// By framework.
    var answered: [String: Int] = [:]
    var convicted: [String: Int] = [:]

    /// - Parameter asked: by jurisdiction, the question whether its law is the record's own.
    fileprivate mutating func add(own asked: [String: Int]) {
      func numbers(_ record: String) -> [Int] {
        Jurisdiction.own(of: record).compactMap { asked[$0] }.sorted()
      }
      for record in Set(asked.keys).union(Jurisdiction.all) { own[record] = numbers(record) }
      ownAnywhere = numbers("")
    }
  }

  let tests: [Test]
  /// By test: what the law asks.
  let factTests: [FactTest]
  /// The tests that dates of birth answer, and those that count the people of all harm.
  let computed: [Int]
  let countingHarm: [Int]
  private let dayKeys: [Days]
  /// What conduct lies within each of the days.
  let boundsTable: DayBoundsTable
  /// By days: those for which the text governed, and those of them on which conduct is asked for; nil for any.
  let governed: [DayRange?]
  let daysAsked: [DayRange?]
  /// By days: the rules of each framework that was narrowed to, outermost first.
  let straddles: [[[Straddle]]]
  /// The days that an event which spans a commencement may be given to, or taken from.
  let straddled: [Int]
  /// The ages, in years, that anything asks for.
  let ages: [Int]
  /// The kinds of rows that the law asks anything of.
  let kinds: [RowKind]
  /// By kind of row.
  let others: [Others]
  /// By the place of the fact in the vocabulary.
  let facts: [Fact]
  /// Fact by fact.
  let supported: [Int]
  let denied: [(test: Int, rule: Denying.Rule)]
  let counted: [Int]
  /// By test.
  let conditions: RoleConditions
  let limits: [Limits]
  let leaves: Leaves
  /// By kind of row and question.
  let compositions: [[Composition]]
  /// By kind of row, then by test: those that bind the actor, then those that do not.
  private let questions: [FactQuestion]
  /// Where those of each begin; the last is where they end.
  private let firstQuestions: [Int]

  /// By test: what kinds of rows are asked it, as `asking` has them.
  let asks: [UInt16]

  /// The questions whether a law is the record's own to which the answer is that it is, by the jurisdiction of the record.
  func own(_ kind: RowKind, of jurisdiction: String) -> [Int] {
    others[kind.index].own[jurisdiction] ?? others[kind.index].ownAnywhere
  }

  /// The bit of the questions of one kind of row that bind the actor, or of those that do not.
  static func asking(_ kind: Int, bindsActor: Bool) -> UInt16 {
    1 << UInt16(kind * 2 + (bindsActor ? 0 : 1))
  }

  /// A question about a fact, by the numbers of what it asks.
  private struct Asked {
    var test: Int
    var bindsActor: Bool
    var isAssumable: Bool
    var question: FactQuestion
  }

  init(_ questions: [[Question]], _ law: LawPack) {
    var numbering = Numbering(law)
    var asked: [[Asked]] = []
    var others: [Others] = []
    for (kind, questions) in zip(RowKind.all, questions) {
      let numbered = numbering.number(questions, of: kind)
      asked.append(numbered.asked)
      others.append(numbered.others)
    }
    let tests = numbering.tests
    var sorted: [FactQuestion] = []
    var firsts = [0]
    for asked in asked {
      var parts = [[FactQuestion]](repeating: [], count: tests.count * 2)
      for one in asked { parts[one.test * 2 + (one.bindsActor ? 0 : 1)].append(one.question) }
      for part in parts {
        sorted += part.sorted { $0.days < $1.days }
        firsts.append(sorted.count)
      }
    }
    let leaves = Leaves(
      tests: tests.count, days: numbering.bounds.count, ages: numbering.ages.count)
    compositions = questions.indices.map { kind in
      var compositions = [Composition](repeating: .held, count: questions[kind].count)
      for question in others[kind].outOfForce {
        compositions[question.number] = .outOfForce(
          limits: numbering.number(of: Limits(days: question.days)),
          convicted: others[kind].convicted[question.framework])
      }
      for one in asked[kind] {
        let days = Int(one.question.days)
        let isWhole =
          RowKind.all[kind].subject == .child
          && Self.isWhole(
            tests[one.test], numbering.limits[Int(one.question.limits)], numbering.ages)
        compositions[Int(one.question.number)] = .fact(
          FactComposition(
            leaf: isWhole ? nil : leaves.test(one.test, bindsActor: one.bindsActor),
            ageLeaf: isWhole || tests[one.test].computedUnder == nil
              ? nil : leaves.age(one.test, bindsActor: one.bindsActor),
            limits: Int(one.question.limits), days: numbering.number(of: Limits(days: days)),
            isAssumable: one.isAssumable))
      }
      return compositions
    }
    var asks = [UInt16](repeating: 0, count: tests.count)
    for (kind, asked) in asked.enumerated() {
      for one in asked { asks[one.test] |= Self.asking(kind, bindsActor: one.bindsActor) }
    }
    self.asks = asks
    self.questions = sorted
    firstQuestions = firsts
    self.others = others
    self.leaves = leaves
    self.tests = tests
    factTests = numbering.factTests
    computed = tests.indices.filter { tests[$0].isComputed }
    countingHarm = tests.indices.filter { tests[$0].countsHarm }
    dayKeys = numbering.dayKeys
    boundsTable = DayBoundsTable(numbering.bounds)
    governed = numbering.dayKeys.map(\.days)
    daysAsked = numbering.daysAsked
    straddles = numbering.straddles
    straddled = numbering.straddles.indices.filter { !numbering.straddles[$0].isEmpty }
    ages = numbering.ages
    limits = numbering.limits
    kinds = zip(RowKind.all, questions).compactMap { $1.isEmpty ? nil : $0 }
    (facts, supported, denied, counted) = numbering.facts
    conditions = RoleConditions(numbering.factTests)
  }

  /// The places of the questions of a test.
  ///
  /// - Parameters:
  ///   - kind: by `RowKind.index`.
  ///   - bindsActor: true for those that bind the actor, false for the others, nil for all.
  func questions(of test: Int, _ kind: Int, bindsActor: Bool?) -> Range<Int> {
    let own = (kind * tests.count + test) * 2
    let first = bindsActor == false ? own + 1 : own
    let end = bindsActor == true ? own + 1 : own + 2
    return firstQuestions[first]..<firstQuestions[end]
  }

  func question(_ place: Int) -> FactQuestion { questions[place] }

  /// Whether a question about a child is answered by each row as a whole, and not of what its clusters say: whether a child was under one age, where
  /// only conduct is asked about that may have been before a lower one. A date of birth answers the first by all conduct (rule 8).
  func isAnsweredWhole(_ question: FactQuestion, of test: Int) -> Bool {
    Self.isWhole(tests[test], limits[Int(question.limits)], ages)
  }

  private static func isWhole(_ test: Test, _ limits: Limits, _ ages: [Int]) -> Bool {
    guard let own = test.computedUnder, let age = limits.age else { return false }
    return ages[age] < ages[own]
  }

  /// What is known of clusters in rows of one kind, but for their limits.
  func leaves(of kind: Int) -> [Int] {
    let asked = compositions[kind].flatMap { composition -> [Int] in
      switch composition {
      case .held: []
      case .fact(let fact): [fact.leaf, fact.ageLeaf].compactMap(\.self)
      case .outOfForce: [leaves.harm]
      }
    }
    return Set(asked).sorted()
  }

  /// The questions of one kind of row that are held as they are.
  func heldQuestions(of kind: Int) -> [Int] {
    compositions[kind].indices.filter {
      if case .held = compositions[kind][$0] { true } else { false }
    }
  }

  /// The number under which it stands that all a question about a fact could mean is denied, beside those of questions.
  func denied(_ question: Int, _ kind: Int) -> Int { compositions[kind].count + question }

  /// Every leaf in its own words, by number, with the frameworks on whose days it turns.
  var leafTexts: [(text: String, frameworks: [String])] {
    let ofTests = factTests.flatMap { test in
      ["shared", "shared age", "own", "own age"].map {
        (text: "\($0) \(test)", frameworks: [String]())
      }
    }
    let ofDays = dayKeys.map { (text: "\($0)", frameworks: $0.straddling) }
    return ofTests + ofDays + ages.map { (text: "not over \($0)", frameworks: []) }
      + [(text: "harm", frameworks: [])]
  }

  // MARK: Numbering

  /// Gives everything that questions ask its number, as it comes up.
  private struct Numbering {
    private let law: LawPack
    private(set) var tests: [Test] = []
    private(set) var factTests: [FactTest] = []
    private(set) var dayKeys: [Days] = []
    private(set) var bounds: [DayBounds] = []
    private(set) var daysAsked: [DayRange?] = []
    private(set) var straddles: [[[Straddle]]] = []
    private(set) var ages: [Int] = []
    private(set) var limits: [Limits] = []
    private var testNumbers: [FactTest: Int] = [:]
    private var dayNumbers: [Days: Int] = [:]
    private var limitNumbers: [Limits: Int] = [:]

    init(_ law: LawPack) { self.law = law }

    mutating func number(_ questions: [Question], of kind: RowKind) -> (
      asked: [Asked], others: Others
    ) {
      var asked: [Asked] = []
      var others = Others()
      var own: [String: Int] = [:]
      for (number, question) in questions.enumerated() {
        switch question {
        case .fact(let test, let frame, let isAssumable, let bindsActor):
          let days = self.number(
            of: Days(frame, since: test.since), asked: test.days(within: frame.days))
          // Of a case as a whole no age is asked.
          let age = kind.subject == .child ? frame.age.map { self.number(ofAge: $0) } : nil
          let limits = self.number(of: Limits(days: days, age: age))
          asked.append(
            Asked(
              test: self.number(of: test), bindsActor: bindsActor, isAssumable: isAssumable,
              question: FactQuestion(
                number: UInt16(number), limits: UInt16(limits), days: UInt16(days))))
        case .conviction(let framework): others.convicted[framework] = number
        case .outOfForce(let frame, let framework):
          let days = self.number(of: Days(frame), asked: frame.days)
          others.outOfForce.append(OutOfForce(number: number, days: days, framework: framework))
        case .answered(let framework): others.answered[framework] = number
        case .decided(let range): others.decided.append((number, range))
        case .own(let jurisdiction): own[jurisdiction] = number
        }
      }
      others.add(own: own)
      return (asked, others)
    }

    mutating func number(of new: Limits) -> Int {
      if let known = limitNumbers[new] { return known }
      limitNumbers[new] = limits.count
      limits.append(new)
      return limits.count - 1
    }

    private mutating func number(of key: Days, asked: DayRange?) -> Int {
      if let known = dayNumbers[key] { return known }
      dayNumbers[key] = dayKeys.count
      dayKeys.append(key)
      daysAsked.append(asked)
      let straddles = key.straddling.compactMap { id -> [Straddle]? in
        guard let framework = law[framework: id], let own = framework.inForce?.days else {
          return nil
        }
        // As `Scope.governs` and `yields`.
        return framework.straddle.map {
          Straddle(
            commencement: $0.commencement(of: own), effect: $0.effect,
            isOfCertain: ($0.effect == .governs) == key.isCertain)
        }
      }
      var own = DayBounds()
      if let days = key.days { own.narrow(to: days, isCertain: key.isCertain) }
      if let since = key.since {
        own.narrow(to: DayRange(since, nil), isCertain: key.isCertain)
      }
      bounds.append(own)
      // A text without days governs whatever an event spans.
      self.straddles.append(key.days == nil && key.since == nil ? [] : straddles)
      return dayKeys.count - 1
    }

    private mutating func number(ofAge years: Int) -> Int {
      if let known = ages.firstIndex(of: years) { return known }
      ages.append(years)
      return ages.count - 1
    }

    private mutating func number(of test: FactTest) -> Int {
      if let known = testNumbers[test] { return known }
      testNumbers[test] = tests.count
      let fact = law.vocabulary[fact: test.fact]
      let from = test.atLeast == nil ? [] : fact?.countedFrom ?? []
      tests.append(
        Test(
          atLeast: test.atLeast, countsChildren: test.of == .child, countsOthers: !from.isEmpty,
          countsHarm: from == ["harm"], childUnder: test.childUnder.map { number(ofAge: $0) },
          computedUnder: (fact?.computed?.years).map { number(ofAge: $0) },
          isAdult: fact?.computed != nil && fact?.computed?.years == nil))
      factTests.append(test)
      return tests.count - 1
    }

    /// What the statements of each fact bear on.
    var facts:
      (facts: [Fact], supported: [Int], denied: [(test: Int, rule: Denying.Rule)], counted: [Int])
    {
      let vocabulary = law.vocabulary
      var supported = vocabulary.facts.map { _ in [Int]() }
      var counted = supported
      var denied = vocabulary.facts.map { _ in [(test: Int, rule: Denying.Rule)]() }
      for (number, test) in factTests.enumerated() {
        for fact in vocabulary.factsImplying(test.fact) {
          if let fact = vocabulary.place(ofFact: fact) { supported[fact].append(number) }
        }
        for denying in vocabulary.denying(test) {
          if let fact = vocabulary.place(ofFact: denying.fact) {
            denied[fact].append((number, denying.rule))
          }
        }
        guard tests[number].countsOthers, !tests[number].countsHarm else { continue }
        for fact in vocabulary[fact: test.fact]?.countedFrom ?? [] {
          if let fact = vocabulary.place(ofFact: fact) { counted[fact].append(number) }
        }
      }
      func ranges<Part>(of lists: [[Part]]) -> [Range<Int>] {
        var end = 0
        return lists.map { list in
          end += list.count
          return end - list.count..<end
        }
      }
      let (ofSupported, ofDenied, ofCounted) = (
        ranges(of: supported), ranges(of: denied), ranges(of: counted)
      )
      let facts = vocabulary.facts.enumerated().map { place, fact in
        Fact(
          supported: ofSupported[place], denied: ofDenied[place], counted: ofCounted[place],
          years: fact.computed?.years, isHarm: fact.shows == .harm, isConduct: fact.isConduct)
      }
      return (
        facts, Array(supported.joined()), Array(denied.joined()), Array(counted.joined())
      )
    }
  }
}

extension QuestionPlan.Days {
  init(_ frame: Frame, since: CivilDate? = nil) {
    self.init(
      days: frame.days, isCertain: frame.isCertain, straddling: frame.straddling, since: since)
  }
}
