import Assessment
import LawPack

/// What tests ask of the words of a statement's roles, by number: many statements are held to many tests, and numbers are compared without
/// anything being copied. It is shared, as the plan is.
final class RoleConditions: Sendable {
  /// A word that is stated of a role, each by its number; of a word that no test names, and of a role without words, -1.
  typealias Stated = (role: Int, word: Int)

  private struct Condition {
    var role: Int
    /// Whether a statement that does not give the role at all meets it.
    var acceptsUnstated: Bool
    /// Where the words that meet it begin among `words`, as bits.
    var firstWord: Int
  }

  /// The roles that any test asks about, and of each the words that any of them names.
  private let roles: [String]
  private let named: [[String]]
  /// By test: where its conditions begin; the last is where they end.
  private let starts: [Int]
  private let conditions: [Condition]
  private let words: [UInt64]

  init(_ tests: [FactTest]) {
    var (roles, named): (Numbered<String>, [Numbered<String>]) = (Numbered(), [])
    var (starts, conditions, words): ([Int], [Condition], [UInt64]) = ([0], [], [])
    for condition in tests.lazy.flatMap(\.conditions) {
      let role = roles.number(of: condition.role)
      if role == named.count { named.append(Numbered()) }
      for word in condition.words { _ = named[role].number(of: word) }
    }
    for test in tests {
      for condition in test.conditions {
        let role = roles.number(of: condition.role)
        conditions.append(
          Condition(
            role: role,
            acceptsUnstated: condition.words.contains(FactTest.Condition.unstated),
            firstWord: words.count))
        var bits = [UInt64](repeating: 0, count: (named[role].values.count + 63) / 64)
        for word in condition.words {
          let number = named[role].number(of: word)
          bits[number / 64] |= 1 << UInt64(number % 64)
        }
        words += bits
      }
      starts.append(conditions.count)
    }
    (self.roles, self.named) = (roles.values, named.map(\.values))
    (self.starts, self.conditions, self.words) = (starts, conditions, words)
  }

  /// Adds what a statement says of the roles that any test asks about.
  func add(_ roles: [String: [String]], to stated: inout [Stated]) {
    for (role, words) in roles {
      guard let role = self.roles.firstIndex(of: role) else { continue }
      if words.isEmpty { stated.append((role, -1)) }
      for word in words { stated.append((role, named[role].firstIndex(of: word) ?? -1)) }
    }
  }

  /// Whether what a statement says meets the conditions of a test.
  func meets(_ test: Int, _ stated: [Stated]) -> Bool {
    for place in starts[test]..<starts[test + 1] {
      var (isStated, isMet) = (false, false)
      for one in stated where one.role == conditions[place].role {
        isStated = true
        if one.word >= 0, words[conditions[place].firstWord + one.word / 64].has(one.word % 64) {
          isMet = true
        }
      }
      if !(isStated ? isMet : conditions[place].acceptsUnstated) { return false }
    }
    return true
  }
}
