public import CaseRecord
import LawPack

/// One case of a caseload, with where it stands.
public struct AuditedCase: Sendable {
  public var record: CaseRecord
  /// A file with its line, or a case of a casebook.
  public var place: String
  /// By what an index knows the record again; nil of one of which nothing is kept.
  public var digest: ContentDigest?

  public init(_ record: CaseRecord, place: String, digest: ContentDigest? = nil) {
    self.record = record
    self.place = place
    self.digest = digest
  }
}

/// Where a case is counted in tables: the body that decided last, its office, and the year.
public struct AuditCell: Sendable, Hashable, Codable {
  public var agency: String
  public var area: String
  public var year: String

  public init(agency: String, area: String, year: String) {
    self.agency = agency
    self.area = area
    self.year = year
  }

  /// Said of a case that names no body, or no day.
  public static let notRecorded = "not recorded"
}

/// How many of something there are on each worklist.
public struct ListCounts: Sendable, Hashable, Codable {
  private var counts = SIMD8<Int32>()

  public init() {}

  public subscript(list: AuditEntry.List) -> Int {
    get { Int(counts[list.number]) }
    set { counts[list.number] = Int32(newValue) }
  }

  public static func += (left: inout ListCounts, right: ListCounts) {
    left.counts &+= right.counts
  }
}

/// How many children of one cell stand on each worklist.
public struct CellCount: Sendable, Hashable, Codable {
  public var children = 0
  public var onList = ListCounts()

  public init() {}

  init(children: Int, onList: ListCounts) {
    self.children = children
    self.onList = onList
  }

  public static func += (left: inout CellCount, right: CellCount) {
    left.children += right.children
    left.onList += right.onList
  }
}

/// One framework whose answers are not the same on two days.
public struct LawChangeCount: Sendable, Hashable, Codable {
  public var framework: String
  /// Children, or cases, to whom it says something on the later day that it did not say on the earlier.
  public var affected = 0
  /// Of them, those who meet it on the later day and did not on the earlier.
  public var newlyMet = 0
  /// Of them, those who met it on the earlier day and do not on the later.
  public var noLongerMet = 0
}

/// What adds up over the cases; totals of parts may be added in any order.
public struct AuditTotals: Sendable, Codable {
  public internal(set) var cases = 0
  public internal(set) var children = 0
  public internal(set) var counts: [FrameworkCount]
  public internal(set) var cells: [AuditCell: CellCount] = [:]
  public internal(set) var changes: [LawChangeCount] = []

  init(_ law: BulkLaw) {
    counts = law.asked.map {
      FrameworkCount(framework: $0.framework.id, isAboutGroup: $0.subject == .group)
    }
  }

  public static func += (left: inout AuditTotals, right: AuditTotals) {
    left.cases += right.cases
    left.children += right.children
    for index in left.counts.indices { left.counts[index] += right.counts[index] }
    for (cell, count) in right.cells { left.cells[cell, default: CellCount()] += count }
    left.add(right.changes)
  }

  /// Adds what changes between two days; where nobody asked, there is nothing to add.
  mutating func add(_ more: [LawChangeCount]) {
    if changes.isEmpty {
      changes = more
      return
    }
    for index in more.indices {
      changes[index].affected += more[index].affected
      changes[index].newlyMet += more[index].newlyMet
      changes[index].noLongerMet += more[index].noLongerMet
    }
  }
}

/// What was found in some of the cases: what adds up, and the lines, of which there are more the more cases there are.
public struct AuditPart: Sendable {
  public internal(set) var totals: AuditTotals
  public internal(set) var lines: FoundLines
  /// For each case, the tests about groups that it meets, by their places in the law.
  public internal(set) var groupMet: [[Int]] = []

  init(_ law: BulkLaw, _ words: LineWords) {
    totals = AuditTotals(law)
    lines = FoundLines(words)
  }

  /// The lines as values, in the order of the cases.
  public var entries: [AuditEntry] { lines.allEntries }
  public var guards: [AuditedGuard] { lines.allGuards }
}
