public import Statistics
internal import StatisticsReports

/// What one count comes to, as text for a terminal.
///
/// With `rule`, small numbers and what would give them away stand as `c` or are left out; without, everything stands as counted, and
/// nothing may be published.
///
/// - Throws: `TableError`, as `CountedCaseload.publishedCompleteness`.
public func countPage(
  _ caseload: CountedCaseload, by dimension: CountedDimension? = nil, rule: SmallNumbers?
) throws(TableError) -> String {
  let stamp = caseload.stamp
  let isSmall = rule?.range.contains(caseload.cases.count) ?? false
  var out = [
    "\(stamp.place), \(stamp.period). Cases: \(isSmall ? "c" : "\(caseload.cases.count)").",
    "Snapshot \(stamp.snapshot), rule \(stamp.ruleVersion), from \(stamp.source).",
    rule == nil
      ? "Not for publication: small numbers stand as they are. --publish withholds them."
      : "Small numbers, and what would give them away, are withheld: c.",
    "", "HOW MUCH IS THERE",
  ]
  if caseload.characteristics == nil {
    out.append("Ethnicity is not counted: no file of characteristics was given.")
  }
  var field: CountedField?
  for row in try completenessRows(caseload, by: dimension, rule: rule) {
    if row.field != field {
      out.append("\(row.field.rawValue) (\(row.field.base)): \(row.field.meaning)")
    }
    field = row.field
    let parts = zip(row.categories, row.figures).map { "\($0) \($1)" }
    out.append("  \(row.group): \(parts.joined(separator: ", "))")
  }
  out += groupLines(caseload.groupDefinitions, rule)
  out += figureLines(caseload, rule)
  out += timeLines(caseload, rule)
  let unmatched = caseload.unmatchedCharacteristics.count
  if unmatched > 0, rule == nil {
    out += [
      "", "People of the file of characteristics who are in none of these cases: \(unmatched).",
    ]
  }
  return out.joined(separator: "\n") + "\n"
}

private func groupLines(_ counts: GroupDefinitionCounts, _ rule: SmallNumbers?) -> [String] {
  if counts.definitions.isEmpty { return [] }
  var out = ["", "UNDER EVERY DEFINITION OF A GROUP"]
  if let rule, !counts.overlapsMayBePublished(rule: rule) {
    return out + ["c: some case or cases would be known by the overlaps."]
  }
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
    guard rule == nil else { continue }
    out.append(
      "  not yet known \(definition.undetermined); outside its days \(definition.outside); under it and never considered \(definition.neverConsidered)"
    )
  }
  out.append("under none: \(counts.underNone)")
  if rule == nil, counts.underNoneUndetermined > 0 {
    out.append("  of these, not yet known under some definition: \(counts.underNoneUndetermined)")
  }
  return out
}

/// Every further figure, as its sheet prints it, so that what is withheld in one form is withheld in all.
private func figureLines(_ caseload: CountedCaseload, _ rule: SmallNumbers?) -> [String] {
  let figures = rule.map { caseload.publishableFigures(rule: $0) } ?? caseload.figures
  let shown = figures.filter { figure in
    !figure.id.hasPrefix("completeness-") && !figure.id.hasPrefix("overlap-")
  }
  if shown.isEmpty { return [] }
  return ["", "FIGURES, each with the least and the greatest share of its base"]
    + shown.flatMap { figure in
      let sheet = FigureSheet(figure, rule: rule)
      let base = figure.base.map { "\($0)" } ?? "x"
      return ["\(figure.id): \(base) by \(sheet.attribute ?? "z")"] + rowLines(sheet)
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

private func timeLines(_ caseload: CountedCaseload, _ rule: SmallNumbers?) -> [String] {
  var out: [String] = []
  for step in ResponseTimes.Step.allCases {
    let times = caseload.responseTimes(to: step)
    if times.warnings == 0 { continue }
    let known = times.warnings - times.withNoDay
    // A quartile is a day of somebody: of few, it is not printed.
    let isSmall = rule.map { isSmallInTimes(caseload, times, $0) } ?? false
    guard known > 0, !isSmall else {
      out.append("to \(step.rawValue): \(known == 0 ? "no day is known" : "quartiles c")")
      continue
    }
    out.append("to \(step.rawValue): \(known) with a day, \(times.withNoDay) with none")
    for (quarter, name) in ["lower quartile", "median", "upper quartile"].enumerated() {
      guard let among = times.quartileAmongKnown(quarter + 1),
        let all = times.quartile(quarter + 1)
      else { continue }
      let most = all.most.map { "\($0)" } ?? "never"
      out.append(
        "  \(name): \(span(among)) of those with a day; of all, whatever the others are, \(all.least) to \(most)"
      )
    }
  }
  return out.isEmpty ? [] : ["", "DAYS FROM A WARNING"] + out
}

/// Whether the numbers beside quartiles are small, or would give away what the figure of the same days withholds.
private func isSmallInTimes(
  _ caseload: CountedCaseload, _ times: ResponseTimes, _ rule: SmallNumbers
) -> Bool {
  guard
    let figure = caseload.responseTimeFigures.first(where: {
      $0.id == "days-to-\(times.step.rawValue)"
    }), case .breakdown(_, .counts(let counts)) = figure.current.content,
    case .count = FigureSheet(figure, rule: rule).missing.count
  else { return true }
  let numbers = [times.warnings - times.withNoDay, times.withNoDay] + counts.missing.values
  return numbers.contains { rule.range.contains($0) }
}

private func span(_ days: ClosedRange<Int>) -> String {
  days.lowerBound == days.upperBound
    ? "\(days.lowerBound)" : "\(days.lowerBound)-\(days.upperBound)"
}
