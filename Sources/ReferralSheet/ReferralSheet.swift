public import CivilTime

/// What a person needs to fill in the form of a referral for one child: every field, in the order of the form.
///
/// It prepares. It never sends anything, never decides, and never writes what only a person may judge.
public struct ReferralSheet: Sendable, Hashable {
  /// What a line of the sheet rests on: a place in the record, counted from 0.
  public enum Basis: Sendable, Hashable {
    case statement(Int)
    case born(Int)
    case person(Int)
    case response(Int)
    case source(Int)
  }

  public enum Value: Sendable, Hashable {
    /// A text, or the code of one option.
    case one(String)
    /// The codes of the boxes that are ticked.
    case several([String])
  }

  public enum Answer: Sendable, Hashable {
    case filled(Value)
    /// Nothing honest can be written, for the reason given.
    case blank(String)
    /// The form does not ask it here.
    case notAsked(String)
    /// A person writes it, for the reason given.
    case forPerson(String)
  }

  /// Something that helps whoever fills the field.
  public struct Note: Sendable, Hashable {
    public var says: String
    public var restsOn: [Basis]

    public init(_ says: String, restsOn: [Basis] = []) {
      self.says = says
      self.restsOn = restsOn
    }
  }

  public struct Entry: Sendable, Hashable {
    public var field: ReferralForm.Field
    public var answer: Answer
    public var restsOn: [Basis]
    public var notes: [Note]

    public var key: String { field.key }

    /// The text or code that is filled in, if there is one.
    public var text: String? {
      if case .filled(.one(let text)) = answer { text } else { nil }
    }

    /// The boxes that are ticked.
    public var ticked: [String] {
      if case .filled(.several(let keys)) = answer { keys } else { [] }
    }

    public var isFilled: Bool { if case .filled = answer { true } else { false } }
  }

  /// A field of an earlier version of the form, from an old draft.
  public struct Legacy: Sendable, Hashable {
    public var key: String
    public var text: String

    public init(key: String, text: String) {
      self.key = key
      self.text = text
    }
  }

  /// A required field that is not filled.
  public struct Missing: Sendable, Hashable {
    public var key: String
    public var says: String
    public var why: String
  }

  /// Whether the form asks a field, as far as the other answers say.
  public enum Asked: Sendable, Hashable {
    case yes, no
    /// It hangs on a field that is not filled yet.
    case depends
  }

  public var form: ReferralForm
  public var caseID: String
  public var caseTitle: String
  public var child: String
  /// The day of the sheet, on which ages are worked out.
  public var on: CivilDate
  /// Only what was on file by this day was used; nil means everything.
  public var known: CivilDate?
  /// Which law the record was read with.
  public var law: String
  /// The towns, streets, forces and countries of the record, which are not names of people.
  public var placeNames: [String]
  public var entries: [Entry]
  public var legacy: [Legacy]

  public subscript(key: String) -> Entry? { entries.first { $0.key == key } }

  /// Whether the form asks a field.
  public func asked(_ key: String) -> Asked {
    guard let condition = form[key]?.askedWhen else { return .yes }
    let parent = asked(condition.field)
    guard parent == .yes, let entry = self[condition.field] else { return parent }
    switch entry.answer {
    case .filled(.one(let code)): return condition.answers.contains(code) ? .yes : .no
    case .filled(.several(let codes)):
      return codes.contains(where: condition.answers.contains) ? .yes : .no
    case .notAsked: return .no
    case .blank, .forPerson: return .depends
    }
  }

  /// The required fields that are asked and not filled, in the order of the form.
  ///
  /// Fields that hang on one of these come to light when it is filled.
  public var missing: [Missing] {
    entries.compactMap { entry in
      guard entry.field.isRequired, asked(entry.key) == .yes else { return nil }
      return switch entry.answer {
      case .filled(.several(let keys)) where keys.isEmpty:
        Missing(key: entry.key, says: entry.field.says, why: "No box is ticked.")
      case .filled: nil
      case .blank(let why), .forPerson(let why), .notAsked(let why):
        Missing(key: entry.key, says: entry.field.says, why: why)
      }
    }
  }

  /// Whether every required field that is asked is filled. A sheet that is not ready can be kept all the same.
  public var isReady: Bool { missing.isEmpty }

  /// What stands on every sheet.
  public static let notice =
    "Prepared, not sent. Heed sends nothing to anybody. A person checks every line and enters it in the service."
}

/// Why there is no sheet.
public enum ReferralSheetError: Error, Sendable, Hashable {
  /// No child of the record has the label.
  case noSuchChild
  /// The label stands for several children; a referral is for one.
  case standsForSeveral

  public var message: String {
    switch self {
    case .noSuchChild: "no child of this record has that label"
    case .standsForSeveral: "that label stands for several children"
    }
  }

  public var help: String {
    switch self {
    case .noSuchChild: "the children are those whose role is 'child' under 'people'"
    case .standsForSeveral:
      "a referral is for one person: give each child a label of his or her own"
    }
  }
}
