import Assessment
import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// The questions of a law by number, sorted by what a record has to say for one of them to be worth asking.
struct QuestionPlan: Sendable {
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
    /// Whether a statement that gives no role at all meets its conditions.
    var acceptsUnstated: Bool

    /// The age of which the record may hold that the child had passed it.
    var contraryAge: Int? { childUnder ?? computedUnder }
    /// Whether its answer turns on how old a child was, besides the age that a question asks for.
    var asksAge: Bool { childUnder != nil || isComputed }
    /// Whether dates of birth answer it, so that no statement has to be of its fact.
    var isComputed: Bool { computedUnder != nil || isAdult }
  }

  /// What the statements of one fact bear on.
  struct Fact: Sendable {
    /// The tests that a statement of it may support.
    var supported: [Int] = []
    /// The tests that it may deny.
    var denied: [(test: Int, rule: Denying.Rule)] = []
    /// The tests with which its people are counted.
    var counted: [Int] = []
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
    /// The leaf of its test, and that of how old the child was, if its test asks for that.
    var leaf: Int
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
    var decided: [(number: Int, days: DaySpan)] = []
    /// By jurisdiction, and by framework.
    var own: [String: [Int]] = [:]
    var answered: [String: Int] = [:]
    var convicted: [String: Int] = [:]
  }

  private(set) var tests: [Test] = []
  /// By test: what the law asks.
  private(set) var factTests: [FactTest] = []
  /// The tests that dates of birth answer, and those that count the people of all harm.
  private(set) var computed: [Int] = []
  private(set) var countingHarm: [Int] = []
  private var dayKeys: [Days] = []
  /// By days: what conduct lies within them, and the rules of each framework that was narrowed to, outermost first.
  private(set) var bounds: [DayBounds] = []
  private(set) var boundsTable = DayBoundsTable([])
  /// By days: those for which the text governed, and those of them on which conduct is asked for; nil for any.
  private(set) var governed: [DayRange?] = []
  private(set) var daysAsked: [DayRange?] = []
  private(set) var straddles: [[[Straddle]]] = []
  /// The ages, in years, that anything asks for.
  private(set) var ages: [Int] = []
  /// The kinds of rows that the law asks anything of.
  private(set) var kinds: [RowKind] = []
  /// By kind of row.
  private(set) var others: [Others] = RowKind.all.map { _ in Others() }
  /// By the place of the fact in the vocabulary.
  private(set) var facts: [Fact] = []
  private(set) var limits: [Limits] = []
  private(set) var leaves = Leaves()
  /// By kind of row and question.
  private(set) var compositions: [[Composition]] = []
  /// The days that an event which spans a commencement may be given to, or taken from.
  private(set) var straddled: [Int] = []
  /// By kind of row, then by test: those that bind the actor, then those that do not.
  private var questions: [FactQuestion] = []
  /// Where those of each begin; the last is where they end.
  private var firstQuestions: [Int] = [0]

  init(_ questions: [[Question]], _ law: LawPack) {
    var testNumbers: [FactTest: Int] = [:]
    var dayNumbers: [Days: Int] = [:]
    var limitNumbers: [Limits: Int] = [:]
    var asked: [[(test: Int, bindsActor: Bool, isAssumable: Bool, question: FactQuestion)]] = []
    for (index, kind) in RowKind.all.enumerated() {
      asked.append([])
      if !questions[index].isEmpty { kinds.append(kind) }
      for (number, question) in questions[index].enumerated() {
        switch question {
        case .fact(let test, let frame, let isAssumable, let bindsActor):
          let days = add(
            Days(frame, since: test.since), asked: test.days(within: frame.days), law, &dayNumbers)
          // Of a case as a whole no age is asked.
          let age = kind.subject == .child ? frame.age.map { add(age: $0) } : nil
          let limits = add(Limits(days: days, age: age), &limitNumbers)
          asked[index].append(
            (
              add(test, law.vocabulary, &testNumbers), bindsActor, isAssumable,
              FactQuestion(number: UInt16(number), limits: UInt16(limits))
            ))
        case .conviction(let framework): others[index].convicted[framework] = number
        case .outOfForce(let frame, let framework):
          let days = add(Days(frame), asked: frame.days, law, &dayNumbers)
          others[index].outOfForce.append(
            OutOfForce(number: number, days: days, framework: framework))
        case .answered(let framework): others[index].answered[framework] = number
        case .decided(let range): others[index].decided.append((number, DaySpan(range)))
        case .own(let jurisdiction): others[index].own[jurisdiction, default: []].append(number)
        }
      }
    }
    for asked in asked {
      var parts = [[FactQuestion]](repeating: [], count: tests.count * 2)
      for (test, bindsActor, _, question) in asked {
        parts[test * 2 + (bindsActor ? 0 : 1)].append(question)
      }
      for part in parts {
        self.questions += part.sorted { limits[Int($0.limits)].days < limits[Int($1.limits)].days }
        firstQuestions.append(self.questions.count)
      }
    }
    computed = tests.indices.filter { tests[$0].isComputed }
    countingHarm = tests.indices.filter { tests[$0].countsHarm }
    boundsTable = DayBoundsTable(bounds)
    straddled = straddles.indices.filter { !straddles[$0].isEmpty }
    leaves = Leaves(tests: tests.count, days: bounds.count, ages: ages.count)
    for (kind, asked) in asked.enumerated() {
      var compositions = [Composition](repeating: .held, count: questions[kind].count)
      for question in others[kind].outOfForce {
        compositions[question.number] = .outOfForce(
          limits: add(Limits(days: question.days), &limitNumbers),
          convicted: others[kind].convicted[question.framework])
      }
      for (test, bindsActor, isAssumable, question) in asked {
        let limits = limits[Int(question.limits)]
        compositions[Int(question.number)] = .fact(
          FactComposition(
            leaf: leaves.test(test, bindsActor: bindsActor),
            ageLeaf: tests[test].computedUnder == nil
              ? nil : leaves.age(test, bindsActor: bindsActor),
            limits: Int(question.limits), days: add(Limits(days: limits.days), &limitNumbers),
            isAssumable: isAssumable))
      }
      self.compositions.append(compositions)
    }
    addFacts(law.vocabulary)
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

  /// What is known of clusters in rows of one kind, but for their limits.
  func leaves(of kind: Int) -> [Int] {
    let asked = compositions[kind].flatMap { composition -> [Int] in
      switch composition {
      case .held: []
      case .fact(let fact): [fact.leaf] + (fact.ageLeaf.map { [$0] } ?? [])
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

  /// Whether the words of a statement's roles meet the conditions of a test.
  func meets(_ test: Int, _ words: [String: [String]]) -> Bool {
    if words.isEmpty { return tests[test].acceptsUnstated }
    return factTests[test].conditions.allSatisfy { condition in
      let stated = words[condition.role] ?? [FactTest.Condition.unstated]
      return stated.contains(where: condition.words.contains)
    }
  }

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

  private mutating func add(
    _ key: Days, asked: DayRange?, _ law: LawPack, _ numbers: inout [Days: Int]
  ) -> Int {
    if let known = numbers[key] { return known }
    numbers[key] = governed.count
    dayKeys.append(key)
    governed.append(key.days)
    daysAsked.append(asked)
    let straddles = key.straddling.compactMap { id -> [Straddle]? in
      guard let framework = law[framework: id], let own = framework.inForce?.days else {
        return nil
      }
      return framework.straddle.map {
        Straddle(commencement: $0.commencement(of: own), effect: $0.effect)
      }
    }
    var own = DayBounds()
    if let days = key.days { own.narrow(to: DaySpan(days), isCertain: key.isCertain) }
    if let since = key.since {
      own.narrow(to: DaySpan(DayRange(since, nil)), isCertain: key.isCertain)
    }
    bounds.append(own)
    // A text without days governs whatever an event spans.
    self.straddles.append(key.days == nil && key.since == nil ? [] : straddles)
    return governed.count - 1
  }

  private mutating func add(_ new: Limits, _ numbers: inout [Limits: Int]) -> Int {
    if let known = numbers[new] { return known }
    numbers[new] = limits.count
    limits.append(new)
    return limits.count - 1
  }

  private mutating func add(age years: Int) -> Int {
    if let known = ages.firstIndex(of: years) { return known }
    ages.append(years)
    return ages.count - 1
  }

  private mutating func add(
    _ test: FactTest, _ vocabulary: Vocabulary, _ numbers: inout [FactTest: Int]
  ) -> Int {
    if let known = numbers[test] { return known }
    numbers[test] = tests.count
    let fact = vocabulary[fact: test.fact]
    let from = test.atLeast == nil ? [] : fact?.countedFrom ?? []
    tests.append(
      Test(
        atLeast: test.atLeast, countsChildren: test.of == .child, countsOthers: !from.isEmpty,
        countsHarm: from == ["harm"], childUnder: test.childUnder.map { add(age: $0) },
        computedUnder: (fact?.computed?.years).map { add(age: $0) },
        isAdult: fact?.computed != nil && fact?.computed?.years == nil,
        acceptsUnstated: test.conditions.allSatisfy {
          $0.words.contains(FactTest.Condition.unstated)
        }))
    factTests.append(test)
    return tests.count - 1
  }

  private mutating func addFacts(_ vocabulary: Vocabulary) {
    facts = vocabulary.facts.map {
      Fact(years: $0.computed?.years, isHarm: $0.shows == .harm, isConduct: $0.isConduct)
    }
    for (number, test) in factTests.enumerated() {
      func change(_ name: String, _ change: (inout Fact) -> Void) {
        if let fact = vocabulary.place(ofFact: name) { change(&facts[fact]) }
      }
      for fact in vocabulary.factsImplying(test.fact) {
        change(fact) { $0.supported.append(number) }
      }
      for denying in vocabulary.denying(test) {
        change(denying.fact) { $0.denied.append((number, denying.rule)) }
      }
      guard tests[number].countsOthers, !tests[number].countsHarm else { continue }
      for fact in vocabulary[fact: test.fact]?.countedFrom ?? [] {
        change(fact) { $0.counted.append(number) }
      }
    }
  }
}

extension QuestionPlan.Days {
  init(_ frame: Frame, since: CivilDate? = nil) {
    self.init(
      days: frame.days, isCertain: frame.isCertain, straddling: frame.straddling, since: since)
  }
}
