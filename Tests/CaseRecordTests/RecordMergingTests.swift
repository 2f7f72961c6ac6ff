import CaseRecord
import Diagnostics
import Testing

/// Rule 16: files with the same id are one record.
struct RecordMergingTests {
  private let police = """
    heed: case/1
    id: river-lane
    title: River Lane (fictional)
    jurisdiction: england-and-wales
    people:
      - {id: child-1, role: child, born: 1996-05}
    sources:
      - {id: log, agency: police/northmoor, kind: agency-record}
    statements:
      - {fact: moved, child: child-1, by: suspect-1, says: yes, source: log}

    """

  @Test func `Rule 16: each file adds to the record, and names are looked up in all of it`() throws
  {
    let charity = """
      heed: case/1
      id: river-lane
      people:
        - {id: child-1, role: child, born: 1996-05}
        - {id: suspect-1, role: suspect}
      statements:
        - {fact: moved, child: child-1, by: suspect-1, says: yes, source: log}
        - {fact: associated, says: yes, source: log}
      """
    var report = Report()
    let records = read(police, charity, report: &report)
    #expect(report.diagnostics == [])
    let record = try #require(records.first)
    #expect(records.count == 1)
    #expect(record.title == "River Lane (fictional)")
    #expect(record.people.map(\.id) == ["child-1", "suspect-1"])
    #expect(record.statements.map(\.fact) == ["moved", "associated"])
  }

  @Test func `Rule 16: two files that differ about a person are an error in the second`() {
    let marked = MarkedText(
      "heed: case/1\nid: river-lane\npeople:\n"
        + "  - {id: 1️⃣child-1, role: child, born: 1997-05}\n  - {id: suspect-1, role: suspect}\n")
    var report = Report()
    let records = read(police, marked.text, report: &report)
    #expect(records == [])
    #expect(report.diagnostics.map(\.code) == ["record.conflicting-id"])
    #expect(
      report.diagnostics.map(\.location) == [
        Location(file: "two.yaml", position: marked.marks[0])
      ])
    #expect(
      report.diagnostics.first?.help
        == "one.yaml:6:10 says otherwise; make them the same, or give one of them another id")
  }

  @Test func `Rule 16: two files that differ about the title or the jurisdiction are an error`() {
    let marked = MarkedText(
      "heed: case/1\nid: river-lane\ntitle: 1️⃣Another\njurisdiction: 2️⃣scotland\n"
        + "people: [{id: suspect-1, role: suspect}]\n")
    var report = Report()
    _ = read(police, marked.text, report: &report)
    #expect(
      report.diagnostics.map(\.code) == ["record.conflicting-id", "record.conflicting-id"])
    #expect(report.diagnostics.map(\.location.position) == marked.marks)
  }

  @Test func `Files with different ids are different records, in order of first appearance`() {
    var report = Report()
    let records = read(
      police + "people-elsewhere: null\n", Sample(header: "heed: case/1\nid: mill-street\n").yaml,
      Sample(header: "heed: case/1\nid: chapel-row\n").yaml, report: &report)
    #expect(records.map(\.id) == ["mill-street", "chapel-row"])
    #expect(Set(report.diagnostics.map(\.location.file)) == ["one.yaml"])
  }

  @Test func `A response that two files hold is one; two of one file are two`() {
    let twice = Sample(responses: ["{act: referral, on: 2008}", "{act: referral, on: 2008}"]).yaml
    var report = Report()
    let records = read(twice, twice, report: &report)
    #expect(report.diagnostics == [])
    #expect(records.first?.responses.count == 2)
  }

  @Test func `A file that cannot be read at all leaves an error, and the others are read`() {
    var report = Report()
    let records = read("[", Sample().yaml, report: &report)
    #expect(report.hasErrors)
    #expect(records.map(\.id) == ["river-lane"])
  }
}
