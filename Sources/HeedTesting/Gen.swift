/// A recipe for a random value.
///
/// ```swift
/// let days = Gen.int(in: 0...30).map(KnowableDay.from)
/// let day = days(&random)
/// ```
public struct Gen<Value>: Sendable {
  private let make: @Sendable (inout SplitMix64) -> Value

  public init(_ make: @escaping @Sendable (inout SplitMix64) -> Value) { self.make = make }

  public func callAsFunction(_ random: inout SplitMix64) -> Value { make(&random) }

  public func map<New>(_ change: @escaping @Sendable (Value) -> New) -> Gen<New> {
    Gen<New> { change(make(&$0)) }
  }

  /// So many values, each drawn afresh.
  public func array(count: Int) -> Gen<[Value]> {
    Gen<[Value]> { random in (0..<count).map { _ in make(&random) } }
  }

  /// This recipe or another, each half of the time.
  public func or(_ other: Gen) -> Gen {
    Gen { $0.once(in: 2) ? make(&$0) : other.make(&$0) }
  }
}

extension Gen where Value: Sendable {
  public static func always(_ value: Value) -> Gen { Gen { _ in value } }

  /// One of these, each as likely as the next.
  public static func element(of values: [Value]) -> Gen { Gen { values[$0.below(values.count)] } }

  /// The same values in another order.
  public static func shuffle<Item: Sendable>(_ items: [Item]) -> Gen where Value == [Item] {
    Gen { random in
      var rest = items
      for last in stride(from: rest.count - 1, to: 0, by: -1) {
        rest.swapAt(last, random.below(last + 1))
      }
      return rest
    }
  }
}

extension Gen where Value == Int {
  public static func int(in range: ClosedRange<Int>) -> Gen {
    Gen { range.lowerBound + $0.below(range.count) }
  }
}

extension Gen where Value == Bool {
  public static var bool: Gen { Gen { $0.once(in: 2) } }
}
