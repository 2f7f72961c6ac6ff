public import CivilTime

/// One published list of codes for a characteristic, with the days of its use and where it was read.
///
/// The lists are data with dates, since each was replaced by another: a code says nothing without its list.
///
/// - Source: Documentation/practice/data-standards.md 4.
public struct CodeList: Hashable, Sendable {
  public struct Code: Hashable, Sendable {
    public let text: String
    /// The category in the words of the list.
    public let label: String
    /// Why there is no category, if the code says so.
    public let missing: Absence?

    init(_ text: String, _ label: String, missing: Absence? = nil) {
      self.text = text
      self.label = label
      self.missing = missing
    }
  }

  /// The name that files use, such as `18+1`.
  public let id: String
  public let title: String
  /// The days on which it was in use, as far as they were read; an open end where none was.
  public let days: DayRange
  /// Who read the codes where.
  public let source: String
  /// Whether an officer looks and chooses, rather than the person or somebody who knows the person.
  public let isOfficerDefined: Bool
  public let codes: [Code]

  init(
    _ id: String, _ title: String, days: DayRange, source: String, isOfficerDefined: Bool = false,
    codes: [Code]
  ) {
    self.id = id
    self.title = title
    self.days = days
    self.source = source
    self.isOfficerDefined = isOfficerDefined
    self.codes = codes
  }

  public subscript(code text: String) -> Code? { codes.first { $0.text == text } }

  /// Every list that files may name.
  public static let ethnicity = [sixteen, eighteen, officerDefined, childrenInNeed]

  public static subscript(ethnicity id: String) -> CodeList? { ethnicity.first { $0.id == id } }
}

/// Why a characteristic is missing. None of them is another, and none is left out of a count.
public enum Absence: String, CaseIterable, Hashable, Sendable {
  case notAsked = "not-asked"
  /// Asked, and not answered.
  case refused
  /// The source has a place for it, which is empty.
  case notRecorded = "not-recorded"
  /// Asked, and whoever answered does not know.
  case notKnown = "not-known"
  case notYetObtained = "not-yet-obtained"
}
