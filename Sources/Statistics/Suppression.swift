/// The state of tables with common columns while counts are being suppressed.
struct Suppression {
  private let rule: SmallNumbers
  /// Whether readers are taken to know which of the suppressed counts are small.
  private let tellsWhichAreSmall: Bool
  private var parts: [Part]

  /// One table.
  private struct Part {
    /// The true counts, each with what readers hold possible.
    var circulation: Circulation
    var isSuppressed: [Bool]
    let height: Int
    let width: Int

    func isTotal(_ cell: Int) -> Bool {
      cell / width == height - 1 || cell % width == width - 1
    }

    /// The column whose total the cell is, the grand total counting as one; nil if it is none.
    func sharedColumn(_ cell: Int) -> Int? {
      cell / width == height - 1 ? cell % width : nil
    }

    func cell(ofSharedColumn column: Int) -> Int { (height - 1) * width + column }
  }

  /// Counts, perhaps of several tables, that can change by one together.
  private struct Move {
    var steps: [(part: Int, step: Circulation.Step)]
    var price: Circulation.Price
  }

  init(of tables: [CountTable], rule: SmallNumbers, tellsWhichAreSmall: Bool) {
    self.rule = rule
    self.tellsWhichAreSmall = tellsWhichAreSmall
    parts = tables.map { table in
      let counts = table.countsWithTotals
      return Part(
        circulation: Circulation(counts: counts, bounds: counts.map { $0.map { $0...$0 } }),
        isSuppressed: counts.joined().map(rule.range.contains), height: counts.count,
        width: counts[0].count)
    }
    for part in parts.indices {
      for cell in parts[part].isSuppressed.indices where parts[part].isSuppressed[cell] {
        suppress(cell, in: part)
      }
    }
  }

  var cells: [[[SuppressedTable.Cell]]] {
    parts.map { part in
      (0..<part.height).map { row in
        (row * part.width..<(row + 1) * part.width).map { cell in
          part.isSuppressed[cell] ? sign(cell, in: part) : .count(part.circulation.arcs[cell].count)
        }
      }
    }
  }

  /// Suppresses further counts until each suppressed one can change; false if that cannot be reached.
  mutating func protectAll() -> Bool {
    for part in parts.indices {
      for cell in parts[part].isSuppressed.indices where parts[part].isSuppressed[cell] {
        guard let move = cheapestMove(of: cell, in: part) else { return false }
        for (part, step) in move.steps { suppress(step.arc, in: part) }
      }
    }
    return true
  }

  /// What is known of a suppressed count.
  private func sign(_ cell: Int, in part: Part) -> SuppressedTable.Cell {
    let isSmall = rule.range.contains(part.circulation.arcs[cell].count)
    return isSmall && tellsWhichAreSmall && !part.isTotal(cell) ? .small : .withheld
  }

  /// Suppresses a count, and a total of a column in all tables.
  private mutating func suppress(_ cell: Int, in part: Int) {
    let column = parts[part].sharedColumn(cell)
    for other in parts.indices where other == part || column != nil {
      let same = column.map { parts[other].cell(ofSharedColumn: $0) } ?? cell
      parts[other].isSuppressed[same] = true
      parts[other].circulation.arcs[same].bounds =
        rule.candidates(for: sign(same, in: parts[other]))
    }
  }

  /// The cheapest way for a suppressed count to change by one.
  ///
  /// Looked for without common totals, with them, and with counts that only grow: the last is dear, and is always found
  /// where nobody knows which counts are small.
  private func cheapestMove(of cell: Int, in part: Int) -> Move? {
    var best: Move?
    for isUp in [true, false] {
      let step = Circulation.Step(arc: cell, isUp: isUp)
      for (sharing, onlyUp) in [(false, false), (true, false), (true, true)] {
        guard !onlyUp || isUp, let move = move(step, in: part, sharing: sharing, onlyUp: onlyUp)
        else { continue }
        if let known = best, known.price <= move.price { continue }
        best = move
      }
    }
    return best
  }

  private func move(
    _ step: Circulation.Step, in part: Int, sharing: Bool, onlyUp: Bool
  ) -> Move? {
    let circulation = parts[part].circulation
    guard circulation.room(step) > 0,
      let path = circulation.cheapestPath(
        from: circulation.end(step), to: circulation.start(step), avoiding: step.arc,
        price: { next in
          let isShared = parts[part].sharedColumn(next.arc) != nil
          return (isShared && !sharing) || (onlyUp && !next.isUp) ? nil : price(next, in: part)
        })
    else { return nil }
    let cycle = [step] + path
    var steps = cycle.map { (part: part, step: $0) }
    let shared = cycle.compactMap { step in
      parts[part].sharedColumn(step.arc).map { (column: $0, isUp: step.isUp) }
    }
    if !shared.isEmpty {
      for other in parts.indices where other != part {
        guard let answer = answer(to: shared, in: other, onlyUp: onlyUp) else { return nil }
        steps += answer.map { (part: other, step: $0) }
      }
    }
    var total = Circulation.Price.free
    for (part, step) in steps {
      guard let price = price(step, in: part) else { return nil }
      total = total + price
    }
    return Move(steps: steps, price: total)
  }

  /// How another table follows when common totals change.
  ///
  /// A cycle passes the node where all columns meet once at most, so two common totals change. Followed around through
  /// that node, they lead from one node of the other table to another; a path leads back.
  private func answer(
    to shared: [(column: Int, isUp: Bool)], in part: Int, onlyUp: Bool
  ) -> [Circulation.Step]? {
    let circulation = parts[part].circulation
    let steps = shared.map { total in
      Circulation.Step(arc: parts[part].cell(ofSharedColumn: total.column), isUp: total.isUp)
    }
    let meeting = circulation.arcs[parts[part].cell(ofSharedColumn: parts[part].width - 1)].tail
    guard steps.count == 2,
      let entering = steps.first(where: { circulation.end($0) == meeting }),
      let leaving = steps.first(where: { circulation.start($0) == meeting })
    else { return nil }
    let path = circulation.cheapestPath(
      from: circulation.end(leaving), to: circulation.start(entering), avoiding: nil,
      price: { next in
        let isShared = parts[part].sharedColumn(next.arc) != nil
        return isShared || (onlyUp && !next.isUp) ? nil : price(next, in: part)
      })
    return path.map { steps + $0 }
  }

  /// What it costs that a count can change by one; nil if it cannot, or must be printed.
  private func price(_ step: Circulation.Step, in part: Int) -> Circulation.Price? {
    let part = parts[part]
    if part.isSuppressed[step.arc] { return part.circulation.room(step) > 0 ? .free : nil }
    let count = part.circulation.arcs[step.arc].count
    let least = rule.candidates(for: sign(step.arc, in: part)).lowerBound
    guard count > 0, step.isUp || count > least else { return nil }
    return Circulation.Price(totals: part.isTotal(step.arc) ? 1 : 0, counts: count)
  }
}
