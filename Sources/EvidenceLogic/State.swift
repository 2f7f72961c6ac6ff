/// What the record says of a test or an element. *Not yet evidenced* is an answer; it is never *no*.
public enum State: String, Sendable, Codable, CaseIterable, Hashable {
  /// Evidence for, and nothing against.
  case evidenced
  /// Evidence for and evidence against, whatever kind of source either rests on.
  case disputed
  /// Nothing for, and what is against, unopposed, makes the test false.
  case contradicted
  /// Neither: nobody has yet said enough.
  case notYetEvidenced = "not-yet-evidenced"
  /// Met on the broad reading of the text and not on the narrow one.
  case arguable
  /// Every statement of harm lies certainly outside the days that the text governed.
  case notInForce = "not-in-force"
  /// One person was tried for this at this event and it was not proved. Said of a named suspect alone, and never *did not happen*.
  case triedNotProved = "tried-not-proved"

  /// Whether the test is met on some reading, contested or not.
  public var isMet: Bool {
    switch self {
    case .evidenced, .disputed, .arguable: true
    case .contradicted, .notYetEvidenced, .notInForce, .triedNotProved: false
    }
  }

  /// The one state of a test that has two readings.
  ///
  /// Arguable, if only the broad reading is evidenced or disputed; if both are, what the narrow one says; if neither is, what the broad one says.
  public init(narrow: State, broad: State) {
    self =
      switch (narrow.isMet, broad.isMet) {
      case (true, _): narrow
      case (false, true): .arguable
      case (false, false): broad
      }
  }
}

/// The two ways in which careful readers take a contested text. Broad is narrow and what the element lists under `also`.
public enum Reading: String, Sendable, Codable, CaseIterable, Hashable {
  case narrow, broad
}
