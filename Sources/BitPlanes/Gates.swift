/// One step of a program before its place is known: an operation on other gates, which stand before it.
enum Gate: Hashable {
  case input(Int)
  /// At least so many of these. At least one is *or*; at least as many as there are is *and*.
  case threshold(Int, [Int])
  /// An odd number of these.
  case odd([Int])
  /// The first, and none of the rest.
  case butNot([Int])

  var operands: [Int] {
    switch self {
    case .input: []
    case .threshold(_, let of), .odd(let of), .butNot(let of): of
    }
  }

  enum Connective {
    case and, or
  }

  /// What it is called if it asks for all of several operands, or for one of them.
  var connective: Connective? {
    guard case .threshold(let count, let of) = self, of.count > 1 else { return nil }
    return count == of.count ? .and : count == 1 ? .or : nil
  }
}

/// Gates without duplicates, each after those that it needs.
struct Gates {
  private(set) var gates: [Gate] = []
  private var numbers: [Gate: Int] = [:]
  /// The numbers of what is never and what is always, once somebody asks for them.
  private var never: Int?
  private var always: Int?

  /// The number of a gate; one that is there already is shared.
  mutating func number(of gate: Gate) -> Int {
    if let known = numbers[gate] { return known }
    gates.append(gate)
    numbers[gate] = gates.count - 1
    return gates.count - 1
  }

  mutating func input(_ plane: Int) -> Int { number(of: .input(plane)) }

  mutating func constant(_ value: Bool) -> Int {
    if let known = value ? always : never { return known }
    let number = number(of: .threshold(value ? 0 : 1, []))
    if value { always = number } else { never = number }
    return number
  }

  /// At least `count` of these: what is settled is left out, and what is left stands in one order, so that equal gates are one.
  mutating func atLeast(_ count: Int, _ of: [Int]) -> Int {
    var needed = count
    var open = of
    if always != nil || never != nil {
      needed -= of.count { $0 == always }
      open.removeAll { $0 == always || $0 == never }
    }
    if needed <= 0 { return constant(true) }
    if needed > open.count { return constant(false) }
    open.sort()
    // Under *and* and *or* a second mention says nothing; under *at least* it counts twice.
    if needed == 1 || needed == open.count {
      let isAnd = needed == open.count && needed > 1
      open = withoutRepeats(open)
      if open.count == 1 { return open[0] }
      needed = isAnd ? open.count : 1
    }
    return number(of: .threshold(needed, open))
  }

  mutating func butNot(_ first: Int, _ rest: [Int]) -> Int {
    if first == never || rest.contains(first) { return constant(false) }
    if rest.contains(where: { $0 == always }) { return constant(false) }
    let open = withoutRepeats(rest.filter { $0 != never }.sorted())
    return open.isEmpty ? first : number(of: .butNot([first] + open))
  }

  mutating func odd(_ of: [Int]) -> Int { number(of: .odd(of.sorted())) }

  /// The gate of a circuit.
  mutating func build(_ circuit: Circuit) -> Int {
    switch circuit {
    case .constant(let value): return constant(value)
    case .gate(let number): return number
    case .both:
      let parts = builtParts(of: circuit, .and)
      return atLeast(parts.count, parts)
    case .either: return atLeast(1, builtParts(of: circuit, .or))
    case .threshold(let count, let parts): return atLeast(count, parts.map { build($0) })
    }
  }

  /// The gates of all that a fold gathered, in order.
  private mutating func builtParts(of gathered: Circuit, _ kind: Gate.Connective) -> [Int] {
    // The last part stands outermost.
    var circuits: [Circuit] = []
    var rest = gathered
    while let (before, part) = rest.parts(kind) {
      circuits.append(part)
      rest = before
    }
    if case .constant(kind == .and) = rest {} else { circuits.append(rest) }
    return circuits.reversed().map { build($0) }
  }
}

extension Circuit {
  /// What a fold of one kind had gathered, and its last part; nil for what is no such fold.
  fileprivate func parts(_ kind: Gate.Connective) -> (before: Circuit, part: Circuit)? {
    switch (self, kind) {
    case (.both(let before, let part), .and), (.either(let before, let part), .or):
      (before, part)
    default: nil
    }
  }
}

/// The numbers of an ascending list, each once.
func withoutRepeats(_ sorted: [Int]) -> [Int] {
  if zip(sorted, sorted.dropFirst()).allSatisfy(<) { return sorted }
  var kept: [Int] = []
  for number in sorted where kept.last != number { kept.append(number) }
  return kept
}
