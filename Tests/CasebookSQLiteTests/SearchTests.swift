import Casebook
import CasebookSQLite
import CivilTime
import Testing

struct SearchTests {
  private func entries(_ query: String, as person: String, in office: Office) throws -> [Int] {
    try office.file.search(query, purpose: nil, as: office[person]).1.hits.map(\.entry)
  }

  private func pointers(_ query: String, as person: String, in office: Office) throws -> [String] {
    let (_, result) = try office.file.search(query, purpose: nil, as: office[person])
    #expect(result.hits == [])
    return result.pointers
  }

  @Test(arguments: [
    "silver hatchback", "HATCHBACK", "hatch*", "cafe", "Café", "hatchback cafe", "\"silver\"",
  ])
  func `An item is found by its words`(_ query: String) throws {
    let office = try Office()
    let entry = try office.record(.moved(note: "a silver hatchback outside the Café Léa")).entry
    #expect(try entries(query, as: "sam", in: office) == [entry])
  }

  @Test(arguments: ["hatch", "silver train", "tabback", "silver NOT hatchback"])
  func `An item is not found by words that it lacks`(_ query: String) throws {
    let office = try Office()
    try office.record(.moved(note: "a silver hatchback"))
    #expect(try entries(query, as: "sam", in: office) == [])
  }

  @Test(arguments: [
    "NEAR(silver hatchback)", "silver OR nothing", "text : silver", "silver AND", "(silver",
    "silver\" OR \"1", "-silver", "^silver", "{silver}", "silver; DROP TABLE entry", "NOT NOT",
    "silver\0hatchback", "*silver*", "+", "'", "silver ‮ hatchback", "ﬁne", "𝔰ilver",
  ])
  func `Nothing in a question is taken for an operator`(_ query: String) throws {
    let office = try Office()
    try office.record(.moved(note: "a silver hatchback"))
    do {
      _ = try office.file.search(query, purpose: nil, as: office["sam"])
    } catch CasebookError.badQuery {
      let hasWord = query.contains { $0.isLetter }
      #expect(!hasWord)
    }
    #expect(try office.file.verify(content: true).damage == [])
  }

  @Test func `That somebody searched is entered, without the words, which may name a child`() throws
  {
    let office = try Office()
    _ = try office.file.search("silver hatchback", purpose: "new referral", as: office["sam"])
    let read = try #require(try office.file.reads(in: nil).last)
    let view = View(what: "search", purpose: "new referral")
    #expect(read.deed.act == .view(view))
  }

  @Test func `Who is not involved is pointed to the body that keeps the case, and told no more`()
    throws
  {
    let office = try Office()
    try office.record(statements: 3)
    #expect(try pointers("page", as: "paul", in: office) == [Office.care])
    let read = try #require(try office.file.reads(in: nil).last)
    guard case .view(let view) = read.deed.act else {
      Issue.record("the search was not entered")
      return
    }
    #expect(view.pointed == ["river-lane"])
  }

  @Test func `Who may not open a case in an emergency is not pointed to one`() throws {
    let office = try Office()
    try office.record(statements: 3)
    #expect(try pointers("page", as: "fay", in: office) == [])
  }

  @Test func `Who is excluded from a case is not pointed to it`() throws {
    let office = try Office()
    try office.record(statements: 3)
    try office.file.perform(
      .exclude(Exclusion(person: "paul", reason: "related to a person in the case")),
      in: "river-lane", as: office["wren"])
    #expect(try pointers("page", as: "paul", in: office) == [])
    #expect(try pointers("river", as: "paul", in: office) == [])
  }

  @Test func `A sealed source is found by nobody from whom it is sealed`() throws {
    let office = try Office()
    let sealed = Item.source("source-2", ref: "Margaret at number nine", isSealed: true)
    let entry = try office.record(sealed).entry
    #expect(try entries("Margaret", as: "sam", in: office) == [])
    #expect(try pointers("Margaret", as: "paul", in: office) == [])
    let grant = Grant(person: "sam", content: .sourceIdentity, reason: "key worker")
    try office.file.perform(.grant(grant), in: "river-lane", as: office["tess"])
    #expect(try entries("Margaret", as: "sam", in: office) == [entry])
  }

  @Test func `The original of intelligence is found by those alone who may see it`() throws {
    let office = try Office()
    let item = Item.source("report-1", kind: "intelligence", ref: "cormorant 17")
    let entry = try office.record(item).entry
    #expect(try entries("cormorant", as: "sam", in: office) == [])
    #expect(try pointers("cormorant", as: "paul", in: office) == [Office.care])
    try office.file.perform(
      .involve(Involvement(person: "paul", basis: "investigation")), in: "river-lane",
      as: office["tess"])
    #expect(try entries("cormorant", as: "paul", in: office) == [entry])
  }

  @Test func `What is redacted does not help to find anything`() throws {
    let office = try Office()
    let entry = try office.record(.moved(note: "seen by a neighbour")).entry
    let redaction = Redaction(entry: entry, part: "note", authority: "court order", reason: "r")
    try office.file.perform(.redact(redaction), in: "river-lane", as: office["tess"])
    #expect(try entries("neighbour", as: "sam", in: office) == [])
    #expect(try entries("moved", as: "sam", in: office) == [entry])
  }

  @Test func `What was corrected is found, and says so`() throws {
    let office = try Office()
    let entry = try office.record(.moved(note: "a blue van")).entry
    let correction = Correction(entry: entry, item: .moved(note: "a green van"), reason: "misread")
    let newer = try office.file.perform(
      .correct(correction), in: "river-lane", as: office["sam"]
    ).entry
    let hits = try office.file.search("blue", purpose: nil, as: office["sam"]).1.hits
    #expect(hits.map(\.entry) == [entry])
    #expect(hits.first?.text.hasSuffix("[corrected: entry \(newer)]") == true)
  }

  @Test func `A meeting without minutes is found by its group and year`() throws {
    let office = try Office()
    let meeting = Meeting(
      id: "panel-1", group: "Northmoor exploitation panel",
      on: CivilDate(year: 2019, month: 5, day: 2)!, about: ["child-1"], invited: [Office.care])
    let entry = try office.file.perform(
      .schedule(meeting), in: "river-lane", as: office["tess"]
    ).entry
    let hits = try office.file.search("exploitation panel 2019", purpose: nil, as: office["sam"]).1
      .hits
    #expect(hits.map(\.entry) == [entry])
    #expect(hits.first?.text.hasSuffix("no minutes") == true)
  }

  @Test func `A case is found by its title`() throws {
    let office = try Office()
    #expect(try entries("river lane", as: "sam", in: office) == [9])
  }
}
