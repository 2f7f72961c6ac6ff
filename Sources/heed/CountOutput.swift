import Assessment
import Counting
import Foundation
import Statistics
import StatisticsReports

/// What was counted, as files: values in, text out.
struct CountOutput {
  struct File {
    let name: String
    let text: String
  }

  let counted: Counted
  let by: CountedDimension?
  let rule: SmallNumbers?

  init(_ counted: Counted, by: CountedDimension?, rule: SmallNumbers?) {
    self.counted = counted
    self.by = by
    self.rule = rule
  }

  func files(_ format: CountFormat) throws(TableError) -> [File] {
    switch format {
    case .text:
      var own: String?
      if let caseload = counted.caseload { own = try countPage(caseload, by: by, rule: rule) }
      let published = publishedFiguresPage(counted.published)
      return [
        File(name: "count.txt", text: [own, published].compactMap { $0 }.joined(separator: "\n"))
      ]
    case .csv: return try [figures] + completeness
    case .csvw:
      let metadata = tabularMetadata(ofFile: figures.name, title: "Figures of a count")
      return try [figures, File(name: figures.name + "-metadata.json", text: metadata)]
        + completeness
    case .svg: return charts
    case .json: return [File(name: "count.json", text: try json.prettyText)]
    }
  }

  /// Own figures are suppressed by the rule; published ones stand as they were printed.
  private var sheets: [FigureSheet] {
    let own = Counted(caseload: counted.caseload, published: []).figures(rule: rule)
    return own.map { FigureSheet($0, rule: rule) }
      + counted.published.map { FigureSheet($0, rule: nil) }
  }

  private var figures: File { File(name: "figures.csv", text: commaSeparated(sheets)) }

  private var completeness: [File] {
    get throws(TableError) {
      guard let caseload = counted.caseload else { return [] }
      return [
        File(
          name: "completeness.csv", text: try completenessFile(caseload, by: by, rule: rule))
      ]
    }
  }

  private var charts: [File] {
    let own = Counted(caseload: counted.caseload, published: []).figures(rule: rule).map {
      ($0, rule)
    }
    let published = counted.published.map { ($0, SmallNumbers?.none) }
    return (own + published).enumerated().compactMap { number, pair in
      do throws(Refusal) {
        let chart = try BarChart(pair.0, rule: pair.1)
        return File(name: "figure-\(number + 1).svg", text: chart.svg(id: "figure-\(number + 1)"))
      } catch {
        Terminal.error("heed: \(pair.0.id) is not drawn: \(error.description)")
        return nil
      }
    }
  }

  private var json: JSONValue {
    get throws(TableError) {
      var rows: [CompletenessRow] = []
      if let caseload = counted.caseload {
        rows = try completenessRows(caseload, by: by, rule: rule)
      }
      return .object([
        ("completeness", .array(rows.map(value))), ("figures", .array(sheets.map(value))),
      ])
    }
  }

  private func value(_ row: CompletenessRow) -> JSONValue {
    .object([
      ("definition", .string("completeness-\(row.field.rawValue)")),
      ("base", .string(row.field.base.description)),
      ("dimension", by.map { .string($0.rawValue) }), ("group", .string(row.group)),
      (
        "counts",
        .object(zip(row.categories, row.figures).map { ($0, .string($1.description)) })
      ),
    ])
  }

  private func value(_ sheet: FigureSheet) -> JSONValue {
    .object([
      ("figure", .string(sheet.figure.id)), ("definition", .string(sheet.figure.definition)),
      ("base", sheet.figure.base.map { .string($0.description) } ?? .null),
      ("period", .string(sheet.figure.period.description)),
      ("place", .string(sheet.figure.place.description)),
      ("attribute", sheet.attribute.map { .string($0) }),
      ("missing", .string(sheet.missing.atLeast.description)),
      ("snapshot", .string(sheet.edition.snapshot)), ("rule", .string(sheet.edition.ruleVersion)),
      ("source", .string(sheet.edition.source)),
      (
        "rows",
        .array(
          sheet.rows.map { row in
            .object([
              ("kind", .string(row.kind.rawValue)), ("name", .string(row.name)),
              ("count", .string(row.count.description)),
              ("at-least", .string(row.atLeast.description)),
              ("at-most", .string(row.atMost.description)),
              ("note", row.note.isEmpty ? nil : .string(row.note)),
            ])
          })
      ),
    ])
  }

  /// Writes each into a folder, which is made; never over a file that is there.
  static func write(_ files: [File], to folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      Terminal.error("heed: \(folder) cannot be made; name another folder with --output")
      throw Exit.unusable
    }
    for file in files {
      try Files.write(Array(file.text.utf8), to: "\(folder)/\(file.name)", mode: 0o600)
    }
  }
}
