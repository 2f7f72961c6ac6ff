import Assessment
package import BulkAudit
import CivilTime
import Statistics
internal import StatisticsReports

/// The audit as a program reads it: `heed: audit/1`. Lists are in the order in which they became knowable.
///
/// - Parameter give: takes the pieces of the text, one after another.
package func json(
  audit: AuditReport, by: [AuditTable.Dimension], to give: @escaping (String) -> Void
) throws(AuditLinesError) {
  var writer = JSONWriter(give)
  writer.member("heed", .string("audit/1"))
  writer.member("law", .string(audit.law))
  writer.member("on", .string(audit.day.description))
  writer.member("known", audit.known.map { .string($0.description) })
  writer.member("sources", .array(audit.sources.map(JSONValue.string)))
  writer.member("cases", .int(audit.totals.cases))
  writer.member("children", .int(audit.totals.children))
  writer.member("refused", .array(audit.refused.map(json)))
  writer.member("index", audit.indexed.map(json))
  writer.member("frameworks", .array(audit.totals.counts.filter { $0.total > 0 }.map(json)))
  try writer.object("worklists") { writer throws(AuditLinesError) in
    for list in AuditEntry.List.allCases {
      try writer.array(list.rawValue) { writer throws(AuditLinesError) in
        var written: [JSONWriter.Written] = []
        var day = DayText()
        try audit.lines.forEachCoded(of: list) { entry, tests in
          // There are few tests, however many lines name them.
          while written.count < tests.count {
            written.append(JSONWriter.Written(json(tests[written.count]), level: 5))
          }
          writer.value(entry, known: day.text(entry.known), written)
        }
      }
    }
  }
  writer.member("components", audit.joined == nil ? nil : .int(audit.components))
  if let joined = audit.joined {
    var tests = MadeOnce { JSONWriter.Written(json($0), level: 4) }
    writer.array("never-joined") { writer in joined.forEach { writer.value($0, &tests) } }
  }
  var cites: [JSONWriter.Written] = []
  try writer.array("guards") { writer throws(AuditLinesError) in
    try audit.lines.forEachCodedGuard { raised, citations in
      while cites.count < citations.count {
        cites.append(JSONWriter.Written(json(citations[cites.count]), level: 4))
      }
      writer.value(raised, cites)
    }
  }
  writer.member("since-law", audit.since.map { json(audit.totals.changes, $0, audit.day) })
  writer.member(
    "by",
    by.isEmpty ? nil : .object(by.map { ($0.rawValue, json(AuditTable(audit, by: $0))) }))
  writer.member(
    "sample",
    audit.sample.isEmpty
      ? nil
      : .array(audit.sample.map { .object([("case", .string($0.id)), ("at", .string($0.place))]) })
  )
  writer.end()
}

private func json(_ indexed: AuditReport.Indexed) -> JSONValue {
  .object([
    ("taken", .int(indexed.taken)), ("asked", .int(indexed.asked)),
    ("missing-questions", .int(indexed.missing)),
  ])
}

private func json(_ changes: [LawChangeCount], _ since: CivilDate, _ day: CivilDate) -> JSONValue {
  .object([
    ("from", .string(since.description)), ("to", .string(day.description)),
    (
      "frameworks",
      .array(
        changes.filter { $0.affected + $0.newlyMet + $0.noLongerMet > 0 }.map {
          .object([
            ("framework", .string($0.framework)), ("affected", .int($0.affected)),
            ("newly-met", .int($0.newlyMet)), ("no-longer-met", .int($0.noLongerMet)),
          ])
        })
    ),
  ])
}

private func json(_ table: AuditTable) -> JSONValue {
  .object(
    table.rows.map { row in
      (
        row.name,
        .object(
          zip(table.columns, row.figures).map { column, figure in
            if case .count(let number) = figure { return (column, .int(number)) }
            return (column, .string(figure.description))
          })
      )
    })
}

private func json(_ refused: AuditReport.Refused) -> JSONValue {
  .object([
    ("at", .string(refused.place)), ("problems", .array(refused.problems.map(JSONValue.string))),
  ])
}

private func json(_ count: FrameworkCount) -> JSONValue {
  .object([
    ("framework", .string(count.framework)),
    ("counts", .string(count.isAboutGroup ? "cases" : "children")),
    ("evidenced", .int(count.evidenced)), ("arguable", .int(count.arguable)),
    ("disputed", .int(count.disputed)), ("contradicted", .int(count.contradicted)),
    ("not-yet-evidenced", .int(count.notYetEvidenced)),
    ("not-in-force", .int(count.notInForce)), ("never-considered", .int(count.neverConsidered)),
    ("met-and-never-considered", .int(count.metAndNeverConsidered)),
  ])
}

private func json(_ test: AuditEntry.Test) -> JSONValue {
  .object([
    ("framework", .string(test.framework)), ("cite", .string(test.cite)),
    ("facts", test.facts.isEmpty ? nil : .strings(test.facts)),
  ])
}

private func json(_ citation: Guard.Citation) -> JSONValue {
  .object([("id", .string(citation.id)), ("cite", .string(citation.cite))])
}

/// What is made of each test, once: there are few tests, however many lines name them.
private struct MadeOnce<Made> {
  private let make: (AuditEntry.Test) -> Made
  private(set) var all: [Made] = []
  private var places: [ObjectIdentifier: Int] = [:]
  /// As long as a test is held, no other is taken for it.
  private var tests: [AuditEntry.Test] = []

  init(_ make: @escaping (AuditEntry.Test) -> Made) { self.make = make }

  /// Where in `all` it stands.
  mutating func place(of test: AuditEntry.Test) -> Int {
    if let known = places[ObjectIdentifier(test)] { return known }
    places[ObjectIdentifier(test)] = all.count
    all.append(make(test))
    tests.append(test)
    return all.count - 1
  }
}

// Of these there may be millions.
extension JSONWriter {
  /// - Parameters:
  ///   - known: the day as text.
  ///   - tests: all that are named, by number.
  fileprivate mutating func value(
    _ entry: CodedEntry, known: ArraySlice<UInt8>, _ tests: [Written]
  ) {
    var least = entry.caseID.count + entry.about.count + entry.place.count
    for test in entry.tests { least += tests[test].length }
    object(ofAtLeast: least) { line in
      line.member("case", entry.caseID)
      line.member("about", entry.about)
      if known.isEmpty {
        line.member("known-since", .null)
      } else {
        line.member("known-since", known)
      }
      line.array("tests") { list in
        for test in entry.tests { list.value(tests[test]) }
      }
      line.member(
        "responses", entry.responses.isEmpty ? nil : .array(entry.responses.map(JSONValue.int)))
      line.member("at", entry.place)
    }
  }

  fileprivate mutating func value(_ joined: JoinedCases, _ tests: inout MadeOnce<Written>) {
    object { line in
      line.array("cases", joined.caseIDs)
      line.known(since: joined.known)
      line.tests(joined.tests, &tests)
      line.object("shared") { shared in
        shared.member("people", .int(joined.shared.people))
        shared.member("places", .int(joined.shared.places))
        shared.member("things", .int(joined.shared.things))
      }
      line.array("at", joined.places)
    }
  }

  /// - Parameter cites: all that is cited, by number.
  fileprivate mutating func value(_ raised: CodedGuard, _ cites: [Written]) {
    let citations = raised.subject.citations
    var least = raised.caseID.count + raised.about.count + raised.place.count
    for citation in citations { least += cites[citation].length }
    object(ofAtLeast: least) { line in
      line.member("id", .string(raised.subject.kind.rawValue))
      line.member("case", raised.caseID)
      line.member("about", raised.about)
      line.array("cites") { list in
        for citation in citations { list.value(cites[citation]) }
      }
      line.member("response", raised.response.map(JSONValue.int))
      line.member("at", raised.place)
    }
  }

  private mutating func known(since day: CivilDate?) {
    member("known-since", day.map { .string($0.description) } ?? .null)
  }

  private mutating func tests(
    _ tests: [AuditEntry.Test], _ written: inout MadeOnce<Written>
  ) {
    array("tests") { list in
      for test in tests {
        let place = written.place(of: test)
        list.value(written.all[place])
      }
    }
  }
}

/// A day as ISO 8601 writes it, as UTF-8; nothing where there is none. Lines of one day follow each other.
private struct DayText {
  private var day: CivilDate?
  private var written: ArraySlice<UInt8> = []

  mutating func text(_ day: CivilDate?) -> ArraySlice<UInt8> {
    if day != self.day {
      self.day = day
      written = day.map { Array($0.description.utf8)[...] } ?? []
    }
    return written
  }
}

/// One table for spreadsheets: the frameworks, then every line of every list.
///
/// - Parameter give: takes the pieces of the text, one after another.
package func commaSeparated(
  audit: AuditReport, to give: (String) -> Void
) throws(AuditLinesError) {
  // There may be millions of rows: no more of them are held than a piece.
  var table = Spreadsheet(hasPlainSpaces: true)
  func giveRows() {
    if table.size >= pieceSize { give(table.taken()) }
  }
  func append(_ row: [String]) {
    table.append(row)
    giveRows()
  }
  append(["list", "framework", "case", "about", "known since", "count", "facts", "cite", "at"])
  for count in audit.totals.counts where count.total > 0 {
    let states = [
      ("evidenced", count.evidenced), ("arguable", count.arguable), ("disputed", count.disputed),
      ("contradicted", count.contradicted), ("not-yet-evidenced", count.notYetEvidenced),
      ("not-in-force", count.notInForce), ("never-considered", count.neverConsidered),
      ("met-and-never-considered", count.metAndNeverConsidered),
    ]
    for (state, number) in states {
      append([
        "frameworks: \(state)", count.framework, "", "", "", String(number), "", "", "",
      ])
    }
  }
  for list in AuditEntry.List.allCases {
    var named: [(name: Spreadsheet.Cells, why: Spreadsheet.Cells)] = []
    var day = DayText()
    try audit.lines.forEachCoded(of: list) { entry, tests in
      // There are few tests, however many lines name them.
      while named.count < tests.count {
        let test = tests[named.count]
        named.append(
          (
            name: table.cells([list.rawValue, test.framework]),
            why: table.cells([test.facts.joined(separator: "; "), test.cite])
          ))
      }
      var whom = table.cells()
      table.put(entry.caseID, to: &whom)
      table.put(entry.about, to: &whom)
      table.put(day.text(entry.known), to: &whom)
      table.put([], to: &whom)
      var at = table.cells()
      table.put(entry.place, to: &at)
      for test in entry.tests {
        table.append(named[test].name)
        table.append(whom)
        table.append(named[test].why)
        table.append(at)
        table.endRow()
      }
      table.forget(whom)
      giveRows()
    }
  }
  for joined in audit.joined ?? [] {
    for test in joined.tests {
      append([
        "never-joined", test.framework, joined.caseIDs.joined(separator: "; "), Assessment.group,
        joined.known?.description ?? "", "", "", test.cite, joined.places.joined(separator: "; "),
      ])
    }
  }
  var named: [CodedGuard.Subject: (name: Spreadsheet.Cells, cites: Spreadsheet.Cells)] = [:]
  try audit.lines.forEachCodedGuard { raised, citations in
    let subject = raised.subject
    let known = named[subject]
    let written =
      known
      ?? (
        name: table.cells([
          "guard: \(subject.kind.rawValue)",
          subject.citations.map { citations[$0].id }.joined(separator: "; "),
        ]),
        cites: table.cells([
          "", "", "", subject.citations.map { citations[$0].cite }.joined(separator: "; "),
        ])
      )
    if known == nil { named[subject] = written }
    var whom = table.cells()
    table.put(raised.caseID, to: &whom)
    table.put(raised.about, to: &whom)
    var at = table.cells()
    table.put(raised.place, to: &at)
    table.append(written.name)
    table.append(whom)
    table.append(written.cites)
    table.append(at)
    table.endRow()
    table.forget(whom)
    giveRows()
  }
  for refused in audit.refused {
    append([
      "refused", "", "", "", "", "", refused.problems.joined(separator: "; "), "", refused.place,
    ])
  }
  give(table.taken())
}
