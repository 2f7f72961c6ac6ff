public import CivilTime

/// How many warnings are open, overdue and decided: before small numbers are left out, and so for nobody's eyes as it is.
///
/// Disclosures are not counted: from a number somebody whom one names could learn of it.
public struct AccountFigures: Sendable, Hashable {
  /// How long ago a warning was raised.
  public enum Age: String, Sendable, Hashable, CaseIterable {
    case week = "up to 7 days"
    case month = "8 to 28 days"
    case quarter = "29 to 91 days"
    case year = "92 to 365 days"
    case longer = "longer"

    init(days: Int) {
      switch days {
      case ...7: self = .week
      case ...28: self = .month
      case ...91: self = .quarter
      case ...365: self = .year
      default: self = .longer
      }
    }
  }

  public enum Progress: String, Sendable, Hashable, CaseIterable {
    case open = "open, in time"
    case overdue
    case decided
  }

  public var on: CivilDate
  public var byAge: [Age: [Progress: Int]]
  public var byBody: [String: [Progress: Int]]
  public var byReporter: [ReporterKind: [Progress: Int]]
  /// Recommendations: what was asked, and how it stands. Each is named, since each is published.
  public var recommendations: [Line]

  public struct Line: Sendable, Hashable {
    public var review: String
    public var number: String
    public var body: String
    public var due: CivilDate
    public var status: String
    public var isOverdue: Bool
  }

  /// - Parameter register: as it stood at the end of the day.
  public init(_ register: Register, on day: CivilDate) {
    on = day
    byAge = [:]
    byBody = [:]
    byReporter = [:]
    for matter in register.all {
      guard let warning = matter.warning, !matter.isProtected else { continue }
      let progress: Progress =
        matter.isOverdue(on: day) ? .overdue : matter.isOpen ? .open : .decided
      byAge[Age(days: day - matter.at.day), default: [:]][progress, default: 0] += 1
      byBody[warning.to, default: [:]][progress, default: 0] += 1
      byReporter[warning.from, default: [:]][progress, default: 0] += 1
    }
    recommendations = register.all.compactMap { matter in
      matter.recommendation.map { part in
        Line(
          review: part.review, number: part.number, body: part.body, due: part.due,
          status: matter.ratings.last?.part.status.rawValue ?? "no status yet",
          isOverdue: matter.isOverdue(on: day))
      }
    }
  }
}
