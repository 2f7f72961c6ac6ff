public import EvidenceLogic

/// The laws of a bounded distributive lattice that fail among `values`, each with its first counterexample.
///
/// None if all hold. Every pair and every triple is tried, so the cost grows with the cube of the number of values.
public func brokenLaws<Value: Lattice>(among values: [Value]) -> [String] {
  var found = BrokenLaws()
  for a in values {
    found.check("a ∧ a = a", a.meet(a), a, of: [a])
    found.check("a ∨ a = a", a.join(a), a, of: [a])
    found.check("a ∧ top = a", a.meet(.top), a, of: [a])
    found.check("a ∨ top = top", a.join(.top), .top, of: [a])
    found.check("a ∧ bottom = bottom", a.meet(.bottom), .bottom, of: [a])
    found.check("a ∨ bottom = a", a.join(.bottom), a, of: [a])
    for b in values {
      let both = a.meet(b)
      let either = a.join(b)
      found.check("a ∧ b = b ∧ a", both, b.meet(a), of: [a, b])
      found.check("a ∨ b = b ∨ a", either, b.join(a), of: [a, b])
      found.check("a ∧ (a ∨ b) = a", a.meet(either), a, of: [a, b])
      found.check("a ∨ (a ∧ b) = a", a.join(both), a, of: [a, b])
      for c in values {
        let bAndC = b.meet(c)
        let bOrC = b.join(c)
        found.check("(a ∧ b) ∧ c = a ∧ (b ∧ c)", both.meet(c), a.meet(bAndC), of: [a, b, c])
        found.check("(a ∨ b) ∨ c = a ∨ (b ∨ c)", either.join(c), a.join(bOrC), of: [a, b, c])
        found.check(
          "a ∧ (b ∨ c) = (a ∧ b) ∨ (a ∧ c)", a.meet(bOrC), both.join(a.meet(c)), of: [a, b, c])
        found.check(
          "a ∨ (b ∧ c) = (a ∨ b) ∧ (a ∨ c)", a.join(bAndC), either.meet(a.join(c)), of: [a, b, c])
      }
    }
  }
  return found.descriptions
}

/// The pairs of values above `bottom` that meet in `bottom`; a side of evidence may have none.
///
/// The state of a formula is read from whether a side is `bottom`. Two grounds that together came to no ground would
/// make that reading depend on the lattice.
public func zeroDivisors<Value: Lattice>(among values: [Value]) -> [String] {
  let grounds = values.filter { $0 != .bottom }
  return grounds.flatMap { a in
    grounds.filter { a.meet($0) == .bottom }.map { "\(a) ∧ \($0)" }
  }
}

/// The first counterexample to each law.
private struct BrokenLaws {
  private var counterexamples: [String: String] = [:]

  mutating func check<Value: Lattice>(
    _ law: StaticString, _ left: Value, _ right: Value, of values: @autoclosure () -> [Value]
  ) {
    guard left != right else { return }
    let name = "\(law)"
    guard counterexamples[name] == nil else { return }
    counterexamples[name] = "\(name) fails for \(values()): \(left), \(right)"
  }

  var descriptions: [String] { counterexamples.values.sorted() }
}
