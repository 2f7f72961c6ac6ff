internal import Diagnostics
internal import Statistics

extension CountReader {
  /// Lines that belong together, as figures with their editions, in the order in which each first appears.
  mutating func figures(_ lines: [CountLine]) -> [RecordedFigure] {
    var order: [CountLine.Key] = []
    var grouped: [CountLine.Key: [CountLine]] = [:]
    for line in lines {
      if grouped[line.key] == nil { order.append(line.key) }
      grouped[line.key, default: []].append(line)
    }
    return order.compactMap { key in figure(key, grouped[key] ?? []) }
  }

  private mutating func figure(_ key: CountLine.Key, _ lines: [CountLine]) -> RecordedFigure? {
    var order: [String] = []
    for line in lines where !order.contains(line.snapshot) { order.append(line.snapshot) }
    let editions = order.compactMap { snapshot in
      edition(lines.filter { $0.snapshot == snapshot })
    }
    guard let first = lines.first, editions.count == order.count else { return nil }
    do throws(Refusal) {
      return try RecordedFigure(
        "\(file):\(first.position.line)", definition: key.definition, base: key.base,
        period: key.period, place: key.place, editions: editions)
    } catch {
      add(.figure(error.description), at: first.position)
      return nil
    }
  }

  private mutating func edition(_ lines: [CountLine]) -> Edition? {
    guard let first = lines.first else { return nil }
    var names: Set<String> = []
    var isWhole = true
    func refuse(_ problem: CountProblem, _ line: CountLine) {
      add(problem, at: line.position)
      isWhole = false
    }
    for line in lines {
      if !names.insert(line.category.text).inserted { refuse(.repeated, line) }
      if line.number.isCount != first.number.isCount { refuse(.mixed, line) }
      if line.missing != first.missing { refuse(.disagree("missing"), line) }
      if line.of != first.of { refuse(.disagree("of"), line) }
      if lines.count > 1, line.category.text.isEmpty { refuse(.empty("category"), line) }
    }
    guard isWhole else { return nil }
    do throws(Refusal) {
      return Edition(
        snapshot: first.snapshot, ruleVersion: first.rule.isEmpty ? "as published" : first.rule,
        source: first.source.isEmpty ? "\(file), line \(first.position.line)" : first.source,
        content: try content(lines, first))
    } catch {
      add(.figure(error.description), at: first.position)
      return nil
    }
  }

  private func content(
    _ lines: [CountLine], _ first: CountLine
  ) throws(Refusal) -> Edition.Content {
    let counts = lines.compactMap { line -> CategoryCounts.Category? in
      if case .count(let count) = line.number { .init(line.category.text, count) } else { nil }
    }
    let percentages = lines.compactMap { line -> CategoryPercentages.Category? in
      if case .percentage(let part) = line.number { .init(line.category.text, part) } else { nil }
    }
    if first.category.text.isEmpty, let count = counts.first?.count {
      return .count(count, missing: missingShare(beside: count, first.missing))
    }
    let attribute = first.attribute.isEmpty ? first.key.definition : first.attribute
    if let category = percentages.first {
      let whole = try whole(first, of: category.percentage)
      return .breakdown(
        attribute: attribute, .percentages(try CategoryPercentages(percentages, of: whole)))
    }
    let missing: [MissingReason: Int]
    switch first.missing {
    case nil: missing = [:]
    case .count(let count): missing = count > 0 ? [.notRecorded: count] : [:]
    case .percentage(let share): throw .wholeNotStated(share)
    }
    let total = counts.reduce(0) { $0 + $1.count } + missing.values.reduce(0, +)
    return .breakdown(
      attribute: attribute, .counts(try CategoryCounts(counts, missing: missing, total: total)))
  }

  private func missingShare(beside count: Int, _ missing: CountLine.Number?) -> MissingShare {
    switch missing {
    case nil: .notStated
    case .percentage(let share): .share(share.share)
    case .count(0): .share(.zero)
    case .count(let missing): .share(Fraction(missing, of: count + missing))
    }
  }

  /// Of what the percentages are. With nothing missing, all and those recorded are the same.
  private func whole(
    _ line: CountLine, of percentage: RoundedPercentage
  ) throws(Refusal) -> CategoryPercentages.Whole {
    guard case .percentage(let missing)? = line.missing else {
      return line.of == "recorded" ? .recorded(nil) : .notStated
    }
    switch line.of {
    case "all": return .everything(unknown: missing, residual: .furtherCategories)
    case "recorded":
      let all = power(of: 10, missing.decimals) * 100
      return .recorded(RoundedPercentage(all - missing.units, decimals: missing.decimals))
    default:
      if missing.units == 0 { return .everything(unknown: missing, residual: .furtherCategories) }
      throw .wholeNotStated(percentage)
    }
  }

  private func power(of base: Int, _ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { power, _ in power * base }
  }
}
