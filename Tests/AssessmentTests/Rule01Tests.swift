import Assessment
import EvidenceLogic
import Testing

/// A leaf is met by any event, and a denial opposes only what it wholly covers.
@Suite struct Rule01Tests {
  /// Asks for a journey, and beside it for one that crossed a country's border.
  static let journeys: [Provision] = [
    .analysis("JOURNEY", ["J": "any: [moved]"]),
    .analysis("ABROAD", ["A": "any: [{fact: moved, crosses: country}]"]),
  ]

  static let bound: Provision = .analysis(
    "BOUND",
    test: """
      {event: same, all: [\(Provision.element("M", "any: [moved]")), \
      \(Provision.element("P", "any: [meant]"))]}
      """)

  // MARK: For

  @Test func `Rule 1: one statement of the fact meets the leaf`() throws {
    let law = try law(Self.journeys)
    #expect(try law.state("JOURNEY", "fact: moved, child: child-1") == .evidenced)
  }

  @Test func `Rule 1: silence is neither yes nor no`() throws {
    let law = try law(Self.journeys)
    #expect(try law.state("JOURNEY") == .notYetEvidenced)
    #expect(try law.state("JOURNEY", "fact: abused, child: child-1") == .notYetEvidenced)
  }

  @Test func `Rule 1: a statement that lacks a condition meets the leaf without it alone`() throws {
    let law = try law(Self.journeys)
    let statement = "fact: moved, child: child-1, crosses: town"
    #expect(try law.state("JOURNEY", statement) == .evidenced)
    #expect(try law.state("ABROAD", statement) == .notYetEvidenced)
  }

  @Test func `Rule 1: what places imply meets a condition as what is stated does`() throws {
    let law = try law(Self.journeys)
    let places = "places: [{id: flat, country: england}, {id: port, country: france}]"
    let journey = "fact: moved, child: child-1, from: flat, to: port"
    #expect(try law.state("ABROAD", journey, with: places) == .evidenced)
  }

  @Test func `Rule 1: a fact that implies another is evidence for it`() throws {
    let law = try law(Self.journeys)
    #expect(try law.state("JOURNEY", "fact: taken-by-force, child: child-1") == .evidenced)
  }

  @Test func `Rule 1: a statement about another child is nothing about this one`() throws {
    let law = try law(Self.journeys)
    let people = "people: [{id: child-1, role: child}, {id: child-2, role: child}]"
    #expect(
      try law.state("JOURNEY", "fact: moved, child: child-2", with: people) == .notYetEvidenced)
  }

  // MARK: Against, where the fact is supported

  @Test func `Rule 1: a general denial disputes a journey`() throws {
    let law = try law(Self.journeys)
    #expect(
      try law.state(
        "JOURNEY", "fact: moved, child: child-1", "fact: moved, child: child-1, says: no")
        == .disputed)
  }

  @Test func `Rule 1: never taken abroad does not oppose a journey`() throws {
    let law = try law(Self.journeys)
    let denial = "fact: moved, child: child-1, crosses: country, says: no"
    #expect(try law.state("JOURNEY", "fact: moved, child: child-1", denial) == .evidenced)
    #expect(
      try law.state("JOURNEY", "fact: moved, child: child-1, crosses: town", denial) == .evidenced)
    #expect(try law.state("JOURNEY", denial) == .notYetEvidenced)
  }

  @Test func `Rule 1: never taken abroad opposes a journey abroad`() throws {
    let law = try law(Self.journeys)
    let denial = "fact: moved, child: child-1, crosses: country, says: no"
    #expect(try law.state("ABROAD", denial) == .contradicted)
    #expect(
      try law.state("ABROAD", "fact: moved, child: child-1, crosses: country", denial) == .disputed)
  }

  @Test
  func `Rule 1: it opposes the crossing of the border also where the journey crossed towns too`()
    throws
  {
    let law = try law(Self.journeys)
    let denial = "fact: moved, child: child-1, crosses: country, says: no"
    let journey = "fact: moved, child: child-1, crosses: [town, country]"
    #expect(try law.state("ABROAD", journey, denial) == .disputed)
    #expect(try law.state("JOURNEY", journey, denial) == .evidenced)
  }

  @Test func `Rule 1: a denial of one word does not oppose another`() throws {
    let law = try law(.analysis("GIFT", ["G": "any: [{fact: given, what: [alcohol, food]}]"]))
    let gift = "fact: given, child: child-1, what: [alcohol, food]"
    let noAlcohol = "fact: given, child: child-1, what: alcohol, says: no"
    #expect(try law.state("GIFT", gift, noAlcohol) == .evidenced)
    #expect(
      try law.state("GIFT", gift, "fact: given, child: child-1, what: [alcohol, food], says: no")
        == .disputed)
  }

  @Test func `Rule 1: a denial that names a person opposes that person's act alone`() throws {
    let law = try law(Self.journeys)
    let denial = "fact: moved, child: child-1, by: suspect-1, says: no"
    func state(by people: String) throws -> State {
      try law.state("JOURNEY", "fact: moved, child: child-1\(people)", denial)
    }
    #expect(try state(by: ", by: suspect-1") == .disputed)
    #expect(try state(by: ", by: suspect-2") == .evidenced)
    #expect(try state(by: ", by: [suspect-1, suspect-2]") == .evidenced)
    #expect(try state(by: "") == .evidenced)
  }

  @Test func `Rule 1: a denial of a place opposes that journey alone`() throws {
    let law = try law(Self.journeys)
    let places = "places: [{id: flat}, {id: shop}, {id: park}]"
    let denial = "fact: moved, child: child-1, from: flat, to: shop, says: no"
    func state(to place: String) throws -> State {
      try law.state(
        "JOURNEY", "fact: moved, child: child-1, from: flat, to: \(place)", denial, with: places)
    }
    #expect(try state(to: "shop") == .disputed)
    #expect(try state(to: "park") == .evidenced)
  }

  @Test func `Rule 1: a denial of one vehicle does not oppose a journey in another`() throws {
    let law = try law(Self.journeys)
    let things = "things: [{id: car, kind: vehicle}, {id: van, kind: vehicle}]"
    let denial = "fact: moved, child: child-1, with: car, says: no"
    func state(with thing: String) throws -> State {
      try law.state(
        "JOURNEY", "fact: moved, child: child-1, with: \(thing)", denial, with: things)
    }
    #expect(try state(with: "car") == .disputed)
    #expect(try state(with: "van") == .evidenced)
  }

  @Test func `Rule 1: a denial that says when opposes what lies wholly within those days`() throws {
    let law = try law(Self.journeys)
    let denial = "fact: moved, child: child-1, when: 2008, says: no"
    func state(when days: String) throws -> State {
      try law.state("JOURNEY", "fact: moved, child: child-1\(days)", denial)
    }
    #expect(try state(when: ", when: 2008-10") == .disputed)
    #expect(try state(when: ", when: 2008") == .disputed)
    #expect(try state(when: ", when: 2008-12/2009-01") == .evidenced)
    #expect(try state(when: ", when: 2009") == .evidenced)
    #expect(try state(when: "") == .evidenced)
  }

  @Test func `Rule 1: of two journeys one denied leaves the other`() throws {
    let law = try law(Self.journeys)
    let journeys = [
      "fact: moved, child: child-1, event: spring", "fact: moved, child: child-1, event: autumn",
    ]
    let denial = "fact: moved, child: child-1, event: spring, says: no"
    #expect(try law.state("JOURNEY", journeys[0], denial) == .disputed)
    #expect(try law.state("JOURNEY", journeys[0], journeys[1], denial) == .evidenced)
  }

  @Test func `Rule 1: a denial of an event opposes it whenever it is said to have been`() throws {
    let law = try law(Self.journeys)
    let sources = """
      sources:
        - {id: early, agency: police/a, kind: agency-record, made: 2009}
        - {id: late, agency: police/a, kind: agency-record, made: 2012}
      """
    #expect(
      try law.state(
        "JOURNEY", "fact: moved, child: child-1, event: spring, source: late",
        "fact: moved, child: child-1, event: spring, says: no, source: early", with: sources)
        == .disputed)
  }

  @Test func `Rule 1: evidence against a fact is evidence against what implies it`() throws {
    let law = try law(
      .analysis("FORCE", ["F": "any: [taken-by-force]"]),
      .analysis("JOURNEY", ["J": "any: [moved]"]))
    #expect(try law.state("FORCE", "fact: moved, child: child-1, says: no") == .contradicted)
    #expect(
      try law.state("JOURNEY", "fact: taken-by-force, child: child-1, says: no")
        == .notYetEvidenced)
  }

  // MARK: Against, where nobody described an event

  @Test func `Rule 1: a general denial contradicts what nobody states`() throws {
    let law = try law(Self.journeys)
    #expect(try law.state("JOURNEY", "fact: moved, child: child-1, says: no") == .contradicted)
  }

  @Test func `Rule 1: a denial of one event leaves the event that nobody described`() throws {
    let law = try law(Self.journeys)
    let denials = ["event: spring", "by: suspect-1", "crosses: country", "when: 2008"]
    for denial in denials {
      #expect(
        try law.state("JOURNEY", "fact: moved, child: child-1, says: no, \(denial)")
          == .notYetEvidenced, "\(denial)")
    }
  }

  @Test func `Rule 1: a dated denial contradicts where it covers all dated harm on record`() throws
  {
    let law = try law(Self.journeys)
    let denial = "fact: moved, child: child-1, when: 2008, says: no"
    #expect(
      try law.state("JOURNEY", denial, "fact: abused, child: child-1, when: 2008-03")
        == .contradicted)
    #expect(
      try law.state("JOURNEY", denial, "fact: abused, child: child-1, when: 2008-12/2009-01")
        == .notYetEvidenced)
  }

  @Test func `Rule 1: a denial that names no child opposes no child's answer`() throws {
    let law = try law(Self.journeys)
    #expect(
      try law.state("JOURNEY", "fact: moved, child: child-1", "fact: moved, says: no")
        == .evidenced)
  }

  // MARK: event: same

  @Test func `Rule 1: elements bound to one event are met by statements that share it`() throws {
    let law = try law(Self.bound)
    #expect(
      try law.state(
        "BOUND", "fact: moved, child: child-1, event: spring",
        "fact: meant, child: child-1, event: spring") == .evidenced)
  }

  @Test func `Rule 1: elements bound to one event are not met by two events`() throws {
    let law = try law(Self.bound)
    #expect(
      try law.state(
        "BOUND", "fact: moved, child: child-1, event: spring",
        "fact: meant, child: child-1, event: autumn") == .notYetEvidenced)
  }

  @Test func `Rule 1: a statement of no event fits any`() throws {
    let law = try law(Self.bound)
    #expect(
      try law.state(
        "BOUND", "fact: moved, child: child-1, event: spring", "fact: meant, child: child-1")
        == .evidenced)
    #expect(
      try law.state("BOUND", "fact: moved, child: child-1", "fact: meant, child: child-1")
        == .evidenced)
  }

  @Test func `Rule 1: a denied event does not contradict elements bound to one event`() throws {
    let law = try law(Self.bound)
    #expect(
      try law.state("BOUND", "fact: moved, child: child-1, event: spring, says: no")
        == .notYetEvidenced)
    #expect(try law.state("BOUND", "fact: moved, child: child-1, says: no") == .contradicted)
  }
}
