public import CivilTime
public import ReleaseLog
public import Statistics
public import StatisticsReports
internal import TableSuppression

/// What may be published of a count.
///
/// Everything that is printed is protected together: completeness by agency, by role and by year with all totals, the figures of
/// definitions, of their overlaps, of frameworks, of guards, of response times and of ethnicity with their bases. What cannot be
/// protected is left out, with the reason. Everything is protected for every way of printing it, whichever is chosen, so that
/// whoever holds several of them learns no small count.
///
/// It is decided in three stages: how many there are of everything; figures, and the margins of tables; and what stands inside
/// the tables. The attack of `TableSuppression` is tried on each set of counts that bear on one another, and nothing is
/// published that it can work out.
///
/// - Source: Documentation/practice/statistics.md 5, small numbers.
public struct Publication: Sendable {
  public static let rule = SmallNumbers.departmentForEducation

  /// A figure or a table that is not printed.
  public struct LeftOut: Hashable, Sendable {
    public let id: String
    public let reason: Reason

    public enum Reason: String, CaseIterable, Hashable, Sendable {
      case tooFew = "there are too few of what it counts"
      case few = "a number in it is small or can be worked out, and one of its numbers says all"
      case unprotectable = "whatever is withheld, a small number could be worked out"
    }
  }

  /// What releases are made of, beside the counts.
  public struct Heading: Sendable {
    public let name: String
    public let published: CivilDate
    /// The smallest areas of the place.
    public let areas: Set<String>

    /// - Precondition: there is an area.
    public init(name: String, published: CivilDate, areas: Set<String>) {
      precondition(!areas.isEmpty, "a place has an area")
      self.name = name
      self.published = published
      self.areas = areas
    }
  }

  public let count: CaseloadCount
  public private(set) var leftOut: [LeftOut] = []
  /// What is to be entered in the log; empty without one.
  public private(set) var releases: [Release] = []
  /// The names of the former releases that this was set off against.
  public private(set) var besides: [String] = []
  /// How many counts of this release have changed since a former one, so that the change was protected too.
  public private(set) var changed = 0
  /// Whether it was proved of every set of counts that no fewer can be withheld.
  public private(set) var isFewest = true
  private var decided: [String: PublishedTables.Cell] = [:]
  private var plan: PublicationPlan

  /// What may be published beside no former release.
  public init(_ count: CaseloadCount) {
    do throws(ReleaseRefusal) {
      try self.init(count, by: nil, beside: nil)
    } catch {
      preconditionFailure("nothing is refused beside nothing: \(error)")
    }
  }

  /// What may be published beside everything that a log holds.
  ///
  /// Nothing is written: the releases are for the log when they are published.
  ///
  /// - Parameter dimension: by what it is printed; other divisions are not entered as published.
  /// - Throws: `ReleaseRefusal`.
  public init(
    _ count: CaseloadCount, by dimension: CountedDimension?, after log: ReleaseLog,
    as heading: Heading
  ) throws(ReleaseRefusal) {
    try self.init(count, by: dimension, beside: (log, heading))
  }

  private init(
    _ count: CaseloadCount, by dimension: CountedDimension?,
    beside former: (log: ReleaseLog, heading: Heading)?
  ) throws(ReleaseRefusal) {
    self.count = count
    plan = PublicationPlan(decided: [:], dropped: [])
    var dropped: Set<String> = []
    for stage in 1...3 {
      plan = plan(stage, dropped)
      for component in plan.components(stage: stage) {
        dropped.formUnion(try decide(component, stage: stage, by: dimension, beside: former))
      }
      leaveOut(in: stage, dropped)
    }
    plan = plan(3, dropped)
    guard let former else { return }
    let drafts = plan.drafts(plan.parts.indices, by: dimension, as: former.heading, of: count)
    releases = drafts.map { draft in
      Release(
        draft.heading,
        cells: draft.cells.map { cell in
          Release.Cell(cell.name, cell.extent, printed(plan.cells[cell.cell]))
        })
    }
  }

  private func plan(_ stage: Int, _ dropped: Set<String>) -> PublicationPlan {
    PublicationPlan(
      count, stage: stage, decided: decided, dropped: dropped,
      isTooFew: Self.rule.range.contains)
  }

  private func printed(_ cell: LinkedTables.Cell) -> Release.Printed {
    decided[cell.name].map(Release.Printed.init) ?? .suppressed(isSmall: false)
  }

  // MARK: Deciding

  /// Decides what is withheld of counts that bear on one another.
  ///
  /// - Returns: the parts that must be left out.
  private mutating func decide(
    _ found: PublicationPlan.Component, stage: Int, by dimension: CountedDimension?,
    beside former: (log: ReleaseLog, heading: Heading)?
  ) throws(ReleaseRefusal) -> Set<String> {
    var component = found
    var dropped: Set<String> = []
    while true {
      let (cells, relations) = component.tables(in: plan)
      let free = cells.count { $0.role == .offered && $0.count > 0 }
      let method: SuppressionMethod = free <= Self.mostForFewest ? .fewest : .greedy
      let result: LinkedSuppression
      do throws(UnprotectedCounts) {
        result = try linked(cells, relations)
          .suppressed(rule: Self.rule, method: method, seconds: Self.seconds)
      } catch {
        guard let part = worst(of: component, lost: Set(error.names), stage: stage) else {
          return dropped
        }
        dropped.insert(plan.parts[part].id)
        component = plan.component(of: component.parts.subtracting([part]))
        if !component.parts.contains(where: { plan.parts[$0].stage == stage }) { return dropped }
        continue
      }
      guard let former else {
        keep(result, of: component)
        return dropped
      }
      let places = component.places
      var drafts = plan.drafts(
        component.parts.sorted(), by: dimension, as: former.heading, of: count)
      guard former.log.touches(drafts) else {
        keep(result, of: component)
        return dropped
      }
      for draft in drafts.indices {
        for cell in drafts[draft].cells.indices {
          drafts[draft].cells[cell].cell = places[drafts[draft].cells[cell].cell] ?? 0
        }
      }
      let prepared = try former.log.prepared(
        LinkedDrafts(cells: cells, relations: relations, drafts: drafts), method: method,
        seconds: Self.seconds)
      keep(prepared.suppression, of: component)
      besides += prepared.besides.filter { !besides.contains($0) }
      changed += prepared.changed.count
      return dropped
    }
  }

  /// Above so many counts that could be withheld, they are chosen one after another: with no promise that they are the fewest.
  private static let mostForFewest = 120
  private static let seconds: Double = 20

  private func linked(
    _ cells: [LinkedTables.Cell], _ relations: [LinkedTables.Relation]
  ) -> LinkedTables {
    do throws(LinkedTablesError) {
      return try LinkedTables(cells: cells, relations: relations)
    } catch {
      preconditionFailure("counts of one caseload add up: \(error)")
    }
  }

  private mutating func keep(
    _ result: LinkedSuppression, of component: PublicationPlan.Component
  ) {
    if result.choice != .fewest { isFewest = false }
    for (place, position) in component.cells.enumerated()
    where plan.cells[position].role == .offered {
      var cell = result.published.cells[place]
      // Of totals, readers are not taken to know which signs stand for small counts.
      if cell == .small, plan.isDividedFurther(position) { cell = .withheld }
      decided[plan.cells[position].name] = cell
    }
  }

  /// The part that is left out first, of those of this stage that hold what could be worked out.
  private func worst(
    of component: PublicationPlan.Component, lost: Set<String>, stage: Int
  ) -> Int? {
    let parts = component.parts.filter { plan.parts[$0].stage == stage }
    let guilty = component.cells.filter { lost.contains(plan.cells[$0].name) }
      .reduce(into: Set<Int>()) { $0.formUnion(plan.users[$1]) }
      .intersection(parts)
    return (guilty.isEmpty ? parts : guilty).max {
      (plan.parts[$0].rank, plan.parts[$0].id) < (plan.parts[$1].rank, plan.parts[$1].id)
    }
  }

  private mutating func leaveOut(in stage: Int, _ dropped: Set<String>) {
    if stage == 1 {
      for part in plan.parts {
        guard let entry = part.cells.first,
          Self.rule.range.contains(plan.cells[entry.cell].count)
        else { continue }
        leftOut.append(
          LeftOut(id: "figures of \(part.id.dropFirst("number of ".count))", reason: .tooFew))
      }
    }
    if stage == 3 { leftOut += plan.skipped.map { LeftOut(id: $0.id, reason: $0.reason) } }
    for part in plan.parts where part.stage == stage && dropped.contains(part.id) {
      leftOut.append(LeftOut(id: part.id, reason: .unprotectable))
    }
  }

  /// What is left out, in a line for each reason.
  public var leftOutLines: [String] {
    LeftOut.Reason.allCases.compactMap { reason in
      let ids = leftOut.filter { $0.reason == reason }.map(\.id)
      return ids.isEmpty ? nil : "\(ids.joined(separator: ", ")): \(reason.rawValue)"
    }
  }

  // MARK: What is printed

  /// A count, or its sign; nil if it is left out.
  private func figure(_ name: String) -> Figure? {
    guard let position = plan.position(name) else { return nil }
    if case .count(let count) = decided[name], count == plan.cells[position].count {
      return .count(count)
    }
    return .suppressed
  }

  private func figures(_ names: [String]) -> [Figure]? {
    let figures = names.compactMap(figure)
    return figures.count == names.count ? figures : nil
  }

  /// How many cases there are.
  public var cases: Figure { figure("cases") ?? .suppressed }

  /// How many cases are under a definition of a group; nil if it is left out.
  public func cases(under framework: String) -> Figure? { figure("cases under \(framework)") }

  /// A figure as it is printed; nil if it is left out.
  public func sheet(_ figure: RecordedFigure) -> FigureSheet? {
    guard let names = plan.figureCells[figure.id] else { return nil }
    return FigureSheet(
      figure,
      isPrinted: names.map { name in
        guard let name else { return true }
        if case .count = self.figure(name) { return true }
        return false
      })
  }

  /// Every figure that is printed, in their order.
  public var sheets: [FigureSheet] { count.figures.compactMap(sheet) }

  /// The figures of which nothing is withheld, since an answer to a claim prints their numbers.
  public var claimableFigures: [RecordedFigure] {
    sheets.filter { sheet in !sheet.rows.contains { $0.count == .suppressed } }.map(\.figure)
  }

  /// One row of a table of completeness, its total last; nil if it is left out.
  ///
  /// - Parameter row: nil for the totals of the table.
  func figures(ofRow row: String?, in table: CompletenessTable) -> [Figure]? {
    figures(plan.names(ofRow: row, in: table))
  }

  /// How many warnings of a body have a day, how many have none, and how many there are; nil if they are left out.
  ///
  /// - Parameter agency: nil for all bodies.
  func figures(of agency: String?, in times: ResponseTimes) -> [Figure]? {
    let id = "days-to-\(times.step.rawValue)"
    guard let agency else {
      return figures(["\(id) / with a day", "\(id) / with no day", "warnings"])
    }
    let name = "\(id) / agency \(agency)"
    return figures(["\(name) / with a day", "\(name) / with no day", "warnings / agency \(agency)"])
  }
}

extension PublicationPlan {
  /// The parts as drafts of releases, their cells by their positions in the plan.
  func drafts(
    _ numbers: some Sequence<Int>, by dimension: CountedDimension?, as heading: Publication.Heading,
    of count: CaseloadCount
  ) -> [LinkedDrafts.Draft] {
    let stamp = count.caseload.stamp
    let days = stamp.period.days
    return numbers.map { parts[$0] }
      .filter { $0.dimension == nil || $0.dimension == dimension }
      .map { part in
        LinkedDrafts.Draft(
          ReleaseHeading(
            name: "\(heading.name): \(part.id)", published: heading.published,
            snapshot: "\(stamp.snapshot), law \(stamp.ruleVersion)", definition: part.id,
            base: part.base.description, rule: Publication.rule, ways: part.ways),
          cells: part.cells.map { entry in
            .init(
              entry.name, Extent(areas: heading.areas, period: days, values: entry.values),
              cell: entry.cell)
          })
      }
  }
}

extension Period {
  /// From the first day of the first month to the last of the last.
  fileprivate var days: ClosedRange<CivilDate> {
    let (first, last) = (firstMonth, lastMonth)
    guard let start = CivilDate(year: first.year, month: first.month, day: 1),
      let end = CivilDate(
        year: last.year, month: last.month,
        day: CivilDate.daysIn(month: last.month, ofYear: last.year))
    else { preconditionFailure("a period has days") }
    return start...end
  }
}
