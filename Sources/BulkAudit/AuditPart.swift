public import CaseRecord
import LawPack

/// One case of a caseload, with where it stands.
public struct AuditedCase: Sendable {
  public var record: CaseRecord
  /// A file with its line, or a case of a casebook.
  public var place: String

  public init(_ record: CaseRecord, place: String) {
    self.record = record
    self.place = place
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

/// How many children of one cell stand on each worklist.
public struct CellCount: Sendable, Hashable, Codable {
  public var children = 0
  public var onList: [AuditEntry.List: Int] = [:]

  static func += (left: inout CellCount, right: CellCount) {
    left.children += right.children
    left.onList.merge(right.onList, uniquingKeysWith: +)
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
    left.cells.merge(right.cells) { one, other in
      var sum = one
      sum += other
      return sum
    }
    if left.changes.isEmpty {
      left.changes = right.changes
    } else {
      for index in right.changes.indices {
        left.changes[index].affected += right.changes[index].affected
        left.changes[index].newlyMet += right.changes[index].newlyMet
        left.changes[index].noLongerMet += right.changes[index].noLongerMet
      }
    }
  }
}

/// What was found in some of the cases: what adds up, and the lines, of which there are more the more cases there are.
public struct AuditPart: Sendable, Codable {
  public internal(set) var totals: AuditTotals
  /// In no order.
  public internal(set) var entries: [AuditEntry] = []
  /// In the order of the cases.
  public internal(set) var guards: [AuditedGuard] = []

  init(_ law: BulkLaw) { totals = AuditTotals(law) }

  /// Adds what was found in the cases that follow.
  static func += (left: inout AuditPart, right: AuditPart) {
    left.totals += right.totals
    left.entries += right.entries
    left.guards += right.guards
  }
}
