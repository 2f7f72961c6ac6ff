import CaseRecord
import CivilTime
import HeedTesting
import LawTesting
import Vocabulary

/// Records at random over every word of the real vocabulary: nearly all in order, some with a mistake in them.
struct RandomCase {
  /// One record in so many has a mistake of each kind; none if nil.
  var mistakes: Int?

  private static let agencies = [
    "police/northmoor", "children-social-care/northmoor", "health/alderby-clinic", "school/hill",
    "voluntary/river-lane-project",
  ]
  private static let dates = [
    "2008-11-03", "2009-02", "2011", "198X", "2004~", "2005?", "2004-22", "2008-10/2008-11",
    "2003/..", "2012-XX", "2010-05-07T14:30:00Z", "19XX", "2006%",
  ]
  private static let texts = [
    "log book 4, p. 12", "lifestyle choice", "said \"no\" twice", "two\nlines", "a\ttab",
    "C:\\files", "café", "Ynys Môn", "🙂 sign", "a/b", "  spaced  ", "\u{E9}", "e\u{301}",
  ]

  func draw(using random: inout SplitMix64) -> CaseRecord {
    var record = CaseRecord(
      id: "case-\(random.below(100_000))", title: text(&random),
      jurisdiction: Gen.element(of: CaseRecord.jurisdictions)(&random))
    record.people = people(&random)
    record.places = places(&random)
    record.things = (0..<random.below(3)).map { number in
      Thing(
        id: "thing-\(number)", kind: maybe("vehicle", &random), mark: maybe(text(&random), &random))
    }
    record.sources = sources(&random)
    record.statements = (0..<random.below(9)).map { _ in statement(of: record, &random) }
    record.responses = (0..<random.below(5)).map { _ in response(of: record, &random) }
    record.warnings = (0..<random.below(3)).map { number in
      Warning(
        id: "w\(number)", about: [one(record.people.map(\.id), &random)],
        raisedByRole: maybe("youth-worker", &random),
        raisedByAgency: maybe(Self.agencies[4], &random),
        on: maybe(Self.date("2008-11-03"), &random), to: maybe(Self.agencies[0], &random),
        sources: random.once(in: 2) ? [one(record.sources.map(\.id), &random)] : [],
        acknowledged: isWrong(&random) ? Self.date("2007") : maybe(Self.date("2009"), &random),
        outcome: maybe(text(&random), &random))
    }
    return record
  }

  private func isWrong(_ random: inout SplitMix64) -> Bool {
    mistakes.map { random.once(in: $0) } ?? false
  }

  private func people(_ random: inout SplitMix64) -> [Person] {
    var people: [Person] = []
    for number in 0..<(1 + random.below(3)) {
      people.append(Person(id: "child-\(number)", role: .child))
    }
    for number in 0..<(1 + random.below(3)) {
      people.append(Person(id: "suspect-\(number)", role: .suspect))
    }
    for index in people.indices {
      if random.once(in: 2) {
        people[index].born = Self.date(one(Self.dates, &random))
        if random.once(in: 3) { people[index].bornSource = "s0" }
      }
      if random.once(in: 3) {
        people[index].identifiers = [
          .init(
            scheme: .policeReference, issuer: Self.agencies[0], value: "NM/\(random.below(99))"),
          .init(scheme: .telephone, value: "07700 900\(random.below(999))"),
        ]
      }
      if random.once(in: 8), index > 3 || isWrong(&random) { people[index].standsFor = "several" }
      if people[index].isPooled, !isWrong(&random) {
        people[index].born = nil
        people[index].bornSource = nil
        people[index].identifiers = []
      }
    }
    if isWrong(&random) { people.append(people[0]) }
    if isWrong(&random) { people[0].id = "group-1" }
    return people
  }

  private func places(_ random: inout SplitMix64) -> [Place] {
    var places = (0..<random.below(4)).map { number in
      Place(
        id: "place-\(number)", kind: maybe("dwelling", &random),
        street: maybe("Mill Lane", &random),
        town: maybe(random.once(in: 2) ? "Alderby" : "Brackwell", &random),
        policeForce: maybe("Northmoor", &random), country: maybe("england", &random))
    }
    if isWrong(&random), !places.isEmpty { places[0].town = "alderby " }
    if isWrong(&random), !places.isEmpty { places[0].country = "uk" }
    return places
  }

  private func sources(_ random: inout SplitMix64) -> [Source] {
    (0..<(1 + random.below(4))).map { number in
      var source = Source(
        id: "s\(number)", agency: one(Self.agencies, &random),
        kind: one(RealWords.vocabulary.sourceKinds.map(\.name), &random))
      if random.once(in: 2) { source.made = Self.date("2008-11-0\(1 + random.below(9))") }
      if random.once(in: 2) {
        source.held = Self.date(isWrong(&random) ? "2007-01-01" : "2008-11-1\(random.below(9))")
      }
      if random.once(in: 3) {
        source.shared = [
          .init(with: one(Self.agencies, &random), on: Self.date("2009-0\(1 + random.below(9))"))
        ]
      }
      source.ref = maybe(text(&random), &random)
      if random.once(in: 4) { source.grade = .init(scheme: "3x5x2", value: "2BP") }
      if number > 0, random.once(in: 4) { source.repeats = "s\(random.below(number))" }
      if isWrong(&random) { source.repeats = "s\(random.below(4))" }
      return source
    }
  }

  private func statement(of record: CaseRecord, _ random: inout SplitMix64) -> Statement {
    let fact = one(RealWords.vocabulary.facts, &random)
    let children = record.people.filter { $0.role == .child }.map(\.id)
    let others = record.people.filter { $0.role != .child }.map(\.id)
    var statement = Statement(
      fact: fact.name, children: [one(children, &random)], says: !random.once(in: 4),
      source: one(record.sources.map(\.id), &random))
    if random.once(in: 5) { statement.children = children }
    if isWrong(&random) { statement.children = [] }
    if random.once(in: 2) { statement.by = [one(isWrong(&random) ? children : others, &random)] }
    if random.once(in: 6) { statement.by = others }
    if let thing = record.things.first, random.once(in: 3) { statement.with = [thing.id] }
    if let place = record.places.first, random.once(in: 3) { statement.to = place.id }
    if let place = record.places.last, random.once(in: 3), fact.roles["from"] == nil {
      statement.from = isWrong(&random) ? "nowhere" : place.id
    }
    for (role, words) in fact.roles.sorted(by: { $0.key < $1.key }) where random.once(in: 2) {
      statement.roles[role] = random.once(in: 3) ? words : [one(words, &random)]
      if isWrong(&random) { statement.roles[role] = ["unheard-of"] }
    }
    if (fact.kind == .number) != isWrong(&random) {
      statement.number = 1 + random.below(6)
      if statement.says, random.once(in: 3) { statement.count = .exactly }
    }
    if random.once(in: 3) { statement.event = "event-\(random.below(3))" }
    if !random.once(in: 5) { statement.when = Self.date(one(Self.dates, &random)) }
    statement.note = maybe(text(&random), &random)
    return statement
  }

  private func response(of record: CaseRecord, _ random: inout SplitMix64) -> Response {
    let act = one(Response.Act.allCases, &random)
    var response = Response(act: act)
    if random.once(in: 2) { response.about = [one(record.people.map(\.id), &random)] }
    response.by = maybe(one(Self.agencies, &random), &random)
    response.to = maybe(one(Self.agencies, &random), &random)
    response.on = maybe(Self.date(one(Self.dates, &random)), &random)
    response.reason = maybe(text(&random), &random)
    response.decidedBy = maybe("team manager", &random)
    if random.once(in: 3) {
      let codes = RealWords.vocabulary.relianceCodes
      response.reliesOn = [isWrong(&random) ? "unheard-of" : one(codes, &random)]
    }
    let events = record.statements.compactMap(\.event)
    if !events.isEmpty, random.once(in: 4) { response.event = one(events, &random) }
    if random.once(in: 3) { response.sources = [one(record.sources.map(\.id), &random)] }
    if act == .considered || isWrong(&random) {
      response.framework = "MSA2015-2"
      response.answer = one(Response.Answer.allCases, &random)
    }
    if act == .acquitted || isWrong(&random) {
      response.framework = "SOA2003-9"
      let suspects = record.people.filter { $0.role == .suspect && ($0.standsFor == nil) }
      response.suspect = suspects.first?.id
      response.outcome = one(Response.Outcome.allCases, &random)
    }
    if act == .nrmDecision {
      response.stage = one(Response.Stage.allCases, &random)
      response.decision = one(Response.Decision.allCases, &random)
    }
    if act == .clockPaused || act == .clockResumed, !isWrong(&random) {
      response.duty = "duty-1"
      response.reason = "a reason"
      response.decidedBy = "somebody"
      response.on = Self.date("2019-03-04")
    }
    return response
  }

  private func text(_ random: inout SplitMix64) -> String { one(Self.texts, &random) }

  private func one<Value: Sendable>(_ values: [Value], _ random: inout SplitMix64) -> Value {
    Gen.element(of: values)(&random)
  }

  private func maybe<Value>(_ value: Value, _ random: inout SplitMix64) -> Value? {
    random.once(in: 2) ? value : nil
  }

  static func date(_ text: String) -> UncertainDate {
    guard case .success(let date) = UncertainDate.parse(text) else {
      preconditionFailure("no such date: \(text)")
    }
    return date
  }
}
