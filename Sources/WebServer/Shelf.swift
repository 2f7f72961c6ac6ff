import Synchronization

/// What was worked out lately, up to a bound; what was used longest ago is forgotten first.
final class Shelf<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Kept {
    var value: Value
    var cost: Int
    var used: Int
  }

  private struct Contents {
    var kept: [Key: Kept] = [:]
    var cost = 0
    /// Counts the uses, so that they can be told apart by age.
    var clock = 0

    mutating func keep(_ value: Value, at key: Key, cost: Int, most: Int) {
      clock += 1
      self.cost += cost - (kept[key]?.cost ?? 0)
      kept[key] = Kept(value: value, cost: cost, used: clock)
      guard self.cost > most else { return }
      // An eighth at once, so that it is seldom looked through.
      for (old, one) in kept.sorted(by: { $0.value.used < $1.value.used }) {
        guard self.cost > most - most / 8 else { break }
        kept[old] = nil
        self.cost -= one.cost
      }
    }
  }

  private let contents = Mutex(Contents())
  private let most: Int
  private let costOf: @Sendable (Value) -> Int

  /// - Parameters:
  ///   - most: what everything on it may cost together.
  ///   - cost: of one, in the same unit.
  init(most: Int, cost: @escaping @Sendable (Value) -> Int = { _ in 1 }) {
    self.most = most
    costOf = cost
  }

  /// What is kept under a key, or else is made now and kept.
  func value(_ key: Key, _ make: () throws -> Value) rethrows -> Value {
    if let found = found(key) { return found }
    let made = try make()
    contents.withLock { $0.keep(made, at: key, cost: costOf(made), most: most) }
    return made
  }

  /// How many are kept.
  var count: Int { contents.withLock { $0.kept.count } }
  /// What those that are kept cost together.
  var cost: Int { contents.withLock { $0.cost } }

  private func found(_ key: Key) -> Value? {
    contents.withLock { contents in
      guard let index = contents.kept.index(forKey: key) else { return nil }
      contents.clock += 1
      contents.kept.values[index].used = contents.clock
      return contents.kept.values[index].value
    }
  }
}
