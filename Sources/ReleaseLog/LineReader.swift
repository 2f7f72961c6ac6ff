internal import CivilTime
internal import Diagnostics
internal import Statistics

/// Reads one line of the log, and says everything that is wrong with it.
struct LineReader {
  private let file: String
  private let line: Int
  private(set) var report = Report()

  init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// - Parameter where: the place within the line, such as `cells[3].areas`.
  mutating func fault(_ code: String, _ message: String, help: String, where place: String? = nil) {
    report.add(
      Diagnostic(
        .error, "releases.\(code)",
        at: Location(file: file, position: Position(line: line, column: 1)),
        message, help: help, context: place))
  }

  /// The release of a line, if nothing is wrong with it.
  mutating func release(_ value: JSONValue, former: String) -> Release? {
    guard case .object(let fields) = value else {
      fault("shape", "the line is no object", help: "restore the line from a copy of the log")
      return nil
    }
    allow(
      [
        "format", "former", "release", "published", "snapshot", "definition", "base",
        "adds-up-over-time", "threshold", "zero-is-small", "ways", "cells",
      ], in: fields, at: nil)
    if text("format", fields) != ReleaseLog.format {
      fault(
        "format", "the format is not '\(ReleaseLog.format)'",
        help: "read the line with the version of Heed that wrote it")
    }
    if let named = text("former", fields), named != former {
      fault(
        "chain", "the line does not follow the one before it",
        help: "a line was changed, taken out or put in; compare the log with a copy")
    }
    let name = text("release", fields)
    let published = day("published", fields, at: nil)
    let rule = rule(fields)
    let ways = values("ways", fields, at: nil)
    let addsUp = yesNo("adds-up-over-time", fields, at: nil)
    let snapshot = text("snapshot", fields)
    let definition = text("definition", fields)
    let base = text("base", fields)
    let cells = list("cells", fields, at: nil)
    let read = (cells ?? []).enumerated().map { cell($1, at: "cells[\($0)]") }
    guard let name, let published, let rule, let ways, let addsUp, let snapshot, let definition,
      let base
    else { return nil }
    let heading = ReleaseHeading(
      name: name, published: published, snapshot: snapshot, definition: definition, base: base,
      addsUpOverTime: addsUp, rule: rule, ways: ways)
    var names: Set<String> = []
    for (position, cell) in read.enumerated() {
      guard let cell else { continue }
      let place = "cells[\(position)]"
      if !names.insert(cell.name).inserted {
        fault("repeated", "two cells have one name", help: "give each its own name", where: place)
      }
      if let why = heading.fault(of: cell.extent) {
        fault("extent", "the cell \(why)", help: "restore the line from a copy", where: place)
      }
    }
    return report.hasErrors ? nil : Release(heading, cells: read.compactMap(\.self))
  }

  private mutating func cell(_ value: JSONValue, at place: String) -> Release.Cell? {
    guard case .object(let fields) = value else {
      fault("shape", "the cell is no object", help: "write {\"cell\": …}", where: place)
      return nil
    }
    allow(
      ["cell", "areas", "from", "to", "values", "printed", "small"], in: fields, at: place)
    let name = text("cell", fields, at: place)
    let areas = list("areas", fields, at: place).flatMap { texts($0, at: place + ".areas") }
    let from = day("from", fields, at: place)
    let to = day("to", fields, at: place)
    let values = values("values", fields, at: place)
    let printed = printed(fields, at: place)
    guard let name, let areas, let from, let to, let values, let printed else { return nil }
    guard from <= to else {
      fault("period", "the cell ends before it begins", help: "write 'from' first", where: place)
      return nil
    }
    return Release.Cell(name, Extent(areas: areas, period: from...to, values: values), printed)
  }

  private mutating func printed(
    _ fields: [String: JSONValue], at place: String
  ) -> Release.Printed? {
    switch (fields["printed"], fields["small"]) {
    case (.number(let count), nil) where count >= 0 && count <= TableError.largestTotal:
      return .count(count)
    case (.text("c"), .yesNo(let isSmall)):
      return .suppressed(isSmall: isSmall)
    default:
      fault(
        "printed", "what was printed is neither a count nor a sign",
        help: "write \"printed\": 12, or \"printed\": \"c\" with \"small\": true or false",
        where: place)
      return nil
    }
  }

  private mutating func rule(_ fields: [String: JSONValue]) -> SmallNumbers? {
    guard let zero = yesNo("zero-is-small", fields, at: nil) else { return nil }
    guard case .number(let threshold) = fields["threshold"],
      ((zero ? 1 : 2)...TableError.largestTotal).contains(threshold)
    else {
      fault(
        "threshold", "the threshold leaves fewer than two small counts, or is missing",
        help: "write a whole number, such as \"threshold\": 5")
      return nil
    }
    return SmallNumbers(threshold: threshold, includesZero: zero)
  }

  // MARK: the kinds of values

  private mutating func text(
    _ key: String, _ fields: [String: JSONValue], at place: String? = nil
  ) -> String? {
    if case .text(let text) = fields[key], !text.isEmpty { return text }
    missing(key, "a text", at: place)
    return nil
  }

  private mutating func yesNo(
    _ key: String, _ fields: [String: JSONValue], at place: String?
  ) -> Bool? {
    if case .yesNo(let value) = fields[key] { return value }
    missing(key, "true or false", at: place)
    return nil
  }

  private mutating func day(
    _ key: String, _ fields: [String: JSONValue], at place: String?
  ) -> CivilDate? {
    if case .text(let text) = fields[key], let day = CivilDate(text) { return day }
    missing(key, "a day, such as 2026-03-31", at: place)
    return nil
  }

  private mutating func list(
    _ key: String, _ fields: [String: JSONValue], at place: String?
  ) -> [JSONValue]? {
    if case .list(let list) = fields[key] { return list }
    missing(key, "a list", at: place)
    return nil
  }

  private mutating func values(
    _ key: String, _ fields: [String: JSONValue], at place: String?
  ) -> [String: Set<String>]? {
    guard case .object(let object) = fields[key] else {
      missing(key, "an object of lists", at: place)
      return nil
    }
    var values: [String: Set<String>] = [:]
    for (way, value) in object.sorted(by: { $0.key < $1.key }) {
      let inner = [place, key, way].compactMap(\.self).joined(separator: ".")
      guard case .list(let list) = value else {
        missing(way, "a list of texts", at: [place, key].compactMap(\.self).joined(separator: "."))
        continue
      }
      values[way] = texts(list, at: inner)
    }
    return values
  }

  private mutating func texts(_ list: [JSONValue], at place: String) -> Set<String>? {
    var texts: Set<String> = []
    for value in list {
      guard case .text(let text) = value, texts.insert(text).inserted else {
        fault("texts", "not a list of different texts", help: "write each text once", where: place)
        return nil
      }
    }
    return texts
  }

  private mutating func missing(_ key: String, _ kind: String, at place: String?) {
    fault("key", "'\(key)' is missing or not \(kind)", help: "write \(kind) there", where: place)
  }

  private mutating func allow(_ keys: [String], in fields: [String: JSONValue], at place: String?) {
    for key in fields.keys.sorted() where !keys.contains(key) {
      let help = nearest(to: key, among: keys).map { "did you mean '\($0)'?" }
      fault(
        "unknown-key", "unknown key", help: help ?? "write one of \(keys.joined(separator: ", "))",
        where: place)
    }
  }
}
