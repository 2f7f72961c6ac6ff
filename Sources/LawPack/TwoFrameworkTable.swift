public import EvidenceLogic

/// The page that opens a case, as the law lays it out: two readings of one record, row by row, side by side.
///
/// What each framework asks in a row is law and stands here, with its citation; what the record holds on it is found by
/// assessing. Where a cell of the table as it was published would misroute a case, the cell carries its correction.
///
/// - Source: `Law/two-framework-table.yaml`; worked out in `Documentation/law/two-framework-table.md`.
public struct TwoFrameworkTable: Sendable, Hashable {
  /// The seven rows, in their order.
  public enum RowName: String, Sendable, Hashable, CaseIterable {
    case term, focus, movement, structure, offence, identification, word
  }

  /// One of the two readings.
  public struct Column: Sendable, Hashable {
    public var title: String
    /// The frameworks that it takes; where several are the law of other days or places, the general one stands first.
    public var frameworks: [String]

    public init(title: String, frameworks: [String]) {
      self.title = title
      self.frameworks = frameworks
    }
  }

  /// What was wrong with a cell as it was published.
  public struct Correction: Sendable, Hashable {
    /// The statement's number in `Documentation/law/two-framework-table.md`.
    public var id: String
    public var was: String
    public var `is`: String
    public var cite: String
    public var status: Verification

    public init(id: String, was: String, is now: String, cite: String, status: Verification) {
      self.id = id
      self.was = was
      self.is = now
      self.cite = cite
      self.status = status
    }
  }

  /// What one framework asks in one row, and which evidence fills it.
  public struct Cell: Sendable, Hashable {
    public var says: String
    public var cite: String
    public var status: Verification
    public var shows: [TestReference]
    public var corrections: [Correction]

    public init(
      says: String, cite: String, status: Verification, shows: [TestReference] = [],
      corrections: [Correction] = []
    ) {
      self.says = says
      self.cite = cite
      self.status = status
      self.shows = shows
      self.corrections = corrections
    }
  }

  public struct Row: Sendable, Hashable {
    public var name: RowName
    public var title: String
    /// What the row asks, in plain words.
    public var question: String
    public var left: Cell
    public var right: Cell

    public init(name: RowName, title: String, question: String, left: Cell, right: Cell) {
      self.name = name
      self.title = title
      self.question = question
      self.left = left
      self.right = right
    }
  }

  /// What the two columns say together, where the states are so.
  public struct Pair: Sendable, Hashable {
    public var id: String
    public var says: String
    public var cite: String
    public var status: Verification
    /// All of them must hold.
    public var when: [Condition]

    public init(
      id: String, says: String, cite: String, status: Verification, when: [Condition]
    ) {
      self.id = id
      self.says = says
      self.cite = cite
      self.status = status
      self.when = when
    }
  }

  /// Whether all, any or none of some answers have one of some states.
  public struct Condition: Sendable, Hashable {
    public enum Quantifier: String, Sendable, Hashable, CaseIterable {
      case all, any, none
    }

    public var quantifier: Quantifier
    public var of: [TestReference]
    public var states: [State]

    public init(_ quantifier: Quantifier, of references: [TestReference], are states: [State]) {
      self.quantifier = quantifier
      self.of = references
      self.states = states
    }

    /// Whether the condition holds, given the state of each answer; nil where the record's own law has no such answer.
    public func holds(_ state: (TestReference) -> State?) -> Bool {
      func has(_ reference: TestReference) -> Bool {
        state(reference).map(states.contains) ?? false
      }
      return switch quantifier {
      case .all: of.allSatisfy(has)
      case .any: of.contains(where: has)
      case .none: !of.contains(where: has)
      }
    }
  }

  public var left: Column
  public var right: Column
  /// The tests by which a child is identified.
  public var identification: [String]
  public var rows: [Row]
  public var together: [Pair]

  public init(
    left: Column, right: Column, identification: [String], rows: [Row], together: [Pair]
  ) {
    self.left = left
    self.right = right
    self.identification = identification
    self.rows = rows
    self.together = together
  }

  public subscript(row name: RowName) -> Row? { rows.first { $0.name == name } }
}
