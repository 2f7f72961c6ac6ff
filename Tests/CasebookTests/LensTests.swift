import CaseRecord
import Casebook
import CivilTime
import Testing
import Vocabulary

/// What readers do not see, and what is left.
struct LensTests {
  /// A case in which something of every kind is withheld from somebody. Whatever says SECRET is to be seen by an inquiry alone.
  private static func book() -> Book {
    var book = Book.withCase()
    let items = [
      item(
        .sources,
        "{id: neighbour, agency: children-social-care/northmoor, kind: first-hand-account, ref: 'SECRET letter', grade: {scheme: 3x5x2, value: SECRET}}",
        isSealed: true),
      item(
        .sources,
        "{id: report-9, agency: police/northmoor, kind: intelligence, ref: 'SECRET file', grade: {scheme: 3x5x2, value: SECRET}}"
      ),
      item(.people, "{id: mother, role: adult}"),
      item(
        .places, "{id: new-home, kind: placement, street: SECRET Row, town: SECRETham}"),
      item(
        .statements,
        "{fact: moved, child: child-1, to: new-home, says: yes, source: neighbour, note: 'neighbour saw her in SECRETham'}"
      ),
      item(
        .statements,
        "{fact: moved, child: child-1, by: suspect-1, with: car-1, says: yes, source: report-9}"),
      item(
        .statements, "{fact: given-things, child: child-2, says: yes, source: log, note: other}"),
      item(
        .warnings,
        "{id: call, about: [child-1], raised-by: {role: SECRET grandmother}, sources: [neighbour], outcome: 'see Neighbour'}"
      ),
      item(.warnings, "{id: call-2, about: [child-2], outcome: 'child-2 was not believed'}"),
      item(
        .responses,
        "{act: arrested, about: [suspect-1], by: police/northmoor, reason: 'known to the force'}"),
      item(
        .responses,
        "{act: assessment, about: [child-2], by: children-social-care/northmoor, reason: 'her own story'}"
      ),
    ]
    for item in items { book.record(item) }
    return book
  }

  private let book = LensTests.book()

  @Test func `Somebody involved sees neither who spoke, nor where the child is, nor intelligence`()
    throws
  {
    let view = try book.view(as: "mia")
    #expect(secrets(in: view) == [])
    #expect(words(in: view).filter { $0.contains("neighbour") || $0.contains("new-home") } == [])
    #expect(view.withheld == [.sourceIdentity: 2, .location: 1, .intelligence: 1])
    #expect(view.record.statements.count == 3)
    #expect(view.record.source("report-9")?.ref == nil)
    #expect(view.record.source("log")?.ref == "log book 4")
  }

  @Test func `The police see intelligence, and no more than others of the rest`() throws {
    var book = book
    book.involve("pam")
    let view = try book.view(as: "pam")
    #expect(view.record.source("report-9")?.ref == "SECRET file")
    #expect(view.withheld == [.sourceIdentity: 2, .location: 1])
  }

  @Test func `What rests on a sealed source still says what it says`() throws {
    let view = try book.view(as: "mia")
    let statement = view.record.statements[0]
    #expect(statement.source == "sealed-source-1")
    #expect(statement.to == "withheld-place-1")
    #expect(statement.note == "[withheld]")
    #expect(view.record.source("sealed-source-1")?.kind == "first-hand-account")
    #expect(view.record.place("withheld-place-1")?.town == nil)
    #expect(view.record.warnings[0].raisedByRole == nil)
  }

  @Test func `A survivor sees her own story, and others by numbers`() throws {
    let view = try book.view(RedactionProfile.survivor.lens(subject: "child-1"))
    #expect(secrets(in: view) == [])
    let hidden = ["neighbour", "new-home", "child-2", "suspect-1", "mother", "ab51", "river lane,"]
    for name in hidden { #expect(words(in: view).filter { $0.contains(name) } == []) }
    #expect(view.record.person("child-1")?.born?.literal == "2010-05")
    #expect(
      view.record.people.map(\.id) == ["child-1", "another-child-1", "suspect-2", "adult-1"])
    #expect(view.record.people.map { $0.born == nil } == [false, true, true, true])
    #expect(
      view.withheld
        == [
          .sourceIdentity: 2, .location: 1, .intelligence: 1, .otherPeople: 6, .identifiers: 2,
        ])
  }

  @Test
  func
    `What is only about another child is not in a survivor's copy; what was done about a suspect is`()
    throws
  {
    let view = try book.view(RedactionProfile.survivor.lens(subject: "child-1"))
    #expect(view.record.statements.map(\.fact) == ["moved", "moved"])
    #expect(view.record.warnings.map(\.id) == ["call"])
    #expect(view.record.responses.map(\.act) == [.arrested])
    #expect(view.record.responses.map(\.about) == [["suspect-2"]])
  }

  @Test func `A family sees what a survivor sees, and not where the originals are`() throws {
    let survivor = try book.view(RedactionProfile.survivor.lens(subject: "child-1"))
    let family = try book.view(RedactionProfile.family.lens(subject: "child-1"))
    #expect(secrets(in: family) == [])
    #expect(survivor.record.source("log")?.ref == "log book 4")
    #expect(family.record.sources.compactMap(\.ref) == [])
    #expect(family.withheld[.originals] == 1)
    var rest = family.withheld
    rest[.originals] = nil
    #expect(rest == survivor.withheld)
  }

  @Test func `An inquiry sees everything as it was written`() throws {
    let view = try book.view(RedactionProfile.inquiry.lens(subject: "child-1"))
    #expect(view.withheld == [:])
    #expect(secrets(in: view).count > 5)
    #expect(view.record.source("neighbour")?.grade?.value == "SECRET")
    #expect(view.record.place("new-home")?.town == "SECRETham")
  }

  @Test(arguments: RedactionProfile.allCases)
  func `The versions of a view say no more than its record`(_ profile: RedactionProfile) throws {
    let view = try book.view(profile.lens(subject: "child-1"))
    let versions = view.statements + view.responses + view.warnings
    let texts = versions.flatMap { $0.item?.content.allTexts ?? [] }
    let secrets = texts.filter { $0.contains("SECRET") }
    #expect(secrets.isEmpty == (profile != .inquiry))
    #expect(view.statements.count == view.record.statements.count)
    #expect(view.responses.count == view.record.responses.count)
    #expect(view.warnings.count == view.record.warnings.count)
  }

  @Test func `A statement that two people entered is in the record once, with the first who did`()
    throws
  {
    var book = book
    let first = book.record(moved("child-2"))
    book.involve("sal")
    book.record(moved("child-2"), by: "sal")
    let last = book.record(moved(note: "on the way home"))
    let view = try book.view(as: "mia")
    #expect(view.statements.count == view.record.statements.count)
    #expect(view.statements.map(\.entry).suffix(2) == [first, last])
    #expect(view.record.statements.last?.note == "on the way home")
  }

  @Test func `An old version is seen through the same lens`() {
    var book = book
    let place = book.file.versions.first { $0.item?.id == "new-home" }?.entry ?? -1
    book.allowed(
      .corrected(
        place, item(.places, "{id: new-home, kind: placement, street: 2 SECRET Row, town: Oakham}")),
      by: "mia", in: "river-lane")
    var filter = LensFilter(
      Lens(name: "reader", reader: "", withheld: [.location, .sourceIdentity]), book.file)
    for version in book.file.versions {
      let texts = filter.see(version)?.item.content.allTexts ?? []
      let found = texts.filter { $0.contains("SECRET") && !$0.contains("file") && $0 != "SECRET" }
      #expect(found == [], "entry \(version.entry)")
    }
  }

  @Test func `The versions of a case are seen as its record is, old ones too`() throws {
    var book = book
    let note = book.record(moved(note: "first words"))
    let correction = Correction(
      entry: note, item: moved(note: "second words"), reason: "neighbour was wrong")
    book.allowed(.correct(correction), by: "mia", in: "river-lane")
    let lens = RedactionProfile.survivor.lens(subject: "child-1")
    let (seen, withheld) = book.file.seen(through: lens)
    #expect(withheld == (try book.view(lens).withheld))
    #expect(seen.versions.map(\.entry) == book.file.versions.map(\.entry))
    #expect(seen.history(of: note).compactMap(\.item).count == 2)
    #expect(seen.version(note + 1)?.reason == "[withheld]")
    for version in seen.versions {
      #expect(version.isWithheld == (version.item == nil))
      let texts = version.item?.content.allTexts ?? []
      #expect(!texts.contains { $0.contains("SECRET") }, "entry \(version.entry)")
    }
  }

  @Test func `The names that stand for others are nobody's own`() throws {
    var book = Book.withCase()
    for id in ["another-child-1", "suspect-2", "adult-1"] {
      let role = id.hasPrefix("adult") ? "adult" : id.hasPrefix("suspect") ? "suspect" : "child"
      book.record(item(.people, "{id: \(id), role: \(role)}"))
    }
    let view = try book.view(RedactionProfile.survivor.lens(subject: "adult-1"))
    let ids = view.record.people.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(!ids.contains("another-child-1"))
    #expect(ids.contains("adult-1"))
  }

  @Test(arguments: ["suspect", "child", "yes", "moved", "vehicle", "log"])
  func `A person whose id is a word of the format does not make the case unreadable`(
    _ id: String
  ) throws {
    var book = Book.withCase()
    book.record(item(.people, "{id: \(id), role: suspect}"))
    book.record(
      item(.statements, "{fact: moved, child: child-1, by: \(id), says: yes, source: log}"))
    let view = try book.view(RedactionProfile.survivor.lens(subject: "child-1"))
    #expect(view.record.statements.map(\.by) == [["suspect-3"]])
    #expect(view.record.statements.map(\.source) == ["log"])
  }

  @Test func `A seal is not lifted by a correction`() {
    var book = Book.withCase()
    let entry = book.record(
      item(.sources, "{id: aunt, agency: school/alderby, kind: first-hand-account}", isSealed: true)
    )
    let open = item(.sources, "{id: aunt, agency: school/alderby, kind: agency-record}")
    #expect(
      book.refusal(.corrected(entry, open), by: "mia", in: "river-lane")
        == .needsLeave(.sourceIdentity))
    var closed = open
    closed.isSealed = true
    #expect(book.refusal(.corrected(entry, closed), by: "mia", in: "river-lane") == nil)
  }

  @Test func `Leave to see one kind of content opens no other`() throws {
    var book = book
    book.involve("tom")
    book.allowed(
      .grant(Grant(person: "mia", content: .sourceIdentity, reason: "visits her")), by: "tom",
      in: "river-lane")
    let view = try book.view(as: "mia")
    #expect(view.record.source("neighbour")?.ref == "SECRET letter")
    #expect(view.record.warnings[0].raisedByRole == "SECRET grandmother")
    #expect(view.withheld == [.location: 1, .intelligence: 1])
    #expect(view.record.statements[0].note == "[withheld]")
  }

  @Test func `A name that only begins with a withheld one is left`() throws {
    var book = Book.withCase()
    book.record(moved(note: "with suspect-10 and unsuspect-1"))
    book.record(moved(note: "with Suspect-1, twice"))
    let view = try book.view(RedactionProfile.survivor.lens(subject: "child-1"))
    #expect(
      view.record.statements.map(\.note) == ["with suspect-10 and unsuspect-1", "[withheld]"])
  }

  @Test func `Two lenses together withhold what either does`() {
    let one = Lens(name: "one", reader: "one", withheld: [.location])
    let two = Lens(name: "two", reader: "two", withheld: [.originals], subject: "child-1")
    #expect(
      one.combined(with: two)
        == Lens(
          name: "two", reader: "two", withheld: [.location, .originals], subject: "child-1"))
  }

  @Test func `Every kind of withholding has a code and a sentence`() {
    let all = Lens.Withholding.allCases
    #expect(Set(all.map(\.code)).count == all.count)
    for withholding in all { #expect(withholding.sentence.hasSuffix(".")) }
  }

  /// Every text of a record, in small letters.
  private func words(in view: CaseView) -> [String] {
    var texts: [String] = []
    func collect(_ value: Any) {
      if let text = value as? String { texts.append(text.lowercased()) }
      for child in Mirror(reflecting: value).children { collect(child.value) }
    }
    collect(view.record)
    return texts
  }

  private func secrets(in view: CaseView) -> [String] {
    words(in: view).filter { $0.contains("secret") }
  }
}
