import CaseRecord
import Diagnostics
import Testing

/// What is refused in a record, each by the smallest record that has it.
struct RecordFaultTests {
  // MARK: The top of the file

  @Test func `The first line names the format`() {
    expectFaults(
      "record.format", in: Sample(header: "heed: 1️⃣case/2\nid: river-lane\n"))
  }

  @Test func `A record has an id`() {
    expectFaults("documents.missing-key", in: Sample(header: "1️⃣heed: case/1\n"))
  }

  @Test func `A record has a title and a jurisdiction`() {
    expectFaults(
      "record.no-jurisdiction", "record.no-title",
      in: Sample(header: "1️⃣2️⃣heed: case/1\nid: river-lane\n", title: "", jurisdiction: ""))
  }

  @Test func `A jurisdiction is one of those known`() {
    expectFaults(
      "record.unknown-jurisdiction", in: Sample(jurisdiction: "jurisdiction: 1️⃣englnad\n"))
  }

  @Test func `A key that is not known is an error with the nearest name`() {
    let sample = Sample(rest: "1️⃣statments: []\n")
    expectFaults("documents.unknown-key", in: sample)
    #expect(helps(sample).first?.hasPrefix("did you mean 'statements'?") == true)
  }

  @Test(arguments: ["ethnicity", "nationality", "religion", "immigration-status", "race"])
  func `Nobody's ethnicity, nationality, religion or immigration status is taken`(_ key: String) {
    expectFaults(
      "record.forbidden-key",
      in: Sample(people: ["{id: child-1, role: child, 1️⃣\(key): x}"]))
  }

  // MARK: Entries and ids

  @Test(arguments: ["child 1", "child/1", "child@1", "'-'"])
  func `An id can stand in an address and in an answer`(_ id: String) {
    expectFaults("record.id", in: Sample(people: ["{id: 1️⃣\(id), role: child}"]))
  }

  @Test func `Ids of groups are kept for groups`() {
    expectFaults("record.reserved-id", in: Sample(people: ["{id: 1️⃣group-1, role: child}"]))
    expectFaults(
      "record.reserved-id", in: Sample(responses: ["{act: ocg-mapped, about: 1️⃣group-1}"]))
  }

  @Test func `An id is given once in a file`() {
    expectFaults(
      "record.duplicate-id",
      in: Sample(people: ["{id: child-1, role: child}", "{id: 1️⃣child-1, role: child}"]))
  }

  @Test func `A person has one of four roles`() {
    expectFaults(
      "record.unknown-person-role", in: Sample(people: ["{id: child-1, role: 1️⃣victim}"]))
  }

  @Test func `A kind of source is one that has a class`() {
    let sample = Sample(sources: ["{id: log, agency: police/northmoor, kind: 1️⃣agency-recrd}"])
    expectFaults("record.unknown-source-kind", in: sample)
    #expect(helps(sample).first?.hasPrefix("did you mean 'agency-record'?") == true)
  }

  @Test(arguments: ["police", "police/", "/northmoor", "Police/Northmoor", "police/north/moor"])
  func `An agency is a body and an office`(_ agency: String) {
    expectFaults(
      "record.agency",
      in: Sample(sources: ["{id: log, agency: 1️⃣\(agency), kind: agency-record}"]))
  }

  @Test(arguments: ["England", "uk", "GB", "great-britain"])
  func `A country is never written so that it could be taken for another`(_ country: String) {
    expectFaults("record.country", in: Sample(places: ["{id: flat, country: 1️⃣\(country)}"]))
  }

  @Test func `Two spellings of one town are noticed before they count as a journey`() {
    expectFaults(
      "record.spelt-two-ways",
      in: Sample(places: ["{id: flat, town: Alderby}", "{id: 1️⃣shop, town: alderby}"]))
  }

  @Test func `Several people do not share a date of birth`() {
    expectFaults(
      "record.pooled-birth",
      in: Sample(people: ["{id: child-1, role: child, born: 1️⃣1996, stands-for: several}"]))
  }

  @Test func `Several people do not share an identifier`() {
    expectFaults(
      "record.pooled-identifier",
      in: Sample(people: [
        "{id: men, role: suspect, stands-for: several, identifiers: 1️⃣[{scheme: telephone, value: 07700 900001}]}"
      ]))
  }

  @Test func `An identifier of a series that each body counts for itself names the body`() {
    expectFaults(
      "record.no-issuer", "record.unknown-scheme", "record.named-twice", "record.agency",
      in: Sample(people: [
        "{id: one, role: suspect, identifiers: [1️⃣{scheme: police-reference, value: NM/1}]}",
        "{id: two, role: suspect, identifiers: [{scheme: 2️⃣passport, value: 1}]}",
        "{id: six, role: suspect, identifiers: [{scheme: nhs-number, value: 1}, 3️⃣{scheme: nhs-number, value: 1}]}",
        "{id: ten, role: suspect, identifiers: [{scheme: licence, issuer: 4️⃣Northmoor, value: 1}]}",
      ]))
  }

  @Test func `A source is not held before it is made`() {
    expectFaults(
      "record.made-after-held",
      in: Sample(sources: [
        "{id: log, agency: police/northmoor, kind: agency-record, made: 2008-11-04, held: 1️⃣2008-11-03}"
      ]))
  }

  @Test func `Days that may be in order are not held against a source`() throws {
    _ = try record(
      Sample(sources: [
        "{id: log, agency: police/northmoor, kind: agency-record, made: 2008-11, held: 2008-11-03}"
      ]))
  }

  @Test func `A source is not shared before it is made`() {
    expectFaults(
      "record.shared-before-made",
      in: Sample(sources: [
        """
        {id: log, agency: police/northmoor, kind: agency-record, made: 2008-11-04,
            shared: [{with: health/northmoor, on: 1️⃣2008-11-03}]}
        """
      ]))
  }

  @Test func `Sources do not repeat one another in a ring`() {
    expectFaults(
      "record.repeats-itself",
      in: Sample(sources: [
        "{id: log, agency: police/northmoor, kind: agency-record}",
        "{id: 1️⃣call, agency: police/northmoor, kind: agency-record, repeats: minute}",
        "{id: minute, agency: police/northmoor, kind: agency-record, repeats: call}",
        "{id: email, agency: police/northmoor, kind: agency-record, repeats: minute}",
      ]))
  }

  // MARK: Names that nothing declares

  @Test(arguments: [
    "{fact: moved, child: 1️⃣child-2, says: yes, source: log}",
    "{fact: moved, child: child-1, by: [suspect-1, 1️⃣suspect-2], says: yes, source: log}",
  ])
  func `A person in a statement is declared`(_ statement: String) {
    let sample = Sample(statements: [statement])
    expectFaults("record.no-such-person", in: sample)
    #expect(messages(sample) == ["no person with this id; the record declares 2 people"])
  }

  @Test func `A suspect in a response is declared`() {
    expectFaults(
      "record.no-such-person",
      in: Sample(responses: ["{act: charged, framework: SOA2003-58, suspect: 1️⃣suspect-2}"]))
  }

  @Test func `A place and a thing are declared`() {
    expectFaults(
      "record.no-such-place", "record.no-such-thing",
      in: Sample(statements: [
        "{fact: moved, child: child-1, to: 1️⃣station, with: 2️⃣car-2, says: yes, source: log}"
      ]))
  }

  @Test(arguments: [
    Sample(statements: ["{fact: moved, child: child-1, says: yes, source: 1️⃣lag}"]),
    Sample(people: ["{id: child-1, role: child, born: {date: 1996, source: 1️⃣lag}}"]),
    Sample(sources: [
      "{id: log, agency: police/northmoor, kind: agency-record}",
      "{id: minute, agency: police/northmoor, kind: agency-record, repeats: 1️⃣lag}",
    ]),
    Sample(responses: ["{act: referral, sources: [1️⃣lag]}"]),
    Sample(warnings: ["{id: w1, about: child-1, sources: [log, 1️⃣lag]}"]),
  ])
  func `A source is declared, wherever it is named`(_ sample: Sample) {
    expectFaults("record.no-such-source", in: sample)
    #expect(helps(sample).first?.hasPrefix("did you mean 'log'?") == true)
  }

  @Test func `An entry that could not be read in full is declared all the same`() {
    expectFaults(
      "record.unknown-person-role",
      in: Sample(
        people: ["{id: child-1, role: 1️⃣victim}"],
        statements: ["{fact: moved, child: child-1, says: yes, source: log}"]))
  }

  // MARK: Dates

  @Test func `A date that is none is refused without repeating it`() {
    let sample = Sample(statements: [
      "{fact: moved, child: child-1, when: 1️⃣last autumn, says: yes, source: log}"
    ])
    expectFaults("record.date-malformed", in: sample)
    #expect(messages(sample).allSatisfy { !$0.contains("autumn") })
    #expect(helps(sample).allSatisfy { !$0.contains("last autumn") && !$0.hasSuffix(".") })
  }

  @Test(arguments: ["2009-02-30", "2009-13", "2009/2008"])
  func `A date that never was is refused`(_ date: String) {
    expectFaults(
      "record.date-impossible",
      in: Sample(people: ["{id: child-1, role: child, born: 1️⃣\(date)}"]))
  }

  @Test func `A form of date that Heed does not read is refused as such`() {
    expectFaults(
      "record.date-unsupported",
      in: Sample(responses: ["{act: referral, on: 1️⃣'[2008, 2009]'}"]))
  }

  // MARK: Statements

  @Test func `A fact is one of the vocabulary`() {
    let sample = Sample(statements: [
      "{fact: 1️⃣movd, child: child-1, crosses: town, says: yes, source: log}"
    ])
    expectFaults("record.unknown-fact", in: sample)
    #expect(messages(sample) == ["unknown fact"])
    #expect(helps(sample) == ["not in Law/vocabulary.yaml; did you mean 'moved'?"])
  }

  @Test func `A statement has no role that its fact does not have`() {
    let sample = Sample(statements: [
      "{fact: associated, 1️⃣crosses: [town], says: yes, source: log}"
    ])
    expectFaults("record.unknown-role", in: sample)
    #expect(messages(sample) == ["'associated' has no role 'crosses'"])
    #expect(
      helps(sample) == ["'associated' has no roles of its own; facts with this role: moved"])
  }

  @Test func `A role takes only the words of its list`() {
    let sample = Sample(statements: [
      "{fact: moved, child: child-1, crosses: [town, 1️⃣contry], says: yes, source: log}"
    ])
    expectFaults("record.unknown-word", in: sample)
    #expect(helps(sample).first?.hasPrefix("did you mean 'country'?") == true)
  }

  @Test func `A statement says who said it`() {
    expectFaults(
      "record.no-source", in: Sample(statements: ["1️⃣{fact: associated, says: yes}"]))
  }

  @Test func `A statement says whether it was so`() {
    expectFaults(
      "record.no-says", in: Sample(statements: ["1️⃣{fact: associated, source: log}"]))
    expectFaults(
      "documents.expected-yes-or-no",
      in: Sample(statements: ["{fact: associated, says: 1️⃣perhaps, source: log}"]))
  }

  @Test func `A number is given where the fact is one, and nowhere else`() {
    expectFaults(
      "record.no-number", "record.misplaced-number",
      in: Sample(statements: [
        "{fact: 1️⃣offenders, child: child-1, says: yes, source: log}",
        "{fact: associated, number: 2️⃣3, says: yes, source: log}",
      ]))
  }

  @Test func `A count is not given with no`() {
    expectFaults(
      "record.count-with-no",
      in: Sample(statements: [
        "{fact: offenders, number: 3, count: 1️⃣exactly, says: no, source: log}"
      ]))
  }

  @Test(arguments: ["0", "-1", "three", "3.5"])
  func `A number of people is a whole number from one`(_ number: String) {
    expectFaults(
      "documents.expected-integer",
      in: Sample(statements: ["{fact: offenders, number: 1️⃣\(number), says: yes, source: log}"]))
  }

  @Test func `A suspect is not named under 'child'`() {
    expectFaults(
      "record.not-a-child",
      in: Sample(statements: ["{fact: moved, child: 1️⃣suspect-1, says: yes, source: log}"]))
  }

  @Test func `A child under 'by' is noticed and read`() {
    expectFaults(
      "record.child-named-as-doing",
      in: Sample(
        people: ["{id: child-1, role: child}", "{id: child-2, role: child}"],
        statements: ["{fact: moved, child: child-1, by: 1️⃣child-2, says: yes, source: log}"]))
  }

  @Test func `A fact of harm that names no child is noticed and read`() {
    expectFaults(
      "record.no-child",
      in: Sample(statements: ["{fact: 1️⃣moved, by: suspect-1, says: yes, source: log}"]))
  }

  @Test func `What is said twice in one file counts once, and is noticed`() {
    let statement = "{fact: associated, says: yes, source: log}"
    let sample = Sample(statements: [statement, "1️⃣" + statement])
    expectFaults("record.repeated-statement", in: sample)
    var report = Report()
    let records = read(MarkedText(sample.yaml).text, report: &report)
    #expect(records.first?.statements.count == 1)
  }

  @Test func `A person named twice in one statement counts once, and is noticed`() {
    expectFaults(
      "record.named-twice",
      in: Sample(statements: [
        "{fact: moved, child: child-1, by: [suspect-1, 1️⃣suspect-1], says: yes, source: log}"
      ]))
  }

  // MARK: Responses and warnings

  @Test func `An act is one of those known`() {
    let sample = Sample(responses: ["{act: 1️⃣referal, about: child-1}"])
    expectFaults("record.unknown-act", in: sample)
    #expect(helps(sample).first?.hasPrefix("did you mean 'referral'?") == true)
  }

  @Test func `An act as a key is one of those known`() {
    let sample = Sample(responses: ["{1️⃣consdered: {framework: MSA2015-2, answer: met}}"])
    expectFaults("documents.unknown-key", in: sample)
    #expect(helps(sample).first?.contains("'considered'") == true)
  }

  @Test func `A response says what was done`() {
    expectFaults("record.no-act", in: Sample(responses: ["1️⃣{about: child-1}"]))
  }

  @Test func `A response says one thing that was done`() {
    expectFaults(
      "record.two-acts",
      in: Sample(responses: ["{act: referral, 1️⃣charged: {framework: SOA2003-58}}"]))
  }

  @Test func `A key stands beside the act or inside it, not both`() {
    expectFaults(
      "record.said-twice",
      in: Sample(responses: ["{charged: {framework: SOA2003-58, on: 1️⃣2010}, on: 2011}"]))
  }

  @Test func `A reason that was relied on is one of the codes`() {
    let sample = Sample(responses: ["{act: closed, relies-on: [1️⃣no-boarder]}"])
    expectFaults("record.unknown-reliance", in: sample)
    #expect(helps(sample) == ["not in Law/factors.yaml; did you mean 'no-border'?"])
  }

  @Test func `A recorded answer names its framework and says what it is`() {
    expectFaults(
      "record.incomplete-answer", "record.incomplete-answer",
      in: Sample(responses: [
        "{1️⃣considered: {answer: met}}", "{act: 2️⃣considered, framework: MSA2015-2}",
      ]))
  }

  @Test func `An acquittal names the framework, the suspect and how it ended`() {
    let sample = Sample(responses: ["{1️⃣acquitted: {framework: SOA2003-58}}"])
    expectFaults("record.incomplete-acquittal", in: sample)
    #expect(messages(sample) == ["an acquittal lacks 'suspect' and 'outcome'"])
  }

  @Test func `An answer and an outcome belong to their acts`() {
    expectFaults(
      "record.misplaced-key", "record.misplaced-key",
      in: Sample(responses: [
        "{act: referral, answer: 1️⃣met}", "{act: charged, outcome: 2️⃣not-guilty}",
      ]))
  }

  @Test func `A framework is one of the law's, where the caller says which there are`() {
    let sample = Sample(responses: ["{considered: {framework: 1️⃣MSA2015-3, answer: met}}"])
    expectFaults(
      "record.unknown-framework", in: sample,
      options: RecordReading.Options(frameworks: ["MSA2015-1x", "MSA2015-2"]))
    let unmarked = Sample(responses: ["{considered: {framework: MSA2015-3, answer: met}}"])
    #expect(throws: Never.self) { try record(unmarked) }
  }

  @Test func `An answer about one suspect needs one suspect`() {
    expectFaults(
      "record.not-a-suspect", "record.pooled-suspect",
      in: Sample(
        people: [
          "{id: adult-1, role: adult}", "{id: suspects, role: suspect, stands-for: several men}",
        ],
        responses: [
          "{act: convicted, suspect: 1️⃣adult-1}", "{act: convicted, suspect: 2️⃣suspects}",
        ]))
  }

  @Test func `An event of a verdict that no statement describes is noticed`() {
    expectFaults(
      "record.unknown-event",
      in: Sample(responses: ["{act: convicted, suspect: suspect-1, event: 1️⃣e9}"]))
  }

  @Test func `A warning is about somebody`() {
    expectFaults("documents.missing-key", in: Sample(warnings: ["1️⃣{id: w1}"]))
  }

  @Test func `A warning is not acknowledged before it is raised`() {
    expectFaults(
      "record.acknowledged-before-raised",
      in: Sample(warnings: [
        "{id: w1, about: child-1, on: 2008-11-03, acknowledged: 1️⃣2008-11-02}"
      ]))
  }

  // MARK: Everything at once

  @Test func `Every problem of a file is reported, in the order of the file`() {
    expectFaults(
      "record.unknown-jurisdiction", "record.unknown-person-role", "record.agency",
      "record.unknown-fact", "record.no-such-place", "record.date-impossible",
      "record.unknown-reliance", "documents.unknown-key",
      in: Sample(
        jurisdiction: "jurisdiction: 1️⃣englnad\n",
        people: ["{id: child-1, role: 2️⃣victim}", "{id: suspect-1, role: suspect}"],
        sources: ["{id: log, agency: 3️⃣police, kind: agency-record}"],
        statements: [
          "{fact: 4️⃣movd, child: child-1, says: yes, source: log}",
          "{fact: moved, child: child-1, to: 5️⃣station, when: 6️⃣2009-02-30, says: yes, source: log}",
        ], responses: ["{act: closed, relies-on: 7️⃣no-boarder}"], rest: "8️⃣statments: []\n"))
  }

  @Test func `No message repeats a person, a place, a date or a text of the record`() {
    let sample = Sample(
      people: ["{id: zorblax-1, role: zorblax}", "{id: zorblax 2, role: child, born: zorblax}"],
      places: ["{id: zorblax-3, country: Zorblax}"],
      sources: ["{id: log, agency: Zorblax, kind: zorblax, grade: zorblax}"],
      statements: [
        "{fact: zorblax, child: zorblax-4, from: zorblax-5, with: zorblax-6, says: zorblax, source: log}",
        "{fact: moved, child: zorblax-4, by: zorblax-7, crosses: zorblax, when: zorblax, source: log}",
      ],
      responses: [
        "{act: zorblax}", "{act: closed, relies-on: zorblax, about: zorblax-8}",
        "{act: acquitted, suspect: zorblax-9, outcome: zorblax}",
      ])
    let found = diagnostics(sample)
    #expect(found.count > 15)
    for diagnostic in found {
      let text = render(diagnostic, source: nil)
      #expect(!text.lowercased().contains("zorblax"), "\(text)")
    }
  }

  private func diagnostics(_ sample: Sample) -> [Diagnostic] {
    var report = Report()
    _ = read(MarkedText(sample.yaml).text, report: &report)
    return report.diagnostics
  }

  private func messages(_ sample: Sample) -> [String] { diagnostics(sample).map(\.message) }

  private func helps(_ sample: Sample) -> [String] { diagnostics(sample).map(\.help) }
}
