internal import Statistics
public import TableSuppression

/// Several releases that are prepared together, since counts of one can be worked out from counts of another.
public struct LinkedDrafts: Sendable {
  public struct Draft: Sendable {
    public struct Cell: Hashable, Sendable {
      public var name: String
      public var extent: Extent
      /// The position of its count in `LinkedDrafts.cells`. No other cell of the draft has it.
      public var cell: Int

      public init(_ name: String, _ extent: Extent, cell: Int) {
        self.name = name
        self.extent = extent
        self.cell = cell
      }
    }

    public var heading: ReleaseHeading
    public var cells: [Cell]

    public init(_ heading: ReleaseHeading, cells: [Cell]) {
      self.heading = heading
      self.cells = cells
    }
  }

  /// Every count, and those between them that nobody prints.
  public var cells: [LinkedTables.Cell]
  /// How they add up.
  public var relations: [LinkedTables.Relation]
  public var drafts: [Draft]

  public init(
    cells: [LinkedTables.Cell], relations: [LinkedTables.Relation], drafts: [Draft]
  ) {
    self.cells = cells
    self.relations = relations
    self.drafts = drafts
  }

  init(_ draft: ReleaseDraft) {
    self.init(
      cells: draft.cells.map { LinkedTables.Cell($0.name, $0.count) }, relations: [],
      drafts: [
        Draft(
          draft.heading,
          cells: draft.cells.enumerated().map { Draft.Cell($1.name, $1.extent, cell: $0) })
      ])
  }

  /// The releases, if these cells are what is printed of the counts.
  public func releases(of published: PublishedTables) -> [Release] {
    drafts.map { draft in
      Release(
        draft.heading,
        cells: draft.cells.map { cell in
          Release.Cell(cell.name, cell.extent, Release.Printed(published.cells[cell.cell]))
        })
    }
  }
}

extension Release.Printed {
  /// A cell as a log says it: why a count is not printed, beyond its being small, is nobody's business.
  public init(_ cell: PublishedTables.Cell) {
    self =
      switch cell {
      case .count(let count): .count(count)
      case .small: .suppressed(isSmall: true)
      case .withheld, .former, .unpublished: .suppressed(isSmall: false)
      }
  }
}

/// Releases that may be published together, and how that was reached.
public struct PreparedReleases: Sendable {
  public let releases: [Release]
  /// Of the cells of the drafts, in their order, and then of those that former releases add.
  public let suppression: LinkedSuppression
  /// The names of the former releases whose counts were set off against these.
  public let besides: [String]
  /// The names of former cells whose counts have changed since, so that the change was protected too.
  public let changed: [String]
}

extension ReleaseLog {
  /// Several drafts, each as by `prepared` of one draft, and all protected together.
  ///
  /// - Parameters:
  ///   - method: how to choose what to suppress.
  ///   - seconds: how long to look for fewer cells.
  /// - Throws: `ReleaseRefusal`.
  public func prepared(
    _ linked: LinkedDrafts, method: SuppressionMethod = .fewest, seconds: Double = 60
  ) throws(ReleaseRefusal) -> PreparedReleases {
    var names: Set<String> = []
    for draft in linked.drafts {
      if !names.insert(draft.heading.name).inserted { throw .repeatedRelease(draft.heading.name) }
      try ReleaseDraft(
        draft.heading,
        cells: draft.cells.map { .init($0.name, $0.extent, linked.cells[$0.cell].count) }
      ).check(against: self)
    }
    let former = linked.drafts.map(overlapping)
    let linking = try Linking(linked, former: former)
    let tables = try linking.resolved(seconds: seconds)
    let result: LinkedSuppression
    do throws(UnprotectedCounts) {
      result = try tables.suppressed(
        rule: linked.drafts.first?.heading.rule ?? .departmentForEducation, method: method,
        seconds: seconds)
    } catch {
      throw .givenAway(cells: error.names)
    }
    var besides: [String] = []
    for name in former.joined().map(\.heading.name) where !besides.contains(name) {
      besides.append(name)
    }
    return PreparedReleases(
      releases: linked.releases(of: result.published), suppression: result, besides: besides,
      changed: linking.changed(in: tables))
  }

  /// Whether former releases touch any of the drafts, so that they must be prepared against this log.
  public func touches(_ drafts: [LinkedDrafts.Draft]) -> Bool {
    drafts.contains { !overlapping($0).isEmpty }
  }
}
