/// One published figure: a number, or the sign that stands in its place.
///
/// - Source: the signs of the Department for Education, "Children in need" statistics.
public enum Figure: Hashable, Sendable {
  case count(Int)
  /// A percentage, in tenths of one per cent: 1000 is 100.0%.
  case percentage(tenths: Int)
  /// Small, or withheld so that a small count cannot be worked out: `c`.
  case suppressed
  /// The question does not arise, as with a share of nothing: `z`.
  case notApplicable
  /// The question arises and nobody has the number: `:`.
  case notAvailable
}

extension Figure: CustomStringConvertible {
  /// The figure as it is printed, with no thousands separator.
  public var description: String {
    switch self {
    case .count(let count): "\(count)"
    case .percentage(let tenths): "\(tenths / 10).\(tenths % 10)%"
    case .suppressed: "c"
    case .notApplicable: "z"
    case .notAvailable: ":"
    }
  }
}
