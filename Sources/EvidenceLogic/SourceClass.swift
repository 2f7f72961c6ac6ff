/// The kind of source on which the weakest link rests: an order of kinds of source, shown in words, never a number about a child.
///
/// - Source: `Documentation/law/evidence-standards.md` 4.2.
public enum SourceClass: UInt8, Sendable, Codable, CaseIterable, Comparable, Hashable {
  case none, f0, f1, f2, f3, f4, f5, f6, f7

  public static func < (left: SourceClass, right: SourceClass) -> Bool {
    left.rawValue < right.rawValue
  }

  /// "F4"; nil for no source at all.
  public var name: String? { self == .none ? nil : "F\(rawValue - 1)" }

  public init?(name: String) {
    guard let found = SourceClass.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// On what kind of source does the weakest link rest?
extension SourceClass: Lattice {
  public static var bottom: SourceClass { .none }
  public static var top: SourceClass { .f7 }
  public func meet(_ other: SourceClass) -> SourceClass { min(self, other) }
  public func join(_ other: SourceClass) -> SourceClass { max(self, other) }
}
