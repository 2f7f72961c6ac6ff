internal import CaseRecord
internal import CivilTime
internal import Vocabulary

extension CaseMaker {
  // MARK: Sources

  /// A source made about a day, and its id.
  mutating func source(_ kind: String, _ agency: String, made day: Int) -> String {
    let id = Self.sourceIDs[min(record.sources.count, Self.sourceIDs.count - 1)]
    var source = Source(id: id, agency: agency, kind: book.kind(kind))
    let made = min(day, Days.last - 40)
    if !chance.percent(6) {
      source.made =
        chance.percent(8)
        ? days.date(Days.month(CivilDate(dayNumber: made).year, CivilDate(dayNumber: made).month))
        : days.day(made)
    }
    if chance.percent(80) {
      source.held = days.day(made + (chance.percent(70) ? 0 : chance.below(9)))
    }
    if chance.percent(28) {
      let other = chance.percent(50) ? area.socialCare : area.police
      if other != agency {
        source.shared = [.init(with: other, on: days.day(made + 9 + chance.below(30)))]
      }
    }
    if chance.percent(60) {
      source.ref = "file \(1 + chance.below(40)), entry \(1 + chance.below(200))"
    }
    if kind == "intelligence" {
      source.grade =
        CivilDate(dayNumber: made).year >= 2017
        ? .init(scheme: "3x5x2", value: chance.one(["1AP", "2BP", "2CP", "3BC", "2DP", "3EP"]))
        : .init(scheme: "5x5x5", value: chance.one(["A11", "B21", "B24", "C35", "E41"]))
    }
    if kind == "third-party-account", let first = record.sources.first, chance.percent(40) {
      source.repeats = first.id
    }
    record.sources.append(source)
    return id
  }

  private static let sourceIDs = (1...40).map { "s\($0)" }

  /// Two to five sources, as such a case has them; the first is made soonest.
  private mutating func addSources() -> [String] {
    let area = area
    let town = plan.number % area.towns.count
    let soon = plan.day + chance.below(40)
    var ids: [String] = []
    switch chance.below(6) {
    case 0, 1: ids.append(source("agency-record", area.voluntary[town], made: soon))
    case 2: ids.append(source("agency-record", area.education[town], made: soon))
    case 3: ids.append(source("agency-record", area.health[town], made: soon))
    case 4: ids.append(source("agency-record", area.socialCare, made: soon))
    default: ids.append(source("agency-record", area.police, made: soon))
    }
    if plan.profile == .thin {
      if chance.percent(30) { ids.append(source("unattributed", area.voluntary[town], made: soon)) }
      return ids
    }
    if chance.percent(58) {
      ids.append(source("agency-record", area.police, made: soon + chance.below(60)))
    }
    if chance.percent(42) {
      // At once, or after many years.
      let delay = chance.percent(70) ? chance.below(200) : 700 + chance.below(4500)
      ids.append(source("first-hand-account", area.police, made: plan.day + delay))
    }
    if chance.percent(34) {
      ids.append(source("intelligence", area.police, made: soon + chance.below(120)))
    }
    if chance.percent(24) {
      ids.append(source("third-party-account", area.socialCare, made: soon + chance.below(90)))
    }
    if plan.profile == .online, chance.percent(70) {
      ids.append(source("device-record", area.police, made: soon + 30))
    }
    if plan.profile == .warned || chance.percent(4) {
      ids.append(source("agency-record", area.licensing[town], made: soon + chance.below(60)))
    }
    if chance.percent(5) {
      ids.append(source("conviction", area.court, made: plan.day + 500 + chance.below(900)))
    }
    if chance.percent(4) {
      ids.append(source("audit-finding", area.socialCare, made: plan.day + 1500))
    }
    if chance.percent(4) {
      ids.append(source("case-study", area.voluntary[town], made: plan.day + 900))
    }
    return ids
  }

  // MARK: Statements

  mutating func addStatements() {
    let sources = addSources()
    for (index, child) in plan.children.indices.map({ ($0, record.people[$0].id) }) {
      // The first child is the one of whom most is told.
      let share = index == 0 ? 100 : 45
      for entry in book.facts(of: plan.profile) where chance.percent(entry.share * share / 100) {
        say(entry, child, chance.one(sources))
        if chance.percent(10) { say(entry, child, chance.one(sources)) }
      }
      if plan.profile == .movement || chance.percent(8), chance.percent(share) {
        addJourney(of: child, sources)
      }
      for entry in book.around where chance.percent(entry.share * share / 100) {
        say(entry, child, chance.one(sources))
      }
    }
    if chance.percent(20) {
      for _ in 0...chance.below(4) {
        say(chance.one(book.all), record.people[chance.below(plan.children.count)].id, sources[0])
      }
    }
    if chance.percent(24) { addDenials() }
  }

  private mutating func addJourney(of child: String, _ sources: [String]) {
    guard let moved = book.moved else { return }
    let event = child == "child-1" ? "journey-1" : "journey-2"
    let source = chance.one(sources)
    let when = days.uncertain(plan.day, &chance)
    let doers = someSuspects()
    var journey = Statement(
      fact: moved.fact.name, children: [child], by: doers, event: event, when: when, says: true,
      source: source)
    let places = record.places.map(\.id)
    if let last = places.last, chance.percent(70) {
      journey.to = last
      if places.count > 1, chance.percent(70) { journey.from = places[0] }
    } else if chance.percent(60) {
      journey.roles = roles(of: moved)
    }
    if let thing = record.things.first, thing.kind == "vehicle", chance.percent(70) {
      journey.with = [thing.id]
    }
    add(journey)
    for entry in book.journey where chance.percent(entry.share) {
      var statement = Statement(
        fact: entry.fact.name, children: [child], by: doers, event: event, when: when, says: true,
        source: chance.percent(70) ? source : chance.one(sources))
      statement.roles = roles(of: entry)
      add(statement)
    }
  }

  /// Somebody says that some of it was not so; now and then nobody else says that it was.
  private mutating func addDenials() {
    let source = source("agency-record", area.police, made: plan.day + 60 + chance.below(400))
    for entry in book.deniable where chance.percent(entry.share) {
      let isStated = record.statements.contains { $0.fact == entry.fact.name }
      guard isStated || chance.percent(18) else { continue }
      var denial = Statement(
        fact: entry.fact.name, children: [record.people[0].id], says: false, source: source)
      if entry.fact.kind == .number { denial.number = 2 }
      if chance.percent(30) { denial.when = days.date(String(CivilDate(dayNumber: plan.day).year)) }
      add(denial)
    }
    if chance.percent(12), let alone = book.all.first(where: { $0.fact.name == "acted-alone" }) {
      say(alone, record.people[0].id, source)
    }
  }

  private mutating func say(_ entry: FactBook.Entry, _ child: String, _ source: String) {
    var statement = Statement(
      fact: entry.fact.name, children: [child], says: true, source: source)
    statement.when = days.uncertain(plan.day + chance.below(90) - 30, &chance)
    if entry.fact.kind == .number {
      statement.number = 1 + chance.below(7)
      if chance.percent(14) { statement.count = .exactly }
    } else if chance.percent(60) {
      statement.by = someSuspects()
    }
    statement.roles = roles(of: entry)
    if chance.percent(4) { statement.note = "as it stands on the file" }
    add(statement)
  }

  private mutating func someSuspects() -> [String] {
    let all = record.people.dropFirst(plan.children.count).map(\.id)
    if all.isEmpty || chance.percent(22) { return [] }
    if all.count > 1, chance.percent(26) { return Array(all.prefix(2)) }
    return [chance.one(all)]
  }

  private mutating func roles(of entry: FactBook.Entry) -> [String: [String]] {
    var roles: [String: [String]] = [:]
    for role in entry.roles where chance.percent(74) {
      // The first word is what is nearly always meant.
      roles[role.name] = [chance.percent(50) ? role.words[0] : chance.one(role.words)]
    }
    return roles
  }

  /// One source says one thing of one child once.
  private mutating func add(_ statement: Statement) {
    let isThere = record.statements.contains {
      $0.fact == statement.fact && $0.source == statement.source && $0.says == statement.says
        && $0.children == statement.children
    }
    if !isThere { record.statements.append(statement) }
  }
}
