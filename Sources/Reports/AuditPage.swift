import Assessment
package import BulkAudit
import CivilTime
import Statistics

/// What an audit of a caseload found, for a terminal or paper.
package struct AuditPage {
  private let audit: AuditReport
  private let tables: [AuditTable]
  private var sheet: Sheet
  /// The words of each test, of which there are few, however many lines name them.
  private var tests: [AuditEntry.Test: String] = [:]
  /// Lines of each list that a page shows unless it is asked for all.
  private static let shown = 20

  package init(_ audit: AuditReport, by: [AuditTable.Dimension], _ layout: Layout) {
    self.audit = audit
    tables = by.map { AuditTable(audit, by: $0) }
    sheet = Sheet(layout)
  }

  /// - Parameter give: takes the pieces of the page, one after another.
  package mutating func write(to give: (String) -> Void) throws(AuditLinesError) {
    heading()
    frameworks()
    for list in AuditEntry.List.allCases { try worklist(list, give) }
    joined()
    try guards(give)
    changes()
    tables.forEach { table($0) }
    sample()
    refused()
    sheet.blank()
    sheet.rule()
    sheet.add(
      "Each line is a reason to read a case again, and no finding about anybody. Why a test is answered as it is: \(held("heed explain FILE FRAMEWORK"))",
      hanging: 2)
    give(sheet.taken())
  }

  private mutating func heading() {
    sheet.add("Audit of \(listed(audit.sources))", .strong)
    let known = audit.known.map { ", on what was on file by \(words($0))" } ?? ""
    sheet.add("Under the law of \(words(audit.day))\(known).")
    sheet.add("The law's content: \(audit.law)", .faint)
    sheet.add(
      "\(count(audit.totals.cases, "case")) with \(count(audit.totals.children, "child", "children")) read; \(audit.refused.isEmpty ? "none was refused" : "\(count(audit.refused.count, "record")) refused and not counted, listed below")."
    )
    if let indexed = audit.indexed {
      sheet.add(
        "From the index: \(count(indexed.answered, "case")) as they were found before; \(indexed.taken) as they were asked before; \(indexed.asked) asked now."
      )
      if indexed.missing > 0 {
        sheet.add(
          "The law asks \(count(indexed.missing, "question")) that the index did not hold, so that every case was asked again."
        )
      }
    }
  }

  // MARK: Frameworks

  private static let columns = [
    "evidenced", "arguable", "disputed", "contra- dicted", "not yet", "not in force", "never asked",
    "of them met",
  ]

  private mutating func frameworks() {
    sheet.blank()
    sheet.add("How each test is answered, under each record's own law", .strong)
    sheet.add(
      "Children; for tests about groups, cases. Never asked: it was law when something was decided, and nobody recorded an answer.",
      .faint)
    let numbers = sheet.layout.width >= 100 ? 9 : 7
    let first = sheet.layout.width - Self.columns.count * (numbers + 1)
    let widths = [first] + Self.columns.map { _ in numbers }
    sheet.row(
      [[Paragraph("")]] + Self.columns.map { [Paragraph($0, .faint)] }, widths: widths, gap: 1)
    for count in audit.totals.counts where count.total > 0 {
      let cells = [
        count.evidenced, count.arguable, count.disputed, count.contradicted, count.notYetEvidenced,
        count.notInForce, count.neverConsidered, count.metAndNeverConsidered,
      ]
      sheet.row(
        [[Paragraph(count.framework)]] + cells.map { [Paragraph(String($0))] }, widths: widths,
        gap: 1)
    }
  }

  // MARK: Lists

  private mutating func worklist(
    _ list: AuditEntry.List, _ give: (String) -> Void
  ) throws(AuditLinesError) {
    let total = audit.lines.count(of: list)
    sheet.blank()
    sheet.add("\(list.heading): \(total)", .strong)
    sheet.add(list.says, .faint)
    let most = sheet.layout.showsAll ? Int.max : Self.shown
    var shown = 0
    try audit.lines.forEach(of: list) { entry in
      line(entry)
      give(sheet.taken())
      shown += 1
      return shown < most
    }
    more(total)
  }

  private mutating func line(_ entry: AuditEntry) {
    let day = knowable(entry.known)
    let tests = entry.tests.map { named($0) }
    sheet.add(
      "\(held(entry.caseID)) · \(held(entry.about)) · \(held(day)) · \(held(entry.place))",
      indent: 2, hanging: 2)
    sheet.add(
      sheet.layout.showsAll
        ? tests.joined(separator: "; ") : capped(tests, at: 4, separator: "; "),
      .faint, indent: 4, hanging: 2)
  }

  private mutating func named(_ test: AuditEntry.Test) -> String {
    if let known = tests[test] { return known }
    let words =
      test.facts.isEmpty
      ? "\(test.framework) (\(cited(test.cite)))"
      : "\(test.framework): \(listed(test.facts, "or"))"
    tests[test] = words
    return words
  }

  private func shown<Entry>(_ entries: [Entry]) -> ArraySlice<Entry> {
    sheet.layout.showsAll ? entries[...] : entries.prefix(Self.shown)
  }

  private mutating func more(_ total: Int) {
    guard total > Self.shown, !sheet.layout.showsAll else { return }
    sheet.add(
      "and \(total - Self.shown) more: \(held("--all")), or \(held("--format csv")) for a spreadsheet",
      .faint, indent: 2, hanging: 2)
  }

  private mutating func joined() {
    guard let joined = audit.joined else { return }
    sheet.blank()
    sheet.add("Cases that nobody joined: \(joined.found.count)", .strong)
    sheet.add(
      "Cases that share a recorded person, place, vehicle or telephone, of which the whole meets a test about a group that each part is below. Of \(count(audit.components, "set")) of cases that share anything recorded.",
      .faint)
    for entry in shown(joined.found) {
      let day = knowable(entry.known)
      sheet.add(
        "\(named(cases: entry.caseIDs)) · \(held(day))", indent: 2, hanging: 2)
      let shared = [
        entry.shared.people > 0 ? count(entry.shared.people, "person", "people") : nil,
        entry.shared.places > 0 ? count(entry.shared.places, "place") : nil,
        entry.shared.things > 0
          ? count(entry.shared.things, "vehicle or other thing", "vehicles or other things") : nil,
      ].compactMap(\.self)
      sheet.add(
        "\(entry.tests.map { "\($0.framework) (\(cited($0.cite)))" }.joined(separator: "; ")) · sharing \(listed(shared))",
        .faint, indent: 4, hanging: 2)
    }
    more(joined.found.count)
    tooMany(joined.tooMany)
  }

  private mutating func tooMany(_ tooMany: [CasesTooManyTogether]) {
    if tooMany.isEmpty { return }
    sheet.blank()
    sheet.add("Joined cases that are too many to be asked together: \(tooMany.count)", .strong)
    sheet.add(
      "Each was asked by itself. Something that many cases share, such as the telephone of a helpline, may join what does not belong together: see what most of them share.",
      .faint)
    for joined in shown(tooMany) {
      sheet.add(
        "\(count(joined.caseIDs.count, "case")): \(named(cases: joined.caseIDs))", indent: 2,
        hanging: 2)
      if let most = joined.most {
        sheet.add("what most share: \(most.words(in: joined, held))", .faint, indent: 4, hanging: 2)
      }
    }
    more(tooMany.count)
  }

  private func knowable(_ day: CivilDate?) -> String {
    day.map { "knowable since \(words($0))" } ?? "no first day"
  }

  private func named(cases caseIDs: [String]) -> String {
    capped(caseIDs.map { held($0) }, at: sheet.layout.showsAll ? .max : 8)
  }

  private mutating func guards(_ give: (String) -> Void) throws(AuditLinesError) {
    sheet.blank()
    sheet.add("Guards: \(audit.lines.guardCount)", .strong)
    for kind in Guard.Kind.allCases {
      let raised = audit.lines.count(of: kind)
      if raised.raised == 0 { continue }
      sheet.add("\(kind.rawValue): \(raised.raised) in \(count(raised.cases, "case"))", indent: 2)
      if sheet.layout.showsAll {
        var flow = sheet.flow(.faint, indent: 4, hanging: 2)
        var number = 0
        try forEachCase(audit.lines, with: kind) { id in
          number += 1
          sheet.add(number < raised.cases ? id + ", " : id, to: &flow)
          give(sheet.taken())
          return true
        }
        sheet.end(&flow)
      } else {
        var first: [String] = []
        try forEachCase(audit.lines, with: kind) { id in
          first.append(id)
          return first.count < 12
        }
        sheet.add(capped(first, of: raised.cases), .faint, indent: 4, hanging: 2)
      }
    }
  }

  // MARK: The rest

  private mutating func changes() {
    guard let since = audit.since else { return }
    let changes = audit.totals.changes.filter { $0.affected + $0.newlyMet + $0.noLongerMet > 0 }
    sheet.blank()
    sheet.add(
      "Whom the law's changes between \(words(since)) and \(words(audit.day)) affect", .strong)
    if changes.isEmpty { sheet.add("Nobody in this caseload.") }
    for change in changes {
      sheet.add(
        "\(change.framework): says something now, or no longer, of \(change.affected); newly met by \(change.newlyMet), no longer met by \(change.noLongerMet)",
        indent: 2, hanging: 2)
    }
  }

  private mutating func table(_ table: AuditTable) {
    sheet.blank()
    sheet.add("Children on each worklist, by \(table.dimension.rawValue)", .strong)
    sheet.add(
      "Small numbers are withheld (c), and others with them, so that none can be worked out.",
      .faint)
    let numbers = 12
    let first = max(16, sheet.layout.width - table.columns.count * (numbers + 1))
    let widths = [first] + table.columns.map { _ in numbers }
    sheet.row(
      [[Paragraph("")]] + table.columns.map { [Paragraph($0, .faint)] }, widths: widths, gap: 1)
    for row in table.rows {
      sheet.row(
        [[Paragraph(row.name)]] + row.figures.map { [Paragraph($0.description)] }, widths: widths,
        gap: 1)
    }
  }

  private mutating func sample() {
    if audit.sample.isEmpty { return }
    sheet.blank()
    sheet.add("Sample for reading by hand: \(audit.sample.count)", .strong)
    for drawn in audit.sample {
      sheet.add("\(held(drawn.id)) · \(held(drawn.place))", indent: 2, hanging: 2)
    }
  }

  private mutating func refused() {
    if audit.refused.isEmpty { return }
    sheet.blank()
    sheet.add(
      "Records that could not be read, and are not counted: \(audit.refused.count)", .strong)
    for record in shown(audit.refused) {
      sheet.add(record.place, indent: 2, hanging: 2)
      for problem in record.problems.prefix(3) { sheet.add(problem, .faint, indent: 4, hanging: 2) }
    }
    more(audit.refused.count)
  }
}

/// Gives the ids of the cases on which a guard was raised, each once, as long as `body` wants another.
private func forEachCase(
  _ lines: any AuditLines, with kind: Guard.Kind, _ body: (String) -> Bool
) throws(AuditLinesError) {
  var last: AuditedGuard?
  try lines.forEachGuard { raised in
    guard raised.kind == kind, last?.isOnSameCase(as: raised) != true else { return true }
    last = raised
    return body(raised.caseID)
  }
}

extension AuditEntry.List {
  /// The heading over the list.
  package var heading: String {
    switch self {
    case .closedThoughMet: "Closed with no further action though a test is met"
    case .noReferral: "A trafficking or slavery test is met and nobody asked for a referral"
    case .unmappedGroup: "Groups that nobody mapped"
    case .irrelevantFactor: "Closures that rest on something irrelevant"
    case .oneFactShort: "One fact short of a test"
    }
  }

  /// What stands on the list and what does not.
  var says: String {
    switch self {
    case .closedThoughMet:
      "A body ended the matter, and a test of the record's own law is met on at least one reading."
    case .noReferral:
      "A test is met that opens the national referral, and no referral, decision or recorded answer is on file."
    case .unmappedGroup:
      "A test about a group is met, and nothing shows that it was mapped or that anybody asked whether it is organised crime."
    case .irrelevantFactor:
      "The recorded reason is one that the law says does not matter. Codes are read, never prose."
    case .oneFactShort:
      "With what is on record, any one of the facts named would complete the test on its broad reading. A line of enquiry, never a question to put to a child."
    }
  }
}

extension MostShared {
  /// Where it stands, and in how many of the cases it is.
  ///
  /// - Parameter held: keeps a name on one line.
  func words(in joined: CasesTooManyTogether, _ held: (String) -> String = { $0 }) -> String {
    "the \(kind.rawValue) \(held(id)) of \(held(joined.caseIDs[firstCase])), which is in \(cases) of them"
  }
}
