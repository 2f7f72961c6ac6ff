/// What happened at one moment of the story.
struct Scene: Sendable {
  /// When it happened, counted back from the end of the story.
  enum Moment: Sendable, Hashable {
    /// Some days before, at a time of day (UTC); on a weekend, the Friday before.
    case days(Int, hour: Int, minute: Int)
    case minutes(Int)

    /// Minutes before the end, as far as they order scenes.
    fileprivate var before: Int {
      switch self {
      case .days(let days, let hour, let minute): days * 1440 + 1440 - hour * 60 - minute
      case .minutes(let minutes): minutes
      }
    }
  }

  var moment: Moment
  var happens: @Sendable (inout Story) throws -> Void

  init(
    _ daysBefore: Int, _ hour: Int, _ minute: Int = 0,
    happens: @escaping @Sendable (inout Story) throws -> Void
  ) {
    moment = .days(daysBefore, hour: hour, minute: minute)
    self.happens = happens
  }

  init(minutesAgo: Int, happens: @escaping @Sendable (inout Story) throws -> Void) {
    moment = .minutes(minutesAgo)
    self.happens = happens
  }

  func isBefore(_ other: Scene) -> Bool { moment.before > other.moment.before }
}
