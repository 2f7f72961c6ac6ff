public import Statistics

/// What one count comes to, as text for a terminal.
///
/// With `rule`, small numbers and what would give them away stand as `c`; without, everything stands as counted, and nothing may be
/// published.
public func countPage(
  _ caseload: CountedCaseload, by dimension: CountedDimension? = nil, rule: SmallNumbers?
) throws(TableError) -> String {
  let stamp = caseload.stamp
  var out = [
    "\(caseload.cases.count) cases, \(stamp.place), \(stamp.period)",
    "Snapshot \(stamp.snapshot), rule \(stamp.ruleVersion), from \(stamp.source).",
    rule == nil
      ? "Not for publication: small numbers stand as they are. --publish withholds them."
      : "Small numbers, and what would give them away, are withheld: c.",
  ]
  out += ["", "HOW MUCH IS THERE"]
  if caseload.characteristics == nil {
    out.append("Ethnicity is not counted: no file of characteristics was given.")
  }
  out += try completenessLines(caseload, by: dimension, rule)
  out += groupLines(caseload.groupDefinitions, rule)
  out += frameworkLines(caseload.frameworkCounts, rule)
  out += timeLines(caseload, rule)
  let unmatched = caseload.unmatchedCharacteristics.count
  if unmatched > 0 {
    out += ["", "\(unmatched) people of the file of characteristics are in none of these cases."]
  }
  return out.joined(separator: "\n") + "\n"
}

private func completenessLines(
  _ caseload: CountedCaseload, by dimension: CountedDimension?, _ rule: SmallNumbers?
) throws(TableError) -> [String] {
  // Without a dimension, the totals of any table.
  let wanted = dimension ?? .agency
  let tables = caseload.completeness(by: wanted)
  let cells: [[[Figure]]]
  if let rule {
    cells = try caseload.publishedCompleteness(by: wanted, rule: rule).map(\.table.figures)
  } else {
    cells = tables.map { $0.table.countsWithTotals.map { $0.map(Figure.count) } }
  }
  return zip(tables, cells).flatMap { table, figures in
    let rows = dimension == nil ? [] : table.table.rows
    let header = "\(table.field.rawValue) (\(table.field.base)): \(table.field.meaning)"
    let lines = (rows + ["all"]).enumerated().map { index, name in
      let line = figures[dimension == nil ? figures.count - 1 : index]
      let parts = zip(table.table.columns + ["in all"], line).map { "\($0) \($1)" }
      return "  \(name): \(parts.joined(separator: ", "))"
    }
    return [header] + lines
  }
}

private func groupLines(_ counts: GroupDefinitionCounts, _ rule: SmallNumbers?) -> [String] {
  if counts.definitions.isEmpty { return [] }
  let mayPrint = rule.map(counts.overlapsMayBePublished) ?? true
  func shown(_ count: Int) -> String { mayPrint ? "\(count)" : Figure.suppressed.description }
  var out = ["", "UNDER EVERY DEFINITION OF A GROUP, of \(counts.total) cases"]
  for (place, definition) in counts.definitions.enumerated() {
    let overlaps = counts.definitions.indices.filter { $0 != place }.map { other in
      "\(counts.definitions[other].framework.id) \(shown(counts.overlaps[place][other]))"
    }
    let numbers = [
      definition.cases, definition.undetermined, definition.outside, definition.neverConsidered,
    ]
    let printed = numbers.map { mayPrint && !(rule?.range.contains($0) ?? false) ? "\($0)" : "c" }
    out.append("\(definition.framework.id), \(definition.framework.title)")
    out.append(
      "  under it \(printed[0]); not yet known \(printed[1]); outside its days \(printed[2]); under it and never considered \(printed[3])"
    )
    if !overlaps.isEmpty { out.append("  also under: \(overlaps.joined(separator: ", "))") }
  }
  out.append(
    "under none: \(shown(counts.underNone)), of which some definition is not yet known of \(mayPrint && !(rule?.range.contains(counts.underNoneUndetermined) ?? false) ? "\(counts.underNoneUndetermined)" : "c")"
  )
  return out
}

private func frameworkLines(_ counts: [FrameworkCount], _ rule: SmallNumbers?) -> [String] {
  if counts.isEmpty { return [] }
  return ["", "UNDER EACH FRAMEWORK"]
    + counts.map { count in
      let names = count.states.keys.sorted()
      let states = printed(names.map { count.states[$0] ?? 0 }, rule)
      let never = printed(
        [count.neverConsidered, count.total - count.neverConsidered], rule)
      let parts = zip(names, states).map { "\($0) \($1)" }
      return
        "\(count.framework.id) (\(count.base)): \(parts.joined(separator: ", ")); never considered \(never[0])"
    }
}

/// Counts that make up one whole, suppressed as one.
private func printed(_ counts: [Int], _ rule: SmallNumbers?) -> [String] {
  guard let rule else { return counts.map { "\($0)" } }
  let table = try? CountTable(
    rows: counts.indices.map { "\($0)" }, columns: ["count"], counts: counts.map { [$0] })
  let cells = table?.suppressed(threshold: rule.threshold, zeroIsSmall: rule.includesZero).figures
  return counts.indices.map { cells?[$0][0].description ?? "c" }
}

private func timeLines(_ caseload: CountedCaseload, _ rule: SmallNumbers?) -> [String] {
  var out: [String] = []
  for step in ResponseTimes.Step.allCases {
    let times = caseload.responseTimes(to: step)
    if times.warnings == 0 { continue }
    let known = times.warnings - times.withNoDay
    let numbers = printed([known, times.withNoDay], rule)
    out.append("to \(step.rawValue): \(numbers[0]) with a day, \(numbers[1]) with none")
    // A quartile is a day of somebody: of few, it is not printed.
    let isSmall = rule.map { known <= $0.threshold || times.withNoDay > 0 && numbers[1] == "c" }
    if isSmall == true {
      out.append("  quartiles c")
      continue
    }
    let names = ["lower quartile", "median", "upper quartile"]
    for (quarter, name) in names.enumerated() {
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

private func span(_ days: ClosedRange<Int>) -> String {
  days.lowerBound == days.upperBound
    ? "\(days.lowerBound)" : "\(days.lowerBound)-\(days.upperBound)"
}
