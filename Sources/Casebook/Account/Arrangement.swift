public import Calendars
public import CivilTime

/// What a clock waits for.
public enum ClockStage: String, Sendable, Hashable, Codable, CaseIterable {
  case acknowledge, decide
  /// Deciding again, after whoever raised it did not accept the first decision.
  case decideAgain = "decide-again"
  /// Looking again at what was pursued without the child's support.
  case review
  case stage1 = "disagreement-1"
  case stage2 = "disagreement-2"
  case stage3 = "disagreement-3"
  case stage4 = "disagreement-4"
  case action, recommendation

  /// How long it may take where a partnership has not said; nil where a day is set each time.
  ///
  /// - Source: acknowledging and deciding: Working Together to Safeguard Children 2023, of referrals to children's social care in
  ///   England (one working day); for other bodies, and for disclosures, local. The
  ///   stages of a disagreement are local; these are for each partnership to confirm (Documentation/accountability.md).
  public var usual: String? {
    switch self {
    case .acknowledge, .decide, .stage1: "1 working day"
    case .stage2: "2 working days"
    case .decideAgain, .stage3, .stage4: "5 working days"
    case .review, .action, .recommendation: nil
    }
  }

  static func stage(_ number: Int) -> ClockStage {
    [ClockStage.stage1, .stage2, .stage3, .stage4][min(max(number, 1), Disagreement.stages) - 1]
  }

  /// The number of a stage of a disagreement.
  var number: Int? {
    switch self {
    case .stage1: 1
    case .stage2: 2
    case .stage3: 3
    case .stage4: 4
    default: nil
    }
  }
}

/// Who receives what is raised with a body, and who takes over when a clock runs out.
public struct Arrangement: Sendable, Hashable, Codable {
  public var body: String
  /// Receives warnings.
  public var receives: String
  /// Take over in this order, when a clock runs out. One at least is outside the line of whoever receives.
  public var takeOver: [String]
  /// Receives disclosures, outside every line that they name.
  public var recipient: String?
  /// Settle disagreements, stage after stage.
  public var stages: [String]
  /// Limits that are not the usual ones: `2 working days`.
  public var limits: [String: String]
  /// Whose calendar counts working days.
  public var jurisdiction: String

  public init(
    body: String, receives: String, takeOver: [String], recipient: String? = nil,
    stages: [String] = [], limits: [String: String] = [:],
    jurisdiction: String = "england-and-wales"
  ) {
    self.body = body
    self.receives = receives
    self.takeOver = takeOver
    self.recipient = recipient
    self.stages = stages
    self.limits = limits
    self.jurisdiction = jurisdiction
  }
}

/// The last day on which something is in time, and how it was reached. It is kept with the act, and never worked out again.
public struct Deadline: Sendable, Hashable, Codable {
  public var start: CivilDate
  public var limit: String
  public var due: CivilDate
  /// The version of the calendar that counted.
  public var calendar: String
  /// The arithmetic, in words.
  public var working: String

  /// A limit counted by a calendar. Where the calendar does not reach, weekends alone are left out, and the words say so: a clock is
  /// never missing because a calendar is.
  public init(
    _ limit: String, from start: CivilDate, in calendar: Calendar?, pauses: [DayRange] = []
  ) {
    self.start = start
    self.limit = limit
    let parsed = Limit(limit) ?? Limit("1 working day")!
    if let sum = try? parsed.arithmetic(from: start, in: calendar, pauses: pauses) {
      due = sum.due
      self.calendar = calendar.map { "\($0.name) \($0.version)" } ?? ""
      working = sum.words
      return
    }
    let weekdays = Calendar(
      name: "weekdays", jurisdictions: [],
      covers: DayRange(nil, nil), holidays: [],
      version: "", source: "", status: "")
    let sum = try? parsed.arithmetic(from: start, in: weekdays, pauses: pauses)
    due = sum?.due ?? start
    self.calendar = "weekdays alone"
    working =
      (sum?.words ?? "due at once") + "; no calendar covers it, so only weekends are left out"
  }

  /// A day that somebody set.
  public init(on due: CivilDate, from start: CivilDate) {
    self.start = start
    limit = "by a day"
    self.due = due
    calendar = ""
    working = "set for \(describe(due))"
  }
}
