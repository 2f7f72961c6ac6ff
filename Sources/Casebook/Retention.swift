public import CivilTime

/// How long a body keeps what, as data. When the time has come a record is listed for a person to review; nothing is deleted by itself.
public struct RetentionRules: Sendable, Hashable, Codable {
  public struct Rule: Sendable, Hashable, Codable {
    /// What the years run from.
    public enum From: String, Sendable, Hashable, Codable, CaseIterable {
      /// The last closure of the case; while it is open the years do not run.
      case closure
      /// The birth of the youngest child.
      case birth
      /// The last entry of the case.
      case lastEntry = "last-entry"
    }

    public var id: String
    public var from: From
    public var years: Int
    /// The Act, code or policy that sets it.
    public var basis: String

    public init(id: String, from: From, years: Int, basis: String) {
      self.id = id
      self.from = from
      self.years = years
      self.basis = basis
    }
  }

  public var body: String
  public var rules: [Rule]

  public init(body: String, rules: [Rule]) {
    self.body = body
    self.rules = rules
  }
}

/// A case that is due to be reviewed, with the arithmetic.
public struct RetentionReview: Sendable, Hashable {
  public var caseID: String
  public var body: String
  public var rule: RetentionRules.Rule
  public var from: CivilDate
  public var due: CivilDate
  /// The holds that keep the case whatever the rule says.
  public var holds: [String]
}

extension CaseFile {
  /// The rules of the body that keeps the case that have run out by a day. A day that is not known never makes one run out.
  public func retentionDue(under staff: Staff, on day: CivilDate) -> [RetentionReview] {
    guard let rules = staff.retention.first(where: { $0.body == custodian }) else { return [] }
    return rules.rules.compactMap { rule in
      guard let from = start(of: rule.from) else { return nil }
      let due = from.addingYears(rule.years)
      guard due <= day else { return nil }
      return RetentionReview(
        caseID: id, body: custodian, rule: rule, from: from, due: due,
        holds: staff.holds(on: id).map(\.hold.id))
    }
  }

  private func start(of from: RetentionRules.Rule.From) -> CivilDate? {
    switch from {
    case .lastEntry:
      return lastChange?.day
    case .closure:
      // A concern since then, or anything done since, keeps the case open.
      guard let last = current.last(where: { $0.item?.kind == .responses }), last.isClosure,
        concerns(about: []).last?.entry == last.entry
      else { return nil }
      return last.item?.content.date("on")?.range.latest ?? last.at.day
    case .birth:
      // The latest day on which any child may have been born; not known of one, not known of all.
      var latest: CivilDate?
      for child in children {
        guard let last = child.born?.range.latest else { return nil }
        latest = max(latest ?? last, last)
      }
      return latest
    }
  }
}
