import Assessment
package import BulkAudit
import CivilTime
import Statistics

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
      try writer.array(list.rawValue) { item throws(AuditLinesError) in
        try audit.lines.forEach(of: list) { entry in
          item(json(entry))
          return true
        }
      }
    }
  }
  writer.member("components", audit.joined == nil ? nil : .int(audit.components))
  writer.member("never-joined", audit.joined.map { .array($0.map(json)) })
  try writer.array("guards") { item throws(AuditLinesError) in
    try audit.lines.forEachGuard { raised in
      item(json(raised))
      return true
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
    ("facts", test.facts.isEmpty ? nil : .array(test.facts.map(JSONValue.string))),
  ])
}

private func json(_ entry: AuditEntry) -> JSONValue {
  .object([
    ("case", .string(entry.caseID)), ("about", .string(entry.about)),
    ("known-since", entry.known.map { .string($0.description) } ?? .null),
    ("tests", .array(entry.tests.map(json))),
    ("responses", entry.responses.isEmpty ? nil : .array(entry.responses.map(JSONValue.int))),
    ("at", .string(entry.place)),
  ])
}

private func json(_ joined: JoinedCases) -> JSONValue {
  .object([
    ("cases", .array(joined.caseIDs.map(JSONValue.string))),
    ("known-since", joined.known.map { .string($0.description) } ?? .null),
    ("tests", .array(joined.tests.map(json))),
    (
      "shared",
      .object([
        ("people", .int(joined.shared.people)), ("places", .int(joined.shared.places)),
        ("things", .int(joined.shared.things)),
      ])
    ),
    ("at", .array(joined.places.map(JSONValue.string))),
  ])
}

private func json(_ raised: AuditedGuard) -> JSONValue {
  .object([
    ("id", .string(raised.kind.rawValue)), ("case", .string(raised.caseID)),
    ("about", .string(raised.about)),
    (
      "cites",
      .array(
        raised.citations.map { .object([("id", .string($0.id)), ("cite", .string($0.cite))]) })
    ),
    ("response", raised.response.map(JSONValue.int)), ("at", .string(raised.place)),
  ])
}

/// One table for spreadsheets: the frameworks, then every line of every list.
///
/// - Parameter give: takes the pieces of the text, one after another.
package func commaSeparated(
  audit: AuditReport, to give: (String) -> Void
) throws(AuditLinesError) {
  // There may be millions of rows: each is given when it is written.
  var table = PlainTable()
  func append(_ row: [String]) {
    table.append(row)
    give(table.taken())
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
    try audit.lines.forEach(of: list) { entry in
      for test in entry.tests {
        append([
          list.rawValue, test.framework, entry.caseID, entry.about,
          entry.known?.description ?? "", "", test.facts.joined(separator: "; "), test.cite,
          entry.place,
        ])
      }
      return true
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
  try audit.lines.forEachGuard { raised in
    append([
      "guard: \(raised.kind.rawValue)", raised.citations.map(\.id).joined(separator: "; "),
      raised.caseID, raised.about, "", "", "", raised.citations.map(\.cite).joined(separator: "; "),
      raised.place,
    ])
    return true
  }
  for refused in audit.refused {
    append([
      "refused", "", "", "", "", "", refused.problems.joined(separator: "; "), "", refused.place,
    ])
  }
}
