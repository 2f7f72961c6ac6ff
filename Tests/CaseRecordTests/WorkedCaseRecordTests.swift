import CaseRecord
import Diagnostics
import Documents
import Testing

/// The inline record of a worked case of the law, which may leave much out.
struct WorkedCaseRecordTests {
  private func workedCase(_ text: String) throws -> (CaseRecord?, [Diagnostic]) {
    var report = Report()
    let document = readDocument(
      Array(text.utf8), file: "act.cases.yaml", format: .yaml, report: &report)
    let node = try #require(document)
    let record = readCaseRecord(
      node: node, file: "act.cases.yaml", vocabulary: .sample,
      options: .workedCase(jurisdiction: "scotland", otherKeys: ["name", "on", "expect"]),
      report: &report)
    return (record, report.diagnostics)
  }

  @Test func `Statements alone are enough`() throws {
    let (found, diagnostics) = try workedCase(
      """
      name: driven across town once
      statements:
        - {fact: moved, child: child-1, by: [suspect-1], when: 2019-05}
        - {fact: associated, by: suspect-2, says: no}
      on: 2024-03-14
      expect: {child-1: {MSA2015-2: evidenced}}
      """)
    #expect(diagnostics == [])
    let record = try #require(found)
    #expect(
      record.people == [
        Person(id: "child-1", role: .child), Person(id: "suspect-1", role: .suspect),
        Person(id: "suspect-2", role: .suspect),
      ])
    #expect(
      record.sources == [Source(id: "note", agency: "police/example", kind: "agency-record")])
    #expect(record.statements.map(\.says) == [true, false])
    #expect(record.statements.map(\.source) == ["note", "note"])
    #expect(record.jurisdiction == "scotland")
  }

  @Test func `A source that is only named is a record of an agency under that name`() throws {
    let (record, diagnostics) = try workedCase(
      "statements: [{fact: moved, child: child-1, source: log}, {fact: associated}]\n")
    #expect(diagnostics == [])
    #expect(record?.sources.map(\.id) == ["log", "note"])
    #expect(record?.source("log")?.kind == "agency-record")
  }

  @Test func `What is declared is used as it stands`() throws {
    let (record, diagnostics) = try workedCase(
      """
      people: [{id: child-1, role: child, born: 2005}]
      sources: [{id: verdict, agency: court/example, kind: conviction}]
      jurisdiction: northern-ireland
      statements: [{fact: moved, child: child-1, by: suspect-1, source: verdict}]
      """)
    #expect(diagnostics == [])
    #expect(record?.people.map(\.id) == ["child-1", "suspect-1"])
    #expect(record?.sources.map(\.id) == ["verdict"])
    #expect(record?.jurisdiction == "northern-ireland")
  }

  @Test func `Whoever only a response speaks of is a child, and the accused a suspect`() throws {
    let (record, diagnostics) = try workedCase(
      """
      responses:
        - {act: closed, about: child-1}
        - acquitted: {framework: SOA2003-58, about: child-1, suspect: suspect-1, outcome: stayed}
      """)
    #expect(diagnostics == [])
    #expect(record?.people.map(\.role) == [.child, .suspect])
  }

  @Test func `A place is declared even there`() throws {
    let (record, diagnostics) = try workedCase(
      "statements: [{fact: moved, child: child-1, from: flat, to: shop}]\n")
    #expect(record == nil)
    #expect(diagnostics.map(\.code) == ["record.no-such-place", "record.no-such-place"])
  }

  @Test func `Other keys are still refused`() throws {
    let (_, diagnostics) = try workedCase("statements: []\nexpects: {}\n")
    #expect(diagnostics.map(\.code) == ["documents.unknown-key"])
  }
}
