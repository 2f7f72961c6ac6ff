/// Why a value is missing. A missing value is a value: it is counted, shown, and kept in the base.
///
/// - Source: Documentation/practice/statistics.md 5; failures.md F30; the distinctions of the self-defined ethnicity codes
///   N1 to N4 and of the children in need census (`REFU`, `NOBT`).
public enum MissingReason: String, CaseIterable, Hashable, Sendable {
  case notAsked = "not asked"
  case notYetObtained = "not yet obtained"
  case declined = "declined"
  /// The source has a place for it, which is empty.
  case notRecorded = "not recorded"
  /// The form has no such question.
  case notCollected = "not collected"
  /// Asked, and the one who answered does not know.
  case notKnown = "not known"
  /// Known to the source and not given out.
  case withheld = "withheld"
  /// Known in words that no category of this scheme stands for.
  case unmappable = "unmappable"
  /// The question does not arise.
  case notApplicable = "not applicable"

  /// Whether those who lack a value for this reason stay in the base of shares: all but those to whom the question does
  /// not apply.
  public var staysInBase: Bool { self != .notApplicable }
}
