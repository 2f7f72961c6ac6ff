internal import CivilTime
internal import Synchronization

/// The clock of the story: it is moved from day to day, never back, and goes on by a second whenever somebody looks at it.
final class StoryClock: Sendable {
  private let end: Instant
  private let time: Mutex<Instant>

  init(upTo end: Instant) {
    self.end = end
    time = Mutex(Instant(milliseconds: 0))
  }

  func now() -> Instant {
    time.withLock { time in
      time = min(time.adding(milliseconds: 1000), end)
      return time
    }
  }

  /// Goes on to a moment of the story; it stays where it is if that is past.
  func move(to moment: Scene.Moment) {
    let instant = instant(of: moment)
    time.withLock { $0 = max($0, instant) }
  }

  private func instant(of moment: Scene.Moment) -> Instant {
    switch moment {
    case .days(let days, let hour, let minute):
      Instant(
        milliseconds: weekday(before: days).dayNumber * 86_400_000 + hour * 3_600_000
          + minute * 60_000)
    case .minutes(let minutes): end.adding(milliseconds: -minutes * 60_000)
    }
  }

  private func weekday(before days: Int) -> CivilDate {
    let day = end.day.adding(days: -days)
    // 1 January 1970 was a Thursday: Saturday is 2, Sunday 3.
    let inWeek = day.dayNumber % 7
    return inWeek == 2 || inWeek == 3 ? day.adding(days: 1 - inWeek) : day
  }
}
