internal import CaseRecord
internal import CivilTime
internal import Vocabulary

/// Makes the record of one planned case, and says what it was made from.
struct CaseMaker {
  let book: FactBook
  let frameworks: [NamedFramework]
  let seed: UInt64
  var days = Days()

  // The case that is being made.
  var plan: CasePlan
  var chance: Chance
  var record: CaseRecord
  var people: [CaseTruth.Someone] = []
  var closures: [CaseTruth.IrrelevantClosure] = []
  var shelved: [String] = []

  init(vocabulary: Vocabulary, frameworks: [NamedFramework], seed: UInt64) {
    book = FactBook(vocabulary)
    self.frameworks = frameworks
    self.seed = seed
    plan = CasePlan(
      number: 0, profile: .thin, group: nil, suspects: [], area: 0, home: 0, day: 0, children: [])
    chance = Chance(seed: seed, stream: 0)
    record = CaseRecord(id: "", title: "", jurisdiction: "")
  }

  var area: Area { Area.all[plan.area] }

  /// The record, and the truth but for what joins it with others.
  mutating func make(_ plan: CasePlan) -> (CaseRecord, CaseTruth) {
    self.plan = plan
    chance = Chance(seed: seed, stream: UInt64(plan.number) << 2 | 2)
    people = []
    closures = []
    shelved = []
    let town = area.towns[plan.number % area.towns.count]
    record = CaseRecord(
      id: plan.id, title: "Fictional case \(plan.number + 1) (\(town))",
      jurisdiction: area.jurisdiction)
    addChildren()
    addSuspects()
    addPlaces()
    addThings()
    addStatements()
    addResponses()
    addWarnings()
    let truth = CaseTruth(
      caseID: plan.id, profile: plan.profile.rawValue, group: plan.group, component: plan.id,
      people: people, duplicates: [], irrelevantClosures: closures, shelvedWarnings: shelved)
    return (record, truth)
  }

  // MARK: People

  private static let childIDs = ["child-1", "child-2", "child-3", "child-4"]
  private static let suspectIDs = (1...8).map { "suspect-\($0)" }

  private mutating func addChildren() {
    for (index, child) in plan.children.enumerated() {
      var person = Person(id: Self.childIDs[index], role: .child)
      // Fifteen years of 365 and a quarter days.
      let born = child.fifteen - 5479
      person.born = birth(born)
      if chance.percent(58) {
        person.identifiers.append(
          .init(scheme: .nhsNumber, value: "999 \(digits(child.number, 7))"))
      }
      if chance.percent(34) {
        person.identifiers.append(
          .init(
            scheme: .socialCareReference, issuer: area.socialCare,
            value: "SC\(digits(child.number, 7))"))
      }
      record.people.append(person)
      people.append(.init(id: person.id, person: "c-\(child.number)"))
    }
  }

  private mutating func addSuspects() {
    for (index, suspect) in plan.suspects.enumerated() {
      let (number, name) =
        plan.group.map { ($0 * 8 + suspect, "s-\($0)-\(suspect + 1)") }
        // Whoever acts without a group is in no other case, and is counted behind them all.
        ?? (900_000_000 + plan.number, "s-alone-\(plan.number)")
      var person = Person(id: Self.suspectIDs[index], role: .suspect)
      switch chance.below(10) {
      case 0..<2: person.born = days.date("\(195 + number % 5)X")
      case 2..<4: person.born = days.date(String(1955 + number % 40))
      case 4: person.born = days.date("\(1955 + number % 40)~")
      default: break
      }
      if chance.percent(42) {
        person.identifiers.append(
          .init(
            scheme: .policeNationalComputer,
            value: "\(digits(number % 100, 2))/\(digits(number, 9))"))
      }
      if chance.percent(50) {
        person.identifiers.append(
          .init(
            scheme: .policeReference, issuer: area.police,
            value: "\(area.force.prefix(2))/\(digits(number, 9))"))
      }
      if chance.percent(16) {
        // More digits than any telephone has, so that it is nobody's.
        person.identifiers.append(
          .init(scheme: .telephone, value: "07700 900 \(digits(number, 9))"))
      }
      record.people.append(person)
      people.append(.init(id: person.id, person: name))
    }
    if chance.percent(7) {
      record.people.append(
        Person(id: "others", role: .suspect, standsFor: "men at the flat, not named"))
    }
  }

  private mutating func birth(_ day: Int) -> UncertainDate? {
    switch chance.below(100) {
    case 0..<46: return UncertainDate(CivilDate(dayNumber: day))
    case 46..<64:
      let date = CivilDate(dayNumber: day)
      return days.date(Days.month(date.year, date.month))
    case 64..<76: return days.date(String(CivilDate(dayNumber: day).year))
    case 76..<80: return days.date("\(CivilDate(dayNumber: day).year)~")
    default: return nil
    }
  }

  func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  // MARK: Places and things

  private mutating func addPlaces() {
    let area = area
    let home = Area.all[plan.home]
    if let group = plan.group, chance.percent(46) {
      let town = home.towns[group % home.towns.count]
      record.places.append(
        Place(
          id: "flat", kind: "dwelling",
          street: "\(group + 1) \(Area.streets[group % Area.streets.count])", town: town,
          policeForce: home.force, country: home.country))
    } else if chance.percent(40) {
      record.places.append(
        Place(
          id: "flat", kind: "dwelling", town: chance.one(area.towns), policeForce: area.force,
          country: area.country))
    }
    if chance.percent(50) {
      let there = chance.percent(70) ? area : Area.all[(plan.area + 1) % Area.all.count]
      record.places.append(
        Place(
          id: "shop", kind: chance.one(["takeaway", "hotel", "park", "garage"]),
          town: chance.one(there.towns), policeForce: there.force,
          country: chance.percent(80) ? there.country : nil))
    }
    if chance.percent(30) {
      record.places.append(
        Place(
          id: "home", kind: chance.one(["dwelling", "children's home"]),
          town: chance.one(area.towns),
          policeForce: area.force, country: area.country))
    }
  }

  private mutating func addThings() {
    guard let group = plan.group else { return }
    if chance.percent(38) {
      // No vehicle bears such a mark.
      record.things.append(
        Thing(
          id: "car-1", kind: "vehicle",
          mark: "HEED \(digits(group, 6))\(chance.one(["A", "B", "C"]))"))
    }
    if chance.percent(18) {
      record.things.append(
        Thing(id: "phone-1", kind: "telephone", mark: "07700 900 \(digits(group, 9)) 1"))
    }
  }
}
