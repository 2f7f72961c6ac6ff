internal import Casebook

/// How many entries of each type a pack holds, and of how many it holds the content.
struct Inventory {
  enum Standing { case content, withheld, erased }

  private struct Count {
    var entries = 0
    var content = 0
    var withheld = 0
    var erased = 0
    var first: LogEntry
    var last: LogEntry
  }

  private var counts: [String: Count] = [:]
  private var all: Count?

  var contents: Int { all?.content ?? 0 }
  var withheld: Int { all?.withheld ?? 0 }
  var erased: Int { all?.erased ?? 0 }
  var first: LogEntry? { all?.first }
  var last: LogEntry? { all?.last }

  mutating func add(_ entry: LogEntry, _ standing: Standing) {
    Self.add(entry, standing, to: &counts[entry.type.description])
    Self.add(entry, standing, to: &all)
  }

  private static func add(_ entry: LogEntry, _ standing: Standing, to place: inout Count?) {
    var count = place ?? Count(first: entry, last: entry)
    count.entries += 1
    switch standing {
    case .content: count.content += 1
    case .withheld: count.withheld += 1
    case .erased: count.erased += 1
    }
    count.last = entry
    place = count
  }

  /// What was counted as withheld was erased.
  mutating func turnIntoErased(_ type: EntryType) {
    counts[type.description]?.withheld -= 1
    counts[type.description]?.erased += 1
    all?.withheld -= 1
    all?.erased += 1
  }

  /// The table, a row for each type and one for all of them.
  var bytes: [UInt8] {
    let header = CSV.row([
      "type", "entries", "with-content", "withheld", "erased", "first-entry", "last-entry",
      "first-clock", "last-clock",
    ])
    let rows = counts.sorted { $0.key < $1.key }.map { Self.row($0.key, $0.value) }
    return ([header] + rows + (all.map { [Self.row("all", $0)] } ?? [])).flatMap { $0 }
  }

  private static func row(_ type: String, _ count: Count) -> [UInt8] {
    CSV.row([
      type, "\(count.entries)", "\(count.content)", "\(count.withheld)", "\(count.erased)",
      "\(count.first.sequence)", "\(count.last.sequence)", "\(count.first.clock)",
      "\(count.last.clock)",
    ])
  }
}
