public import Statistics
internal import StatisticsReports

/// What one count comes to, as text for a terminal.
///
/// - Parameters:
///   - publication: what may be printed: small numbers and what would give them away stand as `c` or are left out. Nil for a page
///     on which everything stands as counted, and which may not be published.
///   - notes: further sentences on what the page is.
public func countPage(
  _ count: CaseloadCount, by dimension: CountedDimension? = nil, as publication: Publication?,
  notes: [String] = []
) -> String {
  let stamp = count.caseload.stamp
  let cases = publication?.cases ?? .count(count.caseload.cases.count)
  var out = [
    "\(stamp.place), \(stamp.period). Cases: \(cases).",
    "Snapshot \(stamp.snapshot), rule \(stamp.ruleVersion), from \(stamp.source).",
    publication == nil
      ? "Not for publication: small numbers stand as they are. --publish withholds them."
      : "Small numbers, and what would give them away, are withheld: c.",
  ]
  out += notes + ["", "HOW MUCH IS THERE"]
  if count.caseload.characteristics == nil {
    out.append("Ethnicity is not counted: no file of characteristics was given.")
  }
  var field: CountedField?
  for row in completenessRows(count, by: dimension, as: publication) {
    if row.field != field {
      out.append("\(row.field.rawValue) (\(row.field.base)): \(row.field.meaning)")
    }
    field = row.field
    let parts = zip(row.categories, row.figures).map { "\($0) \($1)" }
    out.append("  \(row.group): \(parts.joined(separator: ", "))")
  }
  out += groupLines(count, publication)
  out += figureLines(count, publication)
  out += timeLines(count, dimension, publication)
  if let publication, !publication.leftOut.isEmpty {
    out += ["", "LEFT OUT"] + publication.leftOutLines
  }
  let unmatched = count.unmatchedCharacteristics.count
  if unmatched > 0, publication == nil {
    out += [
      "", "People of the file of characteristics who are in none of these cases: \(unmatched).",
    ]
  }
  return out.joined(separator: "\n") + "\n"
}

private func groupLines(_ count: CaseloadCount, _ publication: Publication?) -> [String] {
  let counts = count.groupDefinitions
  if counts.definitions.isEmpty { return [] }
  if let publication { return publishedGroupLines(counts, publication) }
  var out = ["", "UNDER EVERY DEFINITION OF A GROUP"]
  for (place, definition) in counts.definitions.enumerated() {
    out.append(
      "\(definition.framework.id), \(definition.framework.title): \(definition.cases) of \(counts.total)"
    )
    let both = counts.definitions.indices.filter { $0 != place && counts.overlaps[place][$0] > 0 }
      .map { "\(counts.definitions[$0].framework.id) \(counts.overlaps[place][$0])" }
    if definition.cases > 0 {
      out.append(
        both.isEmpty
          ? "  under no other" : "  of these, also under: \(both.joined(separator: ", "))")
    }
    out.append(
      "  not yet known \(definition.undetermined); outside its days \(definition.outside); under it and never considered \(definition.neverConsidered)"
    )
  }
  out.append("under none: \(counts.underNone)")
  if counts.underNoneUndetermined > 0 {
    out.append("  of these, not yet known under some definition: \(counts.underNoneUndetermined)")
  }
  return out
}

private func publishedGroupLines(
  _ counts: GroupDefinitionCounts, _ publication: Publication
) -> [String] {
  let sheets = publication.sheets
  func entry(_ id: String, _ category: String) -> FigureSheet.Entry? {
    sheets.first { $0.figure.id == id }?.rows.first { $0.name == category }?.count
  }
  var out: [String] = []
  for (place, definition) in counts.definitions.enumerated() {
    let id = definition.framework.id
    guard let cases = publication.cases(under: id) else { continue }
    out.append("\(id), \(definition.framework.title): \(cases) of \(publication.cases)")
    let both = counts.definitions.indices.filter { $0 != place }.compactMap { other in
      let ids = [place, other].sorted().map { counts.definitions[$0].framework.id }
      return entry("overlap-\(ids[0])-\(ids[1])", "both").flatMap { both in
        both == .count(0) ? nil : "\(counts.definitions[other].framework.id) \(both)"
      }
    }
    if !both.isEmpty { out.append("  of these, also under: \(both.joined(separator: ", "))") }
  }
  if let none = entry("group-definitions", "under none") { out.append("under none: \(none)") }
  return out.isEmpty ? [] : ["", "UNDER EVERY DEFINITION OF A GROUP"] + out
}

/// Every further figure, as its sheet prints it, so that what is withheld in one form is withheld in all.
private func figureLines(_ count: CaseloadCount, _ publication: Publication?) -> [String] {
  let sheets =
    publication?.sheets ?? count.figures.map { FigureSheet($0, rule: nil) }
  let shown = sheets.filter { sheet in
    !sheet.figure.id.hasPrefix("completeness-") && !sheet.figure.id.hasPrefix("overlap-")
  }
  if shown.isEmpty { return [] }
  return ["", "FIGURES, each with the least and the greatest share of its base"]
    + shown.flatMap { sheet in
      let base = sheet.figure.base.map { "\($0)" } ?? "x"
      return ["\(sheet.figure.id): \(base) by \(sheet.attribute ?? "z")"] + rowLines(sheet)
    }
}

/// Rows of a sheet that have something to say.
private func rowLines(_ sheet: FigureSheet) -> [String] {
  sheet.rows.filter { $0.count != .count(0) }.map { row in
    let note = row.note.isEmpty ? "" : " (\(row.note))"
    return "  \(row.name): \(row.count), \(row.atLeast) to \(row.atMost)\(note)"
  }
}

/// Figures that somebody else has published, as they were printed, each with its bounds.
public func publishedFiguresPage(_ figures: [RecordedFigure]) -> String {
  figures.flatMap { figure in
    let sheet = FigureSheet(figure, rule: nil)
    let base = figure.base.map { "\($0)" } ?? "no base is stated"
    let edition = figure.current
    return [
      "\(figure.id): \(figure.definition), \(base), \(figure.place), \(figure.period)",
      "  Snapshot \(edition.snapshot), rule \(edition.ruleVersion), from \(edition.source).",
    ] + rowLines(sheet)
  }.map { $0 + "\n" }.joined()
}

private func timeLines(
  _ count: CaseloadCount, _ dimension: CountedDimension?, _ publication: Publication?
) -> [String] {
  var out: [String] = []
  for (times, agencies) in zip(
    count.responseTimes, count.responseTimesByAgency(as: publication))
  {
    let divided = dimension == .agency ? agencies.map { ($0.agency, $0.times) } : []
    for (agency, times) in divided + [(nil, times)] where times.warnings > 0 {
      let whose = agency.map { ", \($0)" } ?? ""
      let row = responseTimeRow(agency, times, count, as: publication)
      if row == nil, agency != nil { continue }
      out += lines("to \(times.step.rawValue)\(whose)", row)
    }
  }
  return out.isEmpty ? [] : ["", "DAYS FROM A WARNING"] + out
}

private func lines(_ title: String, _ row: ResponseTimeRow?) -> [String] {
  guard let row else { return ["\(title): quartiles c"] }
  if row.known == .count(0) { return ["\(title): no day is known"] }
  // A quartile is a day of somebody: of few, it is not printed.
  if row.quartiles.isEmpty {
    return ["\(title): \(row.known) with a day, \(row.unknown) with none, quartiles c"]
  }
  return ["\(title): \(row.known) with a day, \(row.unknown) with none"]
    + row.quartiles.map { quartile in
      "  \(quartile.name): \(quartile.among) of those with a day; of all, whatever the others are, \(quartile.ofAll)"
    }
}
