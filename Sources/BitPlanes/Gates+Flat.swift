extension Gates {
  /// The same roots in fewer gates: *and* within *and* and *or* within *or* become one, where nobody else asks for the inner
  /// one; thresholds that would need too many levels become a count; and what no root needs is dropped.
  func flattened(roots: [Int]) -> (gates: Gates, roots: [Int]) {
    var uses = [Int](repeating: 0, count: gates.count)
    for root in roots { uses[root] += 2 }  // a root is asked for by itself, whoever else needs it
    for index in gates.indices.reversed() where uses[index] > 0 {
      for operand in gates[index].operands { uses[operand] += 1 }
    }
    var new = Gates()
    var placed = [Int?](repeating: nil, count: gates.count)

    func place(_ old: Int, _ new: inout Gates) -> Int {
      if let known = placed[old] { return known }
      let number: Int
      switch gates[old] {
      case .input(let plane): number = new.input(plane)
      case .odd(let of): number = new.odd(of.map { place($0, &new) })
      case .butNot(let of):
        number = new.butNot(place(of[0], &new), of.dropFirst().map { place($0, &new) })
      case .threshold(let count, let of):
        if let kind = gates[old].connective {
          let operands = opened(of, kind, uses: uses).map { place($0, &new) }
          number = new.atLeast(kind == .and ? operands.count : 1, operands)
        } else {
          number = new.counted(count, of.map { place($0, &new) })
        }
      }
      placed[old] = number
      return number
    }

    let moved = roots.map { place($0, &new) }
    return (new, moved)
  }

  /// The operands of an *and* (or an *or*), and in place of those that are one themselves and serve nobody else, theirs.
  private func opened(_ operands: [Int], _ kind: Gate.Connective, uses: [Int]) -> [Int] {
    operands.flatMap { operand in
      uses[operand] == 1 && gates[operand].connective == kind
        ? opened(gates[operand].operands, kind, uses: uses) : [operand]
    }
  }

  /// The most levels of a threshold that one instruction counts.
  ///
  /// An instruction reads each operand once and does one operation for each level. Adding in binary reads and writes eight
  /// planes for every operand, whatever is needed, so it is cheaper from about this many levels on.
  static let mostLevels = 8

  /// At least `count` of these, in one instruction or as a sum in binary.
  fileprivate mutating func counted(_ count: Int, _ operands: [Int]) -> Int {
    let levels = min(count, operands.count - count + 1)
    if levels <= Gates.mostLevels { return atLeast(count, operands) }
    // Full adders take three of one weight and leave one, and one of twice the weight.
    var columns = [operands]
    var weight = 0
    while weight < columns.count {
      while columns[weight].count > 1 {
        let taken = Array(columns[weight].prefix(3))
        columns[weight].removeFirst(taken.count)
        columns[weight].append(odd(taken))
        if columns.count == weight + 1 { columns.append([]) }
        columns[weight + 1].append(atLeast(2, taken))
      }
      weight += 1
    }
    // The sum is at least the number needed, judged from the lowest bit up.
    var answer = constant(true)
    for (bit, column) in columns.enumerated() {
      let sum = column.first ?? constant(false)
      answer = atLeast(count >> bit & 1 == 1 ? 2 : 1, [sum, answer])
    }
    return answer
  }
}
