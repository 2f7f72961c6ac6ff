/// Where a claim cannot be read, and what would stand there.
public struct ClaimError: Error, Hashable, Sendable {
  public enum Expected: Hashable, Sendable {
    /// A category, a place, a definition.
    case name(String)
    /// One of these words.
    case word([String])
    case period
    case unit
    case placeKind
    case percentage
    case number
    case comma
    case closingBracket
    case closingQuote
    case end
  }

  /// Where it stops being readable, in Unicode scalars, from 1.
  public let column: Int
  public let expected: Expected
  /// What stands there instead; empty at the end.
  public let found: String
}

extension ClaimError: CustomStringConvertible {
  /// The column, what is wrong, and what to write.
  public var description: String {
    let instead = found.isEmpty ? "the claim ends" : "'\(found)' stands"
    return "column \(column): \(instead) where \(expected.words)"
  }
}

extension ClaimError.Expected {
  fileprivate var words: String {
    switch self {
    case .name(let what):
      "the name of \(what) belongs; put it in double quotes if it holds commas, brackets or words such as 'is' and 'in'"
    case .word(let words):
      "\(words.map { "'\($0)'" }.joined(separator: " or ")) belongs; write it there"
    case .period: "a period belongs; write 2023, 2018/19, 2023-04, or 2023-01 to 2024-09"
    case .unit:
      "what is counted belongs; write one of \(CountedUnit.allCases.map(\.rawValue).joined(separator: ", "))"
    case .placeKind:
      "the kind of place belongs; write one of \(Place.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
    case .percentage:
      "a percentage belongs; write 40% or 3.7%, or begin the claim with 'number of'"
    case .number:
      "a number belongs; write digits without commas or a sign, or take 'number of' away"
    case .comma: "a comma belongs; write PLACE, PERIOD, BASE with commas between"
    case .closingBracket: "a bracket closes; write ')'"
    case .closingQuote: "a double quote closes; write it"
    case .end: "the claim ends; take the rest away, or begin it with a comma and 'definition'"
    }
  }
}
