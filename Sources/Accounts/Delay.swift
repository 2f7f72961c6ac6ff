/// How long a name must wait after wrong tries.
///
/// There is no lock that somebody must undo: whoever knows the password gets in when the wait is over. Names that nobody has wait as long,
/// so that waiting says nothing of them.
///
/// - Source: NIST SP 800-63B-4, section 3.2.2, which asks for no more than 100 tries in a row; at the longest wait, 100 tries take a day.
public struct Delay: Sendable, Hashable {
  /// Wrong tries since the last that was right.
  public var failures: Int
  /// When the last of them was, in milliseconds since 1970-01-01 00:00 UTC.
  public var last: Int

  public init(failures: Int, last: Int) {
    self.failures = failures
    self.last = last
  }

  /// Wrong tries that cost nothing: people mistype.
  static let free = 4
  /// In milliseconds.
  static let shortest = 30_000
  static let longest = 15 * 60_000
  /// After which wrong tries are forgotten, in milliseconds.
  public static let memory = 24 * 3_600_000

  /// The milliseconds that are still to be waited.
  public func wait(at now: Int) -> Int {
    guard failures > Delay.free else { return 0 }
    let doublings = min(failures - Delay.free - 1, 16)
    let whole = min(Delay.shortest << doublings, Delay.longest)
    // A clock that was set back does not lengthen it.
    return min(max(last + whole - now, 0), whole)
  }

  /// Whether this try is the first that has to wait for the longest time.
  public var isFirstAtLongest: Bool {
    wait(at: last) == Delay.longest
      && Delay(failures: failures - 1, last: last).wait(at: last) < Delay.longest
  }

  /// After one more wrong try.
  public func failed(at now: Int) -> Delay {
    Delay(failures: now - last > Delay.memory ? 1 : min(failures + 1, 1_000), last: now)
  }
}
