import CaseRecord
import CivilTime
import EvidenceLogic
import LawPack
import Vocabulary

/// The questions of a law, sorted by what a record has to say for one of them to be worth asking.
struct QuestionPlan: Sendable {
  /// A fact's test as it is asked of every record.
  struct Test: Sendable {
    var test: FactTest
    /// The facts whose named people are counted with it; nil for those of its own statements alone.
    var countedFrom: [String]?
    var countsHarm: Bool
  }

  /// What of a fact's test is a number, and so is read without counting who else holds it.
  struct Shape: Sendable {
    var atLeast: Int?
    var countsChildren: Bool
    var childUnder: Int?
    var computed: Fact.Computed?
    /// Whether the people of other facts are counted with it.
    var countsOthers: Bool
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

  struct FactQuestion: Sendable {
    var number: Int
    var test: Int
    var days: Int
    var age: Int?
    var isAssumable: Bool
    var bindsActor: Bool
  }

  enum Other: Sendable {
    case conviction(framework: String)
    case outOfForce(Int, framework: String)
    case answered(framework: String)
    case decided(DayRange)
    case own(jurisdiction: String)
  }

  var tests: [Test] = []
  /// By test.
  var shapes: [Shape] = []
  var days: [Days] = []
  /// By days: the days themselves, and those from which conduct counts.
  var spans: [(days: DaySpan?, since: DaySpan?)] = []
  /// By days: the rules of each framework that was narrowed to, outermost first.
  var straddles: [[[Straddle]]] = []
  /// By years: the facts that say that a child was under so many.
  var ages: [[String]] = []
  /// The highest age, in years, that anything asks for.
  var highestAge = 0
  /// The questions of one test.
  struct Asked: Sendable {
    /// Those that bind the actor, and those that do not.
    var bound: [FactQuestion] = []
    var unbound: [FactQuestion] = []
  }

  /// The questions of each kind of row, by the test that they ask.
  var byTest: [[Asked]] = RowKind.all.map { _ in [] }
  /// The tests of which there is a question of each kind of row.
  var asked: [[Int]] = RowKind.all.map { _ in [] }
  /// The questions of each kind of row that ask no fact.
  var others: [[(number: Int, ask: Other)]] = RowKind.all.map { _ in [] }
  /// For each fact, the tests that a statement of it may support.
  var supported: [String: [Int]] = [:]
  /// For each fact, the tests that a denial of it may oppose.
  var denied: [String: [Int]] = [:]
  /// For each fact, the tests that a statement of it may oppose though it says yes.
  var opposed: [String: [Int]] = [:]
  /// The kinds of rows that the law asks anything of.
  var kinds: [RowKind] = []

  init(_ questions: [[Question]], _ law: LawPack) {
    let vocabulary = law.vocabulary
    var testNumbers: [FactTest: Int] = [:]
    var dayNumbers: [Days: Int] = [:]
    func number(of key: Days) -> Int {
      if let known = dayNumbers[key] { return known }
      dayNumbers[key] = days.count
      days.append(key)
      spans.append((key.days.map(DaySpan.init), key.since.map { DaySpan(DayRange($0, nil)) }))
      straddles.append(
        key.straddling.compactMap { id in
          guard let framework = law[framework: id], let own = framework.inForce?.days else {
            return nil
          }
          return framework.straddle.map { straddle in
            Straddle(commencement: straddle.commencement(of: own), effect: straddle.effect)
          }
        })
      return days.count - 1
    }
    func number(of test: FactTest) -> Int {
      if let known = testNumbers[test] { return known }
      testNumbers[test] = tests.count
      let fact = vocabulary[fact: test.fact]
      let from = test.atLeast == nil ? nil : fact?.countedFrom
      tests.append(
        Test(
          test: test, countedFrom: from?.isEmpty == false ? from : nil,
          countsHarm: from == ["harm"]))
      highestAge = max(highestAge, test.childUnder ?? 0, fact?.computed?.years ?? 0)
      shapes.append(
        Shape(
          atLeast: test.atLeast, countsChildren: test.of == .child, childUnder: test.childUnder,
          computed: fact?.computed, countsOthers: from?.isEmpty == false))
      return tests.count - 1
    }
    for (index, kind) in RowKind.all.enumerated() {
      var facts: [FactQuestion] = []
      for (place, question) in questions[index].enumerated() {
        switch question {
        case .fact(let test, let frame, let isAssumable, let bindsActor):
          facts.append(
            FactQuestion(
              number: place, test: number(of: test),
              days: number(of: Days(frame, since: test.since)), age: frame.age,
              isAssumable: isAssumable, bindsActor: bindsActor))
          highestAge = max(highestAge, frame.age ?? 0)
        case .conviction(let framework):
          others[index].append((place, .conviction(framework: framework)))
        case .outOfForce(let frame, let framework):
          others[index].append(
            (place, .outOfForce(number(of: Days(frame)), framework: framework)))
        case .answered(let framework):
          others[index].append((place, .answered(framework: framework)))
        case .decided(let range): others[index].append((place, .decided(range)))
        case .own(let jurisdiction):
          others[index].append((place, .own(jurisdiction: jurisdiction)))
        }
      }
      if !questions[index].isEmpty { kinds.append(kind) }
      byTest[index] = facts.reduce(into: [Asked](repeating: Asked(), count: tests.count)) {
        if $1.bindsActor { $0[$1.test].bound.append($1) } else { $0[$1.test].unbound.append($1) }
      }
    }
    for index in byTest.indices {
      byTest[index] += Array(repeating: Asked(), count: tests.count - byTest[index].count)
      asked[index] = tests.indices.filter {
        !byTest[index][$0].bound.isEmpty || !byTest[index][$0].unbound.isEmpty
      }
    }
    ages = (0...highestAge).map { years in
      vocabulary.facts.filter { ($0.computed?.years ?? .max) <= years }.map(\.name)
    }
    for (number, test) in tests.enumerated() {
      for fact in vocabulary.factsImplying(test.test.fact) {
        supported[fact, default: []].append(number)
      }
      let implied = Set(vocabulary.factsImplied(by: test.test.fact))
      for fact in implied { denied[fact, default: []].append(number) }
      for fact in vocabulary.facts {
        let isNumber =
          fact.kind == .number && test.test.atLeast != nil && implied.contains(fact.name)
        if isNumber || fact.denies.contains(where: { implied.contains($0.fact) }) {
          opposed[fact.name, default: []].append(number)
        }
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
