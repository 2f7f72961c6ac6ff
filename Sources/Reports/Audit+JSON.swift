import Assessment
package import BulkAudit
import CivilTime
import Statistics
internal import StatisticsReports

/// The audit as a program reads it: `heed: audit/1`. Lists are in the order in which they became knowable.
///
/// - Parameter give: takes the pieces of the text as UTF-8, one after another.
package func json(
  audit: AuditReport, by: [AuditTable.Dimension], to give: @escaping (Span<UInt8>) -> Void
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
        try audit.lines.forEachCoded(of: list) { entry, bytes, tests in
          // There are few tests, however many lines name them.
          while written.count < tests.count {
            written.append(JSONWriter.Written(json(tests[written.count]), level: 5))
          }
          writer.value(entry, bytes, known: day.text(entry.known), written)
        }
      }
    }
  }
  writer.member("components", audit.joined == nil ? nil : .int(audit.components))
  if let joined = audit.joined {
    var tests = MadeOnce { JSONWriter.Written(json($0), level: 4) }
    writer.array("never-joined") { writer in joined.found.forEach { writer.value($0, &tests) } }
    writer.member(
      "too-many-together", joined.tooMany.isEmpty ? nil : .array(joined.tooMany.map(json)))
  }
  var subjects: [WrittenSubject] = []
  try writer.array("guards") { writer throws(AuditLinesError) in
    try audit.lines.forEachCodedGuard { raised, bytes, known in
      while subjects.count < known.count {
        subjects.append(WrittenSubject(known[subjects.count]))
      }
      writer.value(raised, bytes, subjects[raised.subject])
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
    ("answered", .int(indexed.answered)), ("taken", .int(indexed.taken)),
    ("asked", .int(indexed.asked)),
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

private func json(_ tooMany: CasesTooManyTogether) -> JSONValue {
  .object([
    ("cases", .strings(tooMany.caseIDs)), ("at", .strings(tooMany.places)),
    (
      "most-shared",
      tooMany.most.map { most in
        .object([
          ("kind", .string(most.kind.rawValue)), ("id", .string(most.id)),
          ("case", .string(tooMany.caseIDs[most.firstCase])), ("cases", .int(most.cases)),
        ])
      }
    ),
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

/// What is raised, as it stands in each guard that says it.
private struct WrittenSubject {
  var id: JSONValue
  var cites: [JSONWriter.Written]
  /// How long they are together on one line.
  var length: Int

  init(_ subject: CodedGuard.Subject) {
    id = .string(subject.kind.rawValue)
    cites = subject.citations.map { JSONWriter.Written(json($0), level: 4) }
    length = cites.reduce(0) { $0 + $1.length }
  }
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
  ///   - bytes: among which its texts stand.
  ///   - known: the day as text.
  ///   - tests: all that are named, by number.
  fileprivate mutating func value(
    _ entry: CodedEntry, _ bytes: Span<UInt8>, known: [UInt8], _ tests: [Written]
  ) {
    var least = entry.caseID.count + entry.about.count + entry.place.count
    for test in entry.tests { least += tests[test].length }
    object(ofAtLeast: least) { line in
      line.member("case", bytes.extracting(entry.caseID))
      line.member("about", bytes.extracting(entry.about))
      if known.isEmpty {
        line.member("known-since", .null)
      } else {
        line.member("known-since", known.span)
      }
      line.array("tests") { list in
        for test in entry.tests { list.value(tests[test]) }
      }
      line.member(
        "responses", entry.responses.isEmpty ? nil : .array(entry.responses.map(JSONValue.int)))
      line.member("at", bytes.extracting(entry.place))
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

  /// - Parameter bytes: among which its texts stand.
  fileprivate mutating func value(
    _ raised: CodedGuard, _ bytes: Span<UInt8>, _ subject: WrittenSubject
  ) {
    let least = raised.caseID.count + raised.about.count + raised.place.count + subject.length
    object(ofAtLeast: least) { line in
      line.member("id", subject.id)
      line.member("case", bytes.extracting(raised.caseID))
      line.member("about", bytes.extracting(raised.about))
      line.array("cites") { list in
        for cite in subject.cites { list.value(cite) }
      }
      line.member("response", raised.response.map(JSONValue.int))
      line.member("at", bytes.extracting(raised.place))
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
  private var written: [UInt8] = []

  mutating func text(_ day: CivilDate?) -> [UInt8] {
    if day != self.day {
      self.day = day
      written = day.map { Array($0.description.utf8) } ?? []
    }
    return written
  }
}

/// One table for spreadsheets: the frameworks, then every line of every list.
///
/// - Parameter give: takes the pieces of the text as UTF-8, one after another.
package func commaSeparated(
  audit: AuditReport, to give: (Span<UInt8>) -> Void
) throws(AuditLinesError) {
  var table = Spreadsheet()
  table.append([
    "list", "framework", "case", "about", "known since", "count", "facts", "cite", "at",
  ])
  for count in audit.totals.counts where count.total > 0 {
    let states = [
      ("evidenced", count.evidenced), ("arguable", count.arguable), ("disputed", count.disputed),
      ("contradicted", count.contradicted), ("not-yet-evidenced", count.notYetEvidenced),
      ("not-in-force", count.notInForce), ("never-considered", count.neverConsidered),
      ("met-and-never-considered", count.metAndNeverConsidered),
    ]
    for (state, number) in states {
      table.append([
        "frameworks: \(state)", count.framework, "", "", "", String(number), "", "", "",
      ])
    }
  }
  give(table.taken().span)
  for list in AuditEntry.List.allCases {
    try audit.lines.write(list, by: { EntryRows(list) }, to: give)
  }
  for joined in audit.joined?.found ?? [] {
    for test in joined.tests {
      table.append([
        "never-joined", test.framework, joined.caseIDs.joined(separator: "; "), Assessment.group,
        joined.known?.description ?? "", "", "", plainSpaces(test.cite),
        joined.places.joined(separator: "; "),
      ])
    }
    if table.size >= textAtOnce { give(table.taken().span) }
  }
  for tooMany in audit.joined?.tooMany ?? [] {
    table.append([
      "too-many-together", "", tooMany.caseIDs.joined(separator: "; "), Assessment.group, "", "",
      tooMany.most.map { $0.words(in: tooMany) } ?? "", "", tooMany.places.joined(separator: "; "),
    ])
    if table.size >= textAtOnce { give(table.taken().span) }
  }
  give(table.taken().span)
  try audit.lines.writeGuards(by: { GuardRows() }, to: give)
  for refused in audit.refused {
    table.append([
      "refused", "", "", "", "", "", plainSpaces(refused.problems.joined(separator: "; ")), "",
      refused.place,
    ])
    if table.size >= textAtOnce { give(table.taken().span) }
  }
  give(table.taken().span)
}

/// What many rows say of the law, each written once: there is little of it, however many rows say it.
private struct SaidOften {
  var name: Spreadsheet.Cells
  var why: Spreadsheet.Cells
}

/// The rows of a worklist, one for each test of each line.
private struct EntryRows: LineWriting {
  private let list: AuditEntry.List
  private var table = Spreadsheet()
  private var named: [SaidOften] = []
  private var day = DayText()

  init(_ list: AuditEntry.List) { self.list = list }

  mutating func add(_ entry: CodedEntry, _ bytes: Span<UInt8>, _ tests: [AuditEntry.Test]) {
    while named.count < tests.count {
      let test = tests[named.count]
      named.append(
        SaidOften(
          name: table.cells([list.rawValue, test.framework]),
          why: table.cells(
            [test.facts.joined(separator: "; "), test.cite].map(plainSpaces))))
    }
    let known = day.text(entry.known)
    var whom = table.cells()
    table.put(bytes.extracting(entry.caseID), to: &whom)
    table.put(bytes.extracting(entry.about), to: &whom)
    table.put(known.span, to: &whom)
    table.put(Span(), to: &whom)
    var at = table.cells()
    table.put(bytes.extracting(entry.place), to: &at)
    for test in entry.tests { table.appendRow(named[test].name, whom, named[test].why, at) }
    table.forget(whom)
  }

  mutating func taken() -> [UInt8] { table.taken() }
}

/// A row for each guard.
private struct GuardRows: LineWriting {
  private var table = Spreadsheet()
  private var said: [SaidOften] = []

  mutating func add(
    _ raised: CodedGuard, _ bytes: Span<UInt8>, _ subjects: [CodedGuard.Subject]
  ) {
    while said.count < subjects.count {
      let (kind, citations) = (subjects[said.count].kind, subjects[said.count].citations)
      said.append(
        SaidOften(
          name: table.cells([
            "guard: \(kind.rawValue)", citations.map(\.id).joined(separator: "; "),
          ]),
          why: table.cells([
            "", "", "", plainSpaces(citations.map(\.cite).joined(separator: "; ")),
          ])))
    }
    var whom = table.cells()
    table.put(bytes.extracting(raised.caseID), to: &whom)
    table.put(bytes.extracting(raised.about), to: &whom)
    var at = table.cells()
    table.put(bytes.extracting(raised.place), to: &at)
    table.appendRow(said[raised.subject].name, whom, said[raised.subject].why, at)
    table.forget(whom)
  }

  mutating func taken() -> [UInt8] { table.taken() }
}
