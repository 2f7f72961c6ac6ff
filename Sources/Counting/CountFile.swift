public import Diagnostics
public import Statistics

/// Reads published counts from a file of comma-separated values, for claims to be asked of.
///
/// The first line names the columns, in any order:
///
/// | column | holds |
/// |---|---|
/// | `definition` | the rule by which things were counted |
/// | `base` | what is counted, as `suspects (group-based)`; empty where the source does not say |
/// | `period` | `2023`, `2018/19`, `2023-04`, or `2023-01 to 2024-09` |
/// | `place` | `Northmoor (police force)` |
/// | `category` | the category; empty for one plain count |
/// | `count` or `percent` | how many, or which percentage: one of the two columns, or both with one of them empty |
/// | `missing` | how many, or which percentage, have no category; the same on each line of a figure, or empty where the source does not say |
/// | `snapshot` | which state of the records was counted: another snapshot of the same figure is a further edition |
/// | `of` | may be left out: `all` or `recorded`, of what a percentage is |
/// | `attribute` `rule` `source` | may be left out |
///
/// Lines with the same definition, base, period and place are one figure, which is named after its first line. Empty `missing` beside
/// counts means that the categories are everything; beside percentages, that the source does not say.
///
/// | code | means |
/// |---|---|
/// | `counts.not-text` | the file is not UTF-8 |
/// | `counts.quote` | a quoted cell that does not end, or goes on after its end |
/// | `counts.column` `counts.no-column` `counts.cells` | a column that is not known, missing, or there twice; a line with more or fewer cells |
/// | `counts.empty` | a cell that must not be empty, or a file without lines |
/// | `counts.base` `counts.period` `counts.place` `counts.number` `counts.percent` `counts.of` | a value that cannot be read |
/// | `counts.count-or-percent` | neither, or both; or another one than the line before it |
/// | `counts.disagree` | lines of one figure that differ about what is missing, or of what |
/// | `counts.repeated` | a category that stands twice in a figure |
/// | `counts.figure` | numbers that cannot all be right |
///
/// - Returns: the figures; none if anything is an error.
public func readCounts(
  _ bytes: [UInt8], file: String, report: inout Report
) -> [RecordedFigure] {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    report.add(
      CountProblem.notText.diagnostic(at: Location(file: file, position: .start)))
    return []
  }
  var reader = CountReader(file: file)
  let figures = reader.read(CommaSeparated(text))
  report.merge(reader.report)
  return reader.report.hasErrors ? [] : figures
}

/// What can be wrong with a file of counts, with the sentences.
enum CountProblem: Hashable {
  case notText
  case quote
  case unknownColumn(nearest: String?)
  case repeatedColumn
  case noColumn(String)
  case noNumberColumn
  case cells(expected: Int, found: Int)
  case noLines
  case empty(String)
  case base, period, place, number, percent, of
  case countOrPercent
  case mixed
  case disagree(String)
  case repeated
  case figure(String)

  func diagnostic(at location: Location) -> Diagnostic {
    let (code, message, help) = words
    return Diagnostic(.error, "counts.\(code)", at: location, message, help: help)
  }

  private var words: (String, String, String) {
    switch self {
    case .notText: ("not-text", "this file is not UTF-8", "save it as CSV UTF-8")
    case .quote:
      (
        "quote", "a quoted cell does not end, or goes on after its end",
        "double the quotes inside a cell, and close it"
      )
    case .unknownColumn(let nearest):
      (
        "column", "no such column is known",
        nearest.map { "did you mean '\($0)'?" }
          ?? "the columns are \(CountReader.columns.joined(separator: ", "))"
      )
    case .repeatedColumn: ("column", "this column is there already", "take one of the two away")
    case .noColumn(let name): ("no-column", "the column '\(name)' is missing", "add it")
    case .noNumberColumn:
      ("no-column", "there is neither a column 'count' nor 'percent'", "add one of them")
    case .cells(let expected, let found):
      (
        "cells", "this line has \(found) cells and the first line \(expected)",
        "put a cell that holds commas in double quotes; leave no cell out"
      )
    case .noLines: ("empty", "there is nothing below the names of the columns", "add the figures")
    case .empty(let name): ("empty", "the cell under '\(name)' is empty", "fill it in")
    case .base:
      (
        "base", "this is nothing that is counted",
        "write one of \(CountedUnit.allCases.map(\.rawValue).joined(separator: ", ")), with which of them in brackets"
      )
    case .period:
      ("period", "this is no period", "write 2023, 2018/19, 2023-04, or 2023-01 to 2024-09")
    case .place:
      (
        "place", "this is no place with its kind",
        "write the kind in brackets, one of \(Place.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
      )
    case .number: ("number", "this is no count", "write digits without commas or a sign")
    case .percent: ("percent", "this is no percentage", "write 35% or 3.7%, at most 100%")
    case .of: ("of", "it is not said of what the percentage is", "write all or recorded")
    case .countOrPercent:
      (
        "count-or-percent", "a line has either a count or a percentage",
        "fill in one of the two columns"
      )
    case .mixed:
      (
        "count-or-percent", "one figure has counts and percentages",
        "give it one or the other, or make it two figures"
      )
    case .disagree(let name):
      (
        "disagree", "lines of one figure differ under '\(name)'",
        "write the same on each, or make it another snapshot"
      )
    case .repeated:
      ("repeated", "this category stands in this figure already", "take one line away")
    case .figure(let why): ("figure", "the numbers of this figure: \(why)", "see the source again")
    }
  }
}
