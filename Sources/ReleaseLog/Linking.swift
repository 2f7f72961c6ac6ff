internal import LinearProgramming
internal import Statistics
internal import TableSuppression

/// A draft and the former releases that touch it, as one set of linked tables.
///
/// Every count is the sum of its groups. What was counted anew since, in another snapshot, is bound to the former count
/// by what was added or what left; as little of that is assumed as the counts allow, since readers will assume none.
struct Linking {
  private var names: [String] = []
  private var taken: Set<String> = []
  private var roles: [LinkedTables.Role] = []
  /// What is known of each count before anything is worked out: a draft's own, and what was printed.
  private var known: [ClosedRange<Int>] = []
  private var relations: [LinkedTables.Relation] = []
  /// For each former cell, what was added and what left since.
  private var changes: [(former: Int, added: Int, left: Int, isAllowed: Bool)] = []

  private let draft: ReleaseDraft
  private let former: [(release: Release, cell: Release.Cell)]
  private let extents: [Extent]

  /// - Parameter former: releases of the same definition and base that overlap, by themselves or through others.
  init(_ draft: ReleaseDraft, former: [Release]) throws(ReleaseRefusal) {
    self.draft = draft
    self.former = former.flatMap { release in release.cells.map { (release, $0) } }
    extents = draft.cells.map(\.extent) + self.former.map(\.cell.extent)
    var ways = draft.heading.ways
    for release in former { ways.merge(release.heading.ways) { $0.union($1) } }
    let groups = try Groups(extents, ways: ways, addsUpOverTime: draft.heading.addsUpOverTime)
    // First the draft's cells, so that their positions are those in the draft.
    for cell in draft.cells { _ = add(cell.name, .offered, cell.count...cell.count) }
    let counted = addFormer()
    let cells = Array(draft.cells.indices) + counted
    linkGroups(groups, cells: cells)
    linkNested(groups, cells: cells)
  }

  private mutating func add(
    _ name: String, _ role: LinkedTables.Role, _ known: ClosedRange<Int>
  ) -> Int {
    var unique = name
    while !taken.insert(unique).inserted { unique += "'" }
    names.append(unique)
    roles.append(role)
    self.known.append(known)
    return names.count - 1
  }

  /// Adds the former cells, each with what it would be if it were counted now.
  ///
  /// - Returns: the positions of the latter.
  private mutating func addFormer() -> [Int] {
    former.map { release, cell in
      let name = "\(release.heading.name): \(cell.name)"
      let candidates = release.candidates(cell)
      var role = LinkedTables.Role.suppressed(candidates)
      if case .count = cell.printed { role = .printed }
      let position = add(name, role, candidates)
      // `resolved` leaves out what did not change.
      let counted = add("\(name), counted again", .unpublished, 0...Int.max)
      let added = add("what was added to \(name) since", .unpublished, 0...Int.max)
      let left = add("what left \(name) since", .unpublished, 0...Int.max)
      changes.append(
        (position, added, left, release.heading.snapshot != draft.heading.snapshot))
      return counted
    }
  }

  /// Every count is the sum of its groups. A group that is a cell of its own is that cell.
  private mutating func linkGroups(_ groups: Groups, cells: [Int]) {
    var position: [Int?] = groups.names.map { _ in nil }
    for (extent, members) in groups.members.enumerated() where members.count == 1 {
      let group = members.first!
      if position[group] == nil { position[group] = cells[extent] }
    }
    for (group, name) in groups.names.enumerated() where position[group] == nil {
      position[group] = add(name, .unpublished, 0...Int.max)
    }
    for (extent, members) in groups.members.enumerated() {
      let parts = members.sorted().map { position[$0]! }
      if parts == [cells[extent]] { continue }
      relations.append(.init(total: cells[extent], parts: parts))
    }
  }

  /// Between two extents of which one lies in the other, the difference is a count too.
  ///
  /// Within the draft itself only where areas or periods differ: that two rows make three together is no secret where
  /// neither is known.
  private mutating func linkNested(_ groups: Groups, cells: [Int]) {
    for new in draft.cells.indices {
      for other in cells.indices where other != new {
        let isWithin = other < draft.cells.count
        if isWithin, extents[new].values != extents[other].values { continue }
        for (inner, outer) in isWithin ? [(new, other)] : [(new, other), (other, new)] {
          guard isDifference(inner, outer, groups) else { continue }
          let rest = add(
            "\(names[outerName(outer)]) without \(names[outerName(inner)])", .unpublished,
            0...Int.max)
          relations.append(.init(total: cells[outer], parts: [cells[inner], rest]))
        }
      }
    }
  }

  private func outerName(_ extent: Int) -> Int {
    extent < draft.cells.count ? extent : changes[extent - draft.cells.count].former
  }

  private func isDifference(_ inner: Int, _ outer: Int, _ groups: Groups) -> Bool {
    let (one, other) = (extents[inner], extents[outer])
    if groups.members[inner].isStrictSubset(of: groups.members[outer]) {
      // One group alone stands for itself already.
      return groups.members[outer].count - groups.members[inner].count > 1
    }
    guard !draft.heading.addsUpOverTime, one.period != other.period,
      one.period.clamped(to: other.period) == one.period, one.areas.isSubset(of: other.areas)
    else { return false }
    return other.values.allSatisfy { way, values in
      one.values[way].map { $0.isSubset(of: values) } ?? false
    }
  }

  /// The linked tables, with counts for what the log does not hold that agree with everything else.
  ///
  /// Any such counts do: what readers can work out does not depend on which of the possible tables is the true one.
  func resolved(seconds: Double) throws(ReleaseRefusal) -> LinkedTables {
    let counts = try possibleCounts(seconds: seconds)
    let wrong = changes.filter { !$0.isAllowed && (counts[$0.added] > 0 || counts[$0.left] > 0) }
    if !wrong.isEmpty { throw .disagrees(cells: wrong.map { names[$0.former] }) }
    var roles = roles
    var relations = relations
    for change in changes {
      // Counted again = former + added - left. Of added and left at most one is more than nothing.
      let counted = change.former + 1
      if counts[change.added] > 0 {
        relations.append(.init(total: counted, parts: [change.former, change.added]))
        roles[change.left] = .printed
      } else if counts[change.left] > 0 {
        relations.append(.init(total: change.former, parts: [counted, change.left]))
        roles[change.added] = .printed
      } else {
        relations.append(.init(total: change.former, parts: [counted]))
        roles[change.added] = .printed
        roles[change.left] = .printed
      }
    }
    do throws(LinkedTablesError) {
      return try LinkedTables(
        cells: names.indices.map { .init(names[$0], counts[$0], role: roles[$0]) },
        relations: relations)
    } catch {
      preconditionFailure("counts that were found add up: \(error)")
    }
  }

  /// The names of the former cells whose counts have changed.
  func changed(in tables: LinkedTables) -> [String] {
    changes.filter { tables.cells[$0.added].count > 0 || tables.cells[$0.left].count > 0 }
      .map { names[$0.former] }
  }

  private func possibleCounts(seconds: Double) throws(ReleaseRefusal) -> [Int] {
    var columns = known.map { range in
      LinearProgram.Column(
        Double(
          range.lowerBound)...(range.upperBound == .max ? .infinity : Double(range.upperBound)),
        isWhole: true)
    }
    var rows = relations.map { relation in
      LinearProgram.Row(
        [.init(relation.total, 1)] + relation.parts.map { .init($0, -1) }, 0...0)
    }
    for change in changes {
      let cost = change.isAllowed ? 1.0 : 1000
      columns[change.added].cost = cost
      columns[change.left].cost = cost
      rows.append(
        .init(
          [
            .init(change.former + 1, 1), .init(change.former, -1), .init(change.added, -1),
            .init(change.left, 1),
          ], 0...0))
    }
    switch LinearProgram(columns: columns, rows: rows).solved(seconds: seconds) {
    case .best(let values, _): return values.map { Int($0.rounded()) }
    case .impossible: throw .doesNotAddUp
    case .found, .unbounded, .stopped: throw .tooLong
    }
  }
}
