internal import Statistics
public import TableSuppression

/// A release that may be published, and how that was reached.
public struct PreparedRelease: Sendable {
  public let release: Release
  public let choice: LinkedSuppression.Choice
  /// As in `LinkedSuppression`.
  public let readersKnowSmall: Bool
  /// The names of the former releases whose counts were set off against these.
  public let besides: [String]
  /// The names of former cells whose counts have changed since, so that the change was protected too.
  public let changed: [String]
}

extension ReleaseLog {
  /// A draft with small counts suppressed, and with as many others as protect them from readers of this release and of
  /// all former ones together.
  ///
  /// Former releases of the same definition and base count where their extents overlap, by themselves or through
  /// others. Readers are taken to know all of them and how extents nest, to know that every way of dividing is complete,
  /// and to think nothing has changed since that need not have. Protected are: the counts of this release, the signs
  /// of former ones, each group that no extent divides, the difference of two extents of which one lies in the other,
  /// where their areas or periods differ (and, of two of this release, nothing else), and what was added to a former count or left it.
  ///
  /// Nothing is written: `appending` the release to the log is for when it is published.
  ///
  /// - Parameter seconds: how long to look for fewer cells.
  /// - Throws: `ReleaseRefusal`.
  public func prepared(
    _ draft: ReleaseDraft, seconds: Double = 60
  ) throws(ReleaseRefusal) -> PreparedRelease {
    let prepared = try prepared(LinkedDrafts(draft), seconds: seconds)
    return PreparedRelease(
      release: prepared.releases[0], choice: prepared.suppression.choice,
      readersKnowSmall: prepared.suppression.readersKnowSmall, besides: prepared.besides,
      changed: prepared.changed)
  }

  /// The releases of the same definition and base that overlap the draft, by themselves or through others.
  func overlapping(_ draft: LinkedDrafts.Draft) -> [Release] {
    let comparable = releases.filter {
      $0.heading.definition == draft.heading.definition && $0.heading.base == draft.heading.base
    }
    var isReached = comparable.map { _ in false }
    var edge = draft.cells.map(\.extent)
    while !edge.isEmpty {
      var next: [Extent] = []
      for (position, release) in comparable.enumerated() where !isReached[position] {
        if release.cells.contains(where: { cell in edge.contains { cell.extent.overlaps($0) } }) {
          isReached[position] = true
          next += release.cells.map(\.extent)
        }
      }
      edge = next
    }
    return comparable.indices.filter { isReached[$0] }.map { comparable[$0] }
  }
}

extension ReleaseDraft {
  /// - Throws: `ReleaseRefusal` for the first thing that is wrong with the draft itself.
  func check(against log: ReleaseLog) throws(ReleaseRefusal) {
    if log.releases.contains(where: { $0.heading.name == heading.name }) {
      throw .repeatedRelease(heading.name)
    }
    var names: Set<String> = []
    for cell in cells {
      if !names.insert(cell.name).inserted { throw .repeatedCell(cell.name) }
      guard (0...LinkedTablesError.largestCount).contains(cell.count) else {
        throw .count(cell: cell.name)
      }
      if let why = heading.fault(of: cell.extent) { throw .extent(cell: cell.name, why: why) }
    }
  }
}

extension ReleaseHeading {
  /// What is wrong with an extent, and what to do; nil if nothing is.
  func fault(of extent: Extent) -> String? {
    if extent.areas.isEmpty { return "covers no area; name the smallest areas in it" }
    for (way, values) in extent.values.sorted(by: { $0.key < $1.key }) {
      guard let all = ways[way] else {
        return "is divided by '\(way)', which the heading does not list; list all its values there"
      }
      if values.isEmpty { return "names no value of '\(way)'; name some, or leave the way out" }
      if let stray = values.subtracting(all).min() {
        return "names '\(stray)', which the heading does not list for '\(way)'; list it there"
      }
    }
    return nil
  }
}
