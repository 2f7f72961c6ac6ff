public import CivilTime

/// What bodies recorded of the ethnicity of the people of cases, kept apart from every record.
///
/// It serves counting, and how complete the recording is. No test of law, no assessment and no page reaches it
/// (`Scripts/check-layers`), and nothing in it is ever worked out from a name, a place or another person.
///
/// - Source: Documentation/practice/failures.md F30, F31, F35; practice/data-standards.md 4.
public struct Characteristics: Hashable, Sendable {
  /// Who says it.
  public enum Means: String, CaseIterable, Hashable, Sendable {
    case selfDefined = "self-defined"
    case officerDefined = "officer-defined"
    case thirdParty = "third-party"
  }

  /// When in the process it was asked or seen.
  public enum Stage: String, CaseIterable, Hashable, Sendable {
    case firstContact = "first-contact"
    case referral, report, assessment, plan, interview, arrest, custody, charge, court, update
  }

  public enum Value: Hashable, Sendable {
    /// A code of a list, as it was recorded.
    case code(String, list: String, Means)
    case missing(Absence)
  }

  /// One recording. A later one does not undo an earlier one: both are kept.
  public struct Entry: Hashable, Sendable {
    public let value: Value
    /// The body that recorded it, or that did not, as `body/office`.
    public let recordedBy: String
    public let stage: Stage
    /// Nil where no day is on file; the file must say so by leaving it out.
    public let on: UncertainDate?

    public init(_ value: Value, recordedBy: String, stage: Stage, on: UncertainDate? = nil) {
      self.value = value
      self.recordedBy = recordedBy
      self.stage = stage
      self.on = on
    }
  }

  /// A person of a case, by the ids of the record.
  public struct Key: Hashable, Sendable, Comparable {
    public let caseID: String
    public let person: String

    public init(_ caseID: String, _ person: String) {
      self.caseID = caseID
      self.person = person
    }

    public static func < (one: Key, other: Key) -> Bool {
      (one.caseID, one.person) < (other.caseID, other.person)
    }
  }

  public private(set) var entries: [Key: [Entry]]

  public init(_ entries: [Key: [Entry]] = [:]) { self.entries = entries }

  /// What is recorded of a person, in the order of the files; empty where nothing is.
  public subscript(caseID: String, person: String) -> [Entry] { entries[Key(caseID, person)] ?? [] }

  mutating func add(_ entry: Entry, of key: Key) { entries[key, default: []].append(entry) }
}
