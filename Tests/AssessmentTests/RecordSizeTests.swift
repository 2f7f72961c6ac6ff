import BulkAudit
import CaseRecord
import Testing

/// What is too large for an audit is known before it is asked.
@Suite struct RecordSizeTests {
  private static func record(children: Int, people: Int, events: Int) -> CaseRecord {
    var record = CaseRecord(
      id: "a", title: "A", jurisdiction: "england-and-wales",
      people: (0..<children).map { Person(id: "c\($0)", role: .child) }
        + (0..<people).map { Person(id: "p\($0)", role: .suspect) })
    for number in 0..<max(people, events) {
      var statement = Statement(fact: "moved", says: true, source: "s")
      if number < people { statement.by = ["p\(number)"] }
      if number < events { statement.event = "e\(number)" }
      record.statements.append(statement)
    }
    return record
  }

  @Test(arguments: [
    (1023, 1023, 0, false), (1023, 1024, 0, true), (127, 127, 63, false), (127, 127, 64, true),
    (0, 1, 2, false), (0, 2_000, 600, true), (0, 0, 0, false),
  ])
  func `Children, people and events are multiplied, each with one added, up to the most`(
    _ children: Int, _ people: Int, _ events: Int, _ isTooLarge: Bool
  ) {
    let record = Self.record(children: children, people: people, events: events)
    #expect(RecordSize(record).rows == (children + 1) * (people + 1) * (events + 1))
    #expect((RecordSize.excess(of: record) != nil) == isTooLarge)
  }
}
