extension Claim: CustomStringConvertible {
  /// The claim as the parser reads it back.
  public var description: String {
    var place = quoted(placeName)
    if let placeKind { place += " (\(placeKind.rawValue))" }
    var parts = [place]
    let sentence: String
    switch statement {
    case .holds(let relation, let period):
      sentence = relation.description
      parts.append(period.description)
    case .changed(let measure, let name, let direction, let from, let to):
      sentence =
        "\(subject(measure, name)) has \(direction.rawValue) between \(from) and \(to)"
    }
    let scope = base.scope.isEmpty ? "" : " (\(quoted(base.scope)))"
    parts.append(base.unit.rawValue + scope)
    if let definition { parts.append("definition \(quoted(definition))") }
    return "\(sentence) in \(parts.joined(separator: ", "))"
  }
}

extension Claim.Relation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exceeds(let measure, let a, let b):
      "\(subject(measure, a)) exceeds \(subject(measure, b))"
    case .share(let name, let limit, let percentage):
      "\(subject(.share, name)) is \(limit.rawValue) \(percentage)"
    case .number(let name, let limit, let number):
      "\(subject(.number, name)) is \(limit.rawValue) \(number)"
    case .largest(let name): "\(subject(.share, name)) is the largest"
    case .exceedsPopulation(let name, let group):
      "share of \(quoted(name)) exceeds population figure of \(quoted(group))"
    }
  }
}

/// Words at which a name ends, or with which something else than a name begins.
let reservedWords: Set<String> = [
  "definition", "exceeds", "has", "in", "is", "number", "population", "share",
]

private func subject(_ measure: Claim.Measure, _ name: String) -> String {
  measure == .number ? "number of \(quoted(name))" : quoted(name)
}

/// The name as it is, if the parser would read it back so; else in double quotes.
private func quoted(_ name: String) -> String {
  let scalars = name.unicodeScalars
  let words = scalars.split(separator: " ", omittingEmptySubsequences: false)
  let isPlain =
    words.allSatisfy { !$0.isEmpty && !reservedWords.contains(String($0)) }
    && !scalars.contains {
      ",()\"\\".unicodeScalars.contains($0) || $0.properties.isWhitespace && $0 != " "
    }
  if isPlain { return name }
  var escaped = String.UnicodeScalarView()
  for scalar in scalars {
    if scalar == "\"" || scalar == "\\" { escaped.append("\\") }
    escaped.append(scalar)
  }
  return "\"\(String(escaped))\""
}
