import CaseRecord
import CivilTime
import HeedTesting

/// Small records at random, over the words of `SmallWords`.
struct RandomRecord {
  /// Denials as well as what is said to be so.
  var denies = true
  /// Recorded dates of birth, and what sources say of ages.
  var births = true
  /// Entries that stand for several people.
  var pools = true
  /// What bodies did: convictions of the laws of `RandomLaw`, some of them quashed, and acts that a source went with.
  var responds = true

  static let agencies = ["police/a", "school/b", "health/c"]
  static let suspects = ["suspect-1", "suspect-2", "suspect-3"]
  static let children = ["child-1", "child-2"]

  private static let made = [
    "2007-05-01", "2009-02-10", "2009-03", "2011", "2012-12-24", "2012-12-31", "2014-06-01",
    "2015-01-20", "2016-07/2016-09",
  ]
  private static let when: [String?] = [
    nil, nil, "2003", "2005-06", "2008-01-10", "2008/2010", "2009-11", "2012-03", "2013-03/2013-05",
    "2015-08-01", "2017",
  ]

  func draw(using random: inout SplitMix64) -> CaseRecord {
    var record = CaseRecord(id: "random", title: "Random", jurisdiction: "england-and-wales")
    record.people = people(using: &random)
    record.sources = sources(using: &random)
    let ids = record.sources.map(\.id)
    record.statements = (0..<(4 + random.below(8))).map { _ in
      statement(says: !denies || !random.once(in: 4), from: ids, using: &random)
    }
    for child in record.people.indices where record.people[child].born != nil {
      if random.once(in: 2) { record.people[child].bornSource = Gen.element(of: ids)(&random) }
    }
    if random.once(in: 3) {
      record.warnings = [
        Warning(
          id: "w1", about: ["child-1"], on: Self.date("2010-10-10"),
          to: Gen.element(of: Self.agencies)(&random),
          sources: [Gen.element(of: ids)(&random)])
      ]
    }
    if responds, random.once(in: 2) {
      record.responses = (0...random.below(3)).map { _ in response(with: ids, using: &random) }
    }
    return record
  }

  private func response(with sources: [String], using random: inout SplitMix64) -> Response {
    var response = Response(
      act: Gen.element(of: [
        .convicted, .convicted, .acquitted, .referral, .declinedToShare,
      ])(&random))
    response.about = random.once(in: 4) ? Self.children : [Gen.element(of: Self.children)(&random)]
    if !random.once(in: 4) { response.by = Gen.element(of: Self.agencies + ["court/d"])(&random) }
    if !random.once(in: 6) { response.on = Self.date(Gen.element(of: Self.made)(&random)) }
    switch response.act {
    case .convicted, .acquitted:
      response.framework = "F\(random.below(3))"
      if !random.once(in: 3) { response.suspect = Gen.element(of: Self.suspects)(&random) }
      if random.once(in: 3) { response.event = random.once(in: 2) ? "spring" : "autumn" }
      if response.act == .acquitted {
        response.outcome = random.once(in: 4) ? .notGuilty : .convictionQuashed
      }
    default:
      if !random.once(in: 4) { response.to = Gen.element(of: Self.agencies)(&random) }
      response.sources = Gen.shuffle(sources)(&random).prefix(1 + random.below(2)).sorted()
    }
    return response
  }

  private func people(using random: inout SplitMix64) -> [Person] {
    var people: [Person] = []
    for id in Self.children {
      let born = births && random.once(in: 2)
      people.append(
        Person(
          id: id, role: .child,
          born: born ? Self.date(Gen.element(of: ["1990", "1994-05-10", "1996"])(&random)) : nil))
    }
    for id in Self.suspects {
      people.append(
        Person(
          id: id, role: .suspect, standsFor: pools && random.once(in: 6) ? "several" : nil))
    }
    return people
  }

  private func sources(using random: inout SplitMix64) -> [Source] {
    var sources: [Source] = []
    for number in 0..<5 {
      var source = Source(
        id: "s\(number)", agency: Gen.element(of: Self.agencies)(&random),
        kind: Gen.element(of: [
          "first-hand-account", "agency-record", "third-party-account", "case-study",
          "civil-finding",
        ])(&random))
      if !random.once(in: 8) { source.made = Self.date(Gen.element(of: Self.made)(&random)) }
      if random.once(in: 4) { source.held = Self.date(Gen.element(of: Self.made)(&random)) }
      if random.once(in: 3) {
        source.shared = [
          .init(
            with: Gen.element(of: Self.agencies)(&random),
            on: Self.date(Gen.element(of: Self.made)(&random)))
        ]
      }
      if number > 0, random.once(in: 4) { source.repeats = "s\(random.below(number))" }
      sources.append(source)
    }
    return sources
  }

  /// A statement of anything; one that denies leaves most of its roles open, so that it covers something.
  func statement(says: Bool, from sources: [String], using random: inout SplitMix64) -> Statement {
    var facts = RandomLaw.harm + RandomLaw.harm + RandomLaw.other + ["offenders", "acting-number"]
    if births, says { facts += ["under-16", "under-18"] }
    if denies, says { facts.append("acted-alone") }
    var statement = Statement(
      fact: Gen.element(of: facts)(&random),
      children: random.once(in: 5) ? Self.children : [Gen.element(of: Self.children)(&random)],
      says: says, source: Gen.element(of: sources)(&random))
    let isOpen = !says && !random.once(in: 3)
    if !isOpen, random.once(in: 2) {
      statement.by = Gen.shuffle(Self.suspects)(&random).prefix(1 + random.below(2)).sorted()
    }
    if !isOpen, random.once(in: 3) {
      statement.event = random.once(in: 2) ? "spring" : "autumn"
    }
    if !isOpen {
      statement.when = Gen.element(of: Self.when)(&random).map(Self.date)
    }
    switch statement.fact {
    case "moved":
      if random.once(in: 2) {
        statement.roles["crosses"] = [random.once(in: 2) ? "country" : "town"]
      }
    case "meant":
      if random.once(in: 2) {
        statement.roles["purpose"] = [random.once(in: 2) ? "sexual" : "criminal"]
      }
    case "offenders", "acting-number": statement.number = 1 + random.below(4)
    default: break
    }
    return statement
  }

  static func date(_ text: String) -> UncertainDate {
    guard case .success(let date) = UncertainDate.parse(text) else {
      preconditionFailure("no such date: \(text)")
    }
    return date
  }
}

extension CaseRecord {
  /// The same record without some of its statements.
  func keeping(_ kept: (Int) -> Bool) -> CaseRecord {
    var record = self
    record.statements = statements.indices.filter(kept).map { statements[$0] }
    return record
  }

  /// The source that a source repeats, however often passed on.
  func root(of id: String) -> String {
    var current = id
    while let next = source(current)?.repeats { current = next }
    return current
  }
}

extension CaseRecord {
  /// What a person needs to see of a counterexample.
  var brief: String {
    let people = people.map { person in
      "\(person.id)\(person.born.map { " born \($0.literal) \(person.bornSource ?? "")" } ?? "")\(person.isPooled ? " pooled" : "")"
    }
    let sources = sources.map { source in
      let shared = source.shared.map { "\($0.with) \($0.on.literal)" }
      return """
        \(source.id): \(source.kind), \(source.agency), made \(source.made?.literal ?? "-"), \
        held \(source.held?.literal ?? "-"), shared \(shared), repeats \(source.repeats ?? "-")
        """
    }
    let statements = statements.enumerated().map { index, it in
      """
      \(index) \(it.says ? "" : "not ")\(it.fact) \(it.number.map(String.init) ?? "") of \(it.children) \
      by \(it.by) \(it.roles) at \(it.event ?? "-") on \(it.when?.literal ?? "-") says \(it.source)
      """
    }
    let responses = responses.enumerated().map { index, it in
      """
      responses[\(index)] \(it.act.rawValue) \(it.outcome?.rawValue ?? "") of \(it.framework ?? "-") about \(it.about) \
      suspect \(it.suspect ?? "-") at \(it.event ?? "-") by \(it.by ?? "-") to \(it.to ?? "-") on \
      \(it.on?.literal ?? "-") with \(it.sources)
      """
    }
    return "\n" + (people + sources + statements + responses).joined(separator: "\n")
  }
}
