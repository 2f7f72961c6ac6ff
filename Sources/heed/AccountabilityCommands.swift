import ArgumentParser
import Casebook
import CasebookSQLite
import CivilTime
import Foundation
import Ledger
import Reports
import Statistics

struct ToldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "told",
    abstract:
      "Who was told what by the end of a day: sent, delivered, opened, acknowledged, decided.",
    discussion: """
      Sending is not knowing: each stands by itself. The same question for the same day gives the same answer, to the byte, for ever.
      """)

  @Option(
    name: .long, help: ArgumentHelp(stringLiteral: "About whom or what: " + SubjectArgument.help))
  var about: SubjectArgument?

  @Option(name: .long, help: "Or everything that was for a body.")
  var body: String?

  @Option(name: .long, help: "The day.")
  var by: CivilDate

  @OptionGroup var person: ReadInput

  @Option(name: .long, help: "text, for people, or json, for programs.")
  var format: OutputFormat = .text

  func run() throws {
    let question: Telling
    switch (about, body) {
    case (let about?, nil): question = .subject(about.subject)
    case (nil, let body?): question = .body(body)
    default: throw ValidationError("say about what with --about, or which body with --body")
    }
    guard by < now().day else {
      // More may be entered before the day is over, and the answer would not stay the same.
      throw ValidationError("the day must be over")
    }
    let credential = try person.credential()
    let casebook = try person.open()
    let report = try answering {
      try casebook.told(question, by: by, purpose: person.purpose, as: credential)
    }
    switch format {
    case .json: try printJSON("told/1", report)
    case .text: Terminal.out(AccountPages.told(report))
    }
  }
}

struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Open, overdue and decided warnings by age, body and reporter, for publication.",
    discussion: """
      Counts of 1 to 5 are printed as c, and others are left out with them, so that none can be worked out. Disclosures are not \
      counted. Publish at fixed times: two sets of figures close together can tell what one does not.
      """)

  @Option(name: .long, help: "The day. Default: today.")
  var on: CivilDate?

  @OptionGroup var person: ReadInput

  @Option(name: .long, help: "text, csv or json.")
  var format: FiguresFormat = .text

  enum FiguresFormat: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

  func run() throws {
    let credential = try person.credential()
    let casebook = try person.open()
    let figures = try answering {
      try casebook.figures(on: on ?? now().day, purpose: person.purpose, as: credential)
    }
    let tables = try PublishedFigures(figures)
    switch format {
    case .text: Terminal.out(tables.text)
    case .csv: Terminal.out(tables.csv)
    case .json: try printJSON("account-figures/1", tables)
    }
  }
}

/// The figures with small numbers left out, as they may be published.
struct PublishedFigures: Encodable {
  struct Table: Encodable {
    var title: String
    var columns: [String]
    var rows: [Row]
  }

  struct Row: Encodable {
    var name: String
    var figures: [String]
  }

  struct Recommended: Encodable {
    var review: String
    var number: String
    var body: String
    var due: String
    var status: String
    var isOverdue: Bool
  }

  var on: String
  var tables: [Table]
  var recommendations: [Recommended]

  init(_ figures: AccountFigures) throws {
    on = figures.on.description
    let columns = AccountFigures.Progress.allCases.map(\.rawValue)
    func table<Key: Hashable>(
      _ keys: [Key], _ name: (Key) -> String,
      _ counts: [Key: [AccountFigures.Progress: Int]]
    ) throws -> CountTable {
      try CountTable(
        rows: keys.map(name), columns: columns,
        counts: keys.map { key in
          AccountFigures.Progress.allCases.map { counts[key]?[$0] ?? 0 }
        })
    }
    recommendations = figures.recommendations.map {
      Recommended(
        review: $0.review, number: $0.number, body: $0.body, due: $0.due.description,
        status: $0.status, isOverdue: $0.isOverdue)
    }
    let bodies = figures.byBody.keys.sorted()
    guard !bodies.isEmpty else {
      tables = []
      return
    }
    let counted = try suppressedTogether([
      table(AccountFigures.Age.allCases, \.rawValue, figures.byAge),
      table(bodies, { $0 }, figures.byBody),
      table(ReporterKind.allCases, { AccountPages.words($0.rawValue) }, figures.byReporter),
    ])
    let titles = ["By how long ago they were raised", "By body", "By who raised them"]
    tables = zip(titles, counted).map { title, table in
      // The last row and column are the totals; the share is that of the decided.
      let rows = zip(table.rows + ["All"], table.figures.enumerated()).map { name, line in
        let share =
          line.offset < table.rows.count
          ? table.share(ofColumn: columns.count - 1, inRow: line.offset).description : ""
        return Row(name: name, figures: line.element.map(\.description) + [share])
      }
      return Table(title: title, columns: columns + ["all", "decided, %"], rows: rows)
    }
  }

  var text: String {
    var lines = ["Warnings on \(CivilDate(on).map(describe) ?? on)"]
    if tables.isEmpty { lines += ["", "No warning had been raised."] }
    for table in tables {
      let width = (table.rows.map(\.name.count).max() ?? 0) + 2
      lines += ["", table.title]
      lines.append(
        "  " + "".padding(toLength: width, withPad: " ", startingAt: 0)
          + table.columns.map { right($0) }.joined(separator: "  "))
      for row in table.rows {
        lines.append(
          "  " + row.name.padding(toLength: width, withPad: " ", startingAt: 0)
            + zip(row.figures, table.columns).map { right($0, to: $1.count) }
            .joined(separator: "  "))
      }
    }
    if !tables.isEmpty {
      lines += [
        "",
        "c: 1 to 5, or left out so that such a number cannot be worked out. z: does not apply. Disclosures are not counted.",
      ]
    }
    if !recommendations.isEmpty { lines += ["", "Recommendations"] }
    for part in recommendations {
      let due = CivilDate(part.due).map(describe) ?? part.due
      lines.append(
        "  \(part.review), \(part.number), \(part.body): \(AccountPages.words(part.status)), due by \(due)\(part.isOverdue ? ", OVERDUE" : "")"
      )
    }
    return lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  private func right(_ text: String, to width: Int = 0) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  var csv: String {
    var rows = [["on", "table", "row", "column", "figure"]]
    for table in tables {
      for row in table.rows {
        for (column, figure) in zip(table.columns, row.figures) where !figure.isEmpty {
          rows.append([on, table.title, row.name, column, figure])
        }
      }
    }
    for part in recommendations {
      rows.append([
        on, "Recommendations", "\(part.review) \(part.number)", "\(part.body), due \(part.due)",
        part.isOverdue ? "\(part.status), overdue" : part.status,
      ])
    }
    return commaSeparated(rows)
  }
}

struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract:
      "What somebody must look at: clocks that ran out, attempts on disclosures, and a log that forked.",
    discussion: """
      For the independent recipient and the overseer; run it every morning. Exit with 1 if there is anything. Heads of the log that you \
      hold, such as those that your own witness signed, are compared with the casebook: a head that it does not contain is a fork.
      """)

  @Option(
    name: .long, help: "A head of the log that you hold. Once for each.", completion: .file())
  var held: [String] = []

  @OptionGroup var person: ReadInput

  @Option(name: .long, help: "text, for people, or json, for programs.")
  var format: OutputFormat = .text

  struct Alert: Encodable {
    /// `overdue`, `attempt` or `log`.
    var kind: String
    var entry: Int?
    var what: String
  }

  func run() throws {
    let heads = try held.map { path in
      guard let text = Files.text(path), let note = try? SignedNote(parsing: Array(text.utf8))
      else {
        throw unusable("\(path): this is no head of a log")
      }
      return note
    }
    let credential = try person.credential()
    let casebook = try person.open()
    let (reading, damage) = try answering {
      (
        try casebook.register(purpose: person.purpose, as: credential),
        try casebook.verify(content: false, against: heads).damage
      )
    }
    var alerts = reading.lines.filter(\.isOverdue).map { line in
      Alert(
        kind: "overdue", entry: line.entry,
        what:
          "\(AccountPages.heading(line)), due by \(line.overdueSince.map(describe) ?? ""), with: \(line.with)"
      )
    }
    alerts += reading.attempts.map { attempt in
      Alert(
        kind: "attempt", entry: attempt.part.matter,
        what:
          "\(attempt.by.person) (\(attempt.by.post), \(attempt.by.body)) asked for it on \(describe(attempt.at.day)) at \(attempt.at.timeOfDay): \(AccountPages.words(attempt.part.act.rawValue))"
      )
    }
    alerts += damage.map { Alert(kind: "log", entry: $0.entry, what: $0.what) }
    switch format {
    case .json: try printJSON("alerts/1", ["alerts": alerts])
    case .text:
      if alerts.isEmpty { Terminal.out("Nothing on \(describe(reading.now.day)).") }
      for alert in alerts {
        Terminal.out("\(alert.kind)  \(alert.entry.map { "entry \($0): " } ?? "")\(alert.what)")
      }
    }
    if !alerts.isEmpty { throw Exit.findings }
  }
}
