import Assessment
import Counting
import Foundation
import Glibc
import Statistics
import StatisticsReports

/// What was counted, as files: values in, text out.
struct CountOutput {
  struct File {
    let name: String
    let text: String
  }

  private let count: CaseloadCount?
  /// Figures that somebody else has published stand as they were printed.
  private let published: [FigureSheet]
  private let by: CountedDimension?
  private let release: CountRelease?
  /// Own figures first, as they may be printed.
  private let sheets: [FigureSheet]

  init(
    _ count: CaseloadCount?, _ published: [RecordedFigure], by: CountedDimension?,
    as release: CountRelease?
  ) {
    self.count = count
    self.by = by
    self.release = release
    self.published = published.map { FigureSheet($0, rule: nil) }
    let own = count.map { count in
      release?.publication.sheets ?? count.figures.map { FigureSheet($0, rule: nil) }
    }
    sheets = (own ?? []) + self.published
  }

  private var publication: Publication? { release?.publication }

  func files(_ format: CountFormat) -> [File] {
    switch format {
    case .text:
      let own = count.map {
        countPage($0, by: by, as: publication, notes: release?.notes ?? [])
      }
      let others = publishedFiguresPage(published.map(\.figure))
      return [
        File(name: "count.txt", text: [own, others].compactMap { $0 }.joined(separator: "\n"))
      ]
    case .csv: return [figures] + tables
    case .csvw:
      let metadata = tabularMetadata(ofFile: figures.name, title: "Figures of a count")
      return [figures, File(name: figures.name + "-metadata.json", text: metadata)] + tables
    case .svg: return charts
    case .json: return [File(name: "count.json", text: json.prettyText)]
    }
  }

  private var figures: File { File(name: "figures.csv", text: commaSeparated(sheets)) }

  private var tables: [File] {
    guard let count else { return [] }
    let completeness = File(
      name: "completeness.csv", text: completenessFile(count, by: by, as: publication))
    guard by == .agency else { return [completeness] }
    return [
      completeness,
      File(name: "response-times.csv", text: responseTimeFile(count, as: publication)),
    ]
  }

  private var charts: [File] {
    sheets.enumerated().compactMap { number, sheet in
      do throws(Refusal) {
        let chart = try BarChart(sheet)
        return File(name: "figure-\(number + 1).svg", text: chart.svg(id: "figure-\(number + 1)"))
      } catch {
        Terminal.error("heed: \(sheet.figure.id) is not drawn: \(error.description)")
        return nil
      }
    }
  }

  private var json: JSONValue {
    let rows = count.map { completenessRows($0, by: by, as: publication) } ?? []
    let times =
      count.map { responseTimeRows($0, as: publication) }?
      .filter { by == .agency || $0.agency == "all" } ?? []
    return .object([
      ("completeness", .array(rows.map(value))),
      ("response-times", .array(times.map(value))),
      ("figures", .array(sheets.map(value))),
      ("notes", release.map { .array($0.notes.map { .string($0) }) }),
      (
        "left-out",
        publication.map { publication in
          .array(
            publication.leftOut.map {
              .object([("what", .string($0.id)), ("why", .string($0.reason.rawValue))])
            })
        }
      ),
    ])
  }

  private func value(_ row: ResponseTimeRow) -> JSONValue {
    .object([
      ("definition", .string("days-to-\(row.step.rawValue)")), ("group", .string(row.agency)),
      ("with-a-day", .string(row.known.description)),
      ("with-no-day", .string(row.unknown.description)),
      ("in-all", .string(row.all.description)),
      (
        "quartiles",
        .array(
          row.quartiles.map {
            .object([
              ("name", .string($0.name)), ("of-those-with-a-day", .string($0.among)),
              ("of-all", .string($0.ofAll)),
            ])
          })
      ),
    ])
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
  ///
  /// Where there is something to enter before anybody may see the files, they get their names only afterwards: a crash leaves
  /// nothing that is out and was not entered.
  static func write(_ files: [File], to folder: String, entering enter: () throws -> Void) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw unusable("\(folder) cannot be made; name another folder with --output")
    }
    let paths = files.map {
      (waiting: "\(folder)/.\($0.name).not-yet", own: "\(folder)/\($0.name)")
    }
    for (_, own) in paths where FileManager.default.fileExists(atPath: own) {
      throw unusable("\(own): there is a file already; nothing was written")
    }
    do {
      for (file, path) in zip(files, paths) {
        // What a crash left waiting was never out.
        unlink(path.waiting)
        try Files.write(Array(file.text.utf8), to: path.waiting, mode: 0o600)
      }
      try enter()
    } catch {
      for path in paths { unlink(path.waiting) }
      throw error
    }
    for path in paths where rename(path.waiting, path.own) != 0 {
      throw unusable(
        "\(path.own): \(String(cString: strerror(errno)).lowercased()); run it again in another folder"
      )
    }
  }
}
