internal import CaseRecord
public import Statistics

/// A field that somebody owes, of which it is counted how often it is there.
///
/// - Source: Documentation/practice/failures.md F30, F31.
public enum CountedField: String, CaseIterable, Hashable, Sendable {
  case childBorn = "child-born"
  case suspectBorn = "suspect-born"
  case statementDay = "statement-day"
  case sourceMade = "source-made"
  case sourceHeld = "source-held"
  case responseDay = "response-day"
  case responseBody = "response-body"
  case decidedBy = "decided-by"
  case reason
  case warningDay = "warning-day"
  case warningRaisedBy = "warning-raised-by"
  case warningTo = "warning-to"
  case acknowledgement
  case childEthnicity = "child-ethnicity"
  case suspectEthnicity = "suspect-ethnicity"

  /// The field in words, and who owes it.
  public var meaning: String {
    switch self {
    case .childBorn: "a child's day of birth; owed by the body of the source that gives it"
    case .suspectBorn: "a suspect's day of birth; owed by the body of the source that gives it"
    case .statementDay: "when what a statement says happened; owed by the body of its source"
    case .sourceMade: "when a source was made; owed by its body"
    case .sourceHeld: "when a source was first held; owed by its body"
    case .responseDay: "when a response was given; owed by whoever gave it"
    case .responseBody: "who gave a response; owed by nobody who is named where it is missing"
    case .decidedBy: "who decided; owed by the body that decided"
    case .reason: "why it was decided so, in words or codes; owed by the body that decided"
    case .warningDay: "when a warning was raised; owed by the body that was warned"
    case .warningRaisedBy: "who raised a warning; owed by the body that was warned"
    case .warningTo: "which body was warned; owed by nobody who is named where it is missing"
    case .acknowledgement: "when a warning was acknowledged; owed by the body that was warned"
    case .childEthnicity: "a child's ethnicity, in whatever list; owed by the body that records it"
    case .suspectEthnicity:
      "a suspect's ethnicity, in whatever list; owed by the body that records it"
    }
  }

  /// What has the field, or lacks it.
  public var base: Base {
    switch self {
    case .childBorn, .childEthnicity: Base(.children)
    case .suspectBorn, .suspectEthnicity: Base(.suspects)
    case .statementDay: Base(.statements)
    case .sourceMade, .sourceHeld: Base(.sources)
    case .responseDay, .responseBody: Base(.responses)
    case .decidedBy, .reason: Base(.decisions)
    case .warningDay, .warningRaisedBy, .warningTo, .acknowledgement: Base(.warnings)
    }
  }
}

/// By what a count of completeness is divided; by agency, response times are divided too.
public enum CountedDimension: String, CaseIterable, Hashable, Sendable {
  /// Who owes the field.
  case agency
  /// Of the person.
  case role
  case year
}

/// One place where a field stands or should stand.
struct FieldObservation: Hashable {
  var field: CountedField
  /// Nil if it is there.
  var missing: MissingReason?
  var agency: String?
  var role: String?
  var year: Int?

  static let noAgency = "no body is named"

  func group(by dimension: CountedDimension) -> String {
    switch dimension {
    case .agency: agency ?? Self.noAgency
    case .role: role ?? "of no person"
    case .year: year.map { "\($0)" } ?? "no year is known"
    }
  }
}
