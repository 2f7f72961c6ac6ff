public import CivilTime

/// The form of a referral to the National Referral Mechanism, as data: what it asks, in its order, and what it cannot say.
///
/// - Source: `Law/nrm-form.yaml`, the format `heed: nrm-form/1`.
public struct ReferralForm: Sendable, Hashable {
  /// What kind of answer a field takes.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case yesNo = "yes-no"
    /// One of the options, which may have one for *not sure*.
    case choice
    case checkboxes
    case date
    case text
    case longText = "long-text"
    /// One entry of a list that the service has and Heed does not.
    case pickList = "pick-list"
    case email, tel, number, files

    var hasOptions: Bool { [.yesNo, .choice, .checkboxes].contains(self) }
  }

  /// What the record may say to a field.
  public enum Filling: String, Sendable, Hashable, CaseIterable {
    /// Nothing: a person knows it, judges it, or must be asked.
    case person
    /// Nothing, where the form wants yes or no and no statement can say either.
    case unstated
    /// Statements of some facts, as sentences.
    case account
    case under18 = "under-18"
    case under18Then = "under-18-then"
    case reference, dates, taken, journeys
    /// Nothing but the last day of harm on record, as a note.
    case lastRecorded = "last-recorded"
    case reportedBefore = "reported-before"
    case indicators
    case indicatorsDetails = "indicators-details"
    case others
    case othersDetails = "others-details"
    /// `where` of the form.
    case country, town
    case whereHappened = "where"
    case otherPlaces = "other-places"
    case overseasPlaces = "overseas-places"
    case exploiters, types
    case otherVictims = "other-victims"
    case otherVictimsDetails = "other-victims-details"
    case police
    case policeForce = "police-force"
    case born, evidence
  }

  public struct Option: Sendable, Hashable {
    /// Whether a box is for children alone, or never ticked for one.
    public enum Child: String, Sendable, Hashable, CaseIterable {
      case only, never
    }

    public var key: String
    public var says: String
    public var group: String?
    /// Facts that tick a box.
    public var from: [String]
    /// Purposes that tick a box, where a source states them with one of the form's purpose facts.
    public var purposes: [String]
    /// Facts on which a person should consider a box.
    public var consider: [String]
    public var child: Child?
    public var note: String?
  }

  /// A field that is asked only where another has one of some answers.
  public struct Condition: Sendable, Hashable {
    public var field: String
    public var answers: [String]
  }

  public struct Field: Sendable, Hashable {
    /// The key of the service.
    public var key: String
    /// The place of the question in the journey; the parts of one question share it.
    public var row: Int
    /// The page that it stands on.
    public var page: String
    public var says: String
    public var kind: Kind
    public var isRequired: Bool
    public var options: [Option]
    public var askedWhen: Condition?
    /// Why it is not asked, where it is not.
    public var notAsked: String?
    public var filling: Filling
    /// The first, second, … of several of a kind.
    public var number: Int?
    public var facts: [String]
    public var frameworks: [String]
    /// Why a person writes it, or why it stays blank.
    public var why: String?
    /// Whether names of people belong in it.
    public var takesNames: Bool
    public var notes: [String]
  }

  public var version: String
  public var dated: CivilDate
  public var service: String
  public var source: String
  public var read: String
  public var status: String
  public var checked: CivilDate
  /// The longest text of a field, in UTF-16 code units.
  public var limit: Int
  /// The line on handling that stands at the top.
  public var marking: String
  /// Words of the form itself, which are not words of blame.
  public var ownWords: [String]
  /// What the form cannot say.
  public var notFields: [String]
  /// Facts whose stated purpose says how somebody was exploited.
  public var purposeFacts: [String]
  /// Keys of earlier versions.
  public var legacy: [String]
  public var fields: [Field]

  public subscript(key: String) -> Field? { fields.first { $0.key == key } }

  /// The boxes for the ways of exploitation.
  public var exploitationTypes: [Option] {
    fields.first { $0.filling == .types }?.options ?? []
  }
}
