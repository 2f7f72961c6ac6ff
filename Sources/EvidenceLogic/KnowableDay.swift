/// When could it have been known? The first day on which what was on file sufficed.
///
/// - Units: days since 1 January 1970.
public enum KnowableDay: Sendable, Hashable {
  /// It needed nothing on file.
  case always
  case from(Int)
  case never

  public var day: Int? {
    if case .from(let day) = self { day } else { nil }
  }
}

extension KnowableDay: Comparable {
  public static func < (left: KnowableDay, right: KnowableDay) -> Bool {
    switch (left, right) {
    case (.always, .always), (.never, _): false
    case (.always, _), (.from, .never): true
    case (.from(let a), .from(let b)): a < b
    case (.from, .always): false
    }
  }
}

/// All of several: the later day. Any of several: the earlier.
extension KnowableDay: Lattice {
  public static var bottom: KnowableDay { .never }
  public static var top: KnowableDay { .always }
  public func meet(_ other: KnowableDay) -> KnowableDay { max(self, other) }
  public func join(_ other: KnowableDay) -> KnowableDay { min(self, other) }
}
