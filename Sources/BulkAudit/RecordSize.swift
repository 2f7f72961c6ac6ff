public import CaseRecord

/// How large a record is to an audit, which asks about every child, and the case as a whole, once for each person and each event that something is
/// said of.
public struct RecordSize: Sendable, Equatable {
  public private(set) var children: Int
  /// Who is said to have done something, or was convicted of it.
  public private(set) var people: Int
  public private(set) var events: Int

  public init(_ record: CaseRecord) { self.init(record, without: []) }

  /// - Parameter others: the people who are left out, by their ids.
  private init(_ record: CaseRecord, without others: Set<String>) {
    children = record.people.count { $0.role == .child && !others.contains($0.id) }
    people =
      Set(record.statements.flatMap(\.by)).union(record.responses.compactMap(\.suspect))
      .subtracting(others).count
    events = Set(record.statements.compactMap(\.event)).count
  }

  /// How large several records are together at least, which share whom they may share; `add` adds another.
  public init() { (children, people, events) = (0, 0, 0) }

  /// Adds what no other record can have too: whoever is recorded under an identity may be somebody of another.
  public mutating func add(ownOf record: CaseRecord) {
    let shared = record.heldIdentities.compactMap { _, holder -> String? in
      if case .person(let place) = holder { record.people[place].id } else { nil }
    }
    let own = RecordSize(record, without: Set(shared))
    children += own.children
    people += own.people
    events += own.events
  }

  /// How many rows are asked at most; what nobody is named for, and belongs to no event, is asked about too.
  public var rows: Int { (children + 1) * (people + 1) * (events + 1) }

  /// More rows than those of the largest operations: what one record may not go beyond, or it would hold up all others.
  public static let mostRows = 1 << 20

  /// The size of a record that is too large to be audited; nil of any other.
  public static func excess(of record: CaseRecord) -> RecordSize? {
    // Nearly every record is so small that nothing has to be counted.
    if (record.people.count + 1) * (record.people.count + 1) * (record.statements.count + 1)
      <= mostRows
    {
      return nil
    }
    let size = RecordSize(record)
    return size.rows > mostRows ? size : nil
  }
}
