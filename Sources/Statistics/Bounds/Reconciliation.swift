/// Whether parts make up their total. What they leave over is shown, never dropped.
public enum Reconciliation: Hashable, Sendable {
  case agrees
  /// The total less the parts: below zero where the parts are more.
  case residual(Int)
  /// The parts differ from the total by no more than their rounding explains.
  case withinRounding(Int)
}

/// Compares parts with the total that is printed beside them.
///
/// - Parameter multiple: to the nearest of what each number was rounded: 10 for totals of England; 1 if not at all.
/// - Precondition: `multiple` is above zero, and no number is beyond `TableError.largestTotal`.
/// - Source: Documentation/practice/statistics.md 5 and 6 (T03); failures.md F36.
public func reconcile(parts: [Int], total: Int, roundedTo multiple: Int = 1) -> Reconciliation {
  precondition(multiple > 0, "numbers are rounded to a multiple of one or more")
  let rest = parts.reduce(total, -)
  if rest == 0 { return .agrees }
  // Each number is at most half a multiple off.
  return multiple > 1 && 2 * rest.magnitude <= UInt(multiple * (parts.count + 1))
    ? .withinRounding(rest) : .residual(rest)
}

/// One place where a number was printed.
public struct Printing: Hashable, Sendable {
  /// What it is a number of, in the same words wherever it is the same.
  public let figure: String
  public let number: Int
  /// Where it stands, such as `2024 annex, table 3`.
  public let source: String

  public init(_ figure: String, _ number: Int, in source: String) {
    self.figure = figure
    self.number = number
    self.source = source
  }
}

/// A figure that was printed with more than one value.
public struct PrintingConflict: Hashable, Sendable {
  public let figure: String
  public let printings: [Printing]
}

extension PrintingConflict: CustomStringConvertible {
  public var description: String {
    let places = printings.map { "\(grouped($0.number)) in \($0.source)" }
    return "'\(figure)' is printed with different values: \(places.joined(separator: "; "));"
      + " ask the source which stands"
  }
}

/// The figures that were printed with different values, in the order in which they first occur.
///
/// - Source: Documentation/practice/statistics.md 6 (T13).
public func conflicts(among printings: [Printing]) -> [PrintingConflict] {
  var seen: [String] = []
  var byFigure: [String: [Printing]] = [:]
  for printing in printings {
    if byFigure[printing.figure] == nil { seen.append(printing.figure) }
    byFigure[printing.figure, default: []].append(printing)
  }
  return seen.compactMap { figure in
    let all = byFigure[figure] ?? []
    return Set(all.map(\.number)).count > 1
      ? PrintingConflict(figure: figure, printings: all) : nil
  }
}

/// Looks for tables of different things that have the same numbers, before they are published together.
///
/// Tables with one category, or with nothing but zeros, say too little to be alike by mistake.
///
/// - Throws: `Refusal.identicalTables` with the first two found.
/// - Source: failures.md F36; Documentation/practice/statistics.md 6 (T17).
public func refuseIdenticalTables(_ figures: [RecordedFigure]) throws(Refusal) {
  for (index, figure) in figures.enumerated() {
    guard let numbers = figure.telling else { continue }
    for other in figures[(index + 1)...]
    where other.telling == numbers && figure.isOfOtherThings(than: other) {
      throw .identicalTables(figure.id, other.id)
    }
  }
}

extension RecordedFigure {
  /// The numbers of a breakdown that are enough to know it by, by category, so that order does not matter.
  fileprivate var telling: [String: Fraction]? {
    guard case .breakdown(_, let breakdown) = current.content else { return nil }
    var numbers: [String: Fraction] = [:]
    switch breakdown {
    case .counts(let counts):
      for category in counts.categories { numbers[category.name] = Fraction(category.count, of: 1) }
    case .percentages(let percentages):
      for category in percentages.categories {
        numbers[category.name] = category.percentage.share
      }
    }
    return numbers.values.count { $0 > .zero } > 1 ? numbers : nil
  }

  fileprivate func isOfOtherThings(than other: RecordedFigure) -> Bool {
    base != other.base || period != other.period || place != other.place
      || definition != other.definition
  }
}
