import CaseRecord
import CivilTime
import Diagnostics
import Documents
import Testing
import Vocabulary

/// What a record holds once it has been read.
struct RecordReadingTests {
  @Test func `A statement is read with everything that is said in it`() throws {
    let record = try record(
      Sample(statements: [
        """
        {fact: moved, child: child-1, by: [suspect-1], from: flat, to: shop, with: [car-1], crosses: town,
            event: e1, when: 2008-10/2008-11, says: yes, source: log, note: as told}
        """
      ]))
    #expect(
      record.statements == [
        Statement(
          fact: "moved", children: ["child-1"], by: ["suspect-1"], with: ["car-1"], from: "flat",
          to: "shop", roles: ["crosses": ["town"]], event: "e1", when: date("2008-10/2008-11"),
          says: true, source: "log", note: "as told")
      ])
  }

  @Test func `One child and a list of one child are the same`() throws {
    let record = try record(
      Sample(statements: [
        "{fact: moved, child: child-1, by: suspect-1, when: 2008, says: yes, source: log}",
        "{fact: moved, child: [child-1], by: [suspect-1], when: 2009, says: yes, source: log}",
      ]))
    #expect(record.statements[0].children == record.statements[1].children)
    #expect(record.statements[0].by == record.statements[1].by)
  }

  @Test(arguments: ["yes", "'yes'", "true", "Yes"])
  func `Yes is read as a word or as a YAML boolean`(_ word: String) throws {
    let record = try record(
      Sample(statements: ["{fact: associated, says: \(word), source: log}"]))
    #expect(record.statements.first?.says == true)
  }

  @Test(arguments: ["no", "'no'", "false", "NO"])
  func `No is read as a word or as a YAML boolean`(_ word: String) throws {
    let record = try record(
      Sample(statements: ["{fact: associated, says: \(word), source: log}"]))
    #expect(record.statements.first?.says == false)
  }

  @Test func `A number is a floor unless the source says exactly`() throws {
    let record = try record(
      Sample(statements: [
        "{fact: offenders, child: child-1, number: 3, says: yes, source: log}",
        "{fact: offenders, child: child-1, number: 3, count: exactly, says: yes, source: log}",
      ]))
    #expect(record.statements.map(\.number) == [3, 3])
    #expect(record.statements.map(\.count) == [.atLeast, .exactly])
  }

  @Test func `A fact that declares 'from' takes words there and no place`() throws {
    let record = try record(
      Sample(statements: [
        "{fact: suspect-profited, from: [drugs, other], says: yes, source: log}"
      ]))
    #expect(record.statements.first?.roles == ["from": ["drugs", "other"]])
    #expect(record.statements.first?.from == nil)
  }

  @Test func `A date of birth may name its source`() throws {
    let record = try record(
      Sample(people: [
        "{id: child-1, role: child, born: {date: 1996-05, source: log}}",
        "{id: suspect-1, role: suspect, born: 198X}",
      ]))
    #expect(
      record.people == [
        Person(id: "child-1", role: .child, born: date("1996-05"), bornSource: "log"),
        Person(id: "suspect-1", role: .suspect, born: date("198X")),
      ])
  }

  @Test func `An entry may stand for several people`() throws {
    let record = try record(
      Sample(people: ["{id: children, role: child, stands-for: the children of this case}"]))
    #expect(record.person("children")?.isPooled == true)
  }

  @Test func `A person is read with the numbers under which bodies know that person`() throws {
    let record = try record(
      Sample(people: [
        """
        {id: suspect-1, role: suspect, identifiers: [
            {scheme: police-reference, issuer: police/northmoor, value: NM/04471}, {scheme: telephone, value: "07700 900001"}]}
        """
      ]))
    #expect(
      record.person("suspect-1")?.identifiers == [
        .init(scheme: .policeReference, issuer: "police/northmoor", value: "NM/04471"),
        .init(scheme: .telephone, value: "07700 900001"),
      ])
  }

  @Test func `A source is read with who held it since when`() throws {
    let record = try record(
      Sample(sources: [
        """
        {id: note, agency: voluntary/river-lane-project, kind: agency-record, made: 2008-11-03, held: 2008-11-03,
            shared: [{with: children-social-care/northmoor, on: 2008-11-10}], ref: "log book 4, p. 12",
            grade: {scheme: 3x5x2, value: 2BP}, repeats: other}
        """,
        "{id: other, agency: police/northmoor, kind: first-hand-account}",
      ]))
    #expect(
      record.source("note")
        == Source(
          id: "note", agency: "voluntary/river-lane-project", kind: "agency-record",
          made: date("2008-11-03"), held: date("2008-11-03"),
          shared: [
            Source.Sharing(with: "children-social-care/northmoor", on: try day("2008-11-10"))
          ], ref: "log book 4, p. 12", grade: Source.Grade(scheme: "3x5x2", value: "2BP"),
          repeats: "other"))
  }

  @Test func `Places and things are read`() throws {
    let record = try record(
      Sample(
        places: [
          """
          {id: flat, kind: dwelling, street: Mill Street, town: Alderby, police-force: Northmoor, country: england}
          """
        ], things: ["{id: car-1, kind: vehicle, mark: AB51 CDE}"]))
    #expect(
      record.places == [
        Place(
          id: "flat", kind: "dwelling", street: "Mill Street", town: "Alderby",
          policeForce: "Northmoor", country: "england")
      ])
    #expect(record.things == [Thing(id: "car-1", kind: "vehicle", mark: "AB51 CDE")])
  }

  @Test func `A response is read with what it relied on`() throws {
    let record = try record(
      Sample(responses: [
        """
        {act: no-further-action, about: child-1, by: children-social-care/northmoor, on: 2008-11-24,
            reason: lifestyle choice, relies-on: [consent-claimed], decided-by: team manager}
        """
      ]))
    #expect(
      record.responses == [
        Response(
          act: .noFurtherAction, about: ["child-1"], by: "children-social-care/northmoor",
          on: date("2008-11-24"), reason: "lifestyle choice", reliesOn: ["consent-claimed"],
          decidedBy: "team manager")
      ])
  }

  @Test func `An act as a key says the same as an act beside the others`() throws {
    let record = try record(
      Sample(responses: [
        "{act: considered, framework: MSA2015-2, answer: not-met, about: child-1, on: 2019}",
        "{considered: {framework: MSA2015-2, answer: not-met}, about: child-1, on: 2019}",
        "{considered: {framework: MSA2015-2, answer: not-met, about: [child-1], on: 2019}}",
      ]))
    #expect(Set(record.responses).count == 1)
    #expect(record.responses.first?.answer == .notMet)
  }

  @Test func `Rule 9: an acquittal is of one person on one framework at one event`() throws {
    let record = try record(
      Sample(
        statements: [
          "{fact: moved, child: child-1, by: suspect-1, event: e1, says: yes, source: log}"
        ],
        responses: [
          """
          {acquitted: {framework: SOA2003-58, about: child-1, suspect: suspect-1, event: e1, on: 2010-05-04,
              outcome: not-guilty}}
          """
        ]))
    #expect(
      record.responses == [
        Response(
          act: .acquitted, about: ["child-1"], on: date("2010-05-04"), framework: "SOA2003-58",
          suspect: "suspect-1", event: "e1", outcome: .notGuilty)
      ])
  }

  @Test func `A conviction may name its source`() throws {
    let record = try record(
      Sample(responses: [
        """
        {convicted: {framework: SOA2003-58, about: child-1, suspect: suspect-1, on: 2010, source: log}}
        """
      ]))
    #expect(record.responses.first?.sources == ["log"])
  }

  @Test func `A warning that nobody acknowledged stays so`() throws {
    let record = try record(
      Sample(warnings: [
        """
        {id: w1, about: child-1, raised-by: {role: youth-worker, agency: voluntary/river-lane-project},
            on: 2008-11-03, to: police/northmoor, sources: [log], acknowledged: null, outcome: null}
        """
      ]))
    #expect(
      record.warnings == [
        Warning(
          id: "w1", about: ["child-1"], raisedByRole: "youth-worker",
          raisedByAgency: "voluntary/river-lane-project", on: date("2008-11-03"),
          to: "police/northmoor", sources: ["log"])
      ])
  }

  @Test func `YAML and JSON of one record are equal`() throws {
    let json = """
      {"heed": "case/1", "id": "river-lane", "title": "River Lane (fictional)",
       "jurisdiction": "england-and-wales",
       "people": [{"id": "child-1", "role": "child", "born": "1996-05"}, {"id": "suspect-1", "role": "suspect"}],
       "sources": [{"id": "log", "agency": "police/northmoor", "kind": "agency-record", "made": "2008-11-03"}],
       "statements": [
         {"fact": "moved", "child": "child-1", "by": ["suspect-1"], "crosses": ["town"], "when": "2008",
          "says": true, "source": "log"},
         {"fact": "offenders", "child": ["child-1"], "number": 3, "says": false, "source": "log", "note": null}]}
      """
    let yaml = Sample(
      people: ["{id: child-1, role: child, born: 1996-05}", "{id: suspect-1, role: suspect}"],
      places: [], things: [],
      sources: ["{id: log, agency: police/northmoor, kind: agency-record, made: 2008-11-03}"],
      statements: [
        "{fact: moved, child: child-1, by: suspect-1, crosses: town, when: 2008, says: yes, source: log}",
        "{fact: offenders, child: child-1, number: 3, says: no, source: log}",
      ])
    var report = Report()
    let file = RecordFile(name: "case.json", bytes: Array(json.utf8), format: .json)
    let records = readCaseRecords([file], vocabulary: .sample, report: &report)
    #expect(report.diagnostics == [])
    #expect(records == [try record(yaml)])
  }

  private func date(_ text: String) -> UncertainDate? { try? UncertainDate.parse(text).get() }

  private func day(_ text: String) throws -> UncertainDate { try UncertainDate.parse(text).get() }
}
