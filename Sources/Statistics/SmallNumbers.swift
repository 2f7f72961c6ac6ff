/// Which counts are too small to publish.
///
/// - Source: Department for Education, "Children in need" statistics: counts of 1 to 5 are replaced by
///   `c`, and further counts with them, so that no small count can be worked out. A zero is printed.
///   A partnership may set a higher threshold.
public struct SmallNumbers: Hashable, Sendable {
  /// The largest small count.
  public let threshold: Int
  /// Whether zero is small too. Where it is, nobody learns that a row has nobody in it.
  public let includesZero: Bool

  /// - Precondition: at least two counts are small. If only one were, `c` would say which.
  public init(threshold: Int = 5, includesZero: Bool = false) {
    precondition(
      (includesZero ? 1 : 2)...TableError.largestTotal ~= threshold,
      "a threshold must leave at least two small counts, or its sign gives the count away")
    self.threshold = threshold
    self.includesZero = includesZero
  }

  /// The rule of the Department for Education.
  public static let departmentForEducation = SmallNumbers()

  /// The small counts.
  public var range: ClosedRange<Int> { (includesZero ? 0 : 1)...threshold }
}
