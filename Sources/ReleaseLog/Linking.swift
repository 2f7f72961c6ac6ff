internal import LinearProgramming
internal import Statistics
internal import TableSuppression

/// Drafts that are linked to one another, and the former releases that touch them, as one set of linked tables.
///
/// Every count of a draft that touches former releases is the sum of its groups. What was counted anew since, in another
/// snapshot, is bound to the former count by what was added or what left; as little of that is assumed as the counts
/// allow, since readers will assume none.
struct Linking {
  private var names: [String] = []
  private var taken: Set<String> = []
  private var roles: [LinkedTables.Role] = []
  /// What is known of each count before anything is worked out: a draft's own, and what was printed.
  private var known: [ClosedRange<Int>] = []
  private var relations: [LinkedTables.Relation] = []
  /// For each former cell, what was added and what left since.
  private var changes: [(former: Int, added: Int, left: Int, isAllowed: Bool)] = []

  /// One draft with the former releases that touch it.
  private struct Strand {
    let draft: LinkedDrafts.Draft
    let former: [(release: Release, cell: Release.Cell)]
    let extents: [Extent]
    /// The positions of the draft's cells, then those of the former cells as they would be counted now.
    var cells: [Int]
    /// The positions of the draft's cells, then those of the former cells.
    var namesakes: [Int]
  }

  /// - Parameter former: for each draft, the releases of the same definition and base that overlap it, by themselves or
  ///   through others.
  init(_ linked: LinkedDrafts, former: [[Release]]) throws(ReleaseRefusal) {
    // First the drafts' cells, so that their positions are those in the drafts.
    for cell in linked.cells { _ = add(cell.name, cell.role, cell.count...cell.count) }
    relations = linked.relations
    for (draft, former) in zip(linked.drafts, former)
    where !former.isEmpty || linked.relations.isEmpty {
      try link(draft, former)
    }
  }

  private mutating func link(
    _ draft: LinkedDrafts.Draft, _ releases: [Release]
  ) throws(ReleaseRefusal) {
    let former = releases.flatMap { release in release.cells.map { (release, $0) } }
    var ways = draft.heading.ways
    for release in releases { ways.merge(release.heading.ways) { $0.union($1) } }
    let extents = draft.cells.map(\.extent) + former.map(\.1.extent)
    let groups = try Groups(extents, ways: ways, addsUpOverTime: draft.heading.addsUpOverTime)
    let own = draft.cells.map(\.cell)
    var strand = Strand(
      draft: draft, former: former, extents: extents, cells: own, namesakes: own)
    addFormer(to: &strand)
    linkGroups(groups, strand)
    linkNested(groups, strand)
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
  private mutating func addFormer(to strand: inout Strand) {
    for (release, cell) in strand.former {
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
        (position, added, left, release.heading.snapshot != strand.draft.heading.snapshot))
      strand.namesakes.append(position)
      strand.cells.append(counted)
    }
  }

  /// Every count is the sum of its groups. A group that is a cell of its own is that cell.
  private mutating func linkGroups(_ groups: Groups, _ strand: Strand) {
    let cells = strand.cells
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
  /// Only where areas or periods differ: that two rows make three together is no secret where neither is known, whether
  /// they stand in one release or in two.
  private mutating func linkNested(_ groups: Groups, _ strand: Strand) {
    let own = strand.draft.cells.indices
    for new in own {
      for other in strand.cells.indices where other != new {
        let isWithin = own.contains(other)
        let (one, two) = (strand.extents[new], strand.extents[other])
        let isOfOnePlace = one.areas == two.areas && one.period == two.period
        if isWithin || isOfOnePlace, one.values != two.values { continue }
        for (inner, outer) in isWithin ? [(new, other)] : [(new, other), (other, new)] {
          guard isDifference(inner, outer, groups, strand) else { continue }
          let rest = add(
            "\(names[strand.namesakes[outer]]) without \(names[strand.namesakes[inner]])",
            .unpublished, 0...Int.max)
          relations.append(
            .init(total: strand.cells[outer], parts: [strand.cells[inner], rest]))
        }
      }
    }
  }

  private func isDifference(
    _ inner: Int, _ outer: Int, _ groups: Groups, _ strand: Strand
  ) -> Bool {
    let (one, other) = (strand.extents[inner], strand.extents[outer])
    if groups.members[inner].isStrictSubset(of: groups.members[outer]) {
      // One group alone stands for itself already.
      return groups.members[outer].count - groups.members[inner].count > 1
    }
    guard !strand.draft.heading.addsUpOverTime, one.period != other.period,
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
