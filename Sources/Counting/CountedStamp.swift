public import CaseRecord
internal import CivilTime
public import Statistics

/// The years from the first to the last day on which anything in the records was made, raised or done, or happened; nil if no
/// day is known.
public func countedPeriod(of records: [CaseRecord]) -> Period? {
  let days = records.flatMap { record in
    record.sources.map(\.made) + record.warnings.map(\.on) + record.responses.map(\.on)
      + record.statements.map(\.when)
  }.compactMap { $0?.range }
  let years = days.flatMap { [$0.earliest, $0.latest] }.compactMap { $0?.year }
  guard let first = years.min(), let last = years.max() else { return nil }
  return Period(from: (first, 1), through: (last, 12))
}

/// Reads a place with its kind, as `Northmoor (police force)`; nil if the kind is not one of `Place.Kind`.
public func countedPlace(_ text: String) -> Statistics.Place? {
  let (name, kind) = bracketed(text)
  guard let kind = kind.flatMap(Statistics.Place.Kind.init(rawValue:)), !name.isEmpty else {
    return nil
  }
  return Statistics.Place(name, kind)
}

/// `suspects (group-based)` as its two parts.
func bracketed(_ text: String) -> (String, String?) {
  guard text.last == ")", let open = text.firstIndex(of: "(") else { return (text, nil) }
  return (
    String(text[..<open]).trimmed, String(text[text.index(after: open)...].dropLast()).trimmed
  )
}

extension String {
  /// Without blanks at either end.
  var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
